"""What a channel can show, as data. Lengths are UTF-16 units, the strictest way a platform may count letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """One call each `seconds` on average, at most `burst` at once after a pause."""

    seconds: float
    burst: int = 1


class MediaKind(StrEnum):
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    VOICE = "voice"
    DOCUMENT = "document"
    STICKER = "sticker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """A length or number of 0 means: not at all. Where its numbers come from stands in the channel's codec."""

    text: int
    # Text that stands above buttons or a list.
    body: int
    caption: int
    buttons: int
    button_title: int
    rows: int = 0
    row_title: int = 0
    # Bytes of what comes back when a button is tapped.
    payload: int
    # Most bytes the platform takes from us, by kind; a kind that is missing is sent as a document.
    media: Mapping[MediaKind, int] = field(default_factory=lambda: MappingProxyType({}))
    # Most bytes the platform hands over to us.
    download: int = 0
    # How fast the platform lets us send: in all, and to one person.
    pace: Pace
    pace_person: Pace
    # Whether our own id of a message comes back in its receipts: then silence means that it never went out.
    echoes: bool = False
    # How long "is typing" stays; None where it cannot be said.
    typing_seconds: float | None = None
    # Whether the platform tells that a message arrived, and that it was read.
    tells_delivered: bool = False
    tells_read: bool = False
    # Hours after the person's last message in which we may write freely; None: always.
    window_hours: float | None = None
    # Hours in which the channel can take back a message of ours; 0: never.
    delete_hours: float = 0
