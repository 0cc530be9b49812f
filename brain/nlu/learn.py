"""Trains the reading model, and judges it on folds that leave each message out.

Judged clause by clause, just as a live message is read, so that the thresholds fit the decision
that is made with them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from brain.arrays import Array
from brain.nlu.doubt import choose_doubt
from brain.nlu.labels import ESCALATED, URGENCIES, Labels
from brain.nlu.model import Model, joined, joint_name
from brain.nlu.net import fit_net
from brain.nlu.quiet import quietly
from brain.nlu.thresholds import Point, Thresholds, choose
from brain.nlu.wording import Counted, count, fit_wording

Places: TypeAlias = npt.NDArray[np.int64]

SEED = 20
FOLDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Messages to learn from. Clauses of the longer ones follow the messages in `rows` and `texts`."""

    rows: Array  # [messages + clauses, features]
    texts: list[str]  # as the letters are read
    owners: npt.NDArray[np.int64]  # which message each row belongs to
    labels: list[Labels]  # of the messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    model: Model
    curve: list[Point]
    intent_accuracy: float


def learn(corpus: Corpus, say: Callable[[str], None]) -> Learnt:
    labels = corpus.labels
    names = [joint_name(label) for label in labels]
    intents = [label.intent for label in labels]
    urgencies = [label.urgency for label in labels]
    escalated = np.asarray([word in ESCALATED for word in urgencies])
    counted = count(corpus.texts[: len(labels)])

    net_unseen = np.zeros((len(corpus.rows), len(URGENCIES)), np.float32)
    words_unseen = np.zeros(len(corpus.rows), np.float32)
    known = sorted(set(intents))
    intents_unseen = np.zeros((len(labels), len(known)), np.float32)
    for number, (train, held) in enumerate(_folds(intents)):
        say(f"fold {number + 1} of {FOLDS}")
        fitted = _fit(corpus, counted, names, escalated, train)
        mine = np.flatnonzero(np.isin(corpus.owners, held))
        shares = fitted.shares(corpus.rows[mine])
        net_unseen[mine] = fitted.urgencies(shares)
        words_unseen[mine] = fitted.wording.probabilities([corpus.texts[i] for i in mine])
        words, marginal = fitted.marginal(shares[: len(held)], "intent")
        columns = np.asarray([known.index(word) for word in words])
        intents_unseen[np.ix_(held, columns)] = marginal

    say("thresholds")
    whole = slice(0, len(labels))
    odds = _odds(net_unseen[whole, :2].sum(axis=1), words_unseen[whole], escalated)
    worst = _worst(joined(net_unseen, words_unseen, odds), corpus.owners, len(labels))
    thresholds, curve = choose(worst, urgencies)
    say("final fit")
    final = _fit(corpus, counted, names, escalated, np.arange(len(labels)))
    right = [known[i] for i in intents_unseen.argmax(axis=1)]
    accuracy = float(np.mean([a == b for a, b in zip(right, intents, strict=True)]))
    model = replace(
        final,
        odds=odds,
        thresholds=thresholds,
        doubt=choose_doubt(intents_unseen, known, intents),
    )
    return Learnt(model=model, curve=curve, intent_accuracy=accuracy)


def _fit(
    corpus: Corpus,
    counted: Counted,
    names: Sequence[str],
    escalated: npt.NDArray[np.bool_],
    places: Places,
) -> Model:
    return Model(
        net=fit_net(corpus.rows[places], [names[i] for i in places]),
        wording=fit_wording(counted, places, escalated[places]),
        odds=(1.0, 0.0),
        thresholds=Thresholds(escalated=0.5, emergency=0.5),
        doubt=0.0,
    )


def _folds(intents: Sequence[str]) -> list[tuple[Places, Places]]:
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    with quietly(UserWarning):
        # An intent with fewer examples than folds is simply absent from some.
        return list(folds.split(np.zeros(len(intents)), np.asarray(intents)))


def _odds(net: Array, wording: Array, escalated: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and shift (Platt) that turn the mean of both opinions into a probability."""
    mean = np.clip((net + wording) / 2, 1e-4, 1 - 1e-4)
    odds = np.log(mean / (1 - mean)).reshape(-1, 1)
    platt = LogisticRegression(C=1e3, random_state=SEED).fit(odds, escalated)
    return float(platt.coef_[0, 0]), float(platt.intercept_[0])


def _worst(urgencies: Array, owners: Places, messages: int) -> Array:
    """For each message the row, whole or clause, that alarms most."""
    danger = urgencies[:, 0] + urgencies[:, 1]
    order = np.argsort(danger, kind="stable")
    worst = np.zeros(messages, np.int64)
    worst[owners[order]] = order
    return urgencies[worst]
