"""The numbers of a message as one row, in the order every head was trained with."""

from __future__ import annotations

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from brain.arrays import Array
from brain.nlu.labels import Labels, labels_of


class FeaturesMissing(Exception):
    """The pipeline lacks MeaningFeatures before this component."""


def row_of(message: Message) -> Array:
    """float32 [1, features]."""
    _, sentence = message.get_dense_features(TEXT, [])
    if sentence is None:
        raise FeaturesMissing("put MeaningFeatures before the readers")
    return np.asarray(sentence.features, np.float32).reshape(1, -1)


def labelled(training_data: TrainingData) -> list[tuple[Message, Labels]]:
    """Examples with an intent, in the order of the files. Raises LabelUnknown."""
    examples = [e for e in training_data.intent_examples if e.get(TEXT)]
    return [(example, labels_of(example)) for example in examples]
