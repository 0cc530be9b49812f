"""The editors' files, read once: answers, words and buttons, each in Arabic and English.

Owns the choice of language: a person answered in `both` gets the English text and the Arabic one
below it. Refuses (ContentUnusable, when the brain starts) a file that lacks a language or names
something unknown, so that no conversation ever meets a hole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

PLACE = Path(__file__).parents[1] / "content"
LANGUAGES = ("ar", "en")
FILL_INS = frozenset({"hotline", "emergency", "organisation"})
MOST_BUTTONS = 3
LONGEST_TITLE = 20

_FILL_IN = re.compile(r"\{(\w*)\}")


class ContentUnusable(ValueError):
    """A content file cannot be used; the message says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    tap: str
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One text in both languages, the buttons below it, and what a plain "yes" to it would mean."""

    texts: Mapping[str, str]
    buttons: tuple[Button, ...] = ()
    offer: str | None = None

    def text(self, language: str, facts: Mapping[str, str]) -> str:
        """The text in `ar`, `en` or `both`. `facts` as the turn call names them."""
        if language == "both":
            return f"{self.text('en', facts)}\n{self.text('ar', facts)}"
        values = {**facts, "organisation": facts[f"organisation_{language}"]}
        return self.texts[language].format_map(values)

    def shown_buttons(self, language: str) -> list[dict[str, str]]:
        return [{"title": button.titles[language], "payload": button.tap} for button in self.buttons]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    general: Saying
    lines: Mapping[str, Saying] = field(default_factory=dict)

    def about(self, line: str) -> Saying:
        return self.lines.get(line, self.general)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    answers: Mapping[str, Answer]
    words: Mapping[str, Saying]


def read_content(place: Path = PLACE) -> Content:
    """Raises ContentUnusable, or OSError when a file is missing."""
    buttons = {
        name: _button(f"buttons.yml: {name}", entry) for name, entry in _load(place / "buttons.yml").items()
    }
    answers = _load(place / "answers.yml").get("answers", {})
    words = _load(place / "words.yml").get("words", {})
    return Content(
        answers={name: _answer(f"answers.yml: {name}", entry, buttons) for name, entry in answers.items()},
        words={name: _saying(f"words.yml: {name}", entry, buttons) for name, entry in words.items()},
    )


def _load(path: Path) -> dict[str, Any]:
    try:
        loaded = yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise ContentUnusable(f"{path.name} is not YAML: {error}") from None
    if not isinstance(loaded, dict):
        raise ContentUnusable(f"{path.name} is not a list of names and texts")
    return loaded


def _answer(where: str, entry: Any, buttons: Mapping[str, Button]) -> Answer:
    general = _saying(where, entry, buttons, also=("lines",))
    lines = {name: _saying(f"{where}, {name}", one, buttons) for name, one in entry.get("lines", {}).items()}
    return Answer(general=general, lines=lines)


def _saying(where: str, entry: Any, buttons: Mapping[str, Button], also: tuple[str, ...] = ()) -> Saying:
    _check_keys(where, entry, {*LANGUAGES, "buttons", "offer", *also})
    texts = {language: _text(where, entry, language) for language in LANGUAGES}
    if any(set(_FILL_IN.sub("", text)) & set("{}") for text in texts.values()):
        raise ContentUnusable(f"{where}: a brace without its other half")
    used = [frozenset(_FILL_IN.findall(text)) for text in texts.values()]
    if used[0] != used[1] or used[0] - FILL_INS:
        raise ContentUnusable(f"{where}: fill-ins must be the same in both languages, of {sorted(FILL_INS)}")
    named = entry.get("buttons", [])
    if len(named) > MOST_BUTTONS or any(name not in buttons for name in named):
        raise ContentUnusable(f"{where}: at most {MOST_BUTTONS} buttons, all of them from buttons.yml")
    return Saying(texts=texts, buttons=tuple(buttons[name] for name in named), offer=entry.get("offer"))


def _button(where: str, entry: Any) -> Button:
    _check_keys(where, entry, {*LANGUAGES, "both", "tap"})
    titles = {language: _text(where, entry, language) for language in (*LANGUAGES, "both")}
    if any(len(title) > LONGEST_TITLE for title in titles.values()):
        raise ContentUnusable(f"{where}: a title is longer than {LONGEST_TITLE} letters")
    return Button(tap=_text(where, entry, "tap"), titles=titles)


def _text(where: str, entry: Mapping[str, Any], key: str) -> str:
    text = entry.get(key)
    if not isinstance(text, str) or not text.strip():
        raise ContentUnusable(f"{where}: {key} is missing or empty")
    return text.strip()


def _check_keys(where: str, entry: Any, allowed: set[str]) -> None:
    if not isinstance(entry, dict):
        raise ContentUnusable(f"{where} has no texts")
    unknown = {str(key) for key in entry} - allowed
    if unknown:
        raise ContentUnusable(f"{where}: unknown {sorted(unknown)}")


CONTENT = read_content()
