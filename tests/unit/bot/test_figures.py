"""The figures of `bab evaluate`, counted by hand on a handful of messages."""

from bot.domain.words import Line, Urgency
from bot.evaluation.figures import Judged, Labelled, figures


def judged(
    label: Urgency, found: Urgency, *, lang: str = "ar", language: str = "ar", seconds: float = 0.01
) -> Judged:
    return Judged(
        label=Labelled(text=f"{label} {found}", urgency=label, line=Line.GENERAL, lang=lang),
        urgency=found,
        line=Line.GENERAL if found is label else Line.HOME_CARE,
        kind="report",
        language=language,
        intent="greet",
        seconds=seconds,
    )


SOME = [
    judged(Urgency.EMERGENCY, Urgency.EMERGENCY),
    judged(Urgency.EMERGENCY, Urgency.URGENT),
    judged(Urgency.URGENT, Urgency.ROUTINE, lang="en", language="ar"),
    judged(Urgency.ROUTINE, Urgency.URGENT, lang="en", language="en"),
    judged(Urgency.ROUTINE, Urgency.ROUTINE, lang="en", language="en"),
    judged(Urgency.ATTENTION, Urgency.ATTENTION, lang="en", language="en", seconds=0.03),
]


def test_rates() -> None:
    found = figures(SOME)
    assert found["n"] == 6
    assert found["escalated"] == {
        "recall": round(2 / 3, 4),
        "precision": round(2 / 3, 4),
        "false_rate": round(1 / 3, 4),
    }
    assert found["by_lang"]["ar"] == {"n": 2, "recall": 1.0, "precision": 1.0, "false_rate": None}
    assert found["by_lang"]["en"]["recall"] == 0.0
    assert found["emergency_recall"] == 0.5
    assert found["line_accuracy"] == 0.5
    assert found["language_accuracy"] == round(5 / 6, 4)
    assert found["line_confusion"] == {"general → home_care": 3}
    assert found["language_confusion"] == {"en → ar": 1}


def test_confusion_misses_and_latency() -> None:
    found = figures(SOME)
    assert found["confusion"]["emergency"] == {"routine": 0, "attention": 0, "urgent": 1, "emergency": 1}
    assert [miss["text"] for miss in found["misses"]] == ["urgent routine", "routine urgent"]
    assert found["latency_ms"]["p50"] == 10.0
    assert 10.0 < found["latency_ms"]["p99"] <= 30.0


def test_nothing_to_count_is_no_figure() -> None:
    found = figures([])
    assert found["escalated"] == {"recall": None, "precision": None, "false_rate": None}
    assert found["latency_ms"] == {"p50": None, "p99": None}
