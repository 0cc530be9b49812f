"""Trackers as Rasa sends them, and one way to run an action on them. For the brain's environment."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

collect_ignore_glob = [] if find_spec("rasa_sdk") else ["test_*.py"]

TRACKERS = Path(__file__).parent / "trackers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    texts: list[str]
    buttons: list[str]
    commands: list[dict[str, Any]]
    slots: dict[str, Any]
    events: list[dict[str, Any]]


def tracker_of(name: str, **changes: Any) -> dict[str, Any]:
    """A stored tracker; `text`, `intent`, `language`, `slots`, `form` and others change it."""
    tracker = json.loads((TRACKERS / f"{name}.json").read_text("utf-8"))
    message = tracker["latest_message"]
    message["text"] = changes.get("text", message["text"])
    message["intent"]["name"] = changes.get("intent", message["intent"]["name"])
    message["intent"]["confidence"] = changes.get("confidence", message["intent"]["confidence"])
    message["entities"] = changes.get("entities", message["entities"])
    message["reading"] |= {key: changes[key] for key in ("verdict", "line") if key in changes}
    message["metadata"]["tapped"] = changes.get("tapped", message["metadata"]["tapped"])
    tracker["slots"] |= {"language": changes.get("language", tracker["slots"]["language"])}
    tracker["slots"] |= changes.get("slots", {})
    tracker["events"] = changes.get("events", tracker["events"])
    if "form" in changes:
        tracker["active_loop"] = {"name": changes["form"]} if changes["form"] else {}
    return tracker


@pytest.fixture
def run() -> Callable[..., Outcome]:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    def run_action(action: Any, name: str, **changes: Any) -> Outcome:
        dispatcher = CollectingDispatcher()
        done = action.run(dispatcher, Tracker.from_dict(tracker_of(name, **changes)), {})
        events = asyncio.run(done) if inspect.iscoroutine(done) else done
        said = dispatcher.messages
        return Outcome(
            texts=[message["text"] for message in said if message.get("text")],
            buttons=[button["payload"] for message in said for button in message.get("buttons") or []],
            commands=[message["custom"]["command"] for message in said if message.get("custom")],
            slots={event["name"]: event["value"] for event in events if event["event"] == "slot"},
            events=events,
        )

    return run_action
