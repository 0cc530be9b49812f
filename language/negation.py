"""Whether what a phrase says is denied: "ما عاد يضربني", "he never hit me", "वह मुझे मारता नहीं".

Only a "not" that stands right before the phrase counts, with nothing but small words between. "لا تخليه
يضربني", "he doesn't stop hitting me", "ما زال يضربني" and "not only" stay danger because the word
between is not a small one; "he doesn't hit me unless he drinks" stays danger because of what follows.
"""

from __future__ import annotations

from collections.abc import Sequence

_NEGATORS = frozenset(
    """ما لا لم لن ليس ليست مو مب مهب مش موب مهو ماهو مافي مافيه ماحد محد ماحدا ولا مانيش ماعاد معاد مني ماني
    mb machi mub mob mo mu mish msh mesh ma maa la wala
    not no never dont doesnt didnt isnt arent wasnt werent wont wouldnt hasnt havent hadnt cant couldnt cannot nobody
    noone neither without hardly
    ne pas jamais не никогда ni tidak tak bukan ga gak nggak hindi di wala nahi nahin nai nahi नहीं न नही نہیں نہ
    不 没 没有 从不 نه هرگز""".split()
)
# وما، ولا، فما: "and" is written onto the word.
NEGATORS = _NEGATORS | {joint + word for word in _NEGATORS if word >= "\u0620" for joint in "وف"}
# May stand between the "not" and the phrase.
_SMALL = frozenset(
    """عاد قد راح احد حد حدا مره ابدا كان كانت يكون صار قام يوم عمره عمرها عمري عمرهم انه في اي واحد رح
    a3ad 3mra 3mrah 3omra 3umra 3mro 3omro 3mrha 3ad 7ad a7ad rah ra7 9ar kan
    افكر بفكر ابا ابي ابغي اريد ناوي ناويه عايز عايزه بدي
    ever even really actually been be being physically once yet one anyone anybody any a it in the
    think thinking want wanting wanna trying planning going gonna to about of
    jamais plus pas me te du tout pernah akan
    naman po ho ako nya niya talaga 有 过""".split()
)
# After the phrase these turn a "not" into "only when".
_UNLESS = frozenset("الا غير unless except until illa ella sauf".split())
# Languages that deny after the verb.
_AFTER = frozenset("""না নেই नहीं नही नहि نہیں nahi nahin nai छैन නැහැ නෑ නැ ഇല്ല இல்லை አይደለም""".split())
_REACH = 4


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
            return not _only_when(forms, end)
        if word not in _SMALL:
            return False
    return False


def _only_when(forms: Sequence[str], end: int) -> bool:
    return any(word in _UNLESS for word in forms[end : end + 2])
