"""Letters: tf-idf of character n-grams (2–5), folded into a few dense numbers.

Dialect, spelling and Arabizi live in letters more than in meaning; a truncated SVD keeps what
they say in few numbers, so that they stand beside the sentence encoder without drowning it.
Fitted on the training texts alone and kept as plain arrays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from brain.arrays import Array
from brain.nlu.kept import packed, unpacked

SEED = 20
N_GRAMS = (2, 5)
VOCABULARY = 25_000
WIDTH = 256
# Texts from which n-grams and axes are learnt, an even choice of them. More were not tried.
ENOUGH = 40_000
# Longer text is read by its clauses; one message's features stop here.
READ_LETTERS = 4_000


class Letters:
    def __init__(self, *, terms: Sequence[str], idf: Array, axes: Array) -> None:
        """`axes` is float32 [terms, width]; `idf` float32 [terms]."""
        self._terms = list(terms)
        self._index = {term: i for i, term in enumerate(self._terms)}
        self._idf = idf
        self._axes = axes
        self._split = _vectoriser(1).build_analyzer()

    @property
    def width(self) -> int:
        return int(self._axes.shape[1])

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Letters:
        texts = texts[:: max(1, len(texts) // ENOUGH)]
        vectoriser = _vectoriser(2 if len(texts) > 200 else 1)
        counted = vectoriser.fit_transform(text[:READ_LETTERS] for text in texts)
        width = min(WIDTH, min(counted.shape) - 1)
        svd = TruncatedSVD(width, random_state=SEED, n_iter=4).fit(csr_matrix(counted, dtype=np.float32))
        return cls(
            terms=list(vectoriser.get_feature_names_out()),
            idf=vectoriser.idf_.astype(np.float32),
            axes=np.ascontiguousarray(svd.components_.T.astype(np.float16).astype(np.float32)),
        )

    def transform(self, texts: Sequence[str]) -> Array:
        """float32 [len(texts), width]; a text without a known n-gram gives zeros."""
        rows = [self._one(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.width), np.float32)

    def _one(self, text: str) -> Array:
        counts = Counter(self._split(text[:READ_LETTERS]))
        known = [(i, n) for term, n in counts.items() if (i := self._index.get(term)) is not None]
        if not known:
            return np.zeros(self.width, np.float32)
        places = np.fromiter((i for i, _ in known), np.int64, len(known))
        counted = np.fromiter((n for _, n in known), np.float32, len(known))
        values = (1 + np.log(counted)) * self._idf[places]
        row: Array = (values / np.linalg.norm(values)) @ self._axes[places]
        return row

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        return {
            "letters.terms": packed(self._terms),
            "letters.idf": self._idf,
            "letters.axes": self._axes.astype(np.float16),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Letters:
        return cls(
            terms=unpacked(arrays["letters.terms"]),
            idf=arrays["letters.idf"].astype(np.float32),
            axes=np.ascontiguousarray(arrays["letters.axes"].astype(np.float32)),
        )


def _vectoriser(least_texts: int) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=N_GRAMS,
        min_df=least_texts,
        max_features=VOCABULARY,
        sublinear_tf=True,
        dtype=np.float32,
    )
