"""One message read: its folded text, script, language, the language to answer in, and whether it says anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from language import arabizi, identify
from language.normalise import fold
from language.script import letter_counts, script_of_text, script_of_word
from language.tokens import LONGEST, Token, tokenise

Reply = Literal["ar", "en", "both"]

_SAMPLE = 300  # words from each end decide about the language of a very long text
_RAW_SAMPLE = 6000
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")
_FEW = 2  # so many unknown words in Latin letters may be a name


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReading:
    """`signal` is false for what carries no meaning: blank, emoji or signs only, one letter held down."""

    normal: str
    script: str
    language: str
    reply: Reply | None
    signal: bool
    transliterations: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Without the person's words: readings end up in logs."""
        return f"TextReading({self.script}, {self.language}, reply={self.reply}, signal={self.signal})"


def read(text: str) -> TextReading:
    folded = fold(text)
    words = _sample(tokenise(folded))
    arabic = [word for word in words if script_of_word(word) == "arabic"]
    latin = [word for word in words if script_of_word(word) == "latin"]
    raw = text if len(text) <= _RAW_SAMPLE * 2 else text[:_RAW_SAMPLE] + text[-_RAW_SAMPLE:]
    counts = letter_counts(_LINK.sub(" ", raw) if "://" in raw or "www." in raw or "@" in raw else raw)
    script = script_of_text(counts, _real(arabic), _real(latin))
    language = _language(script, words, arabic, latin, raw)
    views = arabizi.transliterate(latin) if language == "arabizi" else ()
    return TextReading(
        normal=folded.text.strip(),
        script=script,
        language=language,
        reply=_reply(language, script, len(arabic), latin),
        signal=_has_signal(folded.text),
        transliterations=views,
    )


def _sample(tokens: list[Token]) -> list[str]:
    if len(tokens) > 2 * _SAMPLE:
        tokens = tokens[:_SAMPLE] + tokens[-_SAMPLE:]
    return [token.form for token in tokens if len(token.form) <= LONGEST]


def _real(words: list[str]) -> int:
    return sum(len(word) > 1 for word in words)


def _language(script: str, words: list[str], arabic: list[str], latin: list[str], raw: str) -> str:
    if script == "mixed":
        return "mixed" if identify.of_arabic(arabic, raw) == "ar" else identify.of_arabic(arabic, raw)
    if script == "arabic":
        return identify.of_arabic(arabic, raw)
    if script == "latin":
        return identify.of_latin(latin)
    return identify.of_other(script, words, raw)


def _reply(language: str, script: str, arabic_words: int, latin: list[str]) -> Reply | None:
    if language in ("ar", "arabizi"):
        return "ar"
    if language == "en":
        return "en"
    if language == "mixed":
        english = identify.of_latin(latin) == "en"
        return "en" if english and len(latin) > 2 * arabic_words else "ar"
    if language == "und":
        unknown = script not in ("none", "latin") or (script == "latin" and len(latin) > _FEW)
        return "both" if unknown else None
    return "both"


def _has_signal(normal: str) -> bool:
    """Two different letters or digits, or one letter of a script that writes words with one."""
    seen = {char for char in normal if char.isalnum()}
    if len(seen) > 1:
        return True
    return any(char.isdigit() or char > "\u0900" for char in seen)
