"""Answers a question about the department from the editors' file."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.content import CONTENT
from actions.turn import Turn, Voice, set_slots, turn_of

GENERAL = "general"
# Questions that are about a line by themselves, whatever the line read from their words.
LINE_OF = {
    "ask_child_protection": "child_protection",
    "ask_women_protection": "women_protection",
    "ask_social_welfare": "social_welfare",
    "ask_disability_services": "social_welfare",
    "ask_elderly_services": "social_welfare",
    "ask_home_care": "home_care",
    "ask_volunteering": "volunteering",
}


def line_in_mind(turn: Turn) -> str:
    """The line a question is about; a general one follows the talk before it ("how much is it?")."""
    line = LINE_OF.get(turn.intent, turn.line)
    return line if line != GENERAL else turn.slots.get("topic") or GENERAL


class ActionAnswer(Action):
    def name(self) -> str:
        return "action_answer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = turn_of(tracker)
        voice = Voice(dispatcher, turn)
        line = line_in_mind(turn)
        saying = CONTENT.answers[turn.intent].about(line)
        if turn.form:
            # The form goes on with its question; a second set of buttons would only confuse.
            dispatcher.utter_message(text=saying.text(turn.language, turn.facts))
        else:
            voice.speak(saying)
        voice.bring_person_if_foreign()
        return set_slots({"topic": line, "offer": saying.offer})
