"""Questions about the department, a human, another language, doubt, goodbye."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.answer import ActionAnswer
from actions.content import CONTENT
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
