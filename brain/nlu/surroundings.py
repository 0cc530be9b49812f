"""A message among everyday sentences of its language: danger in the middle of small talk is danger.

Owns what a message may stand between, and how people join sentences. Harmless messages are surrounded as often as others, so
that length says nothing. Imports nothing of Rasa: brain.adapt runs without it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from random import Random

EVERYDAY = {"out_of_scope", "small_talk"}
# In words: longer messages have surroundings of their own, and those around them are short.
LONG = 40
SHORT = 16
HOW_MANY = (1, 1, 1, 2, 2, 3)
JOINTS = (". ", " ", "، ", ", ", "\n", " و ", "... ", "! ", " . ")
# Words of one language alone would tell it.
ONLY_ARABIC = {"، ", " و "}


class Surroundings:
    def __init__(self, messages: Iterable[tuple[str, str, str, str]]) -> None:
        """`messages`: text, intent, urgency and language of each; only short everyday ones are put around others."""
        self._of: dict[str, list[str]] = defaultdict(list)
        for text, intent, urgency, language in messages:
            if intent in EVERYDAY and urgency == "routine" and len(text.split()) <= SHORT:
                self._of[language].append(text)

    def has_room(self, text: str, language: str) -> bool:
        return bool(self._of.get(language)) and len(text.split()) < LONG

    def put(self, text: str, language: str, chance: Random) -> str:
        """`text` with one to three everyday sentences before or after it; alone where it is long or none are known."""
        if not self.has_room(text, language):
            return text
        known = self._of[language]
        parts = [chance.choice(known) for _ in range(chance.choice(HOW_MANY))]
        parts.insert(chance.randrange(len(parts) + 1), text)
        joints = [joint for joint in JOINTS if language == "ar" or joint not in ONLY_ARABIC]
        return "".join(part + chance.choice(joints) for part in parts).strip()
