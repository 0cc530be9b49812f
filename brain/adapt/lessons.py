"""What the encoder learns from: training messages with their labels, respelled, in batches of like length.

Leaves out every message that is held back for the thresholds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
import yaml  # type: ignore[import-untyped]

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    from yaml import SafeLoader

from brain.arrays import Array
from brain.encoder.run import WIDTH, Encoder
from brain.nlu.held_back import held_back
from brain.nlu.variation import in_latin, varied
from language.reading import read

TASKS = ("urgency", "intent", "line", "kind", "lang")
BATCH = 32
TOKENS = 72
# How often an Arabic message is learnt in Latin letters, and Arabizi in Arabic ones.
TO_LATIN = 0.15
TO_ARABIC = 0.35

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    text: str
    labels: dict[str, str]


def lessons(folder: Path) -> tuple[list[Lesson], list[Lesson]]:
    """Messages to learn from, and those held back."""
    learnt: list[Lesson] = []
    kept: list[Lesson] = []
    for path in sorted(folder.rglob("*.yml")):
        for block in (yaml.load(path.read_text("utf-8"), Loader=SafeLoader) or {}).get("nlu", []):
            labels = {"intent": block["intent"], **block["metadata"]}
            for line in block["examples"].splitlines():
                if text := line.removeprefix("- ").strip():
                    (kept if held_back(text) else learnt).append(Lesson(text=text, labels=labels))
    return learnt, kept


def respelled(lesson: Lesson, chance: Random) -> str:
    text = lesson.text
    language = lesson.labels["lang"]
    if language == "ar" and chance.random() < TO_LATIN:
        return in_latin(text, chance)
    if language == "arabizi" and chance.random() < TO_ARABIC:
        return (*read(text).transliterations[:1], text)[0]
    return varied(text, chance)


class Batches:
    def __init__(self, encoder: Encoder, classes: dict[str, list[str]]) -> None:
        self._encoder = encoder
        self._places = {task: {name: i for i, name in enumerate(names)} for task, names in classes.items()}

    def of(
        self, some: Sequence[Lesson], chance: Random | None, size: int = BATCH
    ) -> Iterator[tuple[Array, Array, dict[str, Places]]]:
        """Words [batch, tokens, hidden], mask [batch, tokens] and truths; shuffled and respelled by `chance`."""
        read_as = [
            (self._encoder.pieces(respelled(lesson, chance) if chance else lesson.text)[:TOKENS], lesson)
            for lesson in some
        ]
        order = sorted(
            range(len(read_as)), key=lambda i: (len(read_as[i][0]), chance.random() if chance else i)
        )
        batches = [order[i : i + size] for i in range(0, len(order), size)]
        if chance:
            chance.shuffle(batches)
        for batch in batches:
            yield self._batch([read_as[i] for i in batch])

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
