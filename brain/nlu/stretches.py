"""Which parts of a long message are read alone, beside the whole of it.

Stretches of so many words, each beginning in the middle of the one before: what stands around a sentence comes with it,
and writers who leave out stops and commas are read as those who do not. Pure.
"""

from __future__ import annotations

import re

from language.clauses import Clause, split

# In words. A message longer than LONG drowns one sentence in its whole.
LONG = 32
WIDE = 24
STEP = 12
# From here on a text is a document: stretches side by side, or 64 KB would be read twice.
DOCUMENT = 400
# Letters a word on average: more means a script that puts no blanks between words, where only stops can tell.
NO_BLANKS = 16
FEWEST_CLAUSES = 4
# The most that are given to the encoder, some 5 ms each; their wording chooses when there are more.
READ_ALONE = 12

_WORD = re.compile(r"\S+")


def stretches(text: str) -> tuple[Clause, ...]:
    """In their order, together the whole text; none when it is short enough to be read whole only."""
    words = [(word.start(), word.end()) for word in _WORD.finditer(text)]
    if len(words) <= LONG:
        return _clauses(text, len(words))
    step = WIDE if len(words) > DOCUMENT else STEP
    begins = range(0, max(1, len(words) - WIDE + step), step)
    return tuple(_stretch(text, words[begin : begin + WIDE]) for begin in begins)


def _stretch(text: str, words: list[tuple[int, int]]) -> Clause:
    start, end = words[0][0], words[-1][1]
    return Clause(text=text[start:end], start=start, end=end)


def _clauses(text: str, words: int) -> tuple[Clause, ...]:
    if len(text) <= NO_BLANKS * max(1, words):
        return ()
    clauses = split(text)
    return clauses if len(clauses) >= FEWEST_CLAUSES else ()
