"""Passwords and the delay after wrong ones. argon2id through argon2-cffi; the delay is a pure function."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LETTERS = 10
FREE_FAILURES = 4
LONGEST_DELAY_SECONDS = 900

# The library's defaults follow RFC 9106's second recommendation: argon2id, 64 MiB, 3 passes, 4 lanes.
_hasher = PasswordHasher()


@cache
def _nobody() -> str:
    """Verified when there is no such agent, so that the answer takes as long either way."""
    return _hasher.hash("nobody has this password")


def make(password: str) -> str:
    """Raises ValueError when the password is too short."""
    if len(password) < MIN_LETTERS:
        raise ValueError(f"a password needs at least {MIN_LETTERS} letters")
    return _hasher.hash(password)


def matches(password: str, known: str | None) -> bool:
    try:
        _hasher.verify(known or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return known is not None


def delay_seconds(failures: int) -> int:
    """How long a login rests after so many wrong passwords in a row: 0, then 2, 4, 8 … up to 15 minutes."""
    if failures <= FREE_FAILURES:
        return 0
    return int(min(2 ** (failures - FREE_FAILURES), LONGEST_DELAY_SECONDS))
