"""Whether what a phrase says is denied: "ما عاد يضربني", "he never hit me", "वह मुझे मारता नहीं".

Only a "not" that stands right before the phrase counts, with nothing but small words between. "لا تخليه
يضربني", "he doesn't stop hitting me", "ما زال يضربني" and "not only" stay danger because the word
between is not a small one; "he doesn't hit me unless he drinks" stays danger because of what follows.
"""

from __future__ import annotations

from collections.abc import Sequence

NEGATORS = frozenset(
    """ما لا لم لن ليس ليست مو مب مهب مش موب مهو ماهو مافي مافيه ماحد محد ماحدا ولا مانيش ماعاد معاد مني ماني
    mb mub mob mo mu mish msh mesh ma maa la wala
    not no never dont doesnt didnt isnt arent wasnt werent wont wouldnt hasnt havent hadnt cant couldnt cannot nobody
    noone neither without hardly
    ne pas jamais не никогда ni tidak tak bukan ga gak nggak hindi di wala nahi nahin nai nahi नहीं न नही نہیں نہ
    不 没 没有 从不 نه هرگز""".split()
)
# May stand between the "not" and the phrase.
_SMALL = frozenset(
    """عاد قد راح احد حد حدا مره ابدا كان كانت يكون صار قام يوم عمره عمرها عمري عمرهم هو هي هم انه في اي واحد رح
    a3ad 3ad 7ad a7ad rah ra7 9ar kan
    ever even really actually been be being physically once yet one anyone anybody any a he she they him it in the
    my jamais plus pas me te du tout
    pernah akan""".split()
)
# After the phrase these turn a "not" into "only when".
_UNLESS = frozenset(
    "الا غير unless except until only but then illa ella bas بس sauf".split()
)
# Languages that deny after the verb.
_AFTER = frozenset(
    """না নেই नहीं नही नहि نہیں nahi nahin nai छैन හැහැ නැහැ නෑ නැ ഇല്ല இல்லை አይደለም""".split()
)
_REACH = 3


def is_denied(forms: Sequence[str], start: int, end: int) -> bool:
    """Whether the words `start:end` are denied by the words of their sentence around them."""
    if end < len(forms) and forms[end] in _AFTER:
        return True
    for back in range(1, _REACH + 1):
        place = start - back
        if place < 0:
            return False
        word = forms[place]
        if word in NEGATORS:
            return not _only_when(forms, end) and not _doubled(forms, place)
        if word not in _SMALL:
            return False
    return False


def _only_when(forms: Sequence[str], end: int) -> bool:
    return any(word in _UNLESS for word in forms[end : end + 2])


def _doubled(forms: Sequence[str], place: int) -> bool:
    """"ليس أنه لا يضربني", "he did not not hit me": two of them deny nothing."""
    return place > 0 and forms[place - 1] in NEGATORS and forms[place - 1] != forms[place]
