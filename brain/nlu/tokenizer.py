"""Words and clauses of a message, each with its place in the text the person sent.

Words are what Rasa's own tools show; clauses are what the urgency of a long message is read from.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from brain.nlu.labels import CLAUSES
from language.clauses import clauses

# A run of letters with its marks, or any other visible sign alone. No nesting: linear on 64 KB.
WORD = re.compile(r"[\w\u064b-\u0652\u0670']+|[^\w\s]")
MOST_WORDS = 2_000


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class WordTokenizer(Tokenizer):
    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        text = str(message.get(attribute))
        found = WORD.finditer(text)
        return [Token(m.group(), m.start(), m.end()) for m, _ in zip(found, range(MOST_WORDS))]

    def process(self, messages: list[Message]) -> list[Message]:
        for message in super().process(messages):
            message.set(CLAUSES, split(str(message.get(TEXT) or "")))
        return messages


def split(text: str) -> list[tuple[str, int, int]]:
    """Clauses as (text, start, end) into the original; none when the message is a single clause."""
    parts = clauses(text)
    return [(text[c.start : c.end], c.start, c.end) for c in parts] if len(parts) > 1 else []
