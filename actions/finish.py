"""What happens when a form has asked all it wanted to ask."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.gathered import details, forget, intake_done, open_case, service_of
from actions.services import CONSULT, FEEDBACK, FOLLOW_UP, INTAKE, REQUEST, VOLUNTEER
from actions.turn import Voice, turn_of


class ActionCloseIntake(Action):
    def name(self) -> str:
        return "action_close_intake"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = turn_of(tracker)
        Voice(dispatcher, turn).say("intake_closing")
        return [*forget([INTAKE]), *intake_done(turn)]


class ActionOpenCase(Action):
    """Hands what a service's form gathered to the team. The door makes the reference."""

    def name(self) -> str:
        return "action_open_case"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = turn_of(tracker)
        voice = Voice(dispatcher, turn)
        service = service_of(turn)
        if service.form == FEEDBACK and not details(turn, FEEDBACK):
            voice.say("nothing_to_pass_on")
        else:
            open_case(voice, service.form)
            voice.say(f"opened_{service.kind}")
        return forget([VOLUNTEER, REQUEST, CONSULT, FEEDBACK])


class ActionLookUpCase(Action):
    def name(self) -> str:
        return "action_look_up_case"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = turn_of(tracker)
        voice = Voice(dispatcher, turn)
        if turn.slots.get("reference"):
            voice.command("look_up_case", reference=turn.slots["reference"])
        else:
            voice.say("reference_missing")
        return forget([FOLLOW_UP])
