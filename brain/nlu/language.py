"""Which language the message is in and which one to answer in, as a property of the message.

Scripts other than Latin are settled by `language.read`. Latin letters may be English, Arabizi or a
dozen other languages: their spelling, learnt from the examples' own `lang`, decides among those;
without a clear answer `language.read` stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from brain.nlu.fingerprint import sources_fingerprint
from brain.nlu.kept import keep, kept
from brain.nlu.labels import READING
from brain.nlu.rows import labelled
from brain.nlu.terms import Terms, count, fit_terms
from language.reading import ends, read

NAME = "language"
STRENGTH = 1.0
# How far the likeliest language must be ahead of the next one, in margins.
SURE = 0.2
REPLIES = {"ar": "ar", "arabizi": "ar", "mixed": "ar", "en": "en"}
LEAST_EXAMPLES = 20


class Spelling:
    """Languages told apart by how they are spelled; at least two of them."""

    def __init__(self, languages: Sequence[str], terms: Terms) -> None:
        self._languages = list(languages)
        self._terms = terms

    def language_of(self, normal: str) -> str | None:
        """None when it is too close to call."""
        scores = self._terms.scores([normal])[0]
        if len(scores) == 1:  # of two languages only the second has a column
            scores = np.concatenate([-scores, scores])
        second, first = np.sort(scores)[-2:]
        return self._languages[int(scores.argmax())] if first - second >= SURE else None

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        return {f"{NAME}.languages": np.asarray(self._languages), **self._terms.arrays(NAME)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Spelling:
        languages = [str(language) for language in arrays[f"{NAME}.languages"]]
        return cls(languages, Terms.from_arrays(NAME, arrays))

    @classmethod
    def fit(cls, texts: Sequence[str], languages: Sequence[str]) -> Spelling:
        counted = count(texts)
        terms = fit_terms(counted, np.arange(len(texts)), np.asarray(languages), STRENGTH)
        return cls(sorted(set(languages)), terms)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LanguageReader(GraphComponent, IntentClassifier):
    def __init__(self, storage: ModelStorage, resource: Resource, spelling: Spelling | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self.spelling = spelling

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
        readings = ((read(str(example.get(TEXT))), labels) for example, labels in labelled(training_data))
        latin = [
            (reading.normal, labels.language) for reading, labels in readings if reading.script == "latin"
        ]
        known = len({language for _, language in latin}) > 1 and len(latin) >= LEAST_EXAMPLES
        spelling = Spelling.fit(*zip(*latin, strict=True)) if known else None
        keep(self._storage, self._resource, spelling.arrays() if spelling else {})
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
        return cls(model_storage, resource, Spelling.from_arrays(arrays) if arrays else None)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._read(message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def _read(self, message: Message) -> None:
        text = str(message.get(TEXT) or "")
        reading = read(ends(text))
        if not reading.signal:
            reading = read(text)
        language = reading.language
        reply: str | None = reading.reply
        if self.spelling is not None and reading.signal and reading.script == "latin":
            spelled = self.spelling.language_of(reading.normal)
            if spelled is not None:
                language, reply = spelled, REPLIES.get(spelled, "both")
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
