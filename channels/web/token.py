"""Session tokens of the widget: a random id and the door's signature. Nothing is stored for them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

ID_BYTES = 32
LETTERS = 43


def issue(key: bytes) -> str:
    return _token(secrets.token_bytes(ID_BYTES), key)


def session_of(token: object, key: bytes) -> str | None:
    """The session's id, or None for a token this door did not sign."""
    if not isinstance(token, str) or len(token) != 2 * LETTERS + 1 or not token.isascii():
        return None
    letters, _, _ = token.partition(".")
    try:
        id = base64.urlsafe_b64decode(letters + "=")
    except ValueError:
        return None
    if len(id) != ID_BYTES or not hmac.compare_digest(_token(id, key).encode(), token.encode()):
        return None
    return letters


def _token(id: bytes, key: bytes) -> str:
    signature = hmac.digest(key, id, hashlib.sha256)
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in (id, signature))
