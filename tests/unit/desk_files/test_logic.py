"""Runs the desk's pure modules under the Node that the browser tests bring along."""

import importlib.util
import json
import os
import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

HERE = Path(__file__).parent
NODE = compute_driver_executable()[0]


def reasons() -> list[str]:
    """As the brain words them; loaded from its file, since the brain itself lives in another environment."""
    file = HERE.parents[2] / "brain" / "nlu" / "reasons.py"
    spec = importlib.util.spec_from_file_location("reasons_of_the_brain", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    chances = {"emergency": 0.8, "urgent": 0.17}
    text = "كلام “بين” أقواس"
    places = module.reasons_of(
        verdict="emergency",
        urgency=chances,
        clause=(0, len(text)),
        words=[(0, 4), (11, 16)],
        nearest="report_woman_abuse",
    )
    said: list[str] = module.quoted(places, text)
    return [*said, "tapped: in_danger_now", "nothing to read: no words in the message"]


@pytest.mark.parametrize("file", sorted(HERE.glob("*.test.mjs")), ids=lambda path: path.name)
def test_pure_module(file: Path) -> None:
    run = subprocess.run(
        [NODE, "--test", "--no-warnings", str(file)],
        env=os.environ | {"BAB_REASONS": json.dumps(reasons())},
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "ℹ pass 0" not in run.stdout, "no test ran"
