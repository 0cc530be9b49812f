"""Turns of talk that need more than a fixed sentence: a human, another language, doubt, goodbye."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.gathered import leave_form
from actions.services import FORMS
from actions.turn import Voice, set_slots, turn_of
from actions.words_in import asks_why, language_wanted, words


class ActionCallHuman(Action):
    """Asks the front door for a human. Questions of a form stop: the human will ask."""

    def name(self) -> str:
        return "action_call_human"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        voice = Voice(dispatcher, turn_of(tracker))
        left = leave_form(voice)
        voice.command("call_human")
        return left


class ActionMisunderstood(Action):
    """Marks the case for the agent. What was understood wrongly is not asked about any further."""

    def name(self) -> str:
        return "action_misunderstood"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        voice = Voice(dispatcher, turn_of(tracker))
        left = leave_form(voice)
        voice.command("misunderstood")
        return left


class ActionChangeLanguage(Action):
    def name(self) -> str:
        return "action_change_language"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = turn_of(tracker)
        voice = Voice(dispatcher, turn)
        language = turn.entities.get("language") if turn.tapped else language_wanted(turn.text)
        if language not in ("ar", "en"):
            voice.say("language_choice")
            return []
        voice.say("language_changed", language=language)
        voice.command("set_language", language=language)
        return set_slots({"language": language})


class ActionDoubt(Action):
    """Not sure what was meant, or nothing to read: three taps, never "I did not understand"."""

    def name(self) -> str:
        return "action_doubt"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = turn_of(tracker)
        voice = Voice(dispatcher, turn)
        if turn.form in FORMS:
            voice.say(f"reason_{turn.form}" if asks_why(turn.text) else "take_your_time")
            return []
        has_words = bool(words(turn.text))
        voice.say("doubt" if has_words else "no_words")
        if has_words:
            voice.bring_person_if_foreign()
        return []


class ActionDefaultFallback(ActionDoubt):
    """In Rasa's own name, for a turn that no rule foresaw."""

    def name(self) -> str:
        return "action_default_fallback"


class ActionBye(Action):
    def name(self) -> str:
        return "action_bye"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = turn_of(tracker)
        voice = Voice(dispatcher, turn)
        left = leave_form(voice, aloud=True)
        voice.say("bye_case" if turn.slots.get("case_open") else "bye")
        return left
