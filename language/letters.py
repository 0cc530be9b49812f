"""What one character becomes when text is folded for comparison: a table filled as characters are met.

Owns the choice of which letters count as the same. Refuses to look at neighbours: runs, spaces and
apostrophes are normalise.py's business. No entry is longer than `WIDEST` characters, whatever
Unicode says (U+FDFA alone would become eighteen).
"""

from __future__ import annotations

import unicodedata

WIDEST = 4

# Writers choose freely between these, so a comparison must not. Gulf keyboards lack some letters
# (چ for ك, گ for ق); ض and ظ are one sound in the Gulf and the commonest spelling mistake of all.
_SAME = {
    "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ے": "ي",
    "ک": "ك", "ڪ": "ك", "چ": "ك", "گ": "ق",
    "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه",
    "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ں": "ن",
    "پ": "ب", "ڤ": "ف", "ژ": "ز", "ظ": "ض",
    "ء": "", "ـ": "", "ٴ": "",
    "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe",
    "ʻ": "'", "ʼ": "'", "‘": "'", "’": "'", "`": "'", "´": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "…": "…", "\n": "\n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n",
}  # fmt: skip

# Ethiopic letters of one sound: (first of the variant row, first of the usual row).
_ETHIOPIC = ((0x1210, 0x1200), (0x1280, 0x1200), (0x1220, 0x1230), (0x12D0, 0x12A0), (0x1340, 0x1338))
_SAME |= {chr(odd + i): chr(usual + i) for odd, usual in _ETHIOPIC for i in range(7)}

# Marks that spell nothing here: accents, tashkeel, Quranic signs, nukta, stacked ("zalgo") marks.
_EMPTY_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06ED), (0x08CA, 0x08FF), (0x093C, 0x093C), (0x09BC, 0x09BC),
    (0x135D, 0x135F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F), (0x1F3FB, 0x1F3FF), (0xE0100, 0xE01EF),
)  # fmt: skip
_HANGUL = range(0xAC00, 0xD7A4)


def is_empty_mark(char: str) -> bool:
    code = ord(char)
    return any(low <= code <= high for low, high in _EMPTY_MARKS)


def _folded(char: str) -> str:
    if char in _SAME:
        return _SAME[char]
    category = unicodedata.category(char)
    if category == "Cc" and not char.isspace():
        return ""
    if category[0] == "Z" or char.isspace():
        return " "
    if category in ("Cf", "Cs", "Co", "Cn") or is_empty_mark(char):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if ord(char) in _HANGUL:
        return char
    spread = unicodedata.normalize("NFKD", char)
    if spread == char:
        return char.casefold()
    if len(spread) > WIDEST * 2:
        return " "
    return "".join(LETTERS[part] for part in spread)[:WIDEST].lstrip() or ""


class _Letters(dict[str, str]):
    """Fills itself; remembers the basic plane only, so that hostile text cannot grow it for ever."""

    def __missing__(self, char: str) -> str:
        folded = _folded(char)
        if len(folded) == 1 and folded != char and folded not in _SAME.values():
            folded = _folded(folded)
        if char < "\U00010000":
            self[char] = folded
        return folded


LETTERS = _Letters()
