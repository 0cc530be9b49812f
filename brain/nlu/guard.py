"""The last word of the pipeline: what must not follow from a ranking alone.

- Nothing to read (empty, emoji, punctuation, one letter repeated): `nlu_fallback`, routine.
- Escalated, but the likeliest intent is harmless: the best-ranked report becomes the intent.
- Not escalated, but in doubt or likest to a report: `nlu_fallback`, whose three taps ask kindly.
  An escalated message never becomes a fallback.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message

from brain.nlu.fingerprint import sources_fingerprint
from brain.nlu.labels import DOUBT, ESCALATED, FALLBACK, READING, is_report

NOTHING_READ = {"emergency": 0.0, "urgent": 0.0, "attention": 0.0, "routine": 1.0}

Ranked = list[dict[str, Any]]


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
            reading |= {
                "line": "general",
                "kind": "chitchat",
                "urgency": dict(NOTHING_READ),
                "verdict": "routine",
                "reasons": ["nothing to read: no words in the message"],
            }
            top = {"name": FALLBACK, "confidence": 1.0}
            ranking = [top]
        else:
            top, ranking = decide(ranking, reading.get("verdict"), float(message.get(DOUBT) or 0.0))
        message.set(READING, reading, add_to_output=True)
        message.set("intent", top, add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)


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
