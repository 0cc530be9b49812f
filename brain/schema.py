"""The turn call's request and response: what is accepted, and what a caller gets.

Owns the shape of both. Refuses (Malformed) with the name of the field and never its content.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

LONGEST_TEXT = 65_536
LONGEST_BODY = 1_048_576
LONGEST_ID = 200
LANGUAGES = ("ar", "en", "both")

DEFAULT_FACTS = {
    "hotline": "800700",
    "emergency": "999",
    "organisation_ar": "دائرة الخدمات الاجتماعية بالشارقة",
    "organisation_en": "Sharjah Social Services Department",
}


class Malformed(Exception):
    """The body is not a turn request (HTTP 400)."""


class Unreadable(Exception):
    """A turn request this brain cannot read: text too long, payload or state unknown (HTTP 422)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    language: str | None
    pinned: bool
    case: Mapping[str, Any] | None
    escalated: bool
    now: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRequest:
    conversation: str
    message: str
    text: str = field(repr=False)
    payload: str | None
    context: Context
    state: Mapping[str, Any] | None = field(repr=False)


def parse_request(body: bytes) -> TurnRequest:
    """Raises Malformed or Unreadable."""
    if len(body) > LONGEST_BODY:
        raise Unreadable("the body is longer than 1 MB")
    try:
        data = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Malformed("the body is not JSON") from None
    if not isinstance(data, dict):
        raise Malformed("the body is not an object")
    text = _text(data, "text", default="")
    if len(text) > LONGEST_TEXT:
        raise Unreadable(f"text is longer than {LONGEST_TEXT} characters")
    return TurnRequest(
        conversation=_identifier(data, "conversation"),
        message=_identifier(data, "message"),
        text=text,
        payload=_text(data, "payload", default=None) or None,
        context=_context(_mapping(data, "context") or {}),
        state=_mapping(data, "state"),
    )


def _context(data: Mapping[str, Any]) -> Context:
    language = _text(data, "language", default=None)
    if language is not None and language not in LANGUAGES:
        raise Malformed(f"context.language is none of {', '.join(LANGUAGES)}")
    facts = _mapping(data, "facts") or {}
    if any(not isinstance(value, str) for value in facts.values()):
        raise Malformed("context.facts holds something other than text")
    return Context(
        language=language,
        pinned=_flag(data, "pinned"),
        case=_mapping(data, "case"),
        escalated=_flag(data, "escalated"),
        now=_text(data, "now", default="") or "",
        facts={**DEFAULT_FACTS, **{key: value for key, value in facts.items() if value}},
    )


def _text(data: Mapping[str, Any], name: str, *, default: Any) -> Any:
    value = data.get(name)
    if value is None:
        return default
    if not isinstance(value, str):
        raise Malformed(f"{name} is not text")
    return value


def _identifier(data: Mapping[str, Any], name: str) -> str:
    value = _text(data, name, default="")
    if not value or len(value) > LONGEST_ID:
        raise Malformed(f"{name} is missing or longer than {LONGEST_ID} characters")
    return str(value)


def _mapping(data: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    value = data.get(name)
    if value is not None and not isinstance(value, dict):
        raise Malformed(f"{name} is not an object")
    return value


def _flag(data: Mapping[str, Any], name: str) -> bool:
    value = data.get(name, False)
    if value is not None and not isinstance(value, bool):
        raise Malformed(f"{name} is not true or false")
    return bool(value)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def dump(answer: Mapping[str, Any]) -> bytes:
    """Stable bytes: sorted keys, ASCII only, so that lone surrogates survive the way back."""
    return json.dumps(answer, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")
