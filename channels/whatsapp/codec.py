"""Cloud API bodies, read and written. Pure: bytes and values in, values out.

A body holds any number of entries, changes, messages and statuses; all of them count. What is not understood is
counted, never dropped silently: the caller keeps such a body. Shapes: Meta's webhook and message references,
graph version 23; identifiers as of the business-scoped ids of 2026.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from channels.capabilities import Capabilities, MediaKind, Pace
from channels.errors import Unparsable
from channels.fields import degrees, items, mapping, mappings, string
from channels.marks import our_mark
from channels.message import (
    ContactCard,
    Inbound,
    InboundKind,
    Media,
    Place,
    Posted,
    Receipt,
    ReceiptState,
    Renamed,
)
from channels.whatsapp.errors import fault_of

CHANNEL = "whatsapp"
MEGABYTE = 1024 * 1024
# Meta's limits: text 4,096; interactive body 1,024; three buttons of 20, ids of 256; lists of 10 rows, titles of 24.
CAN = Capabilities(
    text=4096,
    body=1024,
    caption=1024,
    buttons=3,
    button_title=20,
    rows=10,
    row_title=24,
    payload=200,
    media=MappingProxyType(
        {
            MediaKind.IMAGE: 5 * MEGABYTE,
            MediaKind.VIDEO: 16 * MEGABYTE,
            MediaKind.AUDIO: 16 * MEGABYTE,
            MediaKind.VOICE: 16 * MEGABYTE,
            MediaKind.DOCUMENT: 100 * MEGABYTE,
        }
    ),
    download=100 * MEGABYTE,
    # 80 messages a second a number, in and out together; one in 6 s to a person, 45 at once.
    # A call may go out later than its turn was taken: room for that is left.
    pace=Pace(seconds=1 / 50, burst=10),
    pace_person=Pace(seconds=6, burst=40),
    echoes=True,
    typing_seconds=25.0,
    tells_delivered=True,
    tells_read=True,
    window_hours=24.0,
)
MOST_LETTERS = 64 * 1024

_MEDIA = {
    "image": InboundKind.IMAGE,
    "video": InboundKind.VIDEO,
    "audio": InboundKind.AUDIO,
    "document": InboundKind.DOCUMENT,
    "sticker": InboundKind.STICKER,
}
_STATES = {
    "sent": ReceiptState.SENT,
    "delivered": ReceiptState.DELIVERED,
    "read": ReceiptState.READ,
    "played": ReceiptState.READ,
    "failed": ReceiptState.FAILED,
}


def signed(raw: bytes, header: str | None, secrets: Sequence[str]) -> bool:
    """Whether `header` is the signature of exactly these bytes with one of the app's secrets."""
    if header is None or not header.isascii() or not header.startswith("sha256="):
        return False
    given = header.removeprefix("sha256=").lower().encode()
    fits = [
        hmac.compare_digest(hmac.digest(secret.encode(), raw, hashlib.sha256).hex().encode(), given)
        for secret in secrets
        if secret
    ]
    return any(fits)


def challenged(mode: str | None, token: str | None, ours: str) -> bool:
    """Whether a subscription check comes from whom we gave our token."""
    given = (token or "").encode("utf-8", "surrogatepass")
    return mode == "subscribe" and bool(ours) and hmac.compare_digest(given, ours.encode())


def posted(raw: bytes) -> Posted:
    """Everything a webhook body tells. Raises Unparsable for what is no such body at all."""
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise Unparsable("not JSON") from None
    if not isinstance(body, dict) or not isinstance(body.get("entry"), list):
        raise Unparsable("no entries")
    messages: list[Inbound] = []
    receipts: list[Receipt] = []
    renamed: list[Renamed] = []
    odd = 0
    for value in _values(body["entry"]):
        if value is None:
            odd += 1
            continue
        names = _names(value)
        odd += sum(name in value and not isinstance(value[name], list) for name in ("messages", "statuses"))
        for each in items(value, "messages"):
            message = _message(each, names)
            odd += message is None
            if message is not None:
                messages.append(message)
                renamed.extend(_renamed(each))
        for each in items(value, "statuses"):
            receipt = _receipt(each)
            odd += receipt is None
            if receipt is not None:
                receipts.append(receipt)
    return Posted(messages=tuple(messages), receipts=tuple(receipts), renamed=tuple(renamed), odd=odd)


def _values(entries: list[Any]) -> Iterator[dict[str, Any] | None]:
    """The value of every change about messages; None for one that cannot be read."""
    for entry in entries:
        changes = entry.get("changes") if isinstance(entry, dict) else None
        if not isinstance(changes, list):
            yield None
            continue
        for change in changes:
            value = change.get("value") if isinstance(change, dict) else None
            if not isinstance(value, dict):
                yield None
            elif change.get("field", "messages") == "messages":
                yield value


def _message(each: Any, names: dict[str, tuple[str, str]]) -> Inbound | None:
    if not isinstance(each, dict):
        return None
    id, sender = string(each, "id"), _address(each)
    if not id or not sender:
        return None
    kind, text, payload, about = _said(each)
    type_ = string(each, "type")
    alias, name = names.get(sender, ("", ""))
    also = {alias, string(each, "from"), string(each, "from_user_id")} - {"", sender}
    return Inbound(
        channel=CHANNEL,
        id=id,
        address=sender,
        kind=kind,
        text=text[:MOST_LETTERS],
        payload=payload,
        sent_at=_moment(each.get("timestamp")),
        aliases=tuple(sorted(also)),
        name=name,
        about=about or string(mapping(each, "context"), "id") or None,
        media=_media(mapping(each, type_)) if type_ in _MEDIA else None,
        place=_place(mapping(each, "location")) if kind is InboundKind.LOCATION else None,
        contacts=tuple(_cards(each)) if kind is InboundKind.CONTACT else (),
        original=each if kind is InboundKind.UNKNOWN else None,
    )


def _said(each: dict[str, Any]) -> tuple[InboundKind, str, str | None, str | None]:
    """Kind, words, the meaning of a tap, and which message it speaks of."""
    type_ = string(each, "type")
    content = mapping(each, type_)
    if type_ == "text":
        return InboundKind.TEXT, string(content, "body"), None, None
    if type_ in _MEDIA:
        voice = type_ == "audio" and content.get("voice") is True
        kind = InboundKind.VOICE if voice else _MEDIA[type_]
        return kind, string(content, "caption"), None, None
    if type_ == "interactive":
        reply = mapping(content, string(content, "type"))
        if string(reply, "id"):
            return InboundKind.BUTTON, string(reply, "title"), our_mark(string(reply, "id")), None
        return InboundKind.UNKNOWN, string(reply, "body"), None, None
    if type_ == "button":
        return InboundKind.BUTTON, string(content, "text"), our_mark(string(content, "payload")), None
    if type_ == "reaction":
        return InboundKind.REACTION, string(content, "emoji"), None, string(content, "message_id")
    if type_ == "location":
        return InboundKind.LOCATION, "", None, None
    if type_ == "contacts":
        return InboundKind.CONTACT, "", None, None
    if type_ == "edit":
        new = mapping(content, "message")
        return InboundKind.EDIT, _said(new)[1] if new else "", None, string(content, "original_message_id")
    if type_ == "revoke":
        return InboundKind.REVOKE, "", None, string(content, "original_message_id")
    if type_ == "system":
        return InboundKind.NOTICE, string(content, "body"), None, None
    return InboundKind.UNKNOWN, "", None, None


def _names(value: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Each identifier of a person → their other one, and the name they gave themselves."""
    known = {}
    for contact in mappings(value, "contacts"):
        phone, scoped = string(contact, "wa_id"), string(contact, "user_id")
        name = string(mapping(contact, "profile"), "name")
        for mine, other in ((phone, scoped), (scoped, phone)):
            if mine:
                known[mine] = (other, name)
    return known


def _address(each: dict[str, Any]) -> str:
    """The business-scoped id stays when a number changes, so it goes first; not every account has it yet."""
    return string(each, "from_user_id") or string(each, "from")


def _renamed(each: dict[str, Any]) -> Iterator[Renamed]:
    """A new number, or a new scoped id, which comes with a new number too."""
    system = mapping(each, "system")
    number = string(system, "wa_id") or string(system, "new_wa_id")
    pairs = (
        (string(system, "customer") or string(each, "from"), number),
        (string(system, "previous_user_id") or string(each, "from_user_id"), string(system, "user_id")),
        # The id goes last: answers are sent to the newest address.
        (string(system, "customer") or string(each, "from"), string(system, "user_id")),
    )
    for before, after in pairs:
        if before and after and before != after:
            yield Renamed(before=before, after=after)


def _receipt(each: Any) -> Receipt | None:
    if not isinstance(each, dict):
        return None
    state, id = _STATES.get(string(each, "status")), string(each, "id")
    ours = string(each, "biz_opaque_callback_data")
    if state is None or not (id or ours):
        return None
    errors = mappings(each, "errors")
    code = str(errors[0].get("code", ""))[:16] if errors else ""
    return Receipt(
        state=state,
        provider_id=id or None,
        our_id=ours or None,
        at=_moment(each.get("timestamp")),
        fault=fault_of(code) if state is ReceiptState.FAILED else None,
        code=code,
    )


def _media(content: dict[str, Any]) -> Media | None:
    id = string(content, "id")
    if not id:
        return None
    return Media(id=id, mime=string(content, "mime_type", 128), name=string(content, "filename", 255))


def _place(content: dict[str, Any]) -> Place | None:
    latitude, longitude = degrees(content.get("latitude"), 90), degrees(content.get("longitude"), 180)
    if latitude is None or longitude is None:
        return None
    return Place(
        latitude=latitude,
        longitude=longitude,
        name=string(content, "name", 255),
        address=string(content, "address", 500),
    )


def _cards(each: dict[str, Any]) -> Iterator[ContactCard]:
    for contact in mappings(each, "contacts")[:20]:
        phones = mappings(contact, "phones")[:10]
        yield ContactCard(
            name=string(mapping(contact, "name"), "formatted_name", 255),
            numbers=tuple(number for phone in phones if (number := string(phone, "phone", 40))),
        )


def _moment(value: object) -> datetime | None:
    """Seconds since 1970, as text or number; None when it is neither or out of range."""
    if (
        isinstance(value, bool)
        or not isinstance(value, str | int)
        or (isinstance(value, str) and len(value) > 12)
    ):
        return None
    try:
        return datetime.fromtimestamp(int(value), UTC)
    except (ValueError, OverflowError, OSError):
        return None
