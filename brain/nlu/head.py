"""One linear head: logistic regression over the message's features, with calibrated probabilities.

Owns fitting, out-of-fold probabilities and the arrays a model is kept as. Knows nothing of Rasa.
Nothing here is random but the folds, and their seed is fixed.
"""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from brain.arrays import Array
from brain.nlu.net import softmax
from brain.nlu.scale import folded, scale

SEED = 20
FOLDS = 5
STRENGTH = 3.0
ITERATIONS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    classes: tuple[str, ...]
    weights: Array  # [features, classes]
    bias: Array  # [classes]
    temperature: float

    def probabilities(self, features: Array) -> Array:
        """float32 [n, classes] for features [n, features]; each row sums to 1."""
        return softmax((features @ self.weights + self.bias) / np.float32(self.temperature))

    def arrays(self, name: str) -> dict[str, npt.NDArray[np.generic]]:
        return {
            f"{name}.classes": np.asarray(self.classes),
            f"{name}.weights": self.weights.astype(np.float16),
            f"{name}.bias": self.bias,
            f"{name}.temperature": np.asarray(self.temperature),
        }

    @classmethod
    def from_arrays(cls, name: str, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Head:
        return cls(
            classes=tuple(str(word) for word in arrays[f"{name}.classes"]),
            weights=np.ascontiguousarray(arrays[f"{name}.weights"].astype(np.float32)),
            bias=arrays[f"{name}.bias"].astype(np.float32),
            temperature=float(arrays[f"{name}.temperature"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    head: Head
    unseen: Array  # [n, classes]: what each example gets from a model that never saw it


def fit(features: Array, labels: Sequence[str], *, class_weight: Mapping[str, float] | None = None) -> Fitted:
    """Fit on everything; the temperature and `unseen` come from folds that leave each example out."""
    classes = tuple(sorted(set(labels)))
    if len(classes) == 1:
        return _constant(features, classes[0])
    truth = np.asarray([classes.index(label) for label in labels])
    weight = _weights(labels, class_weight)
    middle, stretch = scale(features)
    scaled = (features - middle) * stretch
    logits = np.zeros((len(truth), len(classes)), np.float32)
    for train, held in _folds(truth):
        logits[held] = _fit(scaled[train], truth[train], weight[train], len(classes))(scaled[held])
    temperature = _temperature(logits, truth)
    whole = _fit(scaled, truth, weight, len(classes))
    weights, bias = folded(whole.weights, whole.bias, middle, stretch)
    head = Head(classes=classes, weights=weights, bias=bias, temperature=temperature)
    return Fitted(head=head, unseen=softmax(logits / np.float32(temperature)))


@dataclass(frozen=True, slots=True)
class _Linear:
    weights: Array
    bias: Array

    def __call__(self, features: Array) -> Array:
        logits: Array = features @ self.weights + self.bias
        return logits


def _fit(features: Array, truth: npt.NDArray[np.int64], weight: Array, classes: int) -> _Linear:
    model = LogisticRegression(C=STRENGTH, max_iter=ITERATIONS, random_state=SEED, tol=1e-3)
    with warnings.catch_warnings():
        # The last digits of the loss do not move a decision; the folds judge the result anyway.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(features, truth, sample_weight=weight)
    weights = np.zeros((features.shape[1], classes), np.float32)
    bias = np.full(classes, -20.0, np.float32)
    if len(model.classes_) == 2:
        weights[:, model.classes_[1]] = model.coef_[0]
        bias[model.classes_] = 0.0, model.intercept_[0]
    else:
        weights[:, model.classes_] = model.coef_.T
        bias[model.classes_] = model.intercept_
    return _Linear(weights, bias)


def _folds(
    truth: npt.NDArray[np.int64],
) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    most = int(np.bincount(truth).max())
    folds = StratifiedKFold(min(FOLDS, max(2, most)), shuffle=True, random_state=SEED)
    with warnings.catch_warnings():
        # A class with fewer examples than folds is simply absent from some.
        warnings.simplefilter("ignore", UserWarning)
        return list(folds.split(np.zeros(len(truth)), truth))


def _weights(labels: Sequence[str], wanted: Mapping[str, float] | None) -> Array:
    """One weight an example: as told, or by the square root of how rare its class is."""
    if wanted is None:
        counts = Counter(labels)
        mean = len(labels) / len(counts)
        # The root counts rare classes more without drowning the frequent ones.
        wanted = {name: math.sqrt(mean / count) for name, count in counts.items()}
    return np.asarray([wanted.get(label, 1.0) for label in labels], np.float32)


def _temperature(logits: Array, truth: npt.NDArray[np.int64]) -> float:
    def loss(log_temperature: float) -> float:
        chosen = softmax(logits / np.float32(np.exp(log_temperature)))[np.arange(len(truth)), truth]
        return float(-np.log(np.maximum(chosen, 1e-9)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 2.0), method="bounded").x))


def _constant(features: Array, label: str) -> Fitted:
    width = features.shape[1]
    head = Head(
        classes=(label,),
        weights=np.zeros((width, 1), np.float32),
        bias=np.zeros(1, np.float32),
        temperature=1.0,
    )
    return Fitted(head=head, unseen=np.ones((len(features), 1), np.float32))
