"""What the person wants: an intent and its ranking, with probabilities that mean something.

Also names the intent of the nearest training example as a reason; never its text. Whether to act
on a doubtful intent is decided later (brain.nlu.guard), after the urgency is known.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from brain.nlu.doubt import choose_doubt
from brain.nlu.fingerprint import sources_fingerprint
from brain.nlu.head import Head, fit
from brain.nlu.kept import keep, kept
from brain.nlu.labels import DOUBT, NEAREST
from brain.nlu.rows import labelled, row_of

Array = npt.NDArray[np.float32]

# The first view of the encoder: how near two messages are, whatever their letters.
NEAR = 384


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentReader(GraphComponent, RasaIntentClassifier):
    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        self.head: Head | None = None
        self.doubt = 0.0
        self._examples: Array = np.zeros((0, NEAR), np.float32)
        self._intents: list[str] = []

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentReader:
        return cls(model_storage, resource)

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str | None:
        return sources_fingerprint()

    def train(self, training_data: TrainingData) -> Resource:
        rows, labels, _ = labelled(training_data)
        intents = [label.intent for label in labels]
        fitted = fit(rows, intents)
        keep(
            self._storage,
            self._resource,
            {
                **fitted.head.arrays("intent"),
                "doubt": np.asarray(choose_doubt(fitted, intents)),
                "examples": rows[:, :NEAR].astype(np.float16),
                "intents": np.asarray(intents),
            },
        )
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentReader:
        component = cls(model_storage, resource)
        arrays = kept(model_storage, resource)
        component.head = Head.from_arrays("intent", arrays)
        component.doubt = float(arrays["doubt"])
        component._examples = arrays["examples"].astype(np.float32)
        component._intents = [str(intent) for intent in arrays["intents"]]
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self.head is not None:
                self._read(message, self.head)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def _read(self, message: Message, head: Head) -> None:
        row = row_of(message)
        shares = head.probabilities(row)[0]
        order = np.argsort(-shares, kind="stable")
        ranking = [{"name": head.classes[i], "confidence": float(shares[i])} for i in order]
        message.set("intent", dict(ranking[0]), add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        message.set(DOUBT, self.doubt)
        if self._intents:
            nearness = self._examples @ row[0, :NEAR]
            best = int(nearness.argmax())
            message.set(NEAREST, (self._intents[best], float(nearness[best])))
