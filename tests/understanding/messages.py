"""Labelled messages to read: a fixed slice of the training corpus, and the sets nobody trains on."""

import json
import os
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from tests.support.nearness import messages

HERE = Path(__file__).parent
CORPUS = sorted((HERE.parents[1] / "nlu_data").glob("*/*.yml"))
# How many messages of the corpus a test reads; BAB_TEST_MESSAGES=20000 reads all of them.
SLICE = int(os.environ.get("BAB_TEST_MESSAGES", "480"))


@cache
def corpus() -> tuple[str, ...]:
    """The same slice in every run, spread over all files by the messages' own hashes."""
    texts = {text for path in CORPUS for text in messages(path)}
    return tuple(sorted(texts, key=lambda text: blake2b(text.encode(), digest_size=8).digest())[:SLICE])


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines() if line.strip()]
