"""The lexicon as editors wrote it, compiled once for all tests here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from language import Lexicon, compile_lexicon

LEXICON = Path(__file__).parents[3] / "nlu_data" / "lexicon"


def documents() -> list[Mapping[str, object]]:
    return [yaml.safe_load(path.read_text("utf-8")) for path in sorted(LEXICON.glob("*.yml"))]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return compile_lexicon(documents())
