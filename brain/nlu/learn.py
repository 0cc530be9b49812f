"""Trains the reading model, and judges it on messages that neither it nor the encoder has seen.

Only the messages held back from the encoder (brain.nlu.held_back) are judged, fold by fold, by models that
learnt from all others: the encoder knows the rest by heart. Long ones are judged with their stretches, just as a live
message is read, so that the thresholds fit the decision that is made with them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from brain.arrays import Array, Places
from brain.nlu.corpus import Corpus
from brain.nlu.doubt import choose_doubt
from brain.nlu.fit import Fit, Taught
from brain.nlu.model import Model, Odds, joined, opinions
from brain.nlu.net import SEEDS
from brain.nlu.parts import verdict_of
from brain.nlu.quiet import quietly
from brain.nlu.thresholds import Point, choose
from brain.nlu.unseen import Unseen

SEED = 20
# Each costs a fit of everything; two judge the held-back messages by models that learnt from nine tenths of the rest.
FOLDS = 2
# Networks of a fold's average: it is judged by fewer than the final one has, for the time (docs/decisions/0025).
SEEDS_OF_A_FOLD = SEEDS[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    model: Model
    curve: list[Point]
    intent_accuracy: float


def learn(corpus: Corpus, say: Callable[[str], None], *, wording: bool = True) -> Learnt:
    """`wording` False leaves the second opinion unheard (benchmarks.ablation)."""
    taught = Taught.of(corpus)
    judged = np.flatnonzero(corpus.held_back)
    unseen = Unseen.of(corpus)
    folds = _folds(corpus, judged)
    everything = np.arange(len(corpus.labels))
    # Side by side: the libraries let go of Python's lock, and each job is the same whatever runs beside it. The warning is
    # caught here, since threads share the filters.
    with quietly(ConvergenceWarning), ThreadPoolExecutor(os.cpu_count()) as pool:
        fits = [
            Fit.begin(pool, corpus.rows, taught, places, seeds)
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
    odds = _odds(unseen.net[judged, :2].sum(axis=1), unseen.words[judged], taught.escalated[judged])
    parts = _parts(joined(unseen.net, unseen.words, odds), corpus.owners, judged)
    urgencies = np.stack([verdict_of(each)[0] for each in parts])
    thresholds, curve = choose(urgencies, [corpus.labels[i].urgency for i in judged])
    intents = [corpus.labels[i].intent for i in judged]
    model = replace(
        final,
        odds=odds,
        thresholds=thresholds,
        doubt=choose_doubt(unseen.intents[judged], unseen.known, intents),
        line_weight=unseen.line_weight(judged[taught.lines[judged] != ""]),
    )
    return Learnt(model=model, curve=curve, intent_accuracy=unseen.intent_accuracy(judged))


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
