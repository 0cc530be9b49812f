"""Button payloads: `/intent{"entity": "value"}`, and nothing else.

Refuses (Unreadable) intents the domain does not know, and the ones that would run Rasa's own
commands. Text never comes here: a person's "/restart" is words.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from rasa.shared.core.constants import DEFAULT_INTENTS

from brain.nlu.labels import FALLBACK
from brain.schema import Unreadable

SHAPE = re.compile(r"/([a-z_]{1,64})(\{.{0,1000}\})?", re.DOTALL)
NOT_TO_TAP = frozenset(DEFAULT_INTENTS) - {"out_of_scope", FALLBACK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    intent: str
    entities: tuple[dict[str, Any], ...] = ()

    def value(self, entity: str) -> Any:
        return next((e["value"] for e in self.entities if e["entity"] == entity), None)


def parse_payload(payload: str, intents: Collection[str], entities: Collection[str]) -> Tap:
    """Raises Unreadable."""
    match = SHAPE.fullmatch(payload)
    if match is None:
        raise Unreadable('payload is not /intent or /intent{"entity": "value"}')
    intent, given = match.group(1), match.group(2)
    if intent not in intents or intent in NOT_TO_TAP:
        raise Unreadable("payload names an intent the domain does not know")
    return Tap(intent=intent, entities=tuple(_entities(given, entities)) if given else ())


def _entities(given: str, known: Collection[str]) -> list[dict[str, Any]]:
    try:
        values = json.loads(given, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Unreadable("payload's entities are not JSON") from None
    if any(name not in known for name in values):
        raise Unreadable("payload names an entity the domain does not know")
    if any(not isinstance(value, (str, int, float, bool)) for value in values.values()):
        raise Unreadable("payload's entity values are not plain")
    if any(isinstance(value, float) and not math.isfinite(value) for value in values.values()):
        raise Unreadable("payload's entity values are not numbers")
    return [{"entity": name, "value": value} for name, value in sorted(values.items())]


def _no_number(name: str) -> None:
    """Python's reader takes NaN and Infinity, which no JSON has and no answer could carry."""
    raise ValueError(name)
