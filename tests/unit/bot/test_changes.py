"""What two readings of the same messages differ in, and which differences matter first."""

from bot.domain.words import Line, Urgency
from bot.evaluation.changes import changes
from bot.evaluation.figures import Judged, Labelled


def judged(label: Urgency, found: Urgency, text: str) -> Judged:
    return Judged(
        label=Labelled(text=text, urgency=label),
        urgency=found,
        line=Line.GENERAL,
        kind="report",
        language="en",
        intent="greet",
        seconds=0.01,
    )


def test_only_what_changed_and_what_was_lost_first() -> None:
    before = [
        judged(Urgency.ROUTINE, Urgency.URGENT, "an idiom"),
        judged(Urgency.ROUTINE, Urgency.ROUTINE, "hours"),
        judged(Urgency.URGENT, Urgency.EMERGENCY, "a disclosure"),
        judged(Urgency.EMERGENCY, Urgency.URGENT, "a cry"),
    ]
    after = [
        judged(Urgency.ROUTINE, Urgency.ROUTINE, "an idiom"),
        judged(Urgency.ROUTINE, Urgency.ROUTINE, "hours"),
        judged(Urgency.URGENT, Urgency.ATTENTION, "a disclosure"),
        judged(Urgency.EMERGENCY, Urgency.ATTENTION, "a cry"),
    ]
    found = changes(before, after)
    assert [(c.label.text, c.lost, c.worse, c.better) for c in found] == [
        ("a cry", True, True, False),
        ("a disclosure", True, False, False),
        ("an idiom", False, False, True),
    ]
