"""The brain that `bab try`, `bab evaluate` and `bab compare` start for themselves."""

import sys
from pathlib import Path

import pytest

from bot.cli import some_brain
from bot.cli.running import load_settings
from bot.serve import BrainMissing


@pytest.mark.timeout(20)
async def test_a_brain_that_ends_says_why_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAB_HOME", str(tmp_path))
    ends = "import sys; sys.exit('brain: no trained model; run: bab train')"
    monkeypatch.setattr(some_brain, "brain_command", lambda port, model: [sys.executable, "-c", ends])
    with pytest.raises(BrainMissing, match="run: bab train"):
        async with some_brain.some_brain(load_settings()):
            pass


@pytest.mark.timeout(20)
async def test_a_brain_that_cannot_be_started_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAB_HOME", str(tmp_path))
    monkeypatch.setattr(some_brain, "brain_command", lambda port, model: [str(tmp_path / "no-python")])
    with pytest.raises(BrainMissing, match="could not be started"):
        async with some_brain.some_brain(load_settings()):
            pass
