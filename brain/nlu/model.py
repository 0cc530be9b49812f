"""The reading model: two opinions, calibrated together, and the thresholds that act on them.

Pure numbers and texts, no Rasa. Trained by brain.nlu.learn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from brain.arrays import Array
from brain.nlu.labels import ESCALATED, URGENCIES, Labels
from brain.nlu.net import Net
from brain.nlu.odds import log_odds, rescaled, share, weighed
from brain.nlu.thresholds import Thresholds
from brain.nlu.wording import Wording

PARTS = ("intent", "line", "kind", "urgency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """How much each opinion weighs, in log-odds, and the shift that makes their sum a probability."""

    net: float
    wording: float
    shift: float


@dataclass(frozen=True)
class Model:
    net: Net
    wording: Wording
    odds: Odds
    thresholds: Thresholds
    doubt: float
    line_weight: float  # of the wording's opinion about the line, against the net's 1

    def shares(self, rows: Array) -> Array:
        return self.net.probabilities(rows)

    def marginal(self, shares: Array, part: str) -> tuple[list[str], Array]:
        """Words of a part (intent, line, kind, urgency) and their probabilities [n, words]."""
        words, members = self._members[part]
        return words, shares @ members

    def given(self, shares: Array, *, escalated: bool) -> Array:
        """`shares` [classes] of one message, once it is known whether it is escalated."""
        words, members = self._members["urgency"]
        wanted = members @ np.asarray([(word in ESCALATED) == escalated for word in words], np.float32)
        left: Array = shares * wanted
        return left if left.sum() > 0 else shares

    def urgencies(self, shares: Array) -> Array:
        """The net's opinion alone: float32 [n, 4] in the order of URGENCIES."""
        words, marginal = self.marginal(shares, "urgency")
        columns = np.zeros((len(shares), len(URGENCIES)), np.float32)
        for i, word in enumerate(URGENCIES):
            if word in words:
                columns[:, i] = marginal[:, words.index(word)]
        return columns

    def judged(self, shares: Array, danger: Array) -> Array:
        """float32 [n, 4] in the order of URGENCIES, both opinions in it; `danger` [n] is the wording's."""
        return joined(self.urgencies(shares), danger, self.odds)

    def line_of(self, shares: Array, words: Array) -> str:
        """The likeliest line of one message; `words` [lines] is the wording's opinion about it."""
        lines, net = self.marginal(shares[None, :], "line")
        if tuple(lines) != self.wording.lines:
            return lines[int(net[0].argmax())]
        return lines[int(weighed(net, words[None, :], self.line_weight)[0].argmax())]

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        return {
            **self.net.arrays(),
            **self.wording.arrays(),
            "odds": np.asarray([self.odds.net, self.odds.wording, self.odds.shift]),
            "thresholds": np.asarray([self.thresholds.escalated, self.thresholds.emergency]),
            "doubt": np.asarray(self.doubt),
            "line_weight": np.asarray(self.line_weight),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Model:
        net, wording, shift = (float(value) for value in arrays["odds"])
        escalated, emergency = (float(value) for value in arrays["thresholds"])
        return cls(
            net=Net.from_arrays(arrays),
            wording=Wording.from_arrays(arrays),
            odds=Odds(net=net, wording=wording, shift=shift),
            thresholds=Thresholds(escalated=escalated, emergency=emergency),
            doubt=float(arrays["doubt"]),
            line_weight=float(arrays["line_weight"]),
        )

    @cached_property
    def _members(self) -> dict[str, tuple[list[str], Array]]:
        split = [name.split("|") for name in self.net.classes]
        out = {}
        for place, part in enumerate(PARTS):
            words = sorted({names[place] for names in split})
            members = np.zeros((len(split), len(words)), np.float32)
            for row, names in enumerate(split):
                members[row, words.index(names[place])] = 1
            out[part] = (words, members)
        return out


def joint_name(label: Labels) -> str:
    return "|".join((label.intent, label.line, label.kind, label.urgency))


def joined(urgencies: Array, wording: Array, odds: Odds) -> Array:
    """The net's four shares with danger as both opinions see it."""
    return rescaled(urgencies, danger_of(urgencies[:, 0] + urgencies[:, 1], wording, odds))


def danger_of(net: Array, wording: Array, odds: Odds) -> Array:
    weights = np.asarray([odds.net, odds.wording], np.float32)
    return share(opinions(net, wording) @ weights + np.float32(odds.shift))


def opinions(net: Array, wording: Array) -> Array:
    """Both probabilities of danger as log-odds, float32 [n, 2]."""
    return log_odds(np.stack([net, wording], axis=1))
