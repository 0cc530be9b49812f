"""What the words alone say about danger, as a probability.

The second opinion beside brain.nlu.net: the two err differently, and together they found the same share of
disclosures with half the false alarms in cross-validation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from brain.arrays import Array
from brain.nlu.terms import Counted, Terms, fit_terms

NAME = "wording"
STRENGTH = 0.5
# Margins of a linear separator become odds by this slope; fit to unseen messages afterwards anyway.
SLOPE = 2.0
_WORD = re.compile(r"\w+")


class Wording:
    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def probabilities(self, texts: Sequence[str]) -> Array:
        """float32 [len(texts)]: how likely each text is an escalated one."""
        return np.asarray(1 / (1 + np.exp(-SLOPE * self._terms.scores(texts)[:, 0])), np.float32)

    def glances(self, texts: Sequence[str]) -> Array:
        """float32 [len(texts)]: the sum of what the words alone say for danger, for choosing among many texts."""
        sums = []
        for text in texts:
            words = _WORD.findall(text)
            weights = (self.weight_of(word) for word in words)
            sums.append(sum(max(weight, 0.0) for weight in weights) / (1 + len(words)) ** 0.5)
        return np.asarray(sums, np.float32)

    def weight_of(self, term: str) -> float:
        """How much a word, or a pair of words with a blank between, speaks for danger; 0 if it was never seen."""
        return self._terms.weight_of(term)

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        return self._terms.arrays(NAME)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Wording:
        return cls(Terms.from_arrays(NAME, arrays))


def fit_wording(counted: Counted, rows: npt.NDArray[np.int64], escalated: npt.NDArray[np.bool_]) -> Wording:
    """Fit on some rows of the counted texts; `escalated` is for those rows."""
    return Wording(fit_terms(counted, rows, escalated, STRENGTH))
