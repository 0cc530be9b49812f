"""One turn: read the message, steer, let rules and forms answer, and say what there is to remember.

Owns Rasa's prediction loop for the length of one turn, without tracker store, locks or sessions.
Unlike Rasa's own loop it swallows nothing: an action that fails fails the turn (TurnFailed), so that
the front door can bring in a human instead of sending silence.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
from typing import Any

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.exceptions import ActionLimitReached
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecutionRejected, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from brain import state
from brain.payload import Tap, parse_payload
from brain.reading import Reader, reading_of_tap, shown
from brain.schema import TurnRequest
from brain.steer import reply_language, steered_intent
from language import turns_talk


class TurnFailed(Exception):
    """The dialogue did not come to an end (HTTP 500)."""


class TurnOutput(CollectingOutputChannel):
    @classmethod
    def name(cls) -> str:
        return "turn"


class Conductor:
    def __init__(self, processor: MessageProcessor, model: str) -> None:
        self._processor = processor
        self._domain = processor.domain
        self._reader = Reader(processor)
        self._intents = frozenset(self._domain.intents)
        self._entities = frozenset(self._domain.entities)
        self.model = model
        # Rasa's graph runner is not reentrant while an action awaits; turns are short.
        self._one_at_a_time = asyncio.Lock()

    def warm_up(self) -> None:
        """Read one text, so that the first person does not wait, and give back what loading used.

        What was loaded stays until the end: the collector need not look at it again, 70 ms each time.
        """
        self._reader.read("warm up")
        gc.collect()
        gc.freeze()
        with contextlib.suppress(OSError, AttributeError):  # only glibc has it
            ctypes.CDLL(None).malloc_trim(0)

    async def answer(self, request: TurnRequest) -> dict[str, Any]:
        """The response of the turn call. Raises Unreadable or TurnFailed."""
        tap = None
        if request.payload is not None:
            tap = parse_payload(request.payload, self._intents, self._entities)
        async with self._one_at_a_time:
            return await self._answer(request, tap)

    async def _answer(self, request: TurnRequest, tap: Tap | None) -> dict[str, Any]:
        tracker = state.restore(request.conversation, request.state, self._domain)
        parsed = reading_of_tap(tap) if tap else self._reader.read(request.text)
        reading = parsed["reading"]
        language = reply_language(context=request.context, read=self._asked(request, reading), tap=tap)
        self._hear(tracker, request, parsed, language, tap)
        replies = await self._speak(tracker)
        return {
            "replies": replies,
            "state": state.keep(tracker, self._domain),
            "reading": shown(parsed),
            "model": self.model,
        }

    @staticmethod
    def _asked(request: TurnRequest, reading: dict[str, Any]) -> str | None:
        """The language this message asks for; a lone "ok" asks for none once the talk has one."""
        keeps = request.context.language is not None and not turns_talk(request.text)
        return None if keeps else reading["reply"]

    def _hear(
        self,
        tracker: DialogueStateTracker,
        request: TurnRequest,
        parsed: dict[str, Any],
        language: str,
        tap: Tap | None,
    ) -> None:
        """Put the facts of the turn and the message on the tracker."""
        slots = state.context_slots(request.context, language)
        tracker.update_with_events(
            [SlotSet(name, value) for name, value in slots.items() if name in tracker.slots],
            self._domain,
        )
        intent = parsed["intent"]["name"]
        if tap is None:
            intent = steered_intent(
                intent=intent,
                confidence=parsed["intent"]["confidence"],
                ranking=parsed["intent_ranking"],
                verdict=parsed["reading"]["verdict"],
                escalated=request.context.escalated,
                loop=tracker.active_loop_name,
            )
        acted_on = {"name": intent, "confidence": parsed["intent"]["confidence"]}
        metadata = {
            "now": request.context.now,
            "case": request.context.case,
            "facts": dict(request.context.facts),
            "tapped": tap is not None,
        }
        tracker.update(
            UserUttered(
                request.text,
                acted_on,
                parsed["entities"],
                {**parsed, "text": request.text, "intent": acted_on, "metadata": metadata},
                input_channel=TurnOutput.name(),
                message_id=request.message,
                metadata=metadata,
            ),
            self._domain,
        )

    async def _speak(self, tracker: DialogueStateTracker) -> list[dict[str, Any]]:
        output = TurnOutput()
        await self._processor.run_action_extract_slots(output, tracker)
        replies: list[dict[str, Any]] = []
        while True:
            try:
                action, prediction = self._processor.predict_next_with_tracker_if_should(tracker)
            except ActionLimitReached:
                raise TurnFailed("the rules never came to listen") from None
            events = await self._act(action, prediction, tracker, output)
            replies += [_reply(event) for event in events if isinstance(event, BotUttered)]
            # Not the tracker's latest action: after a form has rejected a message that is still the listening before.
            if action.name() == ACTION_LISTEN_NAME:
                return replies

    async def _act(
        self,
        action: Action,
        prediction: PolicyPrediction,
        tracker: DialogueStateTracker,
        output: TurnOutput,
    ) -> list[Event]:
        trial = tracker.copy()
        trial.update_with_events(prediction.events, self._domain)
        try:
            events = await action.run(output, self._processor.nlg, trial, self._domain)
        except ActionExecutionRejection:
            rejected = ActionExecutionRejected(
                action.name(), prediction.policy_name, prediction.max_confidence
            )
            tracker.update(rejected, self._domain)
            return []
        events = list(events or [])
        tracker.update_with_events(prediction.events, self._domain)
        tracker.update(action.event_for_successful_execution(prediction), self._domain)
        tracker.update_with_events(events, self._domain)
        return events


def _reply(event: BotUttered) -> dict[str, Any]:
    custom = event.data.get("custom") or {}
    buttons = event.data.get("buttons") or []
    return {
        "text": event.text or "",
        "buttons": [{"title": b["title"], "payload": b["payload"]} for b in buttons],
        "command": custom.get("command") if isinstance(custom, dict) else None,
    }
