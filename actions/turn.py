"""One turn as an action sees it: what the person said, and how to speak and to ask for effects.

The only module that knows the shape of Rasa's tracker and dispatcher.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.content import CONTENT, Saying

# Used in `rasa shell` only: the turn channel sends the facts with every message.
DEFAULT_FACTS = {
    "hotline": "800700",
    "emergency": "999",
    "organisation_ar": "دائرة الخدمات الاجتماعية بالشارقة",
    "organisation_en": "Sharjah Social Services Department",
}


# These lead into a form; a question after them is asked for the first time.
OPENINGS = frozenset({"action_begin", "action_follow_up", "action_hear_report"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    text: str = field(repr=False)
    intent: str
    confidence: float
    entities: Mapping[str, Any]
    tapped: bool
    language: str
    line: str
    verdict: str
    facts: Mapping[str, str]
    slots: Mapping[str, Any] = field(repr=False)
    form: str | None
    requested: str | None
    # The turn before was no answer either, and its question was asked again.
    asked_again: bool

    @property
    def answered_in_both(self) -> bool:
        return self.language == "both"

    @property
    def case_reference(self) -> str | None:
        return self.slots.get("case_reference")


def turn_of(tracker: Tracker) -> Turn:
    message = tracker.latest_message
    reading = message.get("reading") or {}
    metadata = message.get("metadata") or {}
    text = message.get("text") or ""
    return Turn(
        text=text,
        intent=(message.get("intent") or {}).get("name") or "",
        confidence=float((message.get("intent") or {}).get("confidence") or 0.0),
        entities={entity["entity"]: entity["value"] for entity in message.get("entities") or []},
        tapped=bool(metadata.get("tapped", text.startswith("/"))),
        language=tracker.get_slot("language") or "ar",
        line=reading.get("line") or "general",
        verdict=reading.get("verdict") or "routine",
        facts={**DEFAULT_FACTS, **(metadata.get("facts") or {})},
        slots=tracker.slots,
        form=(tracker.active_loop or {}).get("name"),
        requested=tracker.get_slot("requested_slot"),
        asked_again=_asked_again(tracker),
    )


def _asked_again(tracker: Tracker) -> bool:
    """Whether the turn before this one left the form for something else and came back to it."""
    done: list[list[str]] = [[]]
    for event in tracker.events:
        if event.get("event") == "user":
            done.append([])
        elif event.get("event") == "action" and event.get("name") != "action_listen":
            done[-1].append(event["name"])
    before = done[-2] if len(done) > 1 else []
    return len(before) > 1 and before[-1].endswith("_form") and before[0] not in OPENINGS


@dataclass(frozen=True, slots=True)
class Voice:
    """Says sayings in the person's language, and asks the front door for effects."""

    dispatcher: CollectingDispatcher
    turn: Turn

    def say(self, name: str, *, language: str | None = None) -> None:
        self.speak(CONTENT.words[name], language=language)

    def speak(self, saying: Saying, *, language: str | None = None) -> None:
        language = language or self.turn.language
        self.dispatcher.utter_message(
            text=saying.text(language, self.turn.facts), buttons=saying.shown_buttons(language)
        )

    def command(self, name: str, **values: Any) -> None:
        self.dispatcher.utter_message(json_message={"command": {"name": name, **values}})

    def bring_person_if_foreign(self) -> None:
        """Neither Arabic nor English: say where help in these two is, and bring in a human."""
        if self.turn.answered_in_both:
            self.say("other_language")
            self.command("call_human")


def set_slots(values: Mapping[str, Any]) -> list[EventType]:
    return [SlotSet(name, value) for name, value in values.items()]


def end_form() -> list[EventType]:
    return [ActiveLoop(None), SlotSet("requested_slot", None)]
