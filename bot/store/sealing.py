"""AES-256-GCM sealing of every personal value, bound to the place it is stored in, and blind indexes.

Envelope: byte 0 format (1) · bytes 1–4 key version, big endian · 12 bytes nonce · ciphertext and tag.
The table, column and row id are authenticated, so a sealed value moved to another row does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.store.keys import Keys

FORMAT = 1
NONCE_BYTES = 12  # NIST SP 800-38D: 96 bits, random; safe far beyond the rows a door writes
_HEADER_BYTES = 1 + 4 + NONCE_BYTES


class SealBroken(Exception):
    """A sealed value was altered, moved, or sealed with a key this door does not hold."""


class Sealer:
    def __init__(self, keys: Keys) -> None:
        self._ciphers = {version: AESGCM(key) for version, key in keys.seal.items()}
        self._current = keys.current
        self._index_key = keys.index

    def seal(self, value: bytes, *, table: str, column: str, row: str) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        header = bytes([FORMAT]) + self._current.to_bytes(4, "big")
        place = _place(header, table, column, row)
        return header + nonce + self._ciphers[self._current].encrypt(nonce, value, place)

    def open(self, sealed: bytes, *, table: str, column: str, row: str) -> bytes:
        """Raises SealBroken; never returns anything that was not sealed for this very place."""
        if len(sealed) < _HEADER_BYTES or sealed[0] != FORMAT:
            raise SealBroken(f"{table}.{column}: unknown envelope")
        cipher = self._ciphers.get(int.from_bytes(sealed[1:5], "big"))
        if cipher is None:
            raise SealBroken(f"{table}.{column}: sealed with a key this door does not hold")
        nonce, ciphertext = sealed[5:_HEADER_BYTES], sealed[_HEADER_BYTES:]
        try:
            return cipher.decrypt(nonce, ciphertext, _place(sealed[:5], table, column, row))
        except InvalidTag:
            raise SealBroken(f"{table}.{column}: altered or moved") from None

    def seal_json(self, value: Any, *, table: str, column: str, row: str) -> bytes:
        # ASCII escapes keep lone surrogates, which UTF-8 could not hold.
        return self.seal(json.dumps(value).encode(), table=table, column=column, row=row)

    def open_json(self, sealed: bytes, *, table: str, column: str, row: str) -> Any:
        return json.loads(self.open(sealed, table=table, column=column, row=row))

    def index(self, purpose: str, value: str) -> bytes:
        """A blind index: equal values meet, nobody without the key can tell which value it is. 32 bytes."""
        return self.index_bytes(purpose, value.encode("utf-8", "surrogatepass"))

    def index_bytes(self, purpose: str, value: bytes) -> bytes:
        return hmac.digest(self._index_key, purpose.encode() + b"\0" + value, hashlib.sha256)


def _place(header: bytes, table: str, column: str, row: str) -> bytes:
    return header + "\0".join((table, column, row)).encode()
