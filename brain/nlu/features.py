"""What a message's numbers are: its meaning and its letters.

`MeaningFeatures` adds the encoder's vector of the text, of Arabizi the mean of both spellings' vectors
("transliterating" English only harms it; docs/decisions/0020).
`LetterFeatures` learns character n-grams. Both are plain Rasa featurizers.
"""

from __future__ import annotations

import logging
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from brain.arrays import Array
from brain.encoder.loaded import the_encoder
from brain.encoder.run import Encoder
from brain.nlu.fingerprint import sources_fingerprint
from brain.nlu.kept import keep, kept
from brain.nlu.labels import CLAUSE_LETTERS
from brain.nlu.letters import READ_LETTERS, Letters
from language.normalise import beginning
from language.reading import read

logger = logging.getLogger(__name__)

# Messages between two lines of progress.
SHOWN_EVERY = 2_000
# Signs that writers leave out as they like; a question mark says something.
_SIGNS = str.maketrans(dict.fromkeys('"“”„«»()*_~|<>{}\\/،,;؛:!.…-—•·\u06d4\u0964\u055d\u201a\u2013', " "))


def spelled(text: str) -> str:
    """The text whose letters count: normalised, without stops and commas, the Arabic spelling of Arabizi beside it."""
    reading = read(beginning(text, READ_LETTERS))
    return " ".join([*reading.normal.translate(_SIGNS).split(), *reading.transliterations[:1]])


def meaning(texts: list[str], encoder: Encoder | None = None) -> Array:
    """float32 [n, 384]: the vector of each text, of Arabizi the mean of its own and its Arabic spelling's."""
    arabic = [(*read(beginning(text, READ_LETTERS)).transliterations[:1], text)[0] for text in texts]
    # All in one call: a corpus is shared out among the cores.
    vectors = (encoder or the_encoder()).encode([*texts, *arabic])
    mean: Array = (vectors[: len(texts)] + vectors[len(texts) :]) / 2
    return mean


class _SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds one row of sentence features a message; subclasses say which."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**DenseFeaturizer.get_default_config(), "alias": None}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be configured."""

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str | None:
        return sources_fingerprint()

    def rows(self, texts: list[str]) -> Array:
        raise NotImplementedError

    def process(self, messages: list[Message]) -> list[Message]:
        written = [message for message in messages if message.get(TEXT) is not None]
        if written:
            rows = self.rows([str(message.get(TEXT)) for message in written])
            for message, row in zip(written, rows, strict=True):
                message.add_features(Features(row.reshape(1, -1), "sentence", TEXT, self._identifier))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        examples = training_data.training_examples
        for begin in range(0, len(examples), SHOWN_EVERY):
            self.process(examples[begin : begin + SHOWN_EVERY])
            done = min(begin + SHOWN_EVERY, len(examples))
            logger.info("%s: '  %d of %d messages'", type(self).__name__, done, len(examples))
        return training_data


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MeaningFeatures(_SentenceFeaturizer):
    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MeaningFeatures:
        return cls(execution_context.node_name, config)

    def rows(self, texts: list[str]) -> Array:
        return meaning(texts)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LetterFeatures(_SentenceFeaturizer):
    def __init__(
        self,
        name: str,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        letters: Letters | None = None,
    ) -> None:
        super().__init__(name, config)
        self._model_storage = model_storage
        self._resource = resource
        self.letters = letters

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LetterFeatures:
        return cls(execution_context.node_name, config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        texts = [str(example.get(TEXT)) for example in training_data.intent_examples]
        self.letters = Letters.fit([spelled(text) for text in texts])
        keep(self._model_storage, self._resource, self.letters.arrays())
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LetterFeatures:
        letters = Letters.from_arrays(kept(model_storage, resource))
        return cls(execution_context.node_name, config, model_storage, resource, letters)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in super().process(messages):
            # Of a long message only the clauses worth reading will be asked for.
            message.set(CLAUSE_LETTERS, self.rows)
        return messages

    def rows(self, texts: list[str]) -> Array:
        if self.letters is None:
            raise RuntimeError("LetterFeatures is used before it was trained")
        return self.letters.transform([spelled(text) for text in texts])
