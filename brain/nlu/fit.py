"""One model on its way: what its parts are taught, and the jobs that teach them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from brain.arrays import Array, Places
from brain.nlu.corpus import Corpus
from brain.nlu.labels import ESCALATED
from brain.nlu.model import Model, Odds, joint_name
from brain.nlu.net import Net, average, fit_net
from brain.nlu.surroundings import EVERYDAY
from brain.nlu.terms import Counted, count
from brain.nlu.thresholds import Thresholds
from brain.nlu.wording import Wording, fit_wording


@dataclass(frozen=True, slots=True)
class Taught:
    """What is to be learnt of each message."""

    names: list[str]  # all labels in one
    escalated: npt.NDArray[np.bool_]
    lines: npt.NDArray[np.str_]  # "" where the words shall not learn it
    counted: Counted

    @classmethod
    def of(cls, corpus: Corpus) -> Taught:
        return cls(
            [joint_name(label) for label in corpus.labels],
            np.asarray([label.urgency in ESCALATED for label in corpus.labels]),
            # Talk about anything else would make every doubtful message `general`.
            np.asarray(["" if label.intent in EVERYDAY else label.line for label in corpus.labels]),
            count(corpus.texts[: len(corpus.labels)]),
        )


@dataclass(frozen=True, slots=True)
class Fit:
    """A model on its way: each member of its net is a job of its own, so that no core waits for the others' last."""

    members: list[Future[Net]]
    wording: Future[Wording]

    @classmethod
    def begin(
        cls,
        pool: Executor,
        rows: Array,
        taught: Taught,
        places: Places,
        seeds: Sequence[int],
    ) -> Fit:
        """Begins to learn the messages at `places`, with one network for each of `seeds`."""

        def member(seed: int) -> Net:
            return fit_net(rows[places], [taught.names[i] for i in places], seed)

        return cls(
            [pool.submit(member, seed) for seed in seeds],
            pool.submit(fit_wording, taught.counted, places, taught.escalated[places], taught.lines[places]),
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
