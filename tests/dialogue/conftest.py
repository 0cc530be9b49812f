"""One brain for all conversations: the trained model, its turn handling, nothing in between.

In another environment than the brain's these tests are not collected at all.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

collect_ignore_glob = [] if find_spec("rasa") else ["test_*.py"]

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def archive() -> Path:
    """The model of the data as they are now, or the one that BAB_MODEL names."""
    from brain.train import is_whole, model_hash

    if os.environ.get("BAB_MODEL"):
        return Path(os.environ["BAB_MODEL"])
    current = ROOT / "models" / f"bab-{model_hash(ROOT)}.tar.gz"
    assert is_whole(current), "no model for the data as they are now: run `make train`"
    return current


@pytest.fixture(scope="session")
def brain(archive: Path) -> Any:
    from tests.dialogue.talk import ToldReader, load

    conductor = load(archive)
    conductor._reader = ToldReader(conductor._reader)
    return conductor
