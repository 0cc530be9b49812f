"""Begins what a person asks for: a request, advice, volunteering, a complaint, news of a case.

Says which form comes next in the slot `next_form`, which the rules look at. Refuses to put someone
who writes neither Arabic nor English through a form: a human is brought in instead.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.content import CONTENT
from actions.gathered import forget, leave_form
from actions.services import FOLLOW_UP, FORMS, SERVICES, Service
from actions.turn import Turn, Voice, set_slots, turn_of
from actions.words_in import find_reference, tells_enough

NO_FORM = "none"


def wanted(turn: Turn) -> str | None:
    """The service's intent: the one spoken, or the one offered before a plain "yes"."""
    return turn.slots.get("offer") if turn.intent == "affirm" else turn.intent


def told_already(turn: Turn, service: Service) -> dict[str, str]:
    """The answer to a form's main question, when the message that opens it already holds it."""
    question = FORMS[service.form].told_at_once
    if question is None or turn.tapped or turn.intent == "affirm" or not tells_enough(turn.text):
        return {}
    return {question: turn.text}


class ActionBegin(Action):
    def name(self) -> str:
        return "action_begin"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = turn_of(tracker)
        voice = Voice(dispatcher, turn)
        intent = wanted(turn)
        if intent is None or intent not in SERVICES:
            voice.say("here" if turn.slots.get("escalated") else "how_help")
            return set_slots({"next_form": NO_FORM})
        if turn.answered_in_both:
            voice.bring_person_if_foreign()
            return set_slots({"next_form": NO_FORM})
        service = SERVICES[intent]
        left = leave_form(voice)
        opening = f"{service.form}_opening"
        if opening in CONTENT.words:
            voice.say(opening)
        line = turn.line if service.line == "general" else service.line
        begun = {
            **told_already(turn, service),
            "service": intent,
            "service_line": line,
            "topic": line,
            "next_form": service.form,
        }
        return [*left, *forget([service.form]), *set_slots(begun)]


class ActionFollowUp(Action):
    """News of a case: its state comes from the front door, never from here."""

    def name(self) -> str:
        return "action_follow_up"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = turn_of(tracker)
        voice = Voice(dispatcher, turn)
        reference = find_reference(turn.text) or turn.case_reference
        if reference is not None:
            voice.command("look_up_case", reference=reference)
        voice.bring_person_if_foreign()
        if reference is not None or turn.answered_in_both:
            return set_slots({"next_form": NO_FORM})
        left = leave_form(voice)
        return [*left, *set_slots({"reference": None, "next_form": FOLLOW_UP})]
