"""Rasa trains again when a message, a label or a number changes, and only then."""

from collections.abc import Callable

import numpy as np
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from brain.nlu.examples import Examples
from brain.nlu.tokenizer import WordTokenizer


def message(
    text: str = "hello", intent: str = "greet", urgency: str = "routine", number: float = 1.0
) -> Message:
    made = Message({TEXT: text, "intent": intent, "metadata": {"urgency": urgency}})
    made.add_features(Features(np.asarray([[number, 2.0]], np.float32), "sentence", TEXT, "us"))
    return made


def fingerprint(*messages: Message) -> str:
    return Examples.of(TrainingData(list(messages))).fingerprint()


@pytest.mark.parametrize(
    "other",
    [
        lambda: message(text="hello there"),
        lambda: message(intent="bye"),
        lambda: message(urgency="urgent"),
        lambda: message(number=1.5),
    ],
    ids=["text", "intent", "label", "number"],
)
def test_whatever_decides_is_in_it(other: Callable[[], Message]) -> None:
    assert fingerprint(message()) == fingerprint(message())
    assert fingerprint(other()) != fingerprint(message())
    assert fingerprint(message(), other()) != fingerprint(message())


def test_the_first_component_hands_them_on() -> None:
    config = WordTokenizer.get_default_config()
    data = TrainingData([message(text="hello. are you there")])
    handed_on = WordTokenizer(config).process_training_data(data)
    assert isinstance(handed_on, Examples)
    assert handed_on.training_examples == data.training_examples
    assert handed_on.nlu_examples
