"""How urgent a message is, which line it belongs to and what kind of contact it is.

Three heads trained from the metadata of the training blocks. A long message is read clause by
clause as well, and its most alarming clause counts: danger in the middle of eighty words must not
be averaged away. The thresholds are chosen on unseen examples while training (brain.nlu.thresholds).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from brain.nlu.features import meaning
from brain.nlu.fingerprint import sources_fingerprint
from brain.nlu.head import Head, fit
from brain.nlu.kept import keep, kept
from brain.nlu.labels import CLAUSE_LETTERS, CLAUSES, READING, URGENCIES
from brain.nlu.reasons import reasons_of
from brain.nlu.rows import labelled, row_of
from brain.nlu.thresholds import Thresholds, choose

Array = npt.NDArray[np.float32]

HEADS = ("urgency", "line", "kind")
# Recall of the dangerous ones is worth more than the count of examples says.
URGENCY_WEIGHT = {"emergency": 1.5, "urgent": 1.5, "attention": 1.0, "routine": 1.0}
# Clauses given to the encoder, ~3 ms each; the letters choose which when there are more.
MOST_CLAUSES = 12


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class UrgencyReader(GraphComponent, IntentClassifier):
    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        self.heads: dict[str, Head] = {}
        self.thresholds = Thresholds(escalated=0.5, emergency=0.5)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UrgencyReader:
        return cls(model_storage, resource)

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str | None:
        return sources_fingerprint()

    def train(self, training_data: TrainingData) -> Resource:
        rows, labels, _ = labelled(training_data)
        urgencies = [label.urgency for label in labels]
        fitted = fit(rows, urgencies, class_weight=URGENCY_WEIGHT)
        unseen = np.stack([_column(fitted.unseen, fitted.head, word) for word in URGENCIES], axis=1)
        thresholds, curve = choose(unseen, urgencies)
        arrays = {
            **fitted.head.arrays("urgency"),
            **fit(rows, [label.line for label in labels]).head.arrays("line"),
            **fit(rows, [label.kind for label in labels]).head.arrays("kind"),
            "thresholds": np.asarray([thresholds.escalated, thresholds.emergency]),
            "curve": np.asarray([[p.threshold, p.recall, p.precision, p.false_rate] for p in curve]),
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
    ) -> UrgencyReader:
        component = cls(model_storage, resource)
        arrays = kept(model_storage, resource)
        component.heads = {name: Head.from_arrays(name, arrays) for name in HEADS}
        escalated, emergency = (float(value) for value in arrays["thresholds"])
        component.thresholds = Thresholds(escalated=escalated, emergency=emergency)
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self.heads:
                self._read(message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def _read(self, message: Message) -> None:
        whole = row_of(message)
        rows, texts = self._with_clauses(message, whole)
        shares = self._urgencies(rows)
        escalated = shares[:, 0] + shares[:, 1]
        worst = int(escalated.argmax())
        urgency = {word: float(p) for word, p in zip(URGENCIES, shares[worst], strict=True)}
        verdict = self.thresholds.verdict(urgency)
        reading = {
            **(message.get(READING) or {}),
            "line": self._likeliest("line", rows[[worst]]),
            "kind": self._likeliest("kind", rows[[worst]]),
            "urgency": urgency,
            "verdict": verdict,
            "reasons": reasons_of(message, verdict, urgency, texts[worst]),
        }
        message.set(READING, reading, add_to_output=True)

    def _with_clauses(self, message: Message, whole: Array) -> tuple[Array, list[str]]:
        """The whole message first, then the clauses worth reading."""
        clauses = [text for text, _, _ in message.get(CLAUSES) or []]
        letters = message.get(CLAUSE_LETTERS)
        if not clauses or letters is None:
            return whole, [""]
        chosen = self._worth_reading(letters, whole)
        rows = np.hstack([meaning([clauses[i] for i in chosen]), letters[chosen]])
        return np.concatenate([whole, rows]), ["", *(clauses[i] for i in chosen)]

    def _worth_reading(self, letters: Array, whole: Array) -> list[int]:
        if len(letters) <= MOST_CLAUSES:
            return list(range(len(letters)))
        # The message's own meaning beside each clause's letters: letters alone rank the clauses.
        beside = np.repeat(whole[:, : whole.shape[1] - letters.shape[1]], len(letters), axis=0)
        shares = self._urgencies(np.hstack([beside, letters]))
        order = np.argsort(-(shares[:, 0] + shares[:, 1]), kind="stable")
        return sorted(int(i) for i in order[:MOST_CLAUSES])

    def _urgencies(self, rows: Array) -> Array:
        head = self.heads["urgency"]
        shares = head.probabilities(rows)
        return np.stack([_column(shares, head, word) for word in URGENCIES], axis=1)

    def _likeliest(self, name: str, row: Array) -> str:
        head = self.heads[name]
        return head.classes[int(head.probabilities(row)[0].argmax())]


def _column(shares: Array, head: Head, word: str) -> Array:
    """A class the training data lacks has probability 0."""
    if word not in head.classes:
        return np.zeros(len(shares), np.float32)
    column: Array = shares[:, head.classes.index(word)]
    return column
