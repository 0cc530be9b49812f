"""What Rasa cannot see when it decides whether to train again: the encoder and the code we read with."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from brain.encoder.build import inputs_hash
from brain.encoder.weights import weights_path

ROOT = Path(__file__).parents[2]
CODE = ("brain/nlu", "brain/encoder", "language")


@lru_cache(maxsize=1)
def sources_fingerprint() -> str:
    """Hash of the encoder's inputs and of every module a reading passes through."""
    digest = hashlib.sha256(inputs_hash(weights_path()).encode())
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(str(path.relative_to(ROOT)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
