"""A case: its states, what may follow what, and the order of the queue."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import AgentId, CaseId, ConversationId
from bot.domain.words import Kind, Line, Urgency


class CaseState(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


class Disposition(StrEnum):
    """How a case ended; chosen by the agent who resolves it."""

    HELPED = "helped"
    REFERRED = "referred"
    INFORMATION_GIVEN = "information_given"
    NO_ANSWER = "no_answer"
    NOT_A_CASE = "not_a_case"


NEXT: dict[CaseState, frozenset[CaseState]] = {
    CaseState.WAITING: frozenset({CaseState.CLAIMED, CaseState.RESOLVED}),
    CaseState.CLAIMED: frozenset({CaseState.WAITING, CaseState.RESOLVED}),
    CaseState.RESOLVED: frozenset(),
}


def may_follow(now: CaseState, then: CaseState) -> bool:
    return then in NEXT[now]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A matter a human must deal with. `waiting_since` is None once a human has answered."""

    id: CaseId
    reference: str
    conversation_id: ConversationId
    state: CaseState
    urgency: Urgency
    line: Line
    kind: Kind
    owner_id: AgentId | None
    opened_at: datetime
    waiting_since: datetime | None
    claimed_at: datetime | None
    resolved_at: datetime | None
    disposition: Disposition | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Why a message was flagged: a phrase in it (offsets into its text), or another reason in words."""

    source: str
    text: str = field(repr=False)
    urgency: Urgency
    message_id: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNotes:
    """What is known of a case. Holds a person's words, so it is sealed and has no content in its repr."""

    details: dict[str, str] = field(default_factory=dict, repr=False)
    flags: tuple[Flag, ...] = field(default=(), repr=False)
    wants_human: bool = False
    misunderstood: bool = False
    resolution_note: str | None = field(default=None, repr=False)


def queue_order(case: Case) -> tuple[int, int, float]:
    """Sort key: those nobody serves first, then the most urgent, then the longest waiting."""
    waiting = case.waiting_since or case.opened_at
    return (0 if case.state is CaseState.WAITING else 1, -case.urgency.rank, waiting.timestamp())
