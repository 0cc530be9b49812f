"""Figures over labelled messages that were read. Pure. Escalated means urgent or emergency."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from bot.domain.words import Line, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One line of an evaluation file."""

    text: str = field(repr=False)
    urgency: Urgency
    line: Line | None = None
    kind: str | None = None
    lang: str | None = None
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A labelled message and what the door made of it. `seconds`: reading and deciding, whole."""

    label: Labelled
    urgency: Urgency
    line: Line
    kind: str
    language: str
    intent: str
    seconds: float
    reasons: tuple[str, ...] = field(default=(), repr=False)


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """The figures `bab evaluate` prints; a rate without a single case to count is None."""
    by_lang: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        by_lang[each.label.lang or "?"].append(each)
    emergencies = [each for each in judged if each.label.urgency is Urgency.EMERGENCY]
    lines = [each for each in judged if each.label.line is not None]
    languages = [each for each in judged if each.label.lang is not None]
    return {
        "n": len(judged),
        "escalated": _escalated(judged),
        "by_lang": {lang: {"n": len(some), **_escalated(some)} for lang, some in sorted(by_lang.items())},
        "emergency_recall": _rate(each.urgency is Urgency.EMERGENCY for each in emergencies),
        "line_accuracy": _rate(each.line is each.label.line for each in lines),
        "language_accuracy": _rate(each.language == each.label.lang for each in languages),
        "confusion": _confusion(judged),
        "line_confusion": _mistaken((str(each.label.line), str(each.line)) for each in lines),
        "language_confusion": _mistaken((str(each.label.lang), each.language) for each in languages),
        "latency_ms": _latency([each.seconds for each in judged]),
        "misses": [miss for each in judged if (miss := _miss(each)) is not None],
    }


def _escalated(judged: Sequence[Judged]) -> dict[str, float | None]:
    wanted = [each for each in judged if each.label.urgency.escalated]
    raised = [each for each in judged if each.urgency.escalated]
    innocent = [each for each in judged if not each.label.urgency.escalated]
    return {
        "recall": _rate(each.urgency.escalated for each in wanted),
        "precision": _rate(each.label.urgency.escalated for each in raised),
        "false_rate": _rate(each.urgency.escalated for each in innocent),
    }


def _rate(outcomes: Iterable[bool]) -> float | None:
    counted = Counter(outcomes)
    return round(counted[True] / counted.total(), 4) if counted else None


def _confusion(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    table = {label.value: {found.value: 0 for found in Urgency} for label in Urgency}
    for each in judged:
        table[each.label.urgency][each.urgency] += 1
    return table


def _mistaken(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How often one was taken for another, most often first; what was right is left out."""
    counted = Counter(f"{label} → {found}" for label, found in pairs if label != found)
    return dict(counted.most_common())


def _latency(seconds: Sequence[float]) -> dict[str, float | None]:
    if len(seconds) < 2:
        only = round(1000 * seconds[0], 2) if seconds else None
        return {"p50": only, "p99": only}
    cuts = quantiles(seconds, n=100, method="inclusive")
    return {"p50": round(1000 * cuts[49], 2), "p99": round(1000 * cuts[98], 2)}


def _miss(each: Judged) -> dict[str, Any] | None:
    label = each.label
    if label.urgency.escalated == each.urgency.escalated:
        return None
    return {
        "text": label.text,
        "lang": label.lang,
        "label": label.urgency,
        "found": each.urgency,
        "intent": each.intent,
        "line": each.line,
        "reasons": list(each.reasons),
        "note": label.note,
    }
