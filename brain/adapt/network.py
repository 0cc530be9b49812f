"""The encoder as a trainable network: its own weights fixed, low-rank additions and heads learning.

Owns the forward pass in TensorFlow (the one that Rasa brings), the losses and the step. Mirrors
brain.encoder.graph, which runs the same layers afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from brain.arrays import Array
from brain.encoder.adapter import MATRICES, names
from brain.encoder.weights import Shape

RANK = 16
# How much an addition counts (alpha / rank); folded into what is saved.
SCALE = 2.0
DROPOUT = 0.1
MASKED = -1e9
SMOOTHING = 0.05


def products() -> tf.DType:
    """What matrices are multiplied in: bfloat16 where the processor has it (a step takes 8 to 25 % less there, and three
    times as long where it has not), else float32. Sums are float32 always."""
    try:
        flags = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return tf.float32
    return tf.bfloat16 if "avx512_bf16" in flags or "amx_bf16" in flags else tf.float32


class Network:
    def __init__(
        self, shape: Shape, tensors: Mapping[str, Array], tasks: Mapping[str, tuple[int, float]]
    ) -> None:
        """`tasks`: for each head its number of classes and the weight of its loss."""
        self._shape = shape
        self._products = products()
        self._tensors = {
            name: tf.constant(
                value, self._products if value.ndim == 2 and not name.startswith("emb.") else tf.float32
            )
            for name, value in tensors.items()
            if not name.startswith("emb.word")
        }
        draw = np.random.default_rng(7)
        self.factors: dict[str, tuple[tf.Variable, tf.Variable]] = {}
        for name in names(shape.layers):
            out, inside = tensors[name].shape
            down = draw.normal(0, inside**-0.5, (inside, RANK)).astype(np.float32)
            self.factors[name] = (tf.Variable(down), tf.Variable(np.zeros((RANK, out), np.float32)))
        self._tasks = dict(tasks)
        # The encoder's vectors crowd together: heads see each number's distance from its usual value.
        self._middle = tf.Variable(np.zeros(shape.hidden, np.float32), trainable=False)
        self._stretch = tf.Variable(np.ones(shape.hidden, np.float32), trainable=False)
        self._heads = {
            task: (
                tf.Variable(draw.normal(0, 0.02, (shape.hidden, count)).astype(np.float32)),
                tf.Variable(np.zeros(count, np.float32)),
            )
            for task, (count, _) in tasks.items()
        }

    @property
    def variables(self) -> tuple[list[Any], list[Any]]:
        """Those of the encoder, and those of the heads."""
        encoder = [v for pair in self.factors.values() for v in pair]
        return encoder, [v for pair in self._heads.values() for v in pair]

    def additions(self) -> dict[str, tuple[Array, Array]]:
        return {name: (down.numpy() * SCALE, up.numpy()) for name, (down, up) in self.factors.items()}

    def resume(self, additions: Mapping[str, tuple[Array, Array]]) -> None:
        """Go on from earlier additions. Raises ValueError when they are of another rank."""
        for name, (down, up) in additions.items():
            self.factors[name][0].assign(down / SCALE)
            self.factors[name][1].assign(up)

    def centre(self, words: Array, mask: Array) -> None:
        """Take the usual values from one batch, before anything is learnt."""
        pooled = self._pooled(tf.convert_to_tensor(words), tf.convert_to_tensor(mask), learning=False)
        self._middle.assign(tf.reduce_mean(pooled, 0))
        self._stretch.assign(0.3 / (tf.math.reduce_std(pooled, 0) + 1e-4))

    def logits(self, words: Array, mask: Array, learning: bool) -> dict[str, Any]:
        """`words` float32 [batch, tokens, hidden] (word, position and type added), `mask` float32 [batch, tokens]."""
        pooled = self._pooled(tf.convert_to_tensor(words), tf.convert_to_tensor(mask), learning)
        pooled = (pooled - self._middle) * self._stretch
        if learning:
            pooled = tf.nn.dropout(pooled, DROPOUT)
        return {task: pooled @ weights + bias for task, (weights, bias) in self._heads.items()}

    def loss(self, logits: Mapping[str, Any], truth: Mapping[str, npt.NDArray[np.int64]]) -> Any:
        total = 0.0
        for task, (count, weight) in self._tasks.items():
            wanted = tf.one_hot(truth[task], count) * (1 - SMOOTHING) + SMOOTHING / count
            total += weight * tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(wanted, logits[task]))
        return total

    def _linear(self, x: Any, name: str) -> Any:
        x = tf.cast(x, self._products)
        out = tf.cast(tf.matmul(x, self._tensors[f"{name}.w"], transpose_b=True), tf.float32)
        if name.rpartition(".")[2] in MATRICES:
            down, up = (tf.cast(factor, self._products) for factor in self.factors[f"{name}.w"])
            out += tf.cast(tf.matmul(tf.matmul(x, down), up), tf.float32) * SCALE
        return out + self._tensors[f"{name}.b"]

    def _norm(self, x: Any, name: str) -> Any:
        middle = tf.reduce_mean(x, -1, keepdims=True)
        spread = tf.reduce_mean(tf.square(x - middle), -1, keepdims=True)
        scaled = (x - middle) * tf.math.rsqrt(spread + self._shape.epsilon)
        return scaled * self._tensors[f"{name}.w"] + self._tensors[f"{name}.b"]

    def _pooled(self, x: Any, mask: Any, learning: bool) -> Any:
        batch, tokens, hidden = tf.shape(x)[0], tf.shape(x)[1], self._shape.hidden
        bias = (1.0 - mask)[:, None, None, :] * MASKED
        flat = tf.reshape(self._norm(x, "emb.ln"), (-1, hidden))
        for layer in range(self._shape.layers):
            flat = self._layer(flat, bias, f"l{layer}", (batch, tokens), learning)
        states = tf.reshape(flat, (batch, tokens, hidden)) * mask[:, :, None]
        return tf.reduce_sum(states, 1) / tf.reduce_sum(mask, 1, keepdims=True)

    def _layer(self, x: Any, bias: Any, name: str, sizes: Sequence[Any], learning: bool) -> Any:
        batch, tokens = sizes
        heads, hidden = self._shape.heads, self._shape.hidden

        def split(part: str) -> Any:
            rows = tf.reshape(self._linear(x, f"{name}.{part}"), (batch, tokens, heads, hidden // heads))
            return tf.transpose(rows, (0, 2, 1, 3))

        scores = tf.matmul(split("q"), split("k"), transpose_b=True) * (hidden // heads) ** -0.5
        mixed = tf.matmul(tf.nn.softmax(scores + bias), split("v"))
        joined = tf.reshape(tf.transpose(mixed, (0, 2, 1, 3)), (-1, hidden))
        x = self._norm(x + self._dropped(self._linear(joined, f"{name}.ao"), learning), f"{name}.aln")
        inner = tf.nn.gelu(self._linear(x, f"{name}.fi"), approximate=False)
        return self._norm(x + self._dropped(self._linear(inner, f"{name}.fo"), learning), f"{name}.oln")

    @staticmethod
    def _dropped(x: Any, learning: bool) -> Any:
        return tf.nn.dropout(x, DROPOUT) if learning else x
