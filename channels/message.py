"""Messages as every channel speaks of them. Nothing a person wrote appears in a repr."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

MAX_TEXT_BYTES = 64 * 1024


class InboundKind(StrEnum):
    TEXT = "text"
    BUTTON = "button"
    VOICE = "voice"
    IMAGE = "image"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    UNKNOWN = "unknown"

    @property
    def readable(self) -> bool:
        return self in (InboundKind.TEXT, InboundKind.BUTTON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One message from a person. `id` is stable: the same message repeated has the same id.

    `address` is where this person is reached on this channel; `payload` the meaning of a tapped button.
    """

    channel: str
    id: str
    address: str = field(repr=False)
    kind: InboundKind = InboundKind.TEXT
    text: str = field(repr=False)
    payload: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    title: str = field(repr=False)
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One message as a person sees it in the conversation, whoever wrote it. `position` orders them."""

    position: int
    author: str
    at: datetime
    text: str = field(repr=False)
    name: str = field(default="", repr=False)
    buttons: tuple[Button, ...] = ()
    client_id: str | None = None
