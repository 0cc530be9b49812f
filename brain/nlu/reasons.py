"""Why a message was read as it was, in words an agent can read. Never another person's words."""

from __future__ import annotations

from collections.abc import Mapping

# Opens a quotation of the person; no other reason contains it.
QUOTE = "“"
LONGEST_QUOTE = 120


def reasons_of(*, verdict: str, urgency: Mapping[str, float], clause: str, nearest: str) -> list[str]:
    """`clause` is the part that weighed most, or "" when it was the whole message."""
    harm = urgency["emergency"] + urgency["urgent"]
    said = [f"{verdict}: harm or danger {harm:.0%} likely, danger right now {urgency['emergency']:.0%}"]
    if clause:
        said.append(f"the part that weighed most: {QUOTE}{_short(clause)}”")
    return [*said, f"nearest kind of example: {nearest}"]


def _short(clause: str) -> str:
    clean = " ".join(clause.split())
    return clean if len(clean) <= LONGEST_QUOTE else clean[: LONGEST_QUOTE - 1] + "…"
