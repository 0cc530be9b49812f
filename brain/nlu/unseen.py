"""What models thought of messages that they had not learnt from: filled fold by fold, read when all folds are done."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from brain.arrays import Array, Places
from brain.nlu.corpus import Corpus
from brain.nlu.labels import URGENCIES
from brain.nlu.lines import choose_weight
from brain.nlu.model import Model


@dataclass(frozen=True, slots=True)
class Unseen:
    """What models thought of messages that they had not learnt from."""

    corpus: Corpus
    known: list[str]  # intents, the columns of `intents`
    net: Array  # [rows, urgencies]
    words: Array  # [rows]
    intents: Array  # [messages, intents]
    lines: list[str]  # the columns of the two below
    net_lines: Array  # [messages, lines]
    word_lines: Array  # [messages, lines]

    @classmethod
    def of(cls, corpus: Corpus) -> Unseen:
        known = sorted({label.intent for label in corpus.labels})
        lines = sorted({label.line for label in corpus.labels})
        return cls(
            corpus,
            known,
            np.zeros((len(corpus.rows), len(URGENCIES)), np.float32),
            np.zeros(len(corpus.rows), np.float32),
            np.zeros((len(corpus.labels), len(known)), np.float32),
            lines,
            np.zeros((len(corpus.labels), len(lines)), np.float32),
            np.zeros((len(corpus.labels), len(lines)), np.float32),
        )

    def take(self, fitted: Model, held: Places) -> None:
        mine = np.flatnonzero(np.isin(self.corpus.owners, held))
        shares = fitted.shares(self.corpus.rows[mine])
        self.net[mine] = fitted.urgencies(shares)
        self.words[mine], of_lines = fitted.wording.opinions([self.corpus.texts[i] for i in mine])
        # Messages stand before all stretches, so their rows come first.
        for part, table, columns in (
            ("intent", self.intents, self.known),
            ("line", self.net_lines, self.lines),
        ):
            words, marginal = fitted.marginal(shares[: len(held)], part)
            table[np.ix_(held, np.asarray([columns.index(word) for word in words]))] = marginal
        places = np.asarray([self.lines.index(line) for line in fitted.wording.lines], np.int64)
        self.word_lines[np.ix_(held, places)] = of_lines[: len(held)]

    def line_weight(self, judged: Places) -> float:
        truth = [self.corpus.labels[i].line for i in judged]
        return choose_weight(self.net_lines[judged], self.word_lines[judged], self.lines, truth)

    def intent_accuracy(self, judged: Places) -> float:
        said = [self.known[i] for i in self.intents[judged].argmax(axis=1)]
        return float(np.mean([a == self.corpus.labels[i].intent for a, i in zip(said, judged, strict=True)]))
