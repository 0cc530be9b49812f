"""The decision: the highest of what certain phrases, taps and the brain say; never lowered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.triage import POSSIBLE_NEEDS, Phrase, Reading, decide
from bot.domain.words import Kind, Line, Urgency

URGENCIES = st.sampled_from(Urgency)


def phrase(urgency: Urgency, *, certain: bool, line: Line = Line.WOMEN_PROTECTION) -> Phrase:
    return Phrase(
        text="phrase", start=0, end=6, line=line, kind=Kind.REPORT, urgency=urgency, certain=certain
    )


def reading(
    verdict: Urgency, *, danger: float = 0.0, line: Line = Line.GENERAL, kind: Kind = Kind.INQUIRY
) -> Reading:
    return Reading(
        language="en",
        reply="en",
        intent="ask_hours",
        confidence=0.9,
        line=line,
        kind=kind,
        verdict=verdict,
        urgency={Urgency.URGENT: danger},
        reasons=("a reason",),
    )


def test_a_certain_phrase_escalates_whatever_the_brain_says() -> None:
    found = decide([phrase(Urgency.URGENT, certain=True)], reading(Urgency.ROUTINE))
    assert found.urgency is Urgency.URGENT
    assert found.kind is Kind.REPORT
    assert found.line is Line.WOMEN_PROTECTION
    assert [flag.source for flag in found.flags] == ["phrase"]


def test_a_possible_phrase_needs_the_brain_to_see_some_danger() -> None:
    possible = [phrase(Urgency.URGENT, certain=False)]
    assert decide(possible, reading(Urgency.ROUTINE, danger=POSSIBLE_NEEDS - 0.01)).urgency is Urgency.ROUTINE
    assert decide(possible, reading(Urgency.ROUTINE, danger=POSSIBLE_NEEDS)).urgency is Urgency.URGENT


def test_without_a_brain_possible_phrases_count_and_a_human_is_brought_in() -> None:
    assert decide([phrase(Urgency.EMERGENCY, certain=False)], None).urgency is Urgency.EMERGENCY
    found = decide([], None)
    assert (found.urgency, found.flags[0].source) == (Urgency.ATTENTION, "brain_down")


def test_before_the_brain_is_asked_only_certain_phrases_count() -> None:
    assert (
        decide([phrase(Urgency.EMERGENCY, certain=False)], None, brain_asked=False).urgency is Urgency.ROUTINE
    )
    assert decide([phrase(Urgency.URGENT, certain=True)], None, brain_asked=False).urgency is Urgency.URGENT


@pytest.mark.parametrize(
    ("tap", "urgency"),
    [("/in_danger_now", Urgency.EMERGENCY), ("/ask_human", Urgency.ATTENTION), ("/greet", Urgency.ROUTINE)],
)
def test_taps_mean_what_they_say_without_a_brain(tap: str, urgency: Urgency) -> None:
    assert decide([], None, brain_asked=False, tap=tap).urgency is urgency


def test_what_cannot_be_read_needs_a_person() -> None:
    assert decide([], None, brain_asked=False, unreadable=True).urgency is Urgency.ATTENTION


def test_an_escalated_question_is_still_a_report_and_keeps_the_brains_line() -> None:
    found = decide([], reading(Urgency.URGENT, danger=0.9, line=Line.CHILD_PROTECTION, kind=Kind.INQUIRY))
    assert (found.kind, found.line) == (Kind.REPORT, Line.CHILD_PROTECTION)


@given(
    st.lists(st.builds(lambda u, c: phrase(u, certain=c), URGENCIES, st.booleans()), max_size=5),
    st.one_of(st.none(), st.builds(lambda u, d: reading(u, danger=d), URGENCIES, st.floats(0, 1))),
    st.builds(lambda u: phrase(u, certain=True), URGENCIES),
)
def test_one_more_certain_phrase_never_lowers(
    found: list[Phrase], brain: Reading | None, more: Phrase
) -> None:
    before, after = decide(found, brain), decide([*found, more], brain)
    assert after.urgency.rank >= max(before.urgency.rank, more.urgency.rank)


@given(URGENCIES, st.floats(0, 1))
def test_never_below_the_brains_verdict(verdict: Urgency, danger: float) -> None:
    assert decide([], reading(verdict, danger=danger)).urgency.rank >= verdict.rank
