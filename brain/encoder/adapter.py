"""What the encoder learnt about this door's messages: low-rank additions to its matrices.

Owns the file `adapter.npz` beside this module, made by `python -m brain.adapt`, and the sum of weights
and additions. Refuses an adapter whose matrices are not the encoder's.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from brain.arrays import Array

PATH = Path(__file__).with_name("adapter.npz")
# The matrices of a layer that get an addition: query, key, value, attention's output, the two of the inner layer.
MATRICES = ("q", "k", "v", "ao", "fi", "fo")
# Zip entries carry a date; a fixed one keeps equal adapters equal to the byte.
_EPOCH = (1980, 1, 1, 0, 0, 0)


class AdapterUnfit(ValueError):
    """The adapter was made for other weights."""


def names(layers: int) -> list[str]:
    """Of every matrix that has an addition, as the weights call them."""
    return [f"l{layer}.{matrix}.w" for layer in range(layers) for matrix in MATRICES]


def save(path: Path, factors: Mapping[str, tuple[Array, Array]]) -> None:
    """`factors`: for each matrix [out, in] its down [in, rank] and up [rank, out]; kept as float16."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pair in sorted(factors.items()):
            for part, values in zip(("down", "up"), pair, strict=True):
                buffer = io.BytesIO()
                np.save(buffer, values.astype(np.float16), allow_pickle=False)
                archive.writestr(zipfile.ZipInfo(f"{name}.{part}.npy", _EPOCH), buffer.getvalue())


def load(path: Path = PATH) -> dict[str, tuple[Array, Array]]:
    """For each matrix its factors, float32; none where there is no adapter."""
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as kept:
        matrices = [key.removesuffix(".down") for key in kept.files if key.endswith(".down")]
        return {
            name: (kept[f"{name}.down"].astype(np.float32), kept[f"{name}.up"].astype(np.float32))
            for name in matrices
        }


def adapted(tensors: Mapping[str, Array], path: Path = PATH) -> dict[str, Array]:
    """The weights with the additions in them. Raises AdapterUnfit."""
    out = dict(tensors)
    for name, (down, up) in load(path).items():
        if name not in out or out[name].shape != (up.shape[1], down.shape[0]):
            raise AdapterUnfit(f"the adapter's {name} does not fit the encoder; run: python -m brain.adapt")
        out[name] = out[name] + (down @ up).T
    return out
