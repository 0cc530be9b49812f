"""Bot API updates, read. Pure: bytes and values in, values out.

One body is one update. Only private chats are talked in; what comes from a group says which group to leave.
Shapes: Bot API 9.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from channels.capabilities import Capabilities, MediaKind, Pace
from channels.errors import Unparsable
from channels.fields import degrees, items, mapping, mappings, string, whole
from channels.marks import our_mark
from channels.message import ContactCard, Inbound, InboundKind, Media, Place, Posted, Standing

CHANNEL = "telegram"
MEGABYTE = 1024 * 1024
# The Bot API's limits: text 4,096, caption 1,024, callback data 64 bytes, files 20 MB down and 50 MB up, photos 10 MB.
# It sets none for the title of a button; longer ones are cut by phones.
CAN = Capabilities(
    text=4096,
    body=4096,
    caption=1024,
    buttons=10,
    button_title=40,
    payload=64,
    media=MappingProxyType(
        {
            MediaKind.IMAGE: 10 * MEGABYTE,
            MediaKind.VIDEO: 50 * MEGABYTE,
            MediaKind.AUDIO: 50 * MEGABYTE,
            MediaKind.VOICE: 50 * MEGABYTE,
            MediaKind.DOCUMENT: 50 * MEGABYTE,
        }
    ),
    download=20 * MEGABYTE,
    # About 30 messages a second, and one a second to a chat; short bursts pass.
    pace=Pace(seconds=1 / 25, burst=4),
    pace_person=Pace(seconds=1, burst=2),
    typing_seconds=5.0,
    delete_hours=48.0,
)
MOST_LETTERS = 64 * 1024
# The menu's commands → what tapping them means.
COMMANDS = {"start": "/greet", "language": "/change_language"}
WIPE = "wipe"

_MEDIA = {
    "voice": InboundKind.VOICE,
    "audio": InboundKind.AUDIO,
    "video": InboundKind.VIDEO,
    "video_note": InboundKind.VIDEO,
    "animation": InboundKind.VIDEO,
    "document": InboundKind.DOCUMENT,
    "sticker": InboundKind.STICKER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What one update tells, and what the platform expects at once: an answered tap, a group left, a wish to wipe."""

    number: int
    posted: Posted = field(default_factory=Posted)
    tap: str | None = None
    leave: int | None = None
    # The command's own message, "chat:message".
    wipe: str | None = field(default=None, repr=False)


def trusted(header: str | None, secrets: Sequence[str]) -> bool:
    """Whether the secret token is one of ours."""
    given = (header or "").encode("utf-8", "surrogatepass")
    fits = [hmac.compare_digest(given, secret.encode()) for secret in secrets if secret]
    return any(fits)


def update(raw: bytes) -> Update:
    """Raises Unparsable for what is no update at all."""
    try:
        return update_of(json.loads(raw))
    except (ValueError, RecursionError):
        raise Unparsable("not JSON") from None


def update_of(value: object) -> Update:
    """The same for an update already decoded, as polling brings it. Raises Unparsable."""
    number = whole(value.get("update_id")) if isinstance(value, dict) else None
    if not isinstance(value, dict) or number is None:
        raise Unparsable("no update id")
    for name, read in (("message", _message), ("edited_message", _edited)):
        if isinstance(value.get(name), dict):
            return read(number, value[name])
    if isinstance(value.get("callback_query"), dict):
        return _tapped(number, value["callback_query"])
    if isinstance(value.get("my_chat_member"), dict):
        return _standing(number, value["my_chat_member"])
    return Update(number=number, posted=Posted(odd=1))


def _message(number: int, each: dict[str, Any]) -> Update:
    chat = mapping(each, "chat")
    id, place = whole(chat.get("id")), whole(each.get("message_id"))
    if id is None or place is None:
        return Update(number=number, posted=Posted(odd=1))
    if chat.get("type") != "private":
        return Update(number=number, leave=id)
    text = (string(each, "text") or string(each, "caption"))[:MOST_LETTERS]
    kind = _kind(each)
    command = _command(text) if kind is InboundKind.TEXT else ""
    if command == WIPE:
        return Update(number=number, wipe=f"{id}:{place}")
    payload = COMMANDS.get(command)
    message = Inbound(
        channel=CHANNEL,
        id=f"{id}:{place}",
        address=str(id),
        kind=InboundKind.BUTTON if payload else kind,
        text=text,
        payload=payload,
        media=_media(each),
        place=_place(each) if kind is InboundKind.LOCATION else None,
        contacts=_cards(each) if kind is InboundKind.CONTACT else (),
        about=_about(id, mapping(each, "reply_to_message").get("message_id")),
        original=each if kind is InboundKind.UNKNOWN else None,
        sent_at=_moment(each.get("date")),
        **_writer(mapping(each, "from")),
    )
    return Update(number=number, posted=Posted(messages=(message,)))


def _edited(number: int, each: dict[str, Any]) -> Update:
    chat = mapping(each, "chat")
    id, place = whole(chat.get("id")), whole(each.get("message_id"))
    if id is None or place is None:
        return Update(number=number, posted=Posted(odd=1))
    if chat.get("type") != "private":
        return Update(number=number, leave=id)
    message = Inbound(
        channel=CHANNEL,
        # Of one edit, however often it is told; the next edit has another time or another update.
        id=f"{id}:{place}:edit:{number}",
        address=str(id),
        kind=InboundKind.EDIT,
        text=(string(each, "text") or string(each, "caption"))[:MOST_LETTERS],
        about=_about(id, place),
        # A live location tells of each step as an edit.
        place=_place(each),
        media=_media(each),
        original=each,
        sent_at=_moment(each.get("edit_date")),
        **_writer(mapping(each, "from")),
    )
    return Update(number=number, posted=Posted(messages=(message,)))


def _tapped(number: int, each: dict[str, Any]) -> Update:
    tap, writer = string(each, "id"), mapping(each, "from")
    shown = mapping(each, "message")
    chat = whole(mapping(shown, "chat").get("id", writer.get("id")))
    if not tap or chat is None:
        return Update(number=number, posted=Posted(odd=1), tap=tap or None)
    message = Inbound(
        channel=CHANNEL,
        id=f"tap:{tap}",
        address=str(chat),
        kind=InboundKind.BUTTON,
        text=_title(shown, string(each, "data")),
        payload=our_mark(string(each, "data")),
        about=_about(chat, shown.get("message_id")),
        **_writer(writer),
    )
    return Update(number=number, posted=Posted(messages=(message,)), tap=tap)


def _standing(number: int, each: dict[str, Any]) -> Update:
    chat = mapping(each, "chat")
    id, status = whole(chat.get("id")), string(mapping(each, "new_chat_member"), "status")
    if id is None:
        return Update(number=number, posted=Posted(odd=1))
    if chat.get("type") != "private":
        return Update(number=number, leave=id if status in ("member", "administrator") else None)
    reachable = status not in ("kicked", "left", "banned")
    return Update(number=number, posted=Posted(standings=(Standing(address=str(id), reachable=reachable),)))


def _kind(each: dict[str, Any]) -> InboundKind:
    if string(each, "text"):
        return InboundKind.TEXT
    # An animation comes as a document too.
    for name, kind in _MEDIA.items():
        if isinstance(each.get(name), dict) and not (name == "document" and "animation" in each):
            return kind
    if isinstance(each.get("photo"), list):
        return InboundKind.IMAGE
    if isinstance(each.get("location"), dict):
        return InboundKind.LOCATION
    if isinstance(each.get("contact"), dict):
        return InboundKind.CONTACT
    return InboundKind.UNKNOWN


def _media(each: dict[str, Any]) -> Media | None:
    for name in _MEDIA:
        file = mapping(each, name)
        if file and not (name == "document" and "animation" in each):
            return _file(file)
    sizes = mappings(each, "photo")
    if not sizes:
        return None
    largest = max(sizes, key=lambda size: (whole(size.get("width")) or 0) * (whole(size.get("height")) or 0))
    return _file({**largest, "mime_type": "image/jpeg"})


def _file(file: dict[str, Any]) -> Media | None:
    id, seconds = string(file, "file_id"), whole(file.get("duration"))
    if not id:
        return None
    return Media(
        id=id,
        mime=string(file, "mime_type", 128),
        name=string(file, "file_name", 255),
        size=whole(file.get("file_size")),
        seconds=None if seconds is None else float(seconds),
    )


def _place(each: dict[str, Any]) -> Place | None:
    location, venue = mapping(each, "location"), mapping(each, "venue")
    latitude, longitude = degrees(location.get("latitude"), 90), degrees(location.get("longitude"), 180)
    if latitude is None or longitude is None:
        return None
    return Place(
        latitude=latitude,
        longitude=longitude,
        name=string(venue, "title", 255),
        address=string(venue, "address", 500),
    )


def _cards(each: dict[str, Any]) -> tuple[ContactCard, ...]:
    contact = mapping(each, "contact")
    name = f"{string(contact, 'first_name')} {string(contact, 'last_name')}".strip()
    number = string(contact, "phone_number")
    return (ContactCard(name=name[:255], numbers=(number[:40],) if number else ()),)


def _writer(who: dict[str, Any]) -> dict[str, Any]:
    """Name and language as the person's own Telegram has them."""
    language = string(who, "language_code").partition("-")[0]
    name = f"{string(who, 'first_name')} {string(who, 'last_name')}".strip()
    return {"name": name[:255], "language": language if language in ("ar", "en") else None}


def _title(shown: dict[str, Any], data: str) -> str:
    """The words on the button that was tapped: Telegram tells its data only."""
    rows = items(mapping(shown, "reply_markup"), "inline_keyboard")
    buttons = [button for row in rows if isinstance(row, list) for button in row if isinstance(button, dict)]
    fits = [string(button, "text") for button in buttons if data and button.get("callback_data") == data]
    return fits[0] if fits else ""


def _command(text: str) -> str:
    """`start` of "/start" and "/start@our_bot something"; nothing where the slash is part of a sentence."""
    first = text.split(maxsplit=1)[0] if text.startswith("/") else ""
    return first[1:].partition("@")[0].lower() if first.isascii() else ""


def _about(chat: object, message: object) -> str | None:
    return None if whole(message) is None else f"{chat}:{message}"


def _moment(value: object) -> datetime | None:
    seconds = whole(value)
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
