"""A linear model over the letters and words of a text: exact spellings, which the sentence encoder blurs.

Owns the two vocabularies (runs of 2–5 letters inside words; words and pairs of words), fitting, and the arrays a
model is kept as. One column of scores a class, or a single one where there are two. Knows nothing of Rasa.
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
READ_LETTERS = 4_000


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
    """One vocabulary with what each term weighs: `idf` float32 [terms], `weights` float32 [terms, columns]."""

    index: Mapping[str, int]
    idf: Array
    weights: Array

    def score(self, terms: Sequence[str]) -> Array:
        known = [(i, n) for t, n in Counter(terms).items() if (i := self.index.get(t)) is not None]
        if not known:
            return np.zeros(self.weights.shape[1], np.float32)
        places = np.fromiter((i for i, _ in known), np.int64, len(known))
        counted = np.fromiter((n for _, n in known), np.float32, len(known))
        values = (1 + np.log(counted)) * self.idf[places]
        scores: Array = (values / np.linalg.norm(values)) @ self.weights[places]
        return scores


class Terms:
    def __init__(self, views: Sequence[View], bias: Array) -> None:
        self._views = tuple(views)
        self._bias = bias
        self._split = [vectoriser.build_analyzer() for vectoriser in _views()]

    def scores(self, texts: Sequence[str]) -> Array:
        """float32 [len(texts), columns]: signed distances; above zero speaks for the column."""
        rows = [self._score(text[:READ_LETTERS]) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, len(self._bias)), np.float32)

    def _score(self, text: str) -> Array:
        parts = (view.score(split(text)) for view, split in zip(self._views, self._split, strict=True))
        total: Array = sum(parts, self._bias)
        return total

    def weight_of(self, term: str) -> float:
        """How much a word, or a pair with a blank between, speaks for the first column; 0 if it was never seen."""
        words = self._views[1]
        place = words.index.get(term)
        return 0.0 if place is None else float(words.idf[place] * words.weights[place, 0])

    def beside(self, other: Terms) -> Terms:
        """Both models' columns, these first; both were fit on the same counted texts."""
        views = [
            View(index=mine.index, idf=mine.idf, weights=np.hstack([mine.weights, theirs.weights]))
            for mine, theirs in zip(self._views, other._views, strict=True)
        ]
        return Terms(views, np.concatenate([self._bias, other._bias]))

    def arrays(self, name: str) -> dict[str, npt.NDArray[np.generic]]:
        out: dict[str, npt.NDArray[np.generic]] = {f"{name}.bias": self._bias}
        for number, view in enumerate(self._views):
            out[f"{name}.{number}.terms"] = packed(list(view.index))
            out[f"{name}.{number}.idf"] = view.idf.astype(np.float16)
            out[f"{name}.{number}.weights"] = view.weights.astype(np.float16)
        return out

    @classmethod
    def from_arrays(cls, name: str, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Terms:
        views = [
            View(
                index={term: i for i, term in enumerate(unpacked(arrays[f"{name}.{number}.terms"]))},
                idf=arrays[f"{name}.{number}.idf"].astype(np.float32),
                weights=np.ascontiguousarray(arrays[f"{name}.{number}.weights"].astype(np.float32)),
            )
            for number in range(2)
        ]
        return cls(views, arrays[f"{name}.bias"].astype(np.float32))


@dataclass(frozen=True, slots=True)
class Counted:
    """Training texts as counts, made once for all folds."""

    matrix: csr_matrix
    views: tuple[TfidfVectorizer, TfidfVectorizer]


def count(texts: Sequence[str]) -> Counted:
    views = _views()
    matrix = hstack([view.fit_transform(t[:READ_LETTERS] for t in texts) for view in views]).tocsr()
    return Counted(matrix, views)


def fit_terms(
    counted: Counted, rows: npt.NDArray[np.int64], labels: npt.NDArray[np.generic], strength: float
) -> Terms:
    """Fit on some rows of the counted texts; `labels` are those rows', columns stand in their sorted order."""
    model = LinearSVC(C=strength, random_state=SEED).fit(counted.matrix[rows], labels)
    weights = np.ascontiguousarray(model.coef_.T.astype(np.float32))
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
    return Terms(views, model.intercept_.astype(np.float32))
