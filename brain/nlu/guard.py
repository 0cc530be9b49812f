"""The last word of the pipeline: what must not follow from a ranking alone.

- Nothing to read (empty, emoji, punctuation, one letter repeated): `nlu_fallback`, routine.
- An address, a number, a link or a key and no word: `inform`, routine. It says where or how, not what.
- A script the encoder was not given: nothing is known of it, so a human must look. Attention.
- Escalated, but the likeliest intent is harmless: the best-ranked report becomes the intent.
- Not escalated, but in doubt or likest to a report: `nlu_fallback`, whose three taps ask kindly.
  An escalated message never becomes a fallback.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from brain.encoder.vocabulary import DROPPED_SCRIPTS, script_name
from brain.nlu.fingerprint import sources_fingerprint
from brain.nlu.labels import DOUBT, ESCALATED, FALLBACK, READING, is_report

NOTHING: dict[str, Any] = {
    "line": "general",
    "kind": "chitchat",
    "urgency": {"emergency": 0.0, "urgent": 0.0, "attention": 0.0, "routine": 1.0},
    "verdict": "routine",
}
BARE_ANSWER = "inform"
UNKNOWN: dict[str, Any] = {
    "line": "general",
    "kind": "request",
    "urgency": {"emergency": 0.0, "urgent": 0.0, "attention": 1.0, "routine": 0.0},
    "verdict": "attention",
}
# 999 and its like may be a cry for help: a number alone is an answer only when it is as long as a telephone's.
_ADDRESS = re.compile(
    # A key or an encoded file: long, without a blank, capitals and digits among small letters.
    r"(?<!\S)(?=\S*\d)(?=\S*[A-Z])(?=\S*[a-z])[A-Za-z0-9+/=_-]{24,}(?!\S)|"
    r"https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,200}\.[^\s@]{2,24}|\+?\d[\d\s().-]{5,30}\d"
)

Ranked = list[dict[str, Any]]
LONGEST_ADDRESS = 500


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SignalGuard(GraphComponent, IntentClassifier):
    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SignalGuard:
        return cls()

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str | None:
        return sources_fingerprint()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._guard(message)
        return messages

    def _guard(self, message: Message) -> None:
        reading = dict(message.get(READING) or {})
        ranking: Ranked = list(message.get("intent_ranking") or [])
        if not reading.get("signal", True):
            reading |= NOTHING | {"reasons": ["nothing to read: no words in the message"]}
            top = {"name": FALLBACK, "confidence": 1.0}
            ranking = [top]
        elif in_unread_letters(str(message.get(TEXT) or "")):
            reading |= UNKNOWN | {"reasons": ["cannot be read: letters the door does not know"]}
            top = {"name": FALLBACK, "confidence": 1.0}
            ranking = [top]
        elif only_an_address(str(message.get(TEXT) or "")):
            reading |= NOTHING | {"reasons": ["nothing to read: only an address or a number"]}
            top = {"name": BARE_ANSWER, "confidence": 1.0}
            ranking = [top]
        else:
            top, ranking = decide(ranking, reading.get("verdict"), float(message.get(DOUBT) or 0.0))
        message.set(READING, reading, add_to_output=True)
        message.set("intent", top, add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)


def in_unread_letters(text: str) -> bool:
    """True when most letters are of scripts whose pieces the encoder was not given."""
    letters = [letter for letter in text[:LONGEST_ADDRESS] if letter.isalpha()]
    return 2 * sum(script_name(letter) in DROPPED_SCRIPTS for letter in letters) > len(letters)


def only_an_address(text: str) -> bool:
    """True when nothing but e-mail addresses, links and telephone numbers stands in a message."""
    return (
        len(text) <= LONGEST_ADDRESS
        and bool(_ADDRESS.search(text))
        and not _ADDRESS.sub("", text).strip(" .,;،\n")
    )


def decide(ranking: Ranked, verdict: str | None, doubt: float) -> tuple[dict[str, Any], Ranked]:
    """The intent to act on, and the ranking to show. The ranking of intents is never reordered."""
    if not ranking:
        return {"name": FALLBACK, "confidence": 1.0}, [{"name": FALLBACK, "confidence": 1.0}]
    top = ranking[0]
    if verdict in ESCALATED:
        report = next((ranked for ranked in ranking if is_report(ranked["name"])), None)
        return dict(report or top), ranking
    if top["confidence"] < doubt or is_report(top["name"]):
        fallback = {"name": FALLBACK, "confidence": max(0.0, 1.0 - top["confidence"])}
        return fallback, [fallback, *ranking]
    return dict(top), ranking
