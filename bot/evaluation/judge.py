"""Runs labelled messages through lexicon, brain and `decide`, exactly as live messages are."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bot import lexicon
from bot.brain import Brain
from bot.domain.triage import decide
from bot.domain.words import Line, Urgency
from bot.evaluation.figures import Judged, Labelled
from language import Lexicon


class BadFile(Exception):
    """A line of an evaluation file is not what it should be; names the line."""


def load(path: Path) -> list[Labelled]:
    """Raises BadFile, or OSError."""
    return [_labelled(path, number, line) for number, line in _lines(path) if line.strip()]


def _lines(path: Path) -> Iterable[tuple[int, str]]:
    return enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)


def _labelled(path: Path, number: int, raw: str) -> Labelled:
    try:
        value = json.loads(raw)
        return Labelled(
            text=str(value["text"]),
            urgency=Urgency(value["urgency"]),
            line=Line(value["line"]) if value.get("line") else None,
            kind=value.get("kind"),
            lang=value.get("lang"),
            note=value.get("note", ""),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadFile(f"{path}, line {number}: needs text and urgency ({type(error).__name__})") from None


async def judge(label: Labelled, number: int, ear: Lexicon, brain: Brain, facts: Mapping[str, str]) -> Judged:
    """Read one message as the first of a new conversation. Raises BrainFailed: a figure without a brain is none."""
    began = time.perf_counter()
    phrases = lexicon.phrases(ear, label.text)
    turn = await brain.turn(first_turn(label.text, f"evaluation-{number}", facts))
    triage = decide(phrases, turn.reading)
    return Judged(
        label=label,
        urgency=triage.urgency,
        line=triage.line,
        kind=triage.kind,
        language=turn.reading.language,
        intent=turn.reading.intent,
        seconds=time.perf_counter() - began,
        reasons=tuple(f"{flag.source}: {flag.text}" for flag in triage.flags),
    )


def first_turn(text: str, name: str, facts: Mapping[str, str]) -> dict[str, Any]:
    """The turn call for a message without a past; `name` stands for conversation and message."""
    return {
        "conversation": name,
        "message": name,
        "text": text,
        "payload": None,
        "context": {
            "language": None,
            "pinned": False,
            "case": None,
            "escalated": False,
            "now": "2026-01-01T00:00:00+00:00",
            "facts": dict(facts),
        },
        "state": None,
    }
