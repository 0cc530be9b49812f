"""The widget's frames, read and written. Pure: bytes and values in, values out."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from channels.errors import Refused
from channels.message import MAX_TEXT_BYTES, Inbound, InboundKind, Shown

CHANNEL = "web"
VERSION = 1
# A text of 64 KB in JSON escapes is at most six times as long.
MAX_FRAME_BYTES = 6 * MAX_TEXT_BYTES + 4096
MAX_PAYLOAD_LETTERS = 256

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    token: object = field(repr=False)
    seen: int
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    id: str
    text: str = field(repr=False)
    payload: str | None
    language: str | None


def frame(raw: str | bytes) -> dict[str, Any]:
    """Raises Refused("bad_frame")."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise Refused(400, "bad_frame") from None
    if not isinstance(value, dict):
        raise Refused(400, "bad_frame")
    return value


def hello(value: dict[str, Any]) -> Hello:
    """Raises Refused("bad_version" or "bad_frame")."""
    if value.get("version") != VERSION or isinstance(value.get("version"), bool):
        raise Refused(426, "bad_version")
    return Hello(token=value.get("token"), seen=position(value.get("seen", 0)), language=_language(value))


def position(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise Refused(400, "bad_frame")
    return value


def send(value: dict[str, Any]) -> Send:
    """Raises Refused: bad_id, bad_frame, empty or too_long."""
    id, text, payload = value.get("id"), value.get("text"), value.get("payload")
    if not isinstance(id, str) or not _ID.fullmatch(id):
        raise Refused(400, "bad_id")
    if not isinstance(text, str) or not isinstance(payload, str | None):
        raise Refused(400, "bad_frame")
    if len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES:
        raise Refused(413, "too_long")
    if payload is not None and len(payload) > MAX_PAYLOAD_LETTERS:
        raise Refused(400, "bad_frame")
    if all(unicodedata.category(letter) == "Cc" and not letter.isspace() for letter in text):
        raise Refused(422, "empty")
    return Send(id=id, text=text, payload=payload, language=_language(value))


def inbound(sent: Send, session: str, language: str | None) -> Inbound:
    """The widget's ids are unique within its session only, so the session is part of the message's id."""
    return Inbound(
        channel=CHANNEL,
        id=f"{session}:{sent.id}",
        address=session,
        kind=InboundKind.TEXT if sent.payload is None else InboundKind.BUTTON,
        text=sent.text,
        payload=sent.payload,
        language=sent.language or language,
    )


def shown(message: Shown) -> dict[str, Any]:
    return {
        "type": "message",
        "position": message.position,
        "author": message.author,
        "name": message.name,
        "text": message.text,
        "buttons": [{"title": button.title, "payload": button.payload} for button in message.buttons],
        "at": message.at.isoformat(),
        "id": message.client_id,
    }


def error(code: str, id: object = None) -> dict[str, Any]:
    return {"type": "error", "code": code, "id": id if isinstance(id, str) and len(id) <= 64 else None}


def _language(value: dict[str, Any]) -> str | None:
    language = value.get("language")
    return language if language in ("ar", "en") else None
