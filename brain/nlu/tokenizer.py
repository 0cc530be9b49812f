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
from rasa.shared.nlu.training_data.training_data import TrainingData

from brain.nlu.examples import Examples
from brain.nlu.labels import CLAUSES
from language.clauses import Clause, split

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
        return [Token(m.group(), m.start(), m.end()) for m, _ in zip(found, range(MOST_WORDS), strict=False)]

    def process(self, messages: list[Message]) -> list[Message]:
        _mark_clauses(super().process(messages))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        super().process_training_data(training_data)
        _mark_clauses(training_data.training_examples)
        return Examples.of(training_data)


def _mark_clauses(messages: list[Message]) -> None:
    for message in messages:
        message.set(CLAUSES, clauses_of(str(message.get(TEXT) or "")))


def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses of a message; none when it is a single clause."""
    parts = split(text)
    return parts if len(parts) > 1 else ()
