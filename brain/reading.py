"""Reads one text through the trained pipeline, and shapes what the front door is told about it."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from rasa.core.processor import MessageProcessor
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.shared.core.trackers import DialogueStateTracker

from brain.intents import contact_of
from brain.nlu.labels import URGENCIES
from brain.nlu.reasons import quoted
from brain.payload import Tap

RANKED = 10
# Steering looks for the best report, which may stand far down.
RANKED_INSIDE = 40
DIGITS = 6
SEEN = 4_096


@dataclass(frozen=True, slots=True)
class _Text:
    """What Rasa's graph wants of a message; its own class would strip the text."""

    text: str
    message_id: str = ""
    metadata: None = None


class Reader:
    def __init__(self, processor: MessageProcessor) -> None:
        self._runner = processor.graph_runner
        target = processor.model_metadata.nlu_target
        node = processor.model_metadata.predict_schema.nodes[target]
        # Rasa's last step turns text that starts with "/" into an intent or a command; the step
        # before it has read the text as text.
        self._target = node.needs["messages"]
        self._nobody = DialogueStateTracker.from_events("", [])
        self._seen: OrderedDict[bytes, str] = OrderedDict()

    def read(self, text: str) -> dict[str, Any]:
        """intent, intent_ranking, entities and `reading`, as the components left them."""
        # Kept by digest, and reasons name places until the end: no person's words stay behind a turn.
        key = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key in self._seen:
            self._seen.move_to_end(key)
        else:
            # As JSON: each caller gets a copy of its own, for a third of what copying costs.
            self._seen[key] = json.dumps(self._read(text))
            while len(self._seen) > SEEN:
                self._seen.popitem(last=False)
        parsed: dict[str, Any] = json.loads(self._seen[key])
        parsed["reading"]["reasons"] = quoted(parsed["reading"]["reasons"], text)
        return parsed

    def _read(self, text: str) -> dict[str, Any]:
        results = self._runner.run(
            inputs={PLACEHOLDER_MESSAGE: [_Text(text)], PLACEHOLDER_TRACKER: self._nobody},
            targets=[self._target],
        )
        (message,) = results[self._target]
        parsed = dict(message.as_dict(only_output_properties=True))
        return {
            "intent": parsed["intent"],
            "intent_ranking": parsed["intent_ranking"][:RANKED_INSIDE],
            "entities": parsed.get("entities") or [],
            "reading": parsed["reading"],
        }


def reading_of_tap(tap: Tap) -> dict[str, Any]:
    """What a tapped button says: certain, without language, with the urgency of its intent."""
    contact = contact_of(tap.intent)
    intent = {"name": tap.intent, "confidence": 1.0}
    return {
        "intent": intent,
        "intent_ranking": [intent],
        "entities": list(tap.entities),
        "reading": {
            "language": "und",
            "script": "none",
            "reply": None,
            "line": contact.line,
            "kind": contact.kind,
            "urgency": {word: float(word == contact.urgency) for word in URGENCIES},
            "verdict": contact.urgency,
            "reasons": [f"tapped: {tap.intent}"],
        },
    }


def shown(parsed: dict[str, Any]) -> dict[str, Any]:
    """The `reading` of the response; numbers rounded, so that equal turns are equal bytes."""
    reading = parsed["reading"]
    ranking = [
        {"name": r["name"], "confidence": round(float(r["confidence"]), DIGITS)}
        for r in parsed["intent_ranking"][:RANKED]
    ]
    return {
        "language": reading["language"],
        "script": reading["script"],
        "reply": reading["reply"],
        "intent": parsed["intent"]["name"],
        "confidence": round(float(parsed["intent"]["confidence"]), DIGITS),
        "ranking": ranking,
        "line": reading["line"],
        "kind": reading["kind"],
        "urgency": {word: round(float(p), DIGITS) for word, p in reading["urgency"].items()},
        "verdict": reading["verdict"],
        "entities": parsed["entities"],
        "reasons": list(reading["reasons"]),
    }
