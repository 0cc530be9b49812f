"""Identifiers. Made by us before the row exists, because sealing binds a value to its row's id."""

from __future__ import annotations

import secrets
import time
from typing import NewType

ConversationId = NewType("ConversationId", str)
MessageId = NewType("MessageId", str)
CaseId = NewType("CaseId", str)
AgentId = NewType("AgentId", str)

# No I, L, O, U: read aloud over a phone and typed on a cheap keyboard without confusion.
REFERENCE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> str:
    """32 hex digits: 48 bits of milliseconds, then 80 random bits. Sorts by time, cannot be guessed."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(10)}"


def new_reference(prefix: str) -> str:
    """A case reference a person can read out, such as SH-7K2M-4Q (30 random bits)."""
    letters = "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(6))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
