"""What the door offers to channels. They depend on this and on nothing behind it.

`Door` serves a channel whose people are connected to it directly, such as the web widget; `Mailbox` one whose
provider posts to us.
"""

from __future__ import annotations

import asyncio
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from channels.capabilities import Capabilities
from channels.message import Inbound, Posted, Shown
from channels.parts import Part


class NotNow(Exception):
    """The door could not keep it; nothing was stored, and the same message may be sent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    conversation: str
    position: int


class Door(Protocol):
    """Every method raises NotNow when the store is away."""

    async def receive(self, message: Inbound) -> Kept:
        """Keep a message durably; the same id again gives the same answer."""

    async def conversation_of(self, channel: str, address: str) -> tuple[str, bool] | None:
        """The conversation of an address and whether its person left it; None before the first message."""

    async def shown_after(self, conversation: str, position: int) -> list[Shown]:
        """Everything after `position`, in order."""

    async def seen(self, conversation: str, position: int) -> None:
        """The person's screen shows everything up to `position`."""

    async def left(self, channel: str, address: str) -> None:
        """The person left by the quick exit."""

    def listen(self, conversation: str) -> AbstractContextManager[asyncio.Event]:
        """An event set whenever the conversation has something new."""


class Provider(Protocol):
    """A platform that is called to reach people. It keeps nothing: what was sent is the door's to remember."""

    @property
    def name(self) -> str: ...

    @property
    def can(self) -> Capabilities: ...

    async def send(self, part: Part, address: str, our_id: str) -> str:
        """The provider's id of what it took. Raises SendError, with UNKNOWN when nobody can tell."""

    async def examine(self, webhook: str | None) -> str:
        """What the platform says of our account and, where it tells, of our webhook's address; one line.

        Raises NotWorking.
        """

    async def close(self) -> None:
        """Ends its connections."""


class Mailbox(Protocol):
    """Every method returns after the commit and raises NotNow when nothing was kept: the provider then tries again."""

    async def take(self, channel: str, posted: Posted, raw: bytes) -> None:
        """Keep all that a body told; with `posted.odd` the body itself as well."""

    async def told(self, channel: str, address: str, since: datetime) -> list[str]:
        """The provider's ids of all messages with this person, theirs and ours, that are not older than `since`."""

    async def wiped(self, channel: str, address: str, cause: str) -> None:
        """Their messages were deleted on the platform: tell the person what that means. `cause` speaks once."""

    async def set_aside(self, channel: str, raw: bytes) -> None:
        """Keep a genuine body that could not be read at all, and tell the operator."""
