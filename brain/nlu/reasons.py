"""Why a message was read as it was, in words an agent can read. Never another person's words.

What the person wrote stands in a reason as its place in the message; `quoted` puts the words in at the very end, so
that a reading can be kept without them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

LONGEST_QUOTE = 120

Place = tuple[int, int]  # first character and the one after the last

_PLACE = re.compile(r"“\{(\d+):(\d+)\}”")


def reasons_of(
    *,
    verdict: str,
    urgency: Mapping[str, float],
    clause: Place | None,
    words: Sequence[Place],
    nearest: str | None,
) -> list[str]:
    """`clause` is the part that weighed most, None when it was the whole message; `words` those that alarm."""
    harm = urgency["emergency"] + urgency["urgent"]
    said = [f"{verdict}: harm or danger {harm:.0%} likely, danger right now {urgency['emergency']:.0%}"]
    if clause is not None:
        said.append(f"the part that weighed most: {_place(clause)}")
    if words:
        said.append(f"the words that weighed most: {', '.join(map(_place, words))}")
    if nearest is not None:
        said.append(f"nearest kind of example: {nearest}")
    return said


def quoted(reasons: Sequence[str], text: str) -> list[str]:
    """The reasons with the message's own words where their places stood."""

    def words(found: re.Match[str]) -> str:
        return f"“{_short(text[int(found[1]) : int(found[2])])}”"

    return [_PLACE.sub(words, reason) for reason in reasons]


def _place(place: Place) -> str:
    return f"“{{{place[0]}:{place[1]}}}”"


def _short(words: str) -> str:
    clean = " ".join(words.split())
    return clean if len(clean) <= LONGEST_QUOTE else clean[: LONGEST_QUOTE - 1] + "…"
