"""Vectors of training texts, kept between two trainings: an editor's changed line costs seconds, not minutes.

Owns one file beside the encoder it belongs to. Holds digests of texts, never texts, and only while training: a person's
message is not kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from brain.encoder.run import WIDTH, Encoder

# What a vector depends on besides the encoder's own folder.
CODE = ("brain/encoder/run.py", "language/letters.py", "language/normalise.py", "language/repeats.py")
ROOT = Path(__file__).parents[2]
# Texts, 1.5 kB each. More than there are: the oldest would be forgotten in the order in which they are asked for again, and so all.
MOST = 300_000


def _file(directory: Path) -> Path:
    code = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in CODE)).hexdigest()
    return directory / f"vectors-{code[:16]}.npz"


@contextmanager
def remembered(encoder: Encoder, directory: Path) -> Iterator[None]:
    """Recall before, keep after, also when the work between was broken off: what was computed till then is minutes."""
    recall(encoder, directory)
    try:
        yield
    finally:
        keep(encoder, directory)


def recall(encoder: Encoder, directory: Path) -> None:
    """Give the encoder what an earlier training computed; a file that cannot be read is as good as none."""
    encoder.room_for(MOST)
    try:
        with np.load(_file(directory), allow_pickle=False) as kept:
            keys, vectors = kept["keys"], kept["vectors"]
    except (OSError, ValueError, KeyError):
        return
    if keys.dtype == np.dtype("S16") and vectors.shape == (len(keys), WIDTH):
        encoder.know(
            {key.ljust(16, b"\0"): vector for key, vector in zip(keys.tolist(), vectors, strict=True)}
        )


def keep(encoder: Encoder, directory: Path) -> None:
    known = encoder.known()
    if not known:
        return
    for older in directory.glob("vectors-*.npz"):
        older.unlink()
    partial = directory / "new-vectors.npz"
    np.savez(partial, keys=np.asarray(list(known), "S16"), vectors=np.stack(list(known.values())))
    partial.rename(_file(directory))
