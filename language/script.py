"""Which alphabet a text is written in, by counting letters of its words.

Owns the script codes. Refuses to guess a language: that is identify.py's business.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

_BLOCKS = (
    (0x0041, 0x024F, "latin"), (0x0370, 0x03FF, "other"), (0x0400, 0x052F, "cyrillic"),
    (0x0530, 0x05FF, "other"), (0x0600, 0x06FF, "arabic"), (0x0700, 0x074F, "other"),
    (0x0750, 0x077F, "arabic"), (0x0780, 0x089F, "other"), (0x08A0, 0x08FF, "arabic"),
    (0x0900, 0x097F, "devanagari"), (0x0980, 0x09FF, "bengali"), (0x0A00, 0x0B7F, "other"),
    (0x0B80, 0x0BFF, "tamil"), (0x0C00, 0x0CFF, "other"), (0x0D00, 0x0D7F, "malayalam"),
    (0x0D80, 0x0DFF, "sinhala"), (0x0E00, 0x11FF, "other"), (0x1200, 0x139F, "ethiopic"),
    (0x13A0, 0x1DFF, "other"), (0x1E00, 0x1EFF, "latin"), (0x1F00, 0x1FFF, "other"),
    (0x2D80, 0x2DDF, "ethiopic"), (0x3041, 0x318F, "other"), (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"), (0xA000, 0xD7FF, "other"), (0xF900, 0xFAFF, "han"),
    (0xFB00, 0xFB06, "latin"), (0xFB50, 0xFDFF, "arabic"), (0xFE70, 0xFEFC, "arabic"),
    (0xFF21, 0xFF5A, "latin"), (0x20000, 0x3FFFF, "han"),
)  # fmt: skip
_STARTS = [low for low, _, _ in _BLOCKS]


def script_of(char: str) -> str | None:
    """The script of one letter; None for digits, signs, marks alone and emoji."""
    if not char.isalpha():
        return None
    code = ord(char)
    place = bisect_right(_STARTS, code) - 1
    if place >= 0:
        low, high, name = _BLOCKS[place]
        if low <= code <= high:
            return name
    return "other"


def letter_counts(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for char, number in Counter(text).items():
        name = script_of(char)
        if name is not None:
            counts[name] += number
    return counts


def script_of_word(word: str) -> str | None:
    for char in word:
        name = script_of(char)
        if name is not None:
            return name
    return None


def script_of_text(counts: Counter[str], arabic_words: int, latin_words: int) -> str:
    """`mixed` needs a real word on each side: a lone letter or a sign beside a text is no code-switch."""
    if not counts:
        return "none"
    if arabic_words and latin_words:
        return "mixed"
    return max(counts, key=lambda name: (counts[name], name))
