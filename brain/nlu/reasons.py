"""Why a message was read as it was, in words an agent can read. Never another person's words."""

from __future__ import annotations

from collections.abc import Mapping

from rasa.shared.nlu.training_data.message import Message

from brain.nlu.labels import NEAREST

LONGEST_QUOTE = 120


def reasons_of(
    message: Message, verdict: str, urgency: Mapping[str, float], clause: str
) -> list[str]:
    """`clause` is the part that weighed most, or "" when it was the whole message."""
    escalated = urgency["emergency"] + urgency["urgent"]
    said = [f"{verdict}: danger or harm {escalated:.0%} likely, right now {urgency['emergency']:.0%}"]
    if clause:
        said.append(f"the part that weighed most: “{_short(clause)}”")
    nearest = message.get(NEAREST)
    if nearest:
        said.append(f"nearest kind of example: {nearest[0]}")
    return said


def _short(clause: str) -> str:
    clean = " ".join(clause.split())
    return clean if len(clean) <= LONGEST_QUOTE else clean[: LONGEST_QUOTE - 1] + "…"
