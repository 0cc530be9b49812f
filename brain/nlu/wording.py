"""What the words alone say about danger: a linear score over words and letters, as a probability.

The second opinion beside brain.nlu.net. It sees exact spellings that the sentence encoder blurs,
and the two err differently: together they found the same share of disclosures with half the false
alarms in cross-validation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from brain.arrays import Array
from brain.nlu.kept import packed, unpacked

SEED = 20
STRENGTH = 0.5
READ_LETTERS = 4_000
# Margins of a linear separator become odds by this slope; fit to unseen messages afterwards anyway.
SLOPE = 2.0


def _views() -> tuple[TfidfVectorizer, TfidfVectorizer]:
    letters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), min_df=2, max_features=50_000,
        sublinear_tf=True, dtype=np.float32,
    )  # fmt: skip
    words = TfidfVectorizer(
        token_pattern=r"\w+", ngram_range=(1, 2), min_df=2, max_features=20_000,
        sublinear_tf=True, dtype=np.float32,
    )  # fmt: skip
    return letters, words


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One vocabulary with what each term weighs."""

    index: Mapping[str, int]
    idf: Array
    weights: Array

    def score(self, terms: Sequence[str]) -> float:
        known = [(i, n) for t, n in Counter(terms).items() if (i := self.index.get(t)) is not None]
        if not known:
            return 0.0
        places = np.fromiter((i for i, _ in known), np.int64, len(known))
        counted = np.fromiter((n for _, n in known), np.float32, len(known))
        values = (1 + np.log(counted)) * self.idf[places]
        return float(values @ self.weights[places] / np.linalg.norm(values))


class Wording:
    def __init__(self, views: Sequence[View], bias: float) -> None:
        self.views = tuple(views)
        self.bias = bias
        self._split = [vectoriser.build_analyzer() for vectoriser in _views()]

    def probabilities(self, texts: Sequence[str]) -> Array:
        """float32 [len(texts)]: how likely each text is an escalated one."""
        scores = [
            self.bias
            + sum(v.score(split(text[:READ_LETTERS])) for v, split in zip(self.views, self._split, strict=True))
            for text in texts
        ]  # fmt: skip
        return np.asarray(1 / (1 + np.exp(-SLOPE * np.asarray(scores))), np.float32)

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        out: dict[str, npt.NDArray[np.generic]] = {"wording.bias": np.asarray(self.bias)}
        for number, view in enumerate(self.views):
            out[f"wording.{number}.terms"] = packed(list(view.index))
            out[f"wording.{number}.idf"] = view.idf.astype(np.float16)
            out[f"wording.{number}.weights"] = view.weights.astype(np.float16)
        return out

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Wording:
        views = []
        for number in range(2):
            terms = unpacked(arrays[f"wording.{number}.terms"])
            views.append(
                View(
                    index={term: i for i, term in enumerate(terms)},
                    idf=arrays[f"wording.{number}.idf"].astype(np.float32),
                    weights=arrays[f"wording.{number}.weights"].astype(np.float32),
                )
            )
        return cls(views, float(arrays["wording.bias"]))


@dataclass(frozen=True, slots=True)
class Counted:
    """Training texts as counts, made once for all folds."""

    matrix: csr_matrix
    views: tuple[TfidfVectorizer, TfidfVectorizer]


def count(texts: Sequence[str]) -> Counted:
    views = _views()
    matrix = hstack([view.fit_transform(t[:READ_LETTERS] for t in texts) for view in views]).tocsr()
    return Counted(matrix, views)


def fit_wording(counted: Counted, rows: npt.NDArray[np.int64], escalated: npt.NDArray[np.bool_]) -> Wording:
    """Fit on some rows of the counted texts; `escalated` is for those rows."""
    model = LinearSVC(C=STRENGTH, random_state=SEED).fit(counted.matrix[rows], escalated)
    weights = model.coef_[0].astype(np.float32)
    views, begin = [], 0
    for vectoriser in counted.views:
        terms = list(vectoriser.get_feature_names_out())
        views.append(
            View(
                index={term: i for i, term in enumerate(terms)},
                idf=vectoriser.idf_.astype(np.float32),
                weights=weights[begin : begin + len(terms)],
            )
        )
        begin += len(terms)
    return Wording(views, float(model.intercept_[0]))
