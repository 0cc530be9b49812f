"""Words of a folded text, with their places and the sentence each stands in.

A word is letters, marks and digits; each Han character and each emoji is a word of its own, as they
are written without spaces. `.` `!` `?` and their kin end a sentence; dots in a row do not: people
hesitate.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from language.normalise import Folded

_INDIC = "\u0900-\u0963\u0966-\u0df3"
_TOKEN = re.compile(
    "(?P<link>(?:https?://|www\\.)\\S+)"
    "|(?P<soft>\\.\\.+|…)"
    "|(?P<stop>[.!?؟。！？।።፧])"
    "|(?P<sign>[\u3400-\u4dbf\u4e00-\u9fff\u2600-\u27bf\U0001f000-\U0001faff])"
    f"|(?P<word>(?:[^\\W_\u3400-\u4dbf\u4e00-\u9fff]|[{_INDIC}])+(?:'(?:[^\\W_]|[{_INDIC}])+)*)"
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
        elif kind in ("word", "sign"):
            start, end = found.span()
            while next_held < len(held) and held[next_held] < start:
                next_held += 1
            stretched = next_held < len(held) and held[next_held] < end
            tokens.append(Token(found.group(), start, end, sentence, stretched))
    return tokens
