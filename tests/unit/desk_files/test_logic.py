"""Runs the desk's pure modules under the Node that the browser tests bring along."""

import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

HERE = Path(__file__).parent
NODE = compute_driver_executable()[0]


@pytest.mark.parametrize("file", sorted(HERE.glob("*.test.mjs")), ids=lambda path: path.name)
def test_pure_module(file: Path) -> None:
    run = subprocess.run(
        [NODE, "--test", "--no-warnings", str(file)], capture_output=True, text=True, timeout=50, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "# pass 0" not in run.stdout, "no test ran"
