"""Which words of a message speak most for danger, and where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brain.nlu.reasons import Place
from brain.nlu.wording import Wording
from language.normalise import fold

MOST = 3
# Letters of a message that are looked at; words further on have their own clause.
LETTERS = 2_000
# A word says something from this part of the strongest one's weight on.
COMPARABLE = 0.4

_WORD = re.compile(r"\w+")


def telling_words(wording: Wording, text: str, offset: int = 0) -> list[Place]:
    """Places of the at most three strongest words or pairs, in order; `offset` is where `text` itself begins."""
    folded = fold(text[:LETTERS])
    ranked = sorted(_weighed(wording, folded.text), key=lambda found: (-found[0], found[1]))
    if not ranked:
        return []
    kept: list[tuple[int, int]] = []
    said: set[str] = set()
    for weight, start, end in ranked:
        apart = all(end <= other or start >= until for other, until in kept)
        apart = apart and folded.text[start:end] not in said
        said.add(folded.text[start:end])
        if apart and weight >= COMPARABLE * ranked[0][0] and len(kept) < MOST:
            kept.append((start, end))
    spans = (folded.span(start, end) for start, end in sorted(kept))
    return [(start + offset, end + offset) for start, end in spans]


def _weighed(wording: Wording, folded: str) -> Iterator[tuple[float, int, int]]:
    words = list(_WORD.finditer(folded))
    for place, word in enumerate(words):
        for last in words[place : place + 2]:
            term = word.group() if last is word else f"{word.group()} {last.group()}"
            weight = wording.weight_of(term)
            if weight > 0:
                yield weight, word.start(), last.end()
