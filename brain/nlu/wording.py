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
from language.normalise import fold

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
        """float32 [len(texts)]: the sum of what the words alone say for danger, for choosing among many texts, as typed."""
        # Word by word, each once: folding a text of 64 KB whole takes several times as long.
        known: dict[str, tuple[float, int]] = {}
        sums = []
        for text in texts:
            danger, words = 0.0, 0
            for typed in text.split():
                if typed not in known:
                    known[typed] = self._glance(typed)
                danger += known[typed][0]
                words += known[typed][1]
            sums.append(danger / (1 + words) ** 0.5)
        return np.asarray(sums, np.float32)

    def _glance(self, typed: str) -> tuple[float, int]:
        words = _WORD.findall(fold(typed).text)
        return sum(max(self.weight_of(word), 0.0) for word in words), len(words)

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
