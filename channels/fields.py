"""Fields of JSON that somebody else wrote: the value when it has the right type, else nothing. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def decoded(raw: bytes) -> dict[str, Any]:
    """The JSON object in `raw`; empty when there is none."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def string(value: Mapping[str, Any], name: str, most: int | None = None) -> str:
    """The string, at most `most` letters of it."""
    found = value.get(name)
    return found[:most] if isinstance(found, str) else ""


def mapping(value: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def items(value: Mapping[str, Any], name: str) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else []


def mappings(value: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    return [each for each in items(value, name) if isinstance(each, dict)]


def whole(value: object) -> int | None:
    """A whole number of at most 53 bits, as every JSON reader keeps it exactly."""
    good = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53
    return value if good else None  # type: ignore[return-value]


def degrees(value: object, most: float) -> float | None:
    """A latitude (`most` 90) or longitude (180), from a number or its text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if -most <= number <= most else None
