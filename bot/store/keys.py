"""The keys that seal what people write. They live in a file of their own, never in the database.

The file is JSON: {"index": hex, "seal": {"1": hex, …}, "current": 1}. It is made at the first start with
mode 0600; whoever holds the database without it holds nothing readable.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

KEY_BYTES = 32


class KeysError(Exception):
    """The key file is missing, unreadable by us, readable by others, or not what it should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    index: bytes = field(repr=False)
    seal: dict[int, bytes] = field(repr=False)
    current: int

    def derive(self, purpose: str) -> bytes:
        """A key for another use (web tokens), so that no key serves two purposes."""
        return hmac.digest(self.index, b"derive\0" + purpose.encode(), hashlib.sha256)


def make(path: Path) -> Keys:
    """Write a new key file. Raises KeysError when one is there already."""
    content = {
        "index": secrets.token_hex(KEY_BYTES),
        "seal": {"1": secrets.token_hex(KEY_BYTES)},
        "current": 1,
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeysError(f"{path}: a key file, or something else of that name, is there already") from None
    except OSError as error:
        raise KeysError(f"{path}: the key file cannot be written: {error.strerror}") from None
    with os.fdopen(descriptor, "w") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    return load(path)


def load(path: Path) -> Keys:
    """Read the key file. Raises KeysError with one clear line."""
    try:
        mode = path.stat().st_mode
        content = json.loads(path.read_text())
    except FileNotFoundError:
        raise KeysError(f"{path}: no key file (BAB_KEYS); without it nothing stored can be read") from None
    except (OSError, ValueError) as error:
        raise KeysError(f"{path}: cannot read the key file: {type(error).__name__}") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeysError(f"{path}: others may read the key file; run: chmod 600 {path}")
    try:
        keys = Keys(
            index=bytes.fromhex(content["index"]),
            seal={int(version): bytes.fromhex(key) for version, key in content["seal"].items()},
            current=int(content["current"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise KeysError(f"{path}: not a key file of this door") from None
    if keys.current not in keys.seal or any(
        len(key) != KEY_BYTES for key in (keys.index, *keys.seal.values())
    ):
        raise KeysError(f"{path}: not a key file of this door")
    return keys
