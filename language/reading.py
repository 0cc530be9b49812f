"""One message read: its folded text, script, language, the language to answer in, and whether it says anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from language import arabizi, identify
from language.normalise import fold
from language.script import letter_counts, script_of_text, script_of_word
from language.tokens import LONGEST, tokenise

Reply = Literal["ar", "en", "both"]

_SAMPLE = 2000  # characters from each end decide about the language of a very long text
# Links, addresses and references (SH-7K2M-4Q) are written in Latin letters in every language.
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,200}|\b(?=[\w-]*\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+\b",
    re.ASCII,
)
_SHORT = 4  # letters
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
    return _remembered(text)


def room_for(texts: int) -> None:
    """Remember so many texts from now on; for a training, where each step asks about every message again."""
    global _remembered  # noqa: PLW0603  (a cache, not a state: no answer depends on it)
    _remembered = lru_cache(maxsize=texts)(_read)


def _read(text: str) -> TextReading:
    folded = fold(text)
    raw = _LINK.sub(" ", ends(text))
    words = [token.form for token in tokenise(fold(raw)) if len(token.form) <= LONGEST]
    arabic = [word for word in words if script_of_word(word) == "arabic"]
    latin = [word for word in words if script_of_word(word) == "latin"]
    script = script_of_text(letter_counts(raw), _real(arabic), _real(latin))
    signal = _has_signal(folded.text)
    language = _language(script, words, arabic, latin, raw) if signal else "und"
    return TextReading(
        normal=folded.text.strip(),
        script=script,
        language=language,
        reply=_reply(language, script, len(arabic), latin) if signal else None,
        signal=signal,
        transliterations=arabizi.transliterate(latin) if language == "arabizi" else (),
    )


# The tokenizer, both featurizers and the language reader each ask about the message in hand.
_remembered = lru_cache(maxsize=32)(_read)


def turns_talk(text: str) -> bool:
    """False for one short word in Latin letters ("ok", "ana", "la"): it is typed in every language, so it must
    not turn a talk that has a language already."""
    words = text[: 4 * _SHORT].split()
    return len(words) != 1 or len(words[0]) > _SHORT or script_of_word(words[0].lower()) != "latin"


def ends(text: str) -> str:
    """The beginning and the end of a very long text, else the text: enough to tell its language by."""
    if len(text) <= 2 * _SAMPLE:
        return text
    text = " ".join(text.split())
    if len(text) <= 2 * _SAMPLE:
        return text
    return f"{text[:_SAMPLE]} {text[-_SAMPLE:].partition(' ')[2]}"


def _real(words: list[str]) -> int:
    return sum(len(word) > 1 for word in words)


def _language(script: str, words: list[str], arabic: list[str], latin: list[str], raw: str) -> str:
    if script in ("arabic", "mixed"):
        spoken = identify.of_arabic(arabic, raw)
        return "mixed" if script == "mixed" and spoken == "ar" else spoken
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
