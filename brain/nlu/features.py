"""What a message's numbers are: the encoder's vector of its text, as a plain Rasa featurizer.

Of Arabizi it is the mean of both spellings' vectors ("transliterating" English only harms it; docs/decisions/0020).
Exact spellings are the wording's matter (brain.nlu.wording), which reads `spelled` text.
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
from language.normalise import beginning
from language.reading import read

logger = logging.getLogger(__name__)

# Longer text is read by its stretches; of one reading no more letters count.
READ_LETTERS = 4_000
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


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MeaningFeatures(DenseFeaturizer, GraphComponent):
    """Adds the vector of each message as its sentence features."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MeaningFeatures:
        return cls(execution_context.node_name, config)

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

    def process(self, messages: list[Message]) -> list[Message]:
        written = [message for message in messages if message.get(TEXT) is not None]
        if written:
            rows = meaning([str(message.get(TEXT)) for message in written])
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
