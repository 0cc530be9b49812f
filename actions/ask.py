"""The forms' questions and answers: takes an answer when the words are one, then asks the next.

Rasa calls these with each message while a form waits. What is no answer (see services.FORMS) is left
alone, so that Rasa offers it to the rules and comes back here afterwards. Every question can be
refused; a refusal is an answer.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.report import NOT_SAFE
from actions.services import (
    CONSULT,
    DANGER,
    DECLINED,
    FEEDBACK,
    FIRM,
    FOLLOW_UP,
    FORMS,
    INTAKE,
    REPORTS,
    REQUEST,
    VOLUNTEER,
)
from actions.turn import Turn, Voice, set_slots, turn_of
from actions.words_in import asks_why, find_reference, refuses, words, yes_or_no

REFUSALS = frozenset({"decline", "deny"})
TAPPED_ANSWERS = REFUSALS | {"affirm"}


# Answers to these questions often hold a number, which tells them from anything else.
NUMBERED = frozenset({"contact", "times", "reference"})
# A change of subject is believed from here on, or when it is put as a question.
SURE = 0.9
# And right after another one. A short answer that is read wrongly must not be asked for again and again.
SURER = 0.97


def is_answer(turn: Turn, form: str) -> bool:
    if turn.tapped:
        return turn.intent in TAPPED_ANSWERS
    if not words(turn.text):
        return False
    if turn.intent in (DANGER | REPORTS) & FORMS[form].asides:
        return False
    if turn.requested in NUMBERED and any(character.isdigit() for character in turn.text):
        return True
    return not interrupts(turn, form) and not asks_why(turn.text)


def interrupts(turn: Turn, form: str) -> bool:
    """Whether the words mean something of their own, so that the question has to wait."""
    if turn.intent not in FORMS[form].asides:
        return False
    if turn.intent in FIRM:
        return turn.confidence >= FORMS[form].sure
    is_question = turn.text.rstrip().endswith(("?", "؟"))
    return is_question or turn.confidence >= (SURER if turn.asked_again else SURE)


def answer_to(turn: Turn, question: str) -> str:
    """The answer in the person's own words, or DECLINED."""
    if question == "safe_now":
        return safe_now(turn)
    if turn.intent in REFUSALS or refuses(turn.text):
        return DECLINED
    if question == "reference":
        return find_reference(turn.text, bare=True) or DECLINED
    return turn.text


def safe_now(turn: Turn) -> str:
    """ "yes", "no", their own words when they say neither, or DECLINED."""
    if turn.intent == "decline" or refuses(turn.text):
        return DECLINED
    if turn.intent == "deny" or turn.verdict == "emergency":
        return "no"
    if turn.intent == "affirm":
        return "yes"
    safe = yes_or_no(turn.text)
    return turn.text if safe is None else ("yes" if safe else "no")


class Form(Action, ABC):
    @property
    @abstractmethod
    def form(self) -> str: ...

    def name(self) -> str:
        return f"validate_{self.form}"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = turn_of(tracker)
        voice = Voice(dispatcher, turn)
        given: dict[str, str] = {}
        if turn.requested in FORMS[self.form].questions and is_answer(turn, self.form):
            given = {turn.requested: answer_to(turn, turn.requested)}
            given |= self.heard(voice, turn.requested, given[turn.requested])
        filled = {**turn.slots, **given}
        following = next((name for name in FORMS[self.form].questions if filled.get(name) is None), None)
        if following is not None:
            voice.say(f"ask_{self.form}_{following}")
        return set_slots(given)

    def heard(self, voice: Voice, question: str, answer: str) -> dict[str, str]:
        """What follows from an answer at once; more answers may follow from it."""
        return {}


class Intake(Form):
    form = INTAKE

    def heard(self, voice: Voice, question: str, answer: str) -> dict[str, str]:
        if answer != DECLINED:
            # At once: an agent may be reading already, and the person may have to stop writing.
            voice.command("note", details={question: answer})
        if question == "safe_now" and answer == "no":
            voice.say("danger_now")
            return NOT_SAFE
        return {}


class Volunteer(Form):
    form = VOLUNTEER


class Request(Form):
    form = REQUEST


class Consult(Form):
    form = CONSULT


class Feedback(Form):
    form = FEEDBACK


class FollowUp(Form):
    form = FOLLOW_UP
