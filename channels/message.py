"""Messages as every channel speaks of them. Nothing a person wrote appears in a repr."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from channels.errors import SendFault

MAX_TEXT_BYTES = 64 * 1024


class InboundKind(StrEnum):
    """What a person sent. EDIT and REVOKE speak of an earlier message, REACTION answers one with an emoji."""

    TEXT = "text"
    BUTTON = "button"
    VOICE = "voice"
    AUDIO = "audio"
    IMAGE = "image"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    REACTION = "reaction"
    EDIT = "edit"
    REVOKE = "revoke"
    # The platform's own word about the person, such as a changed number.
    NOTICE = "notice"
    UNKNOWN = "unknown"

    @property
    def readable(self) -> bool:
        """Its words are all there is to it."""
        return self in (InboundKind.TEXT, InboundKind.BUTTON, InboundKind.EDIT)

    @property
    def quiet(self) -> bool:
        """Nobody expects an answer to it; it is shown and no more."""
        return self in (InboundKind.REACTION, InboundKind.REVOKE, InboundKind.NOTICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A file that lies with the provider. Everything but `id` is what the sender's phone claims, and proves nothing."""

    id: str = field(repr=False)
    mime: str = ""
    name: str = field(default="", repr=False)
    size: int | None = None  # bytes
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    latitude: float = field(repr=False)
    longitude: float = field(repr=False)
    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """A person somebody wants us to know."""

    name: str = field(repr=False)
    numbers: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One message from a person. `id` is stable: the same message repeated has the same id.

    `address` is where this person is reached on this channel; `payload` the meaning of a tapped button.
    """

    channel: str
    # Some providers put the person's address into it.
    id: str = field(repr=False)
    address: str = field(repr=False)
    kind: InboundKind = InboundKind.TEXT
    text: str = field(repr=False)
    payload: str | None = None
    language: str | None = None
    # When the person's phone sent it, as the provider tells; order is the order of arrival.
    sent_at: datetime | None = None
    # Other names the provider has for the same person: a phone number beside a business-scoped id.
    aliases: tuple[str, ...] = field(default=(), repr=False)
    name: str = field(default="", repr=False)
    # The provider's id of the message this one answers, edits, revokes or reacts to.
    about: str | None = field(default=None, repr=False)
    media: Media | None = None
    place: Place | None = None
    contacts: tuple[ContactCard, ...] = ()
    # What the provider sent, where `kind` is UNKNOWN: a later door may understand it.
    original: Any = field(default=None, repr=False)


class ReceiptState(StrEnum):
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the provider tells about a message of ours; at least one of its two ids is there."""

    state: ReceiptState
    # Some providers put the person's address into it.
    provider_id: str | None = field(repr=False)
    our_id: str | None = None
    at: datetime | None = None
    # Why it failed.
    fault: SendFault | None = None
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The person has blocked us, or lets us write again."""

    address: str = field(repr=False)
    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """The person is now reached elsewhere; both names are theirs."""

    before: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """All that one webhook body tells, each in its order. `odd`: parts that were not understood and must be kept."""

    messages: tuple[Inbound, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    standings: tuple[Standing, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    odd: int = 0


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
