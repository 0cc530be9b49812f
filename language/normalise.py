"""Text folded for comparison, with a way back to the text as it was typed.

`fold` makes equal what people do not tell apart: tashkeel, tatweel, alef, ya and ta marbuta forms,
presentation forms, digits of any script, case, accents, stretched letters; and drops what nobody
sees. One pass, linear, never longer than `WIDEST` times the text. `plain` is the gentle kind, for a
reader that knows spelling (the sentence encoder).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from language.letters import LETTERS, WIDEST, is_empty_mark
from language.repeats import once

__all__ = ["WIDEST", "Folded", "beginning", "fold", "plain"]

_STRETCH = 3  # a letter three times in a row is one letter, held


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """`offsets[i]` is where `text[i]` came from; one more entry closes the text.

    `stretched` are the positions in `text` where a held letter was cut to one.
    """

    text: str
    offsets: tuple[int, ...]
    stretched: frozenset[int] = frozenset()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of original text that `text[start:end]` stands for."""
        first = self.offsets[start]
        if end <= start:
            return first, first
        return first, max(self.offsets[end], self.offsets[end - 1] + 1)


def beginning(text: str, letters: int) -> str:
    """The first `letters` characters; of a longer text, without the blank lines that may stand before its words."""
    return text if len(text) <= letters else " ".join(text.split())[:letters]


def fold(text: str) -> Folded:
    out: list[str] = []
    offsets: list[int] = []
    stretched: set[int] = set()
    last, run = "", 0
    for index, char in enumerate(text):
        folded = LETTERS[char]
        for piece in folded:
            if last == "'" and piece.isalpha() and len(out) > 1 and out[-2].isalpha():
                out.pop()  # don't is dont
                offsets.pop()
                last, run = out[-1], 1 + (out[-2:-1] == out[-1:])
            if piece != last:
                if piece == "." and last == "…":
                    continue
                if piece == "\n" and last == " ":
                    out[-1] = last = piece
                    continue
                if piece == " " and last == "\n":
                    continue
                out.append(piece)
                offsets.append(index)
                last, run = piece, 1
                continue
            run += 1
            if piece in " \n" or (piece == "ا" and run > 1):
                continue
            if run < _STRETCH or piece.isdigit():
                out.append(piece)
                offsets.append(index)
            elif run == _STRETCH:
                out.pop()
                offsets.pop()
                if piece == ".":
                    out[-1] = last = "…"
                else:
                    stretched.add(len(out) - 1)
    offsets.append(len(text))
    return Folded(text="".join(out), offsets=tuple(offsets), stretched=frozenset(stretched))


# What a reader that knows spelling need not see: writers choose freely between these, or leave them out.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys('"“”„«»()*_~|<>{}\\/،,;؛:!.…-–—•·۔।՝‚', " "),
        "ة": "ه",
        "ى": "ي",
        "ـ": "",
        "؟": "?",
        "？": "?",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
    }
)


class _Seen(dict[int, str]):
    """What `plain` keeps of a character, by its code; fills itself, with the basic plane only, so that hostile text cannot
    grow it for ever."""

    def __missing__(self, code: int) -> str:
        kept = _kept(chr(code))
        if code < 0x10000:
            self[code] = kept
        return kept


def _kept(char: str) -> str:
    if is_empty_mark(char) and not "\u0300" <= char <= "\u036f":
        return ""
    category = unicodedata.category(char)
    if category in ("Cf", "Cs", "Cc") and not char.isspace():
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    whole = unicodedata.normalize("NFKC", char)
    return whole if len(whole) <= WIDEST else " "


_SEEN = _Seen()
_LOOSE = re.compile("[\u0300-\u036f]+")  # marks that belong to no letter
_HELD = re.compile(r"([^\W\d])\1{2,}")
_SAME_SIGNS = re.compile(r"([^\w\s])(?:\s*\1)+")


def plain(text: str) -> str:
    """The text as the sentence encoder reads it: without case, tashkeel, held letters, signs,
    insistence and what cannot be seen.

    Folds far less than `fold`, because the encoder knows how languages are spelled: accents, hamza on its
    carrier, and the letters of Persian and Urdu stay. Never longer than `WIDEST` times the text.
    """
    kept = text.translate(_SEEN)
    lowered = _LOOSE.sub("", unicodedata.normalize("NFC", kept)).lower().translate(_PLAIN)
    return " ".join(once(_SAME_SIGNS.sub(r"\1", _HELD.sub(r"\1", lowered)).split()))
