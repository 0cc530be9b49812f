"""The closed words of a reading, and how a training example says which of them it carries.

Owns the reading of the metadata that stands at each block of training examples. Refuses words
outside the lists: a misspelt urgency would otherwise train a class of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rasa.shared.nlu.training_data.message import Message

URGENCIES = ("emergency", "urgent", "attention", "routine")
ESCALATED = frozenset({"emergency", "urgent"})
ROUTINE = "routine"
LINES = (
    "child_protection", "women_protection", "social_welfare", "home_care", "volunteering", "general",
)  # fmt: skip
KINDS = (
    "report", "consultation", "complaint", "suggestion", "inquiry", "request", "chitchat",
)  # fmt: skip

FALLBACK = "nlu_fallback"
# Intents that tell of harm; the only ones an escalated message may end up with.
REPORT_PREFIX = "report_"
DANGER_NOW = "in_danger_now"

# Message properties our components hand to one another, and the one that leaves the pipeline.
READING = "reading"
CLAUSES = "clauses"
DOUBT = "doubt"


class LabelUnknown(ValueError):
    """A block's metadata lacks a label or carries a word outside the closed lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    intent: str
    line: str
    kind: str
    urgency: str
    language: str


def is_report(intent: str) -> bool:
    return intent.startswith(REPORT_PREFIX) or intent == DANGER_NOW


def labels_of(message: Message) -> Labels:
    """Labels of a training example. Raises LabelUnknown; the example's text is never in the error."""
    intent = str(message.get("intent"))
    metadata = message.get("metadata") or {}
    block = metadata.get("intent") if isinstance(metadata, Mapping) else None
    if not isinstance(block, Mapping):
        raise LabelUnknown(f"a block of intent {intent} has no metadata")
    return Labels(
        intent=intent,
        line=_one_of(LINES, block, "line", intent),
        kind=_one_of(KINDS, block, "kind", intent),
        urgency=_one_of(URGENCIES, block, "urgency", intent),
        language=str(block.get("lang") or "und"),
    )


def _one_of(words: tuple[str, ...], block: Mapping[str, object], key: str, intent: str) -> str:
    word = block.get(key)
    if word not in words:
        raise LabelUnknown(f"a block of intent {intent} has {key}: {word!r}, not one of {words}")
    return str(word)
