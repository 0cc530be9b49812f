from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.answer import ActionAnswer
from actions.ask import Feedback, FollowUp, Intake, Volunteer
from actions.begin import ActionBegin, ActionFollowUp
from actions.content import CONTENT
from actions.finish import ActionCloseIntake, ActionLookUpCase, ActionOpenCase
from actions.report import ActionHearReport
from actions.services import DECLINED
from actions.talk import (
    ActionBye,
    ActionCallHuman,
    ActionChangeLanguage,
    ActionDefaultFallback,
    ActionDoubt,
    ActionMisunderstood,
)
from actions.turn import DEFAULT_FACTS

Run = Callable[..., Any]

FORM_ENDS = {"event": "active_loop", "timestamp": None, "name": None}


def words(name: str, language: str = "ar") -> str:
    return CONTENT.words[name].text(language, DEFAULT_FACTS)


# --- reports ---


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


# --- questions ---


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("intent", sorted(CONTENT.answers))
def test_every_question_is_answered(run: Run, intent: str, language: str) -> None:
    answered = run(ActionAnswer(), "question", intent=intent, language=language)
    (text,) = answered.texts
    assert "{" not in text
    assert answered.commands == []


def test_a_general_question_follows_the_talk_before_it(run: Run) -> None:
    answered = run(ActionAnswer(), "question", slots={"topic": "home_care"})
    assert answered.texts == [CONTENT.answers["ask_fees"].about("home_care").text("ar", DEFAULT_FACTS)]
    assert answered.slots["offer"] == "request_home_care"


def test_inside_a_form_an_answer_has_no_buttons(run: Run) -> None:
    assert run(ActionAnswer(), "question", form="volunteer_form").buttons == []


def test_another_language_gets_both_and_a_person(run: Run) -> None:
    answered = run(ActionAnswer(), "question", language="both")
    assert answered.texts[0].count("\n") == 1
    assert answered.texts[1] == words("other_language", "both")
    assert answered.commands == [{"name": "call_human"}]


# --- services ---


def test_a_request_begins_its_form(run: Run) -> None:
    begun = run(ActionBegin(), "request")
    assert begun.texts == [words("request_form_opening")]
    assert begun.slots["next_form"] == "request_form"
    assert begun.slots["service"] == "request_equipment"
    assert begun.slots["service_line"] == "home_care"
    assert begun.slots["need"] is None


def test_a_message_that_tells_enough_is_not_asked_again(run: Run) -> None:
    text = "ابي كرسي متحرك لامي لانها ما تقدر تمشي"
    begun = run(ActionBegin(), "request", text=text)
    assert begun.slots["need"] == text


def test_a_tap_tells_nothing(run: Run) -> None:
    begun = run(ActionBegin(), "request", text="a title of a button that is quite long", tapped=True)
    assert begun.slots["need"] is None


@pytest.mark.parametrize(
    ("offer", "form"), [("volunteer_interest", "volunteer_form"), ("none", "none"), (None, "none")]
)
def test_yes_takes_the_offer(run: Run, offer: str | None, form: str) -> None:
    begun = run(ActionBegin(), "talk", intent="affirm", slots={"offer": offer})
    assert begun.slots["next_form"] == form


def test_yes_after_a_disclosure_is_no_menu(run: Run) -> None:
    assert run(ActionBegin(), "talk", intent="affirm", slots={"escalated": True}).texts == [words("here")]


def test_no_form_in_another_language(run: Run) -> None:
    begun = run(ActionBegin(), "request", language="both")
    assert begun.slots == {"next_form": "none"}
    assert begun.commands == [{"name": "call_human"}]


def test_the_last_answer_is_taken(run: Run) -> None:
    asked = run(Volunteer(), "volunteer_times")
    assert asked.slots == {"times": "نهاية الاسبوع"}
    assert asked.texts == []


def test_a_case_is_opened_with_what_was_told(run: Run) -> None:
    opened = run(ActionOpenCase(), "volunteer_times", form=None, slots={"times": "نهاية الاسبوع"})
    assert opened.commands == [
        {
            "name": "open_case",
            "line": "volunteering",
            "kind": "request",
            "urgency": "attention",
            "details": {"name": "مريم", "offer_what": "تعليم", "times": "نهاية الاسبوع"},
        }
    ]
    assert "%reference%" in opened.texts[0]
    assert opened.slots["name"] is None


@pytest.mark.parametrize("intent", ["make_complaint", "make_suggestion"])
def test_feedback_refused_opens_nothing(run: Run, intent: str) -> None:
    opened = run(ActionOpenCase(), "talk", slots={"service": intent, "feedback": DECLINED})
    assert opened.commands == []
    assert opened.texts == [words("nothing_to_pass_on")]


def test_a_complaint_may_say_anything(run: Run) -> None:
    asked = run(
        Feedback(),
        "talk",
        intent="insult",
        text="موظفكم غبي",
        form="feedback_form",
        slots={"requested_slot": "feedback", "feedback": None, "service": "make_complaint"},
    )
    assert asked.slots == {"feedback": "موظفكم غبي"}


# --- news of a case ---


def test_news_by_number(run: Run) -> None:
    followed = run(ActionFollowUp(), "talk", text="sh 9x2a 7b?")
    assert followed.commands == [{"name": "look_up_case", "reference": "SH-9X2A-7B"}]
    assert followed.slots["next_form"] == "none"


def test_news_of_the_case_of_this_conversation_needs_no_number(run: Run) -> None:
    followed = run(ActionFollowUp(), "talk", text="شو صار", slots={"case_reference": "SH-7K2M-4Q"})
    assert followed.commands == [{"name": "look_up_case", "reference": "SH-7K2M-4Q"}]


def test_news_without_a_number_asks_for_it(run: Run) -> None:
    followed = run(ActionFollowUp(), "talk", text="شو صار على بلاغي")
    assert followed.commands == []
    assert followed.slots["next_form"] == "follow_up_form"


def test_a_number_that_is_none_leads_to_a_person(run: Run) -> None:
    slots = {"requested_slot": "reference", "reference": None}
    asked = run(FollowUp(), "talk", intent="nlu_fallback", text="ضاع مني", form="follow_up_form", slots=slots)
    assert asked.slots == {"reference": DECLINED}
    looked = run(ActionLookUpCase(), "talk", slots={"reference": DECLINED})
    assert looked.commands == []
    assert looked.buttons == ["/ask_human"]


# --- talk ---


def test_a_human_from_nowhere(run: Run) -> None:
    assert run(ActionCallHuman(), "talk").commands == [{"name": "call_human"}]


def test_a_human_in_the_middle_of_a_form_gets_what_was_told(run: Run) -> None:
    called = run(ActionCallHuman(), "volunteer_times")
    assert [command["name"] for command in called.commands] == ["open_case", "call_human"]
    assert FORM_ENDS in called.events


def test_a_human_in_the_middle_of_the_intake_stops_the_questions(run: Run) -> None:
    called = run(ActionCallHuman(), "intake_place")
    assert called.commands == [{"name": "call_human"}]
    assert FORM_ENDS in called.events
    assert called.slots["intake_case"] == "SH-7K2M-4Q"


def test_misunderstood_stops_the_questions(run: Run) -> None:
    said = run(ActionMisunderstood(), "intake_place")
    assert said.commands == [{"name": "misunderstood"}]
    assert FORM_ENDS in said.events


@pytest.mark.parametrize(
    ("changes", "language"),
    [
        ({"entities": [{"entity": "language", "value": "en"}], "tapped": True, "text": ""}, "en"),
        ({"text": "english please"}, "en"),
        ({"text": "عربي لو سمحت", "language": "en"}, "ar"),
    ],
)
def test_the_new_language_is_confirmed_in_itself(run: Run, changes: dict[str, Any], language: str) -> None:
    changed = run(ActionChangeLanguage(), "talk", **changes)
    assert changed.texts == [words("language_changed", language)]
    assert changed.commands == [{"name": "set_language", "language": language}]
    assert changed.slots == {"language": language}


def test_an_unknown_language_gets_the_choice(run: Run) -> None:
    changed = run(ActionChangeLanguage(), "talk", text="hindi please")
    assert changed.commands == []
    assert len(changed.buttons) == 3


@pytest.mark.parametrize("action", [ActionDoubt(), ActionDefaultFallback()])
@pytest.mark.parametrize(("text", "said"), [("ذاك الشي", "doubt"), ("😢", "no_words"), ("", "no_words")])
def test_in_doubt_three_taps(run: Run, action: Any, text: str, said: str) -> None:
    doubted = run(action, "talk", text=text)
    assert doubted.texts == [words(said)]
    assert doubted.buttons == ["/in_danger_now", "/ask_human", "/misunderstood"]


def test_doubt_in_another_language_brings_a_person(run: Run) -> None:
    assert run(ActionDoubt(), "talk", text="kya", language="both").commands == [{"name": "call_human"}]
    assert run(ActionDoubt(), "talk", text="😢", language="both").commands == []


def test_a_question_back_gets_a_reason(run: Run) -> None:
    assert run(ActionDoubt(), "intake_place", text="ليش").texts == [words("reason_intake_form")]


@pytest.mark.parametrize(("case_open", "said"), [(True, "bye_case"), (False, "bye")])
def test_goodbye(run: Run, case_open: bool, said: str) -> None:
    assert run(ActionBye(), "talk", slots={"case_open": case_open}).texts == [words(said)]


def test_goodbye_passes_on_what_was_told(run: Run) -> None:
    left = run(ActionBye(), "volunteer_times")
    assert left.texts[0] == words("half_told")
    assert left.commands[0]["name"] == "open_case"
