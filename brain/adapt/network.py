"""The encoder as a trainable network: its own weights fixed, low-rank additions and heads learning.

Owns the forward pass in PyTorch, the losses and the export. Mirrors brain.encoder.graph, which runs the same layers
afterwards. Multiplies in bfloat16 where the processor has it in hardware (four times as fast there), else in float32; what
is learnt is kept and summed in float32 always.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from brain.arrays import Array
from brain.encoder.adapter import MATRICES
from brain.encoder.weights import Shape

RANK = 32
# How much an addition counts; folded into what is saved.
SCALE = 2.0
DROPOUT = 0.1
MASKED = -1e9
SMOOTHING = 0.05
SEED = 7

Factors = dict[str, tuple[Array, Array]]


def products() -> torch.dtype:
    try:
        flags = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return torch.float32
    return torch.bfloat16 if "avx512_bf16" in flags or "amx_bf16" in flags else torch.float32


class Linear(nn.Module):
    """A matrix and its bias, both fixed, and a product of two thin matrices that learns."""

    def __init__(self, weights: Array, bias: Array, kind: torch.dtype, draw: torch.Generator) -> None:
        super().__init__()
        out, inside = weights.shape
        self.register_buffer("weights", torch.tensor(weights).to(kind))
        self.register_buffer("bias", torch.tensor(bias).to(kind))
        self.down = nn.Parameter(torch.randn(RANK, inside, generator=draw) * inside**-0.5)
        self.up = nn.Parameter(torch.zeros(out, RANK))

    def forward(self, x: Tensor) -> Tensor:
        added = functional.linear(functional.linear(x, self.down.to(x.dtype)), self.up.to(x.dtype))
        return functional.linear(x, self.weights, self.bias) + added * SCALE

    def take(self, down: Array, up: Array) -> None:
        """Factors of at most RANK; the rest of the rank stays fresh, adding nothing yet."""
        rank = down.shape[1]
        if rank > RANK:
            raise ValueError(f"an adapter of rank {rank} does not fit into {RANK}")
        with torch.no_grad():
            self.down[:rank] = torch.tensor(down.T / SCALE)
            self.up[:, :rank] = torch.tensor(up.T)

    def factors(self) -> tuple[Array, Array]:
        return self.down.detach().numpy().T * SCALE, self.up.detach().numpy().T


class Layer(nn.Module):
    def __init__(
        self, name: str, tensors: Mapping[str, Array], shape: Shape, kind: torch.dtype, draw: torch.Generator
    ) -> None:
        super().__init__()
        self._heads = shape.heads
        self.linear = nn.ModuleDict(
            {m: Linear(tensors[f"{name}.{m}.w"], tensors[f"{name}.{m}.b"], kind, draw) for m in MATRICES}
        )
        self.attention_norm = _norm(tensors, f"{name}.aln", shape, kind)
        self.outer_norm = _norm(tensors, f"{name}.oln", shape, kind)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, tokens, hidden = x.shape
        size = hidden // self._heads
        query, key, value = (
            self.linear[part](x).view(batch, tokens, self._heads, size).transpose(1, 2) for part in "qkv"
        )
        # Written out: the fused attention's way back is several times slower on processors.
        mixed = torch.softmax(query @ key.transpose(2, 3) * size**-0.5 + bias, -1) @ value
        joined = mixed.transpose(1, 2).reshape(batch, tokens, hidden)
        x = self.attention_norm(x + self._dropped(self.linear["ao"](joined)))
        inner = functional.gelu(self.linear["fi"](x))
        return self.outer_norm(x + self._dropped(self.linear["fo"](inner)))

    def _dropped(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        # One draw a message, the same for its words: drawing for each was a quarter of a step.
        kept = torch.rand(len(x), 1, x.shape[2]) >= DROPOUT
        return x * kept.to(x.dtype) / (1 - DROPOUT)


class Network(nn.Module):
    def __init__(
        self, shape: Shape, tensors: Mapping[str, Array], tasks: Mapping[str, tuple[int, float]]
    ) -> None:
        """`tasks`: for each head its number of classes and the weight of its loss."""
        super().__init__()
        self._kind = products()
        self._weights_of_tasks = {task: weight for task, (_, weight) in tasks.items()}
        draw = torch.Generator().manual_seed(SEED)
        self.norm = _norm(tensors, "emb.ln", shape, self._kind)
        self.layers = nn.ModuleList(
            Layer(f"l{n}", tensors, shape, self._kind, draw) for n in range(shape.layers)
        )
        # The encoder's vectors crowd together: heads see each number's distance from its usual value.
        self.register_buffer("middle", torch.zeros(shape.hidden))
        self.register_buffer("stretch", torch.ones(shape.hidden))
        self.heads = nn.ModuleDict(
            {task: nn.Linear(shape.hidden, count) for task, (count, _) in tasks.items()}
        )
        for head in self.heads.values():
            nn.init.normal_(head.weight, 0, 0.02, generator=draw)
            nn.init.zeros_(head.bias)

    def pooled(self, words: Array, mask: Array) -> Tensor:
        """float32 [batch, hidden] of `words` [batch, tokens, hidden] (word, position and type added) and `mask` [batch, tokens]."""
        there = torch.from_numpy(mask)
        x = self.norm(torch.from_numpy(words).to(self._kind))
        bias = ((1 - there) * MASKED).to(self._kind)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return (x.float() * there[:, :, None]).sum(1) / there.sum(1, keepdim=True)

    def forward(self, words: Array, mask: Array) -> dict[str, Tensor]:
        seen = (self.pooled(words, mask) - self.middle) * self.stretch
        seen = functional.dropout(seen, DROPOUT, self.training)
        return {task: head(seen) for task, head in self.heads.items()}

    def loss(self, logits: Mapping[str, Tensor], truth: Mapping[str, npt.NDArray[np.int64]]) -> Tensor:
        each = [
            weight
            * functional.cross_entropy(logits[task], torch.from_numpy(truth[task]), label_smoothing=SMOOTHING)
            for task, weight in self._weights_of_tasks.items()
        ]
        return torch.stack(each).sum()

    @torch.no_grad()
    def centre(self, words: Array, mask: Array) -> None:
        """Take the usual values from one batch, before anything is learnt."""
        self.eval()
        pooled = self.pooled(words, mask)
        self.middle.copy_(pooled.mean(0))
        self.stretch.copy_(0.3 / (pooled.std(0, unbiased=False) + 1e-4))

    def resume(self, additions: Factors) -> None:
        """Go on from earlier additions. Raises ValueError when their rank is larger, KeyError when there is no such matrix."""
        named = self._named()
        for name, (down, up) in additions.items():
            named[name].take(down, up)

    def additions(self) -> Factors:
        return {name: linear.factors() for name, linear in self._named().items()}

    def variables(self) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
        """Those of the encoder, and those of the heads."""
        heads = list(self.heads.parameters())
        return [p for p in self.layers.parameters() if p.requires_grad], heads

    def _named(self) -> dict[str, Linear]:
        return {f"l{n}.{m}.w": layer.linear[m] for n, layer in enumerate(self.layers) for m in MATRICES}


def _norm(tensors: Mapping[str, Array], name: str, shape: Shape, kind: torch.dtype) -> nn.LayerNorm:
    norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon).to(kind)
    with torch.no_grad():
        norm.weight.copy_(torch.tensor(tensors[f"{name}.w"]))
        norm.bias.copy_(torch.tensor(tensors[f"{name}.b"]))
    return norm.requires_grad_(False)
