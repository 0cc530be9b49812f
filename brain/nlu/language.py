"""Which language the message is in and which one to answer in, as a property of the message.

Scripts other than Latin are settled by `language.read`. Latin letters may be English, Arabizi or a
dozen other languages: a head over the message's features, trained on the examples' own `lang`,
decides among those it has learnt; without a clear answer `language.read` stands.
"""

from __future__ import annotations

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

from brain.nlu.fingerprint import sources_fingerprint
from brain.nlu.head import Head, fit
from brain.nlu.kept import keep, kept
from brain.nlu.labels import READING
from brain.nlu.rows import labelled, row_of
from language.reading import read

SURE = 0.6
REPLIES = {"ar": "ar", "arabizi": "ar", "mixed": "ar", "en": "en"}
LEAST_EXAMPLES = 20


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LanguageReader(GraphComponent, IntentClassifier):
    def __init__(self, storage: ModelStorage, resource: Resource, head: Head | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self.head = head

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageReader:
        return cls(model_storage, resource)

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str | None:
        return sources_fingerprint()

    def train(self, training_data: TrainingData) -> Resource:
        latin = [
            (row_of(example), labels.language)
            for example, labels in labelled(training_data)
            if read(str(example.get(TEXT))).script == "latin"
        ]
        arrays = {}
        if len(latin) >= LEAST_EXAMPLES:
            rows = np.concatenate([row for row, _ in latin])
            arrays = fit(rows, [language for _, language in latin]).head.arrays("language")
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
    ) -> LanguageReader:
        arrays = kept(model_storage, resource)
        head = Head.from_arrays("language", arrays) if arrays else None
        return cls(model_storage, resource, head)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._read(message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def _read(self, message: Message) -> None:
        reading = read(str(message.get(TEXT) or ""))
        language = reading.language
        reply: str | None = reading.reply
        if self.head is not None and reading.signal and reading.script == "latin":
            shares = self.head.probabilities(row_of(message))[0]
            best = int(shares.argmax())
            if shares[best] >= SURE:
                language = self.head.classes[best]
                reply = REPLIES.get(language, "both")
        message.set(
            READING,
            {
                "language": language,
                "script": reading.script,
                "reply": reply,
                "signal": reading.signal,
            },
            add_to_output=True,
        )
