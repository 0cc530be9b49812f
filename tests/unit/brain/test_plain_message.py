"""A message that Rasa copies and compares cheaply is still Rasa's message."""

from copy import deepcopy

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from brain.plain_message import PLAIN, PlainMessage


def message(text: str = "hello", urgency: str = "routine") -> PlainMessage:
    return PlainMessage.build(text, "greet", [], {"urgency": urgency}, None)


def test_it_holds_what_rasas_own_would() -> None:
    own = Message.build("hello", "greet", [], {"urgency": "routine"}, None)
    assert message().as_dict() == own.as_dict()
    assert message().data.keys() == PLAIN  # or the quick road would never be taken


def test_equal_ones_are_one() -> None:
    assert message() == message()
    assert message() != message("bye")
    assert message() != message(urgency="urgent")
    data = TrainingData([message(), message(), message("bye")])
    assert len(data.merge(TrainingData([message("bye")])).training_examples) == 2


def test_a_copy_stands_alone() -> None:
    first = message()
    second = deepcopy(first)
    assert second == first
    second.data["metadata"]["intent"]["urgency"] = "urgent"
    second.set("tokens", ["hello"])
    assert first == message()
    assert second != first


def test_what_is_added_counts() -> None:
    first, second = message(), message()
    for each, number in ((first, 1.0), (second, 2.0)):
        before = each.fingerprint()
        each.add_features(Features(np.asarray([[number]], np.float32), "sentence", TEXT, "us"))
        assert each.fingerprint() != before
    assert first != second
    assert deepcopy(first) == first
