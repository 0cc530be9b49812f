"""Lessons as the network takes them: respelled, some surrounded by small talk, in batches of like length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

import numpy as np
import numpy.typing as npt

from brain.adapt.lessons import Lesson
from brain.arrays import Array
from brain.encoder.run import WIDTH, Encoder
from brain.nlu.surroundings import Surroundings
from brain.nlu.variation import in_latin, varied
from language.reading import read

TASKS = ("urgency", "intent", "line", "kind", "lang")
BATCH = 128
TOKENS = 96
# How often an Arabic message is learnt in Latin letters, and Arabizi in Arabic ones.
TO_LATIN = 0.15
TO_ARABIC = 0.35
# How often a message stands among everyday sentences: it means what it means alone.
SURROUNDED = 0.2

Places = npt.NDArray[np.int64]


def respelled(lesson: Lesson, chance: Random) -> str:
    text = lesson.text
    language = lesson.labels["lang"]
    if language == "ar" and chance.random() < TO_LATIN:
        return in_latin(text, chance)
    if language == "arabizi" and chance.random() < TO_ARABIC:
        return (*read(text).transliterations[:1], text)[0]
    return varied(text, chance)


class Batches:
    def __init__(
        self, encoder: Encoder, classes: dict[str, list[str]], everyday: Sequence[Lesson] = ()
    ) -> None:
        """`everyday`: lessons among which talk about nothing is found, to stand around others'."""
        self._encoder = encoder
        self._places = {task: {name: i for i, name in enumerate(names)} for task, names in classes.items()}
        self._around = Surroundings(
            (each.text, each.labels["intent"], each.labels["urgency"], each.labels["lang"])
            for each in everyday
        )

    def of(
        self, some: Sequence[Lesson], chance: Random | None, size: int = BATCH
    ) -> Iterator[tuple[Array, Array, dict[str, Places]]]:
        """Words [batch, tokens, hidden], mask [batch, tokens] and truths; shuffled, respelled and surrounded by `chance`."""
        read_as = [(self._encoder.pieces(self._written(lesson, chance))[:TOKENS], lesson) for lesson in some]
        order = sorted(
            range(len(read_as)), key=lambda i: (len(read_as[i][0]), chance.random() if chance else i)
        )
        batches = [order[i : i + size] for i in range(0, len(order), size)]
        if chance:
            chance.shuffle(batches)
        for batch in batches:
            yield self._batch([read_as[i] for i in batch])

    def _written(self, lesson: Lesson, chance: Random | None) -> str:
        if chance is None:
            return lesson.text
        text = respelled(lesson, chance)
        return self._around.put(text, lesson.labels["lang"], chance) if chance.random() < SURROUNDED else text

    def _batch(self, some: Sequence[tuple[list[int], Lesson]]) -> tuple[Array, Array, dict[str, Places]]:
        longest = -(-max(len(ids) for ids, _ in some) // 8) * 8
        words = np.zeros((len(some), longest, WIDTH), np.float32)
        mask = np.zeros((len(some), longest), np.float32)
        for row, (ids, _) in enumerate(some):
            words[row, : len(ids)] = self._encoder.rows(ids)
            mask[row, : len(ids)] = 1.0
        truth = {
            task: np.asarray([places[lesson.labels[task]] for _, lesson in some], np.int64)
            for task, places in self._places.items()
        }
        return words, mask, truth
