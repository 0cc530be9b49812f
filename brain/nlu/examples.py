"""Training messages on their way through the pipeline, told apart by Rasa in a second instead of twenty.

Rasa takes a fingerprint of all messages before and after every component. Its own writes each message out as JSON, tokens
and all. What decides here is less: the text, its labels, and the numbers the featurizers added; everything
else (tokens, clauses) follows from the text and from code that has a fingerprint of its own.
"""

from __future__ import annotations

import hashlib
import json

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

SAID = (TEXT, "intent", "metadata")


class Examples(TrainingData):
    @classmethod
    def of(cls, training_data: TrainingData) -> Examples:
        """The same messages, not copied; what else the data holds (lookup tables, say) stays with them."""
        examples = cls()
        examples.__dict__.update(training_data.__dict__)
        return examples

    def fingerprint(self) -> str:
        """Hex; the same for the same messages in the same order."""
        digest = hashlib.blake2b(digest_size=16)
        for message in self.training_examples:
            digest.update(_said(message))
            for features in message.features:
                digest.update(f"{features.origin} {features.type} {features.attribute}".encode())
                digest.update(np.ascontiguousarray(features.features).view(np.uint8).data)
        rest = (self.entity_synonyms, self.regex_features, self.lookup_tables, self.responses)
        digest.update(_plain(rest))
        return digest.hexdigest()


def _said(message: Message) -> bytes:
    return _plain([message.get(name) for name in SAID])


def _plain(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, default=repr).encode()
