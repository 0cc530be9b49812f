"""What we ask of the Cloud API, as the JSON of each request, and what its answers say. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from channels.errors import SendError, SendFault
from channels.parts import Part, Style

# What opens a list; Meta's limit is 20 letters.
LIST_LABELS = {"ar": "اختر", "en": "Choose"}


def to(address: str) -> dict[str, str]:
    """A phone number goes into `to`, a business-scoped id, which begins with a country's letters, into `recipient`."""
    return {"to": address} if address.lstrip("+").isdecimal() else {"recipient": address}


def message(part: Part, address: str, our_id: str, *, arabic: bool) -> dict[str, Any]:
    """The request that sends a part. `our_id` comes back with every status."""
    if part.style is Style.BUTTONS:
        buttons = [
            {"type": "reply", "reply": {"id": each.payload, "title": each.title}} for each in part.buttons
        ]
        return _message(
            address, our_id, "interactive", _interactive("button", part.text, {"buttons": buttons})
        )
    if part.style is Style.LIST:
        rows = [{"id": each.payload, "title": each.title} for each in part.buttons]
        action = {"button": LIST_LABELS["ar" if arabic else "en"], "sections": [{"rows": rows}]}
        return _message(address, our_id, "interactive", _interactive("list", part.text, action))
    return _message(address, our_id, "text", {"body": part.text, "preview_url": False})


def sent_id(body: bytes) -> str:
    """The provider's id in a success. Raises SendError(UNKNOWN): accepted, but nobody can tell as what."""
    try:
        value = json.loads(body)
        id = value["messages"][0]["id"]
    except (ValueError, RecursionError, LookupError, TypeError):
        raise SendError(SendFault.UNKNOWN, "no id") from None
    if not isinstance(id, str) or not id:
        raise SendError(SendFault.UNKNOWN, "no id")
    return id


def _message(address: str, our_id: str, type_: str, content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        **to(address),
        "type": type_,
        type_: content,
        "biz_opaque_callback_data": our_id,
    }


def _interactive(type_: str, text: str, action: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": type_, "body": {"text": text}, "action": action}
