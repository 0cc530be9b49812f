"""Training data as the reading model wants it: messages, then the stretches of the long ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from brain.arrays import Array, Places
from brain.nlu.features import meaning, spelled
from brain.nlu.held_back import held_back
from brain.nlu.labels import Labels
from brain.nlu.nearest import Nearest
from brain.nlu.rows import labelled, row_of
from brain.nlu.stretches import READ_ALONE, stretches
from brain.nlu.surroundings import Surroundings

# The share of messages that are learnt a second time among others.
SURROUNDED = 0.1
SEED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Messages to learn from. Stretches of the long ones follow the messages in `rows` and `texts`."""

    rows: Array  # [messages + stretches, features]
    texts: list[str]  # as the letters are read
    owners: Places  # which message each row belongs to
    labels: list[Labels]  # of the messages
    held_back: npt.NDArray[np.bool_]  # of the messages: unknown to the encoder


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One message: its numbers [1, features], its stretches (none unless it is long) and theirs [stretches, features]."""

    text: str
    labels: Labels
    row: Array
    stretches: Sequence[str] = ()
    stretch_rows: Array | None = None
    # Put together from messages of which the encoder may know each.
    composed: bool = False


def corpus_of(training_data: TrainingData) -> Corpus:
    """Raises LabelUnknown when a block's metadata is missing or misspelt."""
    examples = []
    known = labelled(training_data)
    # All at once, on all cores; each message's own are looked up below.
    meaning([part for message, _ in known for part in _stretches(message)])
    for message, labels in known:
        parts = _stretches(message)
        rows = meaning(parts) if parts else None
        text = str(message.get(TEXT))
        examples.append(
            Example(text=text, labels=labels, row=row_of(message), stretches=parts, stretch_rows=rows)
        )
    return assembled([*examples, *_composed(known)])


def _composed(known: Sequence[tuple[Message, Labels]]) -> list[Example]:
    """Some of the messages again, among small talk: what they mean does not change, and so neither may the verdict."""
    learnt = [(str(message.get(TEXT)), labels) for message, labels in known]
    learnt = [each for each in learnt if not held_back(each[0])]
    around = Surroundings((text, labels.intent, labels.urgency, labels.language) for text, labels in learnt)
    chance = Random(SEED)
    some = [
        (around.put(text, labels.language, chance), labels)
        for text, labels in learnt
        if chance.random() < SURROUNDED and around.has_room(text, labels.language)
    ]
    texts = [text for text, _ in some]
    return [
        Example(text=text, labels=labels, row=row[None], composed=True)
        for (text, labels), row in zip(some, meaning(texts), strict=True)
    ]


def _stretches(message: Message) -> list[str]:
    return read_alone(str(message.get(TEXT)))


def read_alone(text: str) -> list[str]:
    """The stretches that are read beside the whole: those of a long message."""
    return [part.text for part in stretches(text)[:READ_ALONE]]


def assembled(examples: Sequence[Example]) -> Corpus:
    of_long = [(owner, each) for owner, each in enumerate(examples) if each.stretch_rows is not None]
    rows = [each.row for each in examples] + [each.stretch_rows for _, each in of_long]
    texts = [each.text for each in examples] + [part for _, each in of_long for part in each.stretches]
    owners = [*range(len(examples)), *(owner for owner, each in of_long for _ in each.stretches)]
    return Corpus(
        rows=np.concatenate([row for row in rows if row is not None]).astype(np.float32),
        texts=[spelled(text) for text in texts],
        owners=np.asarray(owners, np.int64),
        labels=[each.labels for each in examples],
        held_back=np.asarray([not each.composed and held_back(each.text) for each in examples]),
    )


def nearest_index(corpus: Corpus) -> Nearest:
    messages = len(corpus.labels)
    return Nearest.of(corpus.rows[:messages], [label.intent for label in corpus.labels])
