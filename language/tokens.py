"""Words of a folded text, with their places and the sentence each stands in.

A word is letters, marks and digits of one script (الcourier is two); each Han character and each emoji is a word of its own, as they
are written without spaces. `.` `!` `?` and their kin end a sentence; dots in a row do not: people
hesitate.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from language.normalise import Folded

_INDIC = "\u0900-\u0963\u0966-\u0df3"
_ARABIC = "\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f\u08a0-\u08ff"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(
    "(?P<link>(?:https?://|www\\.)\\S+)"
    "|(?P<soft>\\.\\.+|…)"
    "|(?P<stop>[.!?؟。！？।።፧])"
    f"|(?P<sign>[{_HAN}\u2600-\u27bf\U0001f000-\U0001faff])"
    f"|(?P<arabic>[{_ARABIC}][{_ARABIC}0-9]*)"
    f"|(?P<word>(?:[^\\W_{_ARABIC}{_HAN}]|[{_INDIC}])+(?:'[^\\W_{_ARABIC}{_HAN}]+)*)"
)
LONGEST = 40  # no word of any phrase is longer; what is longer is noise


class Token(NamedTuple):
    form: str
    start: int
    end: int
    sentence: int
    stretched: bool


def tokenise(folded: Folded) -> list[Token]:
    """Words and emoji in order; links and punctuation leave no token."""
    tokens: list[Token] = []
    sentence = 0
    held = sorted(folded.stretched)
    next_held = 0
    for found in _TOKEN.finditer(folded.text):
        kind = found.lastgroup
        if kind == "stop":
            sentence += 1
        elif kind != "link" and kind != "soft":
            start, end = found.span()
            while next_held < len(held) and held[next_held] < start:
                next_held += 1
            stretched = next_held < len(held) and held[next_held] < end
            tokens.append(Token(found.group(), start, end, sentence, stretched))
    return tokens
