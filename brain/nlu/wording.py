"""What the words alone say about danger, and to which line a message belongs, as probabilities.

The second opinion beside brain.nlu.net: the two err differently. Together they found the same share of disclosures with half
the false alarms in cross-validation, and the right line of two more messages in a hundred that nobody trained on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from brain.arrays import Array
from brain.nlu.odds import share, softmax
from brain.nlu.terms import Counted, Terms, fit_terms
from language.normalise import fold

NAME = "wording"
STRENGTH = 0.5
# Margins of a linear separator become odds by this slope; fit to unseen messages afterwards anyway.
SLOPE = 2.0
# Fewer lines than this have no column each; there is nothing to tell apart then.
LEAST_LINES = 3
_WORD = re.compile(r"\w+")


class Wording:
    """The first column of `terms` speaks for danger, the others for one of `lines` each."""

    def __init__(self, terms: Terms, lines: Sequence[str] = ()) -> None:
        self._terms = terms
        self.lines = tuple(lines)

    def opinions(self, texts: Sequence[str]) -> tuple[Array, Array]:
        """How likely each text is an escalated one, float32 [len(texts)], and belongs to each line, [len(texts), lines]."""
        scores = SLOPE * self._terms.scores(texts)
        return share(scores[:, 0]), softmax(scores[:, 1:]) if self.lines else scores[:, 1:]

    def probabilities(self, texts: Sequence[str]) -> Array:
        """float32 [len(texts)]: how likely each text is an escalated one."""
        return self.opinions(texts)[0]

    def glances(self, texts: Sequence[str]) -> Array:
        """float32 [len(texts)]: the sum of what the words alone say for danger, for choosing among many texts, as typed."""
        sums = []
        for text in texts:
            words = _WORD.findall(fold(text).text)
            danger = sum(max(self.weight_of(word), 0.0) for word in words)
            sums.append(danger / (1 + len(words)) ** 0.5)
        return np.asarray(sums, np.float32)

    def weight_of(self, term: str) -> float:
        """How much a word, or a pair of words with a blank between, speaks for danger; 0 if it was never seen."""
        return self._terms.weight_of(term)

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        return {**self._terms.arrays(NAME), f"{NAME}.lines": np.asarray(self.lines, np.str_)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Wording:
        return cls(Terms.from_arrays(NAME, arrays), [str(line) for line in arrays[f"{NAME}.lines"]])


def fit_wording(
    counted: Counted,
    rows: npt.NDArray[np.int64],
    escalated: npt.NDArray[np.bool_],
    lines: npt.NDArray[np.str_],
) -> Wording:
    """Fit on some rows of the counted texts; `escalated` and `lines` are for those rows, "" where a text has no line."""
    danger = fit_terms(counted, rows, escalated, STRENGTH)
    told = lines != ""
    known = sorted(set(lines[told]))
    if len(known) < LEAST_LINES:
        return Wording(danger)
    return Wording(danger.beside(fit_terms(counted, rows[told], lines[told], STRENGTH)), known)
