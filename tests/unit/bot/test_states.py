"""Deliveries only move forward; cases only where the table allows; references can be read out."""

import itertools
import re
from datetime import UTC, datetime, timedelta

from bot.domain.case import NEXT, Case, CaseState, may_follow, queue_order
from bot.domain.delivery import Delivery, advances, before
from bot.domain.ids import CaseId, ConversationId, new_id, new_reference
from bot.domain.words import Kind, Line, Urgency

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_receipts_in_any_order_end_at_the_furthest() -> None:
    receipts = (Delivery.SENDING, Delivery.SENT, Delivery.DELIVERED, Delivery.READ)
    for order in itertools.permutations(receipts):
        state = Delivery.QUEUED
        for receipt in order:
            state = receipt if advances(state, receipt) else state
        assert state is Delivery.READ


def test_nothing_follows_itself_and_before_is_the_inverse() -> None:
    for now, then in itertools.product(Delivery, Delivery):
        assert not (advances(now, then) and advances(then, now))
        assert (now in before(then)) is advances(now, then)


def test_a_resolved_case_stays_resolved() -> None:
    assert not NEXT[CaseState.RESOLVED]
    assert may_follow(CaseState.WAITING, CaseState.CLAIMED)
    assert may_follow(CaseState.CLAIMED, CaseState.WAITING)
    assert not may_follow(CaseState.RESOLVED, CaseState.CLAIMED)


def case(urgency: Urgency, minutes: int, state: CaseState = CaseState.WAITING) -> Case:
    return Case(
        id=CaseId("c"),
        reference="SH-0000-00",
        conversation_id=ConversationId("v"),
        state=state,
        urgency=urgency,
        line=Line.GENERAL,
        kind=Kind.REPORT,
        owner_id=None,
        opened_at=NOW,
        waiting_since=NOW + timedelta(minutes=minutes),
        claimed_at=None,
        resolved_at=None,
        disposition=None,
        version=0,
    )


def test_the_queue_is_by_urgency_then_waiting_time() -> None:
    old, new = case(Urgency.URGENT, 0), case(Urgency.URGENT, 5)
    emergency, claimed = case(Urgency.EMERGENCY, 9), case(Urgency.EMERGENCY, 0, CaseState.CLAIMED)
    assert sorted([new, claimed, old, emergency], key=queue_order) == [emergency, old, new, claimed]


def test_references_are_readable_and_ids_sort_by_time() -> None:
    assert re.fullmatch(r"SH-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}", new_reference("SH"))
    ids = [new_id() for _ in range(100)]
    assert len(set(ids)) == 100
    assert [id[:12] for id in ids] == sorted(id[:12] for id in ids)
