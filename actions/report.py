"""Hears a report. The front door has alerted a human and sent the safety card; this only begins the
gentle questions, once for each case, and passes later words on without asking again.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.begin import NO_FORM
from actions.gathered import forget, is_intake_done, leave_form
from actions.services import DECLINED, INTAKE
from actions.turn import Voice, set_slots, turn_of

DANGER_NOW = "in_danger_now"
# In danger there is one thing worth asking: where.
NOT_SAFE = {"safe_now": "no", "at_risk": DECLINED}


class ActionHearReport(Action):
    def name(self) -> str:
        return "action_hear_report"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = turn_of(tracker)
        voice = Voice(dispatcher, turn)
        in_danger = turn.intent == DANGER_NOW
        if in_danger:
            voice.say("danger_now")
        if turn.form == INTAKE:
            return self._hurry(voice) if in_danger else set_slots({"next_form": INTAKE})
        left = leave_form(voice)
        if is_intake_done(turn):
            if not in_danger:
                voice.say("passed_on")
            return [*left, *set_slots({"next_form": NO_FORM})]
        if not in_danger:
            voice.say("intake_opening_self_harm" if turn.intent == "report_self_harm" else "intake_opening")
        first = NOT_SAFE if in_danger else {}
        if in_danger:
            voice.command("note", details={"safe_now": "no"})
        return [*left, *forget([INTAKE]), *set_slots({**first, "next_form": INTAKE})]

    def _hurry(self, voice: Voice) -> list[EventType]:
        """The intake is under way: no more questions about safety or about whom."""
        voice.command("note", details={"safe_now": "no"})
        at_risk = voice.turn.slots.get("at_risk")
        return set_slots(
            {
                **NOT_SAFE,
                "at_risk": DECLINED if at_risk is None else at_risk,
                "next_form": INTAKE,
            }
        )
