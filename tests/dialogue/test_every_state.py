"""What holds in every state of the dialogue, in both languages: a human, danger, another language, memory."""

from __future__ import annotations

import json
from typing import Any

import pytest

from actions.services import FORMS
from tests.dialogue.talk import Talk, commands, expected, texts

OPENERS = {
    "intake_form": "/report_woman_abuse",
    "volunteer_form": "/volunteer_interest",
    "request_form": "/request_home_care",
    "consult_form": "/consult_legal",
    "feedback_form": "/make_complaint",
    "follow_up_form": "/follow_up_case",
}
STATES = [(form, answered) for form, plan in FORMS.items() for answered in range(len(plan.questions))]

pytestmark = pytest.mark.brain


def reach(brain: Any, language: str, form: str, answered: int) -> Talk:
    """A conversation that waits in a form, after so many answers."""
    talk = Talk(brain, language)
    answer = talk.play({"taps": OPENERS[form]})
    for number in range(answered):
        answer = talk.play({"says": f"answer {number}", "as": "nlu_fallback"})
    assert answer["state"]["loop"]["name"] == form, talk.log
    assert answer["state"]["loop"]["requested"] == FORMS[form].questions[answered], talk.log
    return talk


def test_every_form_has_an_opener() -> None:
    assert OPENERS.keys() == FORMS.keys()


@pytest.mark.parametrize("language", ["ar", "en", "both"])
@pytest.mark.parametrize("how", [{"taps": "/ask_human"}, {"says": "a person", "as": "ask_human"}])
@pytest.mark.parametrize(("form", "answered"), STATES)
def test_a_human_is_one_word_away(
    brain: Any, form: str, answered: int, how: dict[str, Any], language: str
) -> None:
    if language == "both" and form != "intake_form":
        return  # such a form is never begun; see talk_services.yml
    talk = reach(brain, language, form, answered)
    answer = talk.play(how)
    assert {"name": "call_human"} in commands(answer)
    assert texts(answer)[-1] == expected("utter_person_called", language)
    assert answer["state"]["loop"] is None


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(("form", "answered"), STATES)
def test_danger_is_heard(brain: Any, form: str, answered: int, language: str) -> None:
    talk = reach(brain, language, form, answered)
    answer = talk.play({"taps": "/in_danger_now"})
    assert texts(answer)[0] == expected("danger_now", language)
    assert answer["state"]["loop"]["name"] == "intake_form"


@pytest.mark.parametrize(("form", "answered"), STATES)
def test_a_report_is_heard(brain: Any, form: str, answered: int) -> None:
    talk = reach(brain, "ar", form, answered)
    answer = talk.play({"says": "ريلي يضربني", "as": "report_woman_abuse"})
    loop = answer["state"]["loop"]
    assert (loop and loop["name"] == "intake_form") or form == "intake_form"
    assert texts(answer)


@pytest.mark.parametrize(("form", "answered"), STATES)
def test_a_language_can_be_changed(brain: Any, form: str, answered: int) -> None:
    talk = reach(brain, "ar", form, answered)
    answer = talk.play({"taps": '/change_language{"language":"en"}'})
    question = expected(f"ask_{form}_{FORMS[form].questions[answered]}", "en")
    assert texts(answer) == [expected("language_changed", "en"), question]


@pytest.mark.parametrize(("form", "answered"), STATES)
def test_every_question_can_be_refused(brain: Any, form: str, answered: int) -> None:
    talk = reach(brain, "en", form, answered)
    answer = talk.play({"taps": "/decline"})
    loop = answer["state"]["loop"]
    assert loop is None or loop["requested"] != FORMS[form].questions[answered]
    assert texts(answer)


@pytest.mark.parametrize("form", FORMS)
def test_a_finished_form_leaves_no_answers_in_memory(brain: Any, form: str) -> None:
    talk = reach(brain, "en", form, len(FORMS[form].questions) - 1)
    answer = talk.play({"says": "the last answer", "as": "nlu_fallback"})
    assert answer["state"]["loop"] is None
    assert "answer" not in json.dumps(answer["state"])


@pytest.mark.parametrize("form", FORMS)
def test_a_form_left_for_goodbye_leaves_no_answers_in_memory(brain: Any, form: str) -> None:
    talk = reach(brain, "en", form, len(FORMS[form].questions) - 1)
    answer = talk.play({"says": "bye", "as": "bye"})
    assert answer["state"]["loop"] is None
    assert "answer" not in json.dumps({**answer["state"], "last": None})


@pytest.mark.parametrize(("form", "answered"), STATES)
def test_the_same_turn_twice_is_the_same(brain: Any, form: str, answered: int) -> None:
    first, second = (reach(brain, "ar", form, answered) for _ in range(2))
    step = {"says": "شي ثاني", "as": "nlu_fallback"}
    assert first.play(step) == second.play(step)


@pytest.mark.parametrize("language", ["ar", "en", "both"])
def test_no_intent_is_met_with_silence(brain: Any, language: str) -> None:
    for intent in sorted(brain._intents - {"nlu_fallback"}):
        if intent in ("back", "restart", "session_start", "out_of_scope"):
            continue
        talk = Talk(brain, language)
        answer = talk.play({"says": "شي", "as": intent})
        assert texts(answer) or commands(answer), intent
        assert len(texts(answer)) <= 4, intent
