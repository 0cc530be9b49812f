"""How our components keep what they learnt: plain numpy arrays, no pickles, inside Rasa's model."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

FILE = "arrays.npz"
# Zip entries carry a date; a fixed one keeps equal models equal to the byte.
EPOCH = (1980, 1, 1, 0, 0, 0)

Arrays = Mapping[str, npt.NDArray[np.generic]]


def keep(storage: ModelStorage, resource: Resource, arrays: Arrays) -> None:
    with storage.write_to(resource) as directory, zipfile.ZipFile(directory / FILE, "w") as archive:
        for name in sorted(arrays):
            buffer = io.BytesIO()
            np.save(buffer, arrays[name], allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", EPOCH), buffer.getvalue())


def kept(storage: ModelStorage, resource: Resource) -> dict[str, npt.NDArray[np.generic]]:
    """Raises ValueError (Rasa's way) when the resource was never written."""
    with storage.read_from(resource) as directory, np.load(directory / FILE, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def packed(terms: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Many short strings without a line break, as bytes: a table of equal widths would be mostly air."""
    return np.frombuffer("\n".join(terms).encode("utf-8", "surrogatepass"), np.uint8)


def unpacked(array: npt.NDArray[np.generic]) -> list[str]:
    text = array.tobytes().decode("utf-8", "surrogatepass")
    return text.split("\n") if text else []
