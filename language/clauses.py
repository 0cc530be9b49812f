"""A long message cut where a thought ends, each piece with its place in the original text.

Danger in the middle of eighty words must count as much as danger alone. Cuts at stops, new lines,
commas in long pieces, and before "but" words; never drops a character that is not blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_STOP = re.compile(r"[.!?؟。！？।።\n\r\u2028\u2029]+[\"'”»)]*\s*|[؛;]\s*|(?<=\s)[-–—•*]\s+")
_SOFT = re.compile(
    r"\s*[,،、，:]\s+|(?<=\s)(?=(?:but|because|and then|however|so that|لكن|ولكن|بس|لأن|لان|وبعدين|عشان|علشان|مع إن|bss?|w ba3dain)\s)",
    re.IGNORECASE,
)
LONG = 14  # words: a piece longer than this is also cut at commas
LONGEST = 40  # words: a piece without any sign is cut here


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    text: str
    start: int
    end: int


def split(text: str) -> tuple[Clause, ...]:
    return tuple(
        clause for start, end in _pieces(text, 0, len(text), _STOP) for clause in _shorter(text, start, end)
    )


def _pieces(text: str, start: int, end: int, cut: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    begin = start
    for found in cut.finditer(text, start, end):
        if text[begin : found.end()].strip():
            yield begin, found.end()
            begin = found.end()
    if text[begin:end].strip():
        yield begin, end


_WORD = re.compile(r"\S+")


def _shorter(text: str, start: int, end: int) -> Iterator[Clause]:
    if len(text[start:end].split(None, LONG)) <= LONG:
        yield _clause(text, start, end)
        return
    for first, last in _pieces(text, start, end, _SOFT):
        begin, words = first, 0
        for word in _WORD.finditer(text, first, last):
            if words == LONGEST:
                yield _clause(text, begin, word.start())
                begin, words = word.start(), 0
            words += 1
        yield _clause(text, begin, last)


def _clause(text: str, start: int, end: int) -> Clause:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    return Clause(text=piece, start=start, end=start + len(piece))
