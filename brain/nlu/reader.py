"""What the person wants, how urgent it is, which line it belongs to: the pipeline's central component.

Trains and keeps brain.nlu.model, and reads messages with it. A long message is read clause by
clause as well, and its most alarming part decides: danger in the middle of eighty words must not be
averaged away. Whether to act on a doubtful intent is decided later, by brain.nlu.guard.
"""

from __future__ import annotations

import logging
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
from brain.nlu.labels import CLAUSE_LETTERS, CLAUSES, DOUBT, ESCALATED, READING, URGENCIES
from brain.nlu.learn import learn
from brain.nlu.model import Model
from brain.nlu.nearest import Nearest
from brain.nlu.reasons import reasons_of
from brain.nlu.rows import row_of

# Clauses given to the encoder, about 3 ms each; their wording chooses when there are more.
MOST_CLAUSES = 12

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
        rows, texts = _parts(message, model)
        shares = model.shares(rows)
        urgencies = model.judged(shares, [spelled(text) for text in texts])
        worst = int((urgencies[:, 0] + urgencies[:, 1]).argmax())
        urgency = {word: float(p) for word, p in zip(URGENCIES, urgencies[worst], strict=True)}
        verdict = model.thresholds.verdict(urgency)
        # Line and kind are those of the part that decided, among the contacts of that urgency.
        likely = model.given(shares[worst], escalated=verdict in ESCALATED)
        self._rank(message, model, shares[worst] if verdict in ESCALATED else shares[0])
        reading = {
            **(message.get(READING) or {}),
            "line": _likeliest(model, likely, "line"),
            "kind": _likeliest(model, likely, "kind"),
            "urgency": urgency,
            "verdict": verdict,
            "reasons": reasons_of(
                verdict=verdict,
                urgency=urgency,
                clause=texts[worst] if worst else "",
                nearest=nearest.intent_of(rows[worst]),
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


def _parts(message: Message, model: Model) -> tuple[Array, list[str]]:
    """Rows and texts: the whole message first, then the clauses worth reading."""
    whole, text = row_of(message), str(message.get(TEXT) or "")
    clauses = message.get(CLAUSES) or []
    letters = message.get(CLAUSE_LETTERS)
    if not clauses or letters is None:
        return whole, [text]
    chosen = list(range(len(clauses)))
    if len(clauses) > MOST_CLAUSES:
        alarm = model.wording.probabilities([spelled(c) for c in clauses])
        chosen = sorted(int(i) for i in np.argsort(-alarm, kind="stable")[:MOST_CLAUSES])
    texts = [clauses[i] for i in chosen]
    rows = np.hstack([meaning(texts), letters[chosen]])
    return np.concatenate([whole, rows]), [text, *texts]


def _likeliest(model: Model, shares: Array, part: str) -> str:
    words, marginal = model.marginal(shares[None, :], part)
    return words[int(marginal[0].argmax())]
