"""What the person wants, how urgent it is, which line it belongs to: the pipeline's central component.

Trains and keeps brain.nlu.model, and reads messages with it. A long message is read stretch by
stretch as well, and its most alarming one may decide: danger in the middle of eighty words must not be
averaged away. Whether to act on a doubtful intent is decided later, by brain.nlu.guard.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from brain.arrays import Array
from brain.nlu.corpus import corpus_of, nearest_index
from brain.nlu.features import meaning, spelled
from brain.nlu.fingerprint import sources_fingerprint
from brain.nlu.kept import keep, kept
from brain.nlu.labels import CLAUSES, DOUBT, ESCALATED, READING, ROUTINE, URGENCIES
from brain.nlu.learn import learn
from brain.nlu.model import Model
from brain.nlu.nearest import Nearest
from brain.nlu.parts import verdict_of
from brain.nlu.reasons import reasons_of
from brain.nlu.rows import row_of
from brain.nlu.stretches import READ_ALONE, stretches
from brain.nlu.telling import telling_words
from brain.nlu.wording import Wording
from language.clauses import Clause

# Stretches whose wording is judged whole, 0.2 ms each; a glance at their words chooses when there are more.
GLANCED = 60

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MessageReader(GraphComponent, IntentClassifier):
    def __init__(
        self,
        storage: ModelStorage,
        resource: Resource,
        model: Model | None = None,
        nearest: Nearest | None = None,
    ) -> None:
        self._storage = storage
        self._resource = resource
        self.model = model
        self.nearest = nearest

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageReader:
        return cls(model_storage, resource)

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str | None:
        return sources_fingerprint()

    def train(self, training_data: TrainingData) -> Resource:
        corpus = corpus_of(training_data)
        learnt = learn(corpus, lambda stage: logger.info("MessageReader: '%s'", stage))
        curve = [[p.threshold, p.recall, p.precision, p.false_rate] for p in learnt.curve]
        arrays = {
            **learnt.model.arrays(),
            **nearest_index(corpus).arrays(),
            "curve": np.asarray(curve),
            "intent_accuracy": np.asarray(learnt.intent_accuracy),
        }
        keep(self._storage, self._resource, arrays)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MessageReader:
        arrays = kept(model_storage, resource)
        return cls(model_storage, resource, Model.from_arrays(arrays), Nearest.from_arrays(arrays))

    def process(self, messages: list[Message]) -> list[Message]:
        if self.model is not None and self.nearest is not None:
            for message in messages:
                self._read(message, self.model, self.nearest)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def _read(self, message: Message, model: Model, nearest: Nearest) -> None:
        clauses: Sequence[Clause] = message.get(CLAUSES) or ()
        rows, parts = _parts(message, model)
        shares = model.shares(rows)
        danger, lines = model.wording.opinions([spelled(part.text) for part in parts])
        urgencies = model.judged(shares, danger)
        judged, worst = verdict_of(urgencies)
        urgency = {word: float(p) for word, p in zip(URGENCIES, judged, strict=True)}
        verdict = model.thresholds.verdict(urgency)
        # Line and kind are the whole's, where the subject stands, unless only a part of it alarms.
        whole = verdict not in ESCALATED or urgencies[0, :2].sum() >= model.thresholds.escalated
        decided = 0 if whole else worst
        likely = model.given(shares[decided], escalated=verdict in ESCALATED)
        self._rank(message, model, shares[decided])
        # An agent wants to see the sentence, even where the whole alarms enough by itself.
        telling = _telling(parts, urgencies, clauses, model.wording) if verdict in ESCALATED else None
        part = telling or parts[0]
        reading = {
            **(message.get(READING) or {}),
            "line": model.line_of(likely, lines[decided]),
            "kind": _kind_of(model, likely),
            "urgency": urgency,
            "verdict": verdict,
            "reasons": reasons_of(
                verdict=verdict,
                urgency=urgency,
                clause=(telling.start, telling.end) if telling else None,
                words=telling_words(model.wording, part.text, part.start) if verdict in ESCALATED else [],
                # Nobody asks why a routine message is routine; a look at every example is half a millisecond.
                nearest=nearest.intent_of(rows[decided]) if verdict != ROUTINE else None,
            ),
        }
        message.set(READING, reading, add_to_output=True)

    @staticmethod
    def _rank(message: Message, model: Model, shares: Array) -> None:
        intents, marginal = model.marginal(shares[None, :], "intent")
        order = np.argsort(-marginal[0], kind="stable")
        ranking = [{"name": intents[i], "confidence": float(marginal[0, i])} for i in order]
        message.set("intent", dict(ranking[0]), add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        message.set(DOUBT, model.doubt)


def _parts(message: Message, model: Model) -> tuple[Array, list[Clause]]:
    """Rows and texts: the whole message first, then, of a long one, the stretches worth reading."""
    text = str(message.get(TEXT) or "")
    whole = Clause(text=text, start=0, end=len(text))
    some = _worth_reading(stretches(text), model.wording)
    if not some:
        return row_of(message), [whole]
    rows = meaning([part.text for part in some])
    return np.concatenate([row_of(message), rows]), [whole, *some]


def _telling(
    parts: Sequence[Clause], urgencies: Array, clauses: Sequence[Clause], wording: Wording
) -> Clause | None:
    """The clause that alarms most, of a long message within its most alarming stretch; None when it is a single one."""
    if len(parts) > 1:
        stretch = parts[1 + int((urgencies[1:, 0] + urgencies[1:, 1]).argmax())]
        clauses = [c for c in clauses if c.start < stretch.end and c.end > stretch.start] or [stretch]
    if len(clauses) <= 1 and len(parts) == 1:
        return None
    return clauses[int(wording.probabilities([spelled(clause.text) for clause in clauses]).argmax())]


def _worth_reading(parts: Sequence[Clause], wording: Wording) -> list[Clause]:
    """Those whose wording alarms most, in their order; first at a glance, then by the whole wording."""
    some = list(parts)
    if len(some) > GLANCED:
        some = _most(some, wording.glances([part.text for part in some]), GLANCED)
    if len(some) > READ_ALONE:
        some = _most(some, wording.probabilities([spelled(part.text) for part in some]), READ_ALONE)
    return some


def _most(parts: Sequence[Clause], alarm: Array, most: int) -> list[Clause]:
    kept = np.sort(np.argsort(-alarm, kind="stable")[:most])
    return [parts[i] for i in kept]


def _kind_of(model: Model, shares: Array) -> str:
    kinds, marginal = model.marginal(shares[None, :], "kind")
    return kinds[int(marginal[0].argmax())]
