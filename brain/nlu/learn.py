"""Trains the reading model, and judges it on messages that neither it nor the encoder has seen.

Only the messages held back from the encoder (brain.nlu.held_back) are judged, fold by fold, by models that
learnt from all others: the encoder knows the rest by heart. Long ones are judged with their stretches, just as a live
message is read, so that the thresholds fit the decision that is made with them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from brain.arrays import Array
from brain.nlu.doubt import choose_doubt
from brain.nlu.labels import ESCALATED, URGENCIES, Labels
from brain.nlu.lines import choose_weight
from brain.nlu.model import Model, Odds, joined, joint_name, opinions
from brain.nlu.net import SEEDS, Net, average, fit_net
from brain.nlu.parts import verdict_of
from brain.nlu.quiet import quietly
from brain.nlu.surroundings import EVERYDAY
from brain.nlu.terms import Counted, count
from brain.nlu.thresholds import Point, Thresholds, choose
from brain.nlu.wording import Wording, fit_wording

Places: TypeAlias = npt.NDArray[np.int64]

SEED = 20
# Each costs a fit of everything; two judge the held-back messages by models that learnt from nine tenths of the rest.
FOLDS = 2
# Networks of a fold's average: it is judged by fewer than the final one has, for the time (docs/decisions/0025).
SEEDS_OF_A_FOLD = SEEDS[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Messages to learn from. Stretches of the long ones follow the messages in `rows` and `texts`."""

    rows: Array  # [messages + stretches, features]
    texts: list[str]  # as the letters are read
    owners: npt.NDArray[np.int64]  # which message each row belongs to
    labels: list[Labels]  # of the messages
    held_back: npt.NDArray[np.bool_]  # of the messages: unknown to the encoder


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    model: Model
    curve: list[Point]
    intent_accuracy: float


def learn(corpus: Corpus, say: Callable[[str], None], *, wording: bool = True) -> Learnt:
    """`wording` False leaves the second opinion unheard (benchmarks.ablation)."""
    names = [joint_name(label) for label in corpus.labels]
    escalated = np.asarray([label.urgency in ESCALATED for label in corpus.labels])
    # Talk about anything else would make every doubtful message `general`.
    lines = np.asarray(["" if label.intent in EVERYDAY else label.line for label in corpus.labels])
    counted = count(corpus.texts[: len(corpus.labels)])
    judged = np.flatnonzero(corpus.held_back)
    unseen = _Unseen.of(corpus, judged)
    folds = _folds(corpus, judged)
    everything = np.arange(len(corpus.labels))
    # Side by side: the libraries let go of Python's lock, and each job is the same whatever runs beside it. The warning is
    # caught here, since threads share the filters.
    with quietly(ConvergenceWarning), ThreadPoolExecutor(os.cpu_count()) as pool:
        fits = [
            _Fit.begin(pool, corpus, counted, names, escalated, lines, places, seeds)
            for places, seeds in (*((train, SEEDS_OF_A_FOLD) for train, _ in folds), (everything, SEEDS))
        ]
        for number, (fit, (_, held)) in enumerate(zip(fits, folds, strict=False)):
            unseen.take(fit.model(), held)
            say(f"fold {number + 1} of {FOLDS}")
        final = fits[-1].model()
        say("final fit")
    if not wording:
        unseen.words[:] = 0.5
        unseen.word_lines[:] = 0.0
    say("thresholds")
    odds = _odds(unseen.net[judged, :2].sum(axis=1), unseen.words[judged], escalated[judged])
    parts = _parts(joined(unseen.net, unseen.words, odds), corpus.owners, judged)
    urgencies = np.stack([verdict_of(each)[0] for each in parts])
    thresholds, curve = choose(urgencies, [corpus.labels[i].urgency for i in judged])
    intents = [corpus.labels[i].intent for i in judged]
    model = replace(
        final,
        odds=odds,
        thresholds=thresholds,
        doubt=choose_doubt(unseen.intents[judged], unseen.known, intents),
        line_weight=unseen.line_weight(judged[lines[judged] != ""]),
    )
    return Learnt(model=model, curve=curve, intent_accuracy=unseen.intent_accuracy(judged))


@dataclass(frozen=True, slots=True)
class _Unseen:
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
    def of(cls, corpus: Corpus, judged: Places) -> _Unseen:
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


@dataclass(frozen=True, slots=True)
class _Fit:
    """A model on its way: each member of its net is a job of its own, so that no core waits for the others' last."""

    members: list[Future[Net]]
    wording: Future[Wording]

    @classmethod
    def begin(
        cls,
        pool: Executor,
        corpus: Corpus,
        counted: Counted,
        names: Sequence[str],
        escalated: npt.NDArray[np.bool_],
        lines: npt.NDArray[np.str_],
        places: Places,
        seeds: Sequence[int],
    ) -> _Fit:
        def member(seed: int) -> Net:
            return fit_net(corpus.rows[places], [names[i] for i in places], seed)

        return cls(
            [pool.submit(member, seed) for seed in seeds],
            pool.submit(fit_wording, counted, places, escalated[places], lines[places]),
        )

    def model(self) -> Model:
        """Waits for what is not done yet. Still to be calibrated."""
        return Model(
            net=average([member.result() for member in self.members]),
            wording=self.wording.result(),
            odds=Odds(net=0.5, wording=0.5, shift=0.0),
            thresholds=Thresholds(escalated=0.5, emergency=0.5),
            doubt=0.0,
            line_weight=0.0,
        )


def _folds(corpus: Corpus, judged: Places) -> list[tuple[Places, Places]]:
    """For each fold the messages to learn from, all but the fold's own, and the ones to judge."""
    everything = np.arange(len(corpus.labels))
    intents = np.asarray([corpus.labels[i].intent for i in judged])
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    with quietly(UserWarning):
        # An intent with fewer examples than folds is simply absent from some.
        held = [judged[places] for _, places in folds.split(np.zeros(len(judged)), intents)]
    return [(np.setdiff1d(everything, some), some) for some in held]


def _odds(net: Array, wording: Array, escalated: npt.NDArray[np.bool_]) -> Odds:
    """What makes both opinions one probability (Platt)."""
    platt = LogisticRegression(C=1e3, random_state=SEED).fit(opinions(net, wording), escalated)
    of_net, of_wording = (float(value) for value in platt.coef_[0])
    return Odds(net=of_net, wording=of_wording, shift=float(platt.intercept_[0]))


def _parts(urgencies: Array, owners: Places, messages: Places) -> list[Array]:
    """For each of the messages its urgencies, and below them those of its stretches."""
    order = np.argsort(owners, kind="stable")
    begins = np.searchsorted(owners[order], messages)
    ends = np.searchsorted(owners[order], messages, side="right")
    return [urgencies[order[begin:end]] for begin, end in zip(begins, ends, strict=True)]
