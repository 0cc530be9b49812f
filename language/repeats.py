"""Words said over and over again, said once.

"hours? hours? hours? …" is impatience, not another meaning; a reader of meaning should not be shouted at.
"""

from __future__ import annotations

from collections.abc import Sequence

# Twice may be grammar ("شوي شوي", "pole pole"); from here on it is insistence.
FEWEST = 3
LONGEST = 4  # words


def once(words: Sequence[str]) -> list[str]:
    """`words` with every stretch of at most LONGEST words that follows itself FEWEST times or more kept once."""
    said = list(words)
    while True:
        fewer = said
        for length in range(1, LONGEST + 1):
            fewer = _once(fewer, length)
        if len(fewer) == len(said):
            return said
        said = fewer


def _once(words: list[str], length: int) -> list[str]:
    # How far each word in a row equals the one `length` words before it; one pass, whatever the text.
    kept: list[str] = []
    place = 0
    while place < len(words):
        end = place + length
        while end < len(words) and words[end] == words[end - length]:
            end += 1
        times = (end - place) // length
        kept.extend(words[place : place + length])
        place += length * (times if times >= FEWEST else 1)
    return kept
