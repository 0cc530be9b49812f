"""The door's own ear: danger phrases found in a message, with or without a brain."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

try:
    # The same rules in C: ten times faster, and the door must open within two seconds.
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    from yaml import SafeLoader  # type: ignore[assignment]

from bot.domain.triage import Phrase
from bot.domain.words import Kind, Line, Urgency
from language import Lexicon
from language.lexicon import compile_lexicon


class LexiconError(Exception):
    """The danger phrases cannot be read; a door without them must not open."""


def load(folder: Path) -> Lexicon:
    """Compile every lexicon file of `folder` (nlu_data/lexicon). Raises LexiconError."""
    try:
        entries: list[Mapping[str, Any]] = [
            yaml.load(path.read_text(encoding="utf-8"), Loader=SafeLoader)
            for path in sorted(folder.glob("*.yml"))
        ]
        if not entries:
            raise LexiconError(f"{folder}: no danger phrases here")
        return compile_lexicon(entries)
    except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError) as error:
        raise LexiconError(f"{folder}: the danger phrases cannot be read: {error}") from None


def phrases(lexicon: Lexicon, text: str) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(
            text=hit.phrase,
            start=hit.start,
            end=hit.end,
            line=Line(hit.line),
            kind=Kind(hit.kind),
            urgency=Urgency(hit.urgency),
            certain=hit.strength == "certain",
        )
        for hit in lexicon.match(text)
    )
