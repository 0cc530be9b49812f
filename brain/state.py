"""The dialogue's memory between turns: a small JSON the front door keeps, and the tracker made of it.

Owns what is remembered: slots that are not facts of the context, the active form, the last turn's
intent and actions (what RulePolicy looks at), nothing else. Its size does not grow with the
conversation. Refuses (Unreadable) a state of another shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    REQUESTED_SLOT,
    SESSION_START_METADATA_SLOT,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    LoopInterrupted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from brain.schema import Context, Unreadable

VERSION = 1
LONGEST_VALUE = 2_000
LAST_ACTIONS = 10

# Given anew with every turn by the context, so never remembered.
CONTEXT_SLOTS = frozenset(
    "language case_open escalated hotline emergency organisation case_reference".split()
)
NOT_KEPT = CONTEXT_SLOTS | {SESSION_START_METADATA_SLOT, REQUESTED_SLOT}


def context_slots(context: Context, language: str) -> dict[str, Any]:
    """Values of the slots that the context decides, in the answer's language."""
    facts = context.facts
    organisation = facts["organisation_en"] if language == "en" else facts["organisation_ar"]
    return {
        "language": language,
        "case_open": context.case is not None,
        "escalated": context.escalated,
        "hotline": facts["hotline"],
        "emergency": facts["emergency"],
        "organisation": organisation,
        "case_reference": (context.case or {}).get("reference"),
    }


def restore(conversation: str, state: Mapping[str, Any] | None, domain: Domain) -> DialogueStateTracker:
    """A tracker that waits for the next message. Raises Unreadable."""
    tracker = DialogueStateTracker(conversation, domain.slots)
    tracker.update_with_events([ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()], domain)
    if state is not None:
        if state.get("v") != VERSION:
            raise Unreadable(f"state is not of version {VERSION}")
        try:
            tracker.update_with_events(_events(state, domain), domain)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise Unreadable(f"state cannot be read ({type(error).__name__})") from None
    tracker.update(ActionExecuted(ACTION_LISTEN_NAME), domain)
    return tracker


def _events(state: Mapping[str, Any], domain: Domain) -> list[Event]:
    known = {slot.name for slot in domain.slots}
    events: list[Event] = [
        SlotSet(name, value) for name, value in sorted(state["slots"].items()) if name in known
    ]
    last, loop = state.get("last"), state.get("loop")
    if last:
        events.append(ActionExecuted(ACTION_LISTEN_NAME))
        events.append(UserUttered("", {"name": str(last["intent"]), "confidence": 1.0}))
        events += [ActionExecuted(str(name)) for name in last["actions"]]
    if loop and loop["name"] in domain.form_names:
        events += [ActiveLoop(loop["name"]), SlotSet(REQUESTED_SLOT, loop["requested"])]
        if loop["interrupted"]:
            events.append(LoopInterrupted(True))
        if loop["rejected"]:
            events.append(ActionExecutionRejected(loop["name"]))
    return events


def keep(tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """The state after a turn. Empty and default slots are left out."""
    defaults = {slot.name: slot.initial_value for slot in domain.slots}
    loop = tracker.active_loop
    return {
        "v": VERSION,
        "slots": {
            name: _short(value)
            for name, value in tracker.current_slot_values().items()
            if name not in NOT_KEPT and value != defaults.get(name)
        },
        "loop": {
            "name": loop.name,
            "requested": tracker.get_slot(REQUESTED_SLOT),
            "interrupted": bool(loop.is_interrupted),
            "rejected": bool(loop.rejected),
        }
        if loop is not None and loop.name
        else None,
        "last": _last_turn(tracker),
    }


def _last_turn(tracker: DialogueStateTracker) -> dict[str, Any] | None:
    actions: list[str] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return {"intent": event.intent_name, "actions": actions[::-1][:LAST_ACTIONS]}
        if isinstance(event, ActionExecuted) and event.action_name != ACTION_LISTEN_NAME:
            actions.append(str(event.action_name))
    return None


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value[:LONGEST_VALUE]
    return value
