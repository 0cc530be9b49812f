"""A training message that is cheap to copy and to tell from others.

Rasa merges what its importers bring some eight times before training begins, and copies and hashes every message each time: of
a hundred thousand, two minutes and more. Owns nothing else; once anything is added to a message it is as slow as Rasa's.
"""

from __future__ import annotations

import hashlib
import json
from copy import deepcopy
from typing import Any

from rasa.shared.nlu.training_data.message import Message

# What a message holds that nobody has worked on yet.
PLAIN = {"text", "intent", "metadata"}


class PlainMessage(Message):
    _cached_fingerprint: str | None

    @classmethod
    def of(cls, message: Message) -> PlainMessage:
        return cls(message.data, set(message.output_properties), message.time, message.features)

    def fingerprint(self) -> str:
        """Hex; the same for the same text and labels, whoever made the message."""
        if self.features or self.data.keys() != PLAIN:
            return str(super().fingerprint())
        if self._cached_fingerprint is None:
            said = json.dumps(self.data, sort_keys=True).encode()
            self._cached_fingerprint = hashlib.blake2b(said, digest_size=16).hexdigest()
        return str(self._cached_fingerprint)

    def __deepcopy__(self, memo: dict[int, Any]) -> PlainMessage:
        # Texts cannot be changed, so only what holds them is made anew.
        data = {
            key: value if isinstance(value, str) else deepcopy(value, memo)
            for key, value in self.data.items()
        }
        copy = PlainMessage(data, set(self.output_properties), self.time, deepcopy(self.features, memo))
        copy._cached_fingerprint = self._cached_fingerprint
        return copy
