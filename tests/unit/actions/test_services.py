"""Requests, volunteering, complaints and news of a case, each through its form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.ask import Feedback, FollowUp, Volunteer
from actions.begin import ActionBegin, ActionFollowUp
from actions.content import CONTENT
from actions.finish import ActionLookUpCase, ActionOpenCase
from actions.services import DECLINED
from actions.turn import DEFAULT_FACTS

Run = Callable[..., Any]

FORM_ENDS = {"event": "active_loop", "timestamp": None, "name": None}


def words(name: str, language: str = "ar") -> str:
    return CONTENT.words[name].text(language, DEFAULT_FACTS)


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
