"""A report, its gentle questions, and what counts as an answer to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.ask import Feedback, Intake
from actions.content import CONTENT
from actions.finish import ActionCloseIntake
from actions.report import ActionHearReport
from actions.services import DECLINED
from actions.turn import DEFAULT_FACTS

Run = Callable[..., Any]

FORM_ENDS = {"event": "active_loop", "timestamp": None, "name": None}


def words(name: str, language: str = "ar") -> str:
    return CONTENT.words[name].text(language, DEFAULT_FACTS)


def test_a_report_begins_the_intake(run: Run) -> None:
    heard = run(ActionHearReport(), "report")
    assert heard.texts == [words("intake_opening")]
    assert heard.commands == []
    assert heard.slots["next_form"] == "intake_form"


@pytest.mark.parametrize(
    ("intake_case", "case", "next_form"),
    [
        ("SH-7K2M-4Q", "SH-7K2M-4Q", "none"),
        ("-", None, "none"),
        ("SH-7K2M-4Q", "SH-9X2A-7B", "intake_form"),
        ("SH-7K2M-4Q", None, "intake_form"),
        (None, "SH-7K2M-4Q", "intake_form"),
    ],
)
def test_the_intake_is_asked_once_for_a_case(
    run: Run, intake_case: str | None, case: str | None, next_form: str
) -> None:
    heard = run(ActionHearReport(), "report", slots={"intake_case": intake_case, "case_reference": case})
    assert heard.slots["next_form"] == next_form
    assert heard.texts == [words("passed_on" if next_form == "none" else "intake_opening")]


def test_in_danger_only_the_place_is_asked(run: Run) -> None:
    heard = run(ActionHearReport(), "report", intent="in_danger_now", tapped=True)
    assert heard.texts == [words("danger_now")]
    assert heard.slots["safe_now"] == "no"
    assert heard.slots["at_risk"] == DECLINED
    assert heard.commands == [{"name": "note", "details": {"safe_now": "no"}}]


def test_in_danger_later_keeps_who_is_at_risk(run: Run) -> None:
    heard = run(ActionHearReport(), "intake_place", intent="in_danger_now", tapped=True)
    assert heard.slots == {"safe_now": "no", "at_risk": "انا", "next_form": "intake_form"}


@pytest.mark.parametrize("language", ["ar", "en", "both"])
def test_an_intake_answer_is_passed_on_and_the_next_question_asked(run: Run, language: str) -> None:
    asked = run(Intake(), "intake_place", language=language)
    assert asked.slots == {"place": "النهدة"}
    assert asked.commands == [{"name": "note", "details": {"place": "النهدة"}}]
    assert asked.texts == [words("ask_intake_form_contact", language)]


@pytest.mark.parametrize("intent", ["decline", "deny"])
def test_a_refusal_is_accepted_and_not_passed_on(run: Run, intent: str) -> None:
    asked = run(Intake(), "intake_place", intent=intent, text="", tapped=True)
    assert asked.slots == {"place": DECLINED}
    assert asked.commands == []
    assert asked.texts == [words("ask_intake_form_contact")]


@pytest.mark.parametrize(
    ("changes", "safe"),
    [
        ({"intent": "affirm", "text": "", "tapped": True}, "yes"),
        ({"intent": "nlu_fallback", "text": "yes safe"}, "yes"),
        ({"intent": "deny", "text": "", "tapped": True}, "no"),
        ({"intent": "nlu_fallback", "text": "مب وايد"}, "no"),
        ({"intent": "report_danger", "text": "he is here", "verdict": "emergency"}, "no"),
        ({"intent": "nlu_fallback", "text": "هو راقد"}, "هو راقد"),
    ],
)
def test_safe_now(run: Run, changes: dict[str, Any], safe: str) -> None:
    asked = run(Intake(), "intake_safe_now", **changes)
    assert asked.slots["safe_now"] == safe
    assert asked.commands == [{"name": "note", "details": {"safe_now": safe}}]
    next_question = "place" if safe == "no" else "at_risk"
    assert asked.texts[-1] == words(f"ask_intake_form_{next_question}")
    assert (words("danger_now") in asked.texts) is (safe == "no")


@pytest.mark.parametrize(
    "changes",
    [
        {"intent": "ask_human", "text": "موظف"},
        {"intent": "ask_human", "text": "", "tapped": True},
        {"intent": "volunteer_interest", "text": "", "tapped": True},
        {"intent": "nlu_fallback", "text": "😢"},
        {"intent": "nlu_fallback", "text": "ليش تسألون"},
        {"intent": "change_language", "text": "english"},
    ],
)
def test_what_is_no_answer_is_left_to_the_rules(run: Run, changes: dict[str, Any]) -> None:
    assert run(Intake(), "intake_place", **changes).slots == {}
    assert run(Intake(), "intake_place", **changes).commands == []


ASIDE_BEFORE = [
    {"event": "action", "name": "action_listen"},
    {"event": "user"},
    {"event": "action", "name": "utter_thank"},
    {"event": "action", "name": "intake_form"},
    {"event": "action", "name": "action_listen"},
    {"event": "user"},
]
OPENED_BEFORE = [
    {**event, "name": "action_hear_report"} if event.get("name") == "utter_thank" else event
    for event in ASIDE_BEFORE
]


@pytest.mark.parametrize(
    ("changes", "taken"),
    [
        ({"intent": "thank", "confidence": 0.95}, False),
        ({"intent": "thank", "confidence": 0.7}, True),
        ({"intent": "ask_privacy", "confidence": 0.7, "text": "حد بيعرف؟"}, False),
        ({"intent": "thank", "confidence": 0.95, "events": OPENED_BEFORE}, False),
        ({"intent": "thank", "confidence": 0.95, "events": ASIDE_BEFORE}, True),
        ({"intent": "thank", "confidence": 0.99, "events": ASIDE_BEFORE}, False),
        ({"intent": "ask_human", "confidence": 0.55, "events": ASIDE_BEFORE}, False),
        ({"intent": "in_danger_now", "confidence": 0.3, "events": ASIDE_BEFORE}, False),
        ({"intent": "small_talk", "confidence": 0.99}, True),
    ],
)
def test_a_change_of_subject_must_be_sure_and_surer_the_second_time(
    run: Run, changes: dict[str, Any], taken: bool
) -> None:
    assert ("place" in run(Intake(), "intake_place", **changes).slots) is taken


@pytest.mark.parametrize(("text", "taken"), [("اتصلوا 0501234567", True), ("ابي موظف", False)])
def test_a_number_answers_how_to_reach_them(run: Run, text: str, taken: bool) -> None:
    slots = {"requested_slot": "contact", "place": DECLINED, "contact": None}
    asked = run(Intake(), "intake_place", intent="ask_human", confidence=0.8, text=text, slots=slots)
    assert ("contact" in asked.slots) is taken


@pytest.mark.parametrize(("confidence", "taken"), [(0.8, True), (0.95, False)])
def test_a_complaint_about_an_agent_is_a_complaint(run: Run, confidence: float, taken: bool) -> None:
    slots = {"requested_slot": "feedback", "feedback": None, "service": "make_complaint"}
    text = "الموظف سكر التلفون في ويهي"
    asked = run(
        Feedback(),
        "talk",
        intent="ask_human",
        confidence=confidence,
        text=text,
        form="feedback_form",
        slots=slots,
    )
    assert (asked.slots == {"feedback": text}) is taken


def test_a_refusal_in_words_is_not_passed_on(run: Run) -> None:
    asked = run(Intake(), "intake_place", text="ما ابي اقول وين")
    assert asked.slots == {"place": DECLINED}
    assert asked.commands == []


def test_a_new_disclosure_is_an_answer(run: Run) -> None:
    asked = run(Intake(), "intake_place", intent="report_violence", text="يضرب امي", verdict="urgent")
    assert asked.slots == {"place": "يضرب امي"}


def test_nothing_asked_nothing_taken(run: Run) -> None:
    asked = run(Intake(), "intake_place", slots={"requested_slot": None, "place": None})
    assert asked.slots == {}
    assert asked.texts == [words("ask_intake_form_place")]


def test_the_intake_ends_and_is_forgotten(run: Run) -> None:
    closed = run(ActionCloseIntake(), "intake_place", slots={"contact": "050"})
    assert closed.texts == [words("intake_closing")]
    assert closed.slots["intake_case"] == "SH-7K2M-4Q"
    assert all(closed.slots[name] is None for name in ("safe_now", "at_risk", "place", "contact"))
