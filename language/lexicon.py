"""Danger phrases found in a message, each with its place in the text as typed.

Owns what counts as a hit: an exception (an idiom, a look-alike) that overlaps cancels it, a "not" right
before denies it, a story or study around it makes *certain* only *possible*. Compiled once; linear in
the length of the message. Reads no files: callers load the YAML documents and pass them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from language import negation
from language.entries import Entries, Rule, collect
from language.frequent_latin import LATIN
from language.identify import of_latin
from language.normalise import fold
from language.script import script_of_word
from language.spelling import looks_arabizi
from language.tokens import LONGEST, Token, tokenise
from language.trie import Found, Trie
from language.vocabulary import Meanings, Vocabulary

Strength = Literal["certain", "possible"]

MOST_HITS = 200  # of each strength; nobody reads more
_CONTEXT_REACH = 10  # words between "a lecture about" and what it is about
_CONTEXT_BEFORE = 8  # and when it comes after
_SEEN_BEFORE, _SEEN_AFTER = 6, 16  # words around a phrase that may deny it
_LANGUAGE_SAMPLE = 200
_SPELLED_WORDS = 1500  # distinct Latin words of one message that are read as Arabic
_MOST_COURTESIES = 6
_COURTESIES = frozenset(
    """please pls plz pleas ples now sir maam mam madam hello hi hey oh god any body anybody anyone someone somebody
    تكفون تكفي الله يخليكم يخليك دخيلكم دخيل بليز لو سمحتم سمحت رجاء ارجوكم يا ناس جماعه عالم اخواني اخوان هلا
    مرحبا السلام عليكم بسرعه الحين الان هسه هلق دلوقتي ضروري انا اني ربي
    bleez tekfon tkfon tkfoon tekfoon allah y5alikom ykhalikom bsr3a al7een ana po kuya ate 😭 😢 🙏 😰 😨 😱 💔""".split()
)
_RANK = {"emergency": 3, "urgent": 2, "attention": 1, "routine": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """`phrase` is the lexicon's wording; `start` and `end` are places in the original text."""

    phrase: str
    start: int
    end: int
    line: str
    kind: str
    urgency: str
    strength: Strength


class Lexicon:
    """Compiled phrases. Safe to share between threads: matching changes nothing."""

    def __init__(self, entries: Entries) -> None:
        self._trie = Trie(entries.phrases)
        self._vocabulary = Vocabulary(entries.words)

    def match(self, text: str) -> tuple[Hit, ...]:
        """Hits in order of place, none inside a stronger or equal one."""
        folded = fold(text)
        tokens = tokenise(folded)
        found = list(self._trie.search(tokens, self._meanings(tokens)))
        if not any(one.rule.role == "danger" for one in found):
            return ()
        hits: list[Hit] = []
        room = {True: MOST_HITS, False: MOST_HITS}  # certain ones are not crowded out
        for one, rule in _standing(found, [token.form for token in tokens], tokens):
            if room[rule.certain]:
                room[rule.certain] -= 1
                start, end = folded.span(tokens[one.start].start, tokens[one.end - 1].end)
                hits.append(_hit(one, rule, start, end))
        return tuple(_widest(hits))

    def _meanings(self, tokens: Sequence[Token]) -> list[Meanings]:
        latin = [token.form for token in tokens if "a" <= token.form[-1] <= "z" or token.form[0].isdigit()]
        arabizi = bool(latin) and of_latin(latin[:_LANGUAGE_SAMPLE]) == "arabizi"
        seen: dict[tuple[str, bool], Meanings] = {}
        spelled_words = 0
        meanings: list[Meanings] = []
        for token in tokens:
            key = (token.form, token.stretched)
            if key not in seen:
                spelled = spelled_words < _SPELLED_WORDS and _may_be_arabizi(token.form, arabizi)
                spelled_words += spelled
                seen[key] = (
                    self._vocabulary.meanings(token.form, stretched=token.stretched, spelled=spelled)
                    if len(token.form) <= LONGEST
                    else {}
                )
            meanings.append(seen[key])
        return meanings


def compile_lexicon(entries: Iterable[Mapping[str, object]]) -> Lexicon:
    """`entries` are whole documents (`words`, `phrases`, `exceptions`, `contexts`) or single entries.

    Raises LexiconError naming the entry that cannot be used.
    """
    return Lexicon(collect(entries))


def _hit(one: Found, rule: Rule, start: int, end: int) -> Hit:
    return Hit(
        phrase=one.wording,
        start=start,
        end=end,
        line=rule.line,
        kind=rule.kind,
        urgency=rule.urgency,
        strength="certain" if rule.certain else "possible",
    )


def _may_be_arabizi(form: str, message_is_arabizi: bool) -> bool:
    if script_of_word(form) != "latin":
        return False
    if form in LATIN["arabizi"]:
        return message_is_arabizi or form not in LATIN["en"]
    if message_is_arabizi:
        return form not in LATIN["en"]
    return looks_arabizi(form) >= 0.9


def _standing(
    found: Sequence[Found], forms: Sequence[str], tokens: Sequence[Token]
) -> Iterator[tuple[Found, Rule]]:
    """The dangers that are neither cancelled nor denied, weakened where a context says so."""
    cancelled, told = bytearray(len(forms)), bytearray(len(forms))
    for one in found:
        if one.rule.role == "exception":
            cancelled[one.start : one.end] = b"\1" * (one.end - one.start)
        elif one.rule.role == "context":
            first = max(0, one.start - _CONTEXT_BEFORE)
            for place in range(first, min(one.end + _CONTEXT_REACH, len(forms))):
                told[place] |= tokens[place].sentence == tokens[one.start].sentence
    for one in found:
        if one.rule.role != "danger" or any(cancelled[one.start : one.end]):
            continue
        if one.rule.alone and not _is_all(forms, one):
            continue
        if one.rule.deniable:
            first, last = _sentence(tokens, one.start)
            if negation.is_denied(forms[first:last], one.start - first, one.end - first):
                continue
        yield one, replace(one.rule, certain=False) if told[one.start] else one.rule


def _is_all(forms: Sequence[str], one: Found) -> bool:
    if len(forms) - (one.end - one.start) > _MOST_COURTESIES:
        return False
    return all(form in _COURTESIES for form in (*forms[: one.start], *forms[one.end :]))


def _sentence(tokens: Sequence[Token], place: int) -> tuple[int, int]:
    """A few words on either side of `place`, within its sentence."""
    own = tokens[place].sentence
    first = last = place
    while first > 0 and place - first < _SEEN_BEFORE and tokens[first - 1].sentence == own:
        first -= 1
    while last < len(tokens) and last - place < _SEEN_AFTER and tokens[last].sentence == own:
        last += 1
    return first, last


def _widest(hits: list[Hit]) -> Iterator[Hit]:
    """One hit for one stretch: what lies inside a hit at least as grave and as sure is left out."""
    hits.sort(key=lambda hit: (hit.start, -hit.end, -_weight(hit)))
    kept: list[Hit] = []
    for hit in hits:
        if not any(other.end >= hit.end and _weight(other) >= _weight(hit) for other in kept[-6:]):
            kept.append(hit)
    yield from kept


def _weight(hit: Hit) -> int:
    return _RANK[hit.urgency] + 10 * (hit.strength == "certain")
