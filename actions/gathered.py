"""What a form has collected, and how to leave it: finished, broken off, or for another one.

Nothing a person told a form is ever dropped: what was said so far goes to the team.
"""

from __future__ import annotations

from collections.abc import Iterable

from rasa_sdk.events import EventType

from actions.services import FORMS, INTAKE, SERVICES, Service
from actions.turn import Turn, Voice, end_form, set_slots

# Stands for the case when the door has not given it a reference yet.
NO_REFERENCE = "-"


def details(turn: Turn, form: str) -> dict[str, str]:
    """The answers given, by question; refused and unasked ones are left out."""
    return {name: turn.slots[name] for name in FORMS[form].questions if turn.slots.get(name)}


def service_of(turn: Turn) -> Service:
    """What was asked for when the form began. The slot is set whenever a form of a service begins."""
    return SERVICES[turn.slots["service"]]


def open_case(voice: Voice, form: str) -> None:
    service = service_of(voice.turn)
    voice.command(
        "open_case",
        line=voice.turn.slots.get("service_line") or service.line,
        kind=service.kind,
        urgency="attention",
        details=details(voice.turn, form),
    )


def forget(forms: Iterable[str]) -> list[EventType]:
    """Answers leave the dialogue's memory once they are passed on."""
    names = sorted({name for form in forms for name in FORMS[form].questions})
    return set_slots(dict.fromkeys([*names, "service", "service_line"]))


def intake_done(turn: Turn) -> list[EventType]:
    """From now on more words about the same case are passed on without new questions."""
    return set_slots({"intake_case": turn.case_reference or NO_REFERENCE})


def is_intake_done(turn: Turn) -> bool:
    return turn.slots.get("intake_case") == (turn.case_reference or NO_REFERENCE)


def leave_form(voice: Voice, *, aloud: bool = False) -> list[EventType]:
    """End the form that is waiting, if one is, and pass on what it holds."""
    form = voice.turn.form
    if form is None or form not in FORMS:
        return []
    done: list[EventType] = []
    if form == INTAKE:
        # Each answer went to the case when it was given.
        done = intake_done(voice.turn)
    elif details(voice.turn, form) and voice.turn.slots.get("service") in SERVICES:
        open_case(voice, form)
        if aloud:
            voice.say("half_told")
    return [*end_form(), *forget([form]), *done]
