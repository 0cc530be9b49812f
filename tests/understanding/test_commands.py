"""`bab try` and `bab compare` as an editor runs them, with the model of the present data."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.serve import ROOT

MESSAGES = [
    {"text": "ريلي يضربني ومب قادرة اطلع من البيت", "urgency": "emergency", "line": "women_protection"},
    {"text": "what time do you open on friday", "urgency": "routine", "line": "general"},
]


def bab(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BAB_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=clean | {"BAB_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=170,
    )


@pytest.mark.timeout(180)
def test_try_shows_how_a_message_is_read_and_why(tmp_path: Path) -> None:
    shown = bab("try", *(line["text"] for line in MESSAGES), "ana 5ayfa menah", home=tmp_path)
    assert shown.returncode == 0, shown.stderr
    danger, hours, arabizi = shown.stdout.split("  language ")[1:]
    # Which of the two is the model's own business, and differs between fits.
    assert re.search(r"decision +(emergency|urgent), women_protection, report", danger), danger
    assert "why (" in danger
    assert "decision           routine, general, inquiry" in hours
    assert "arabizi" in arabizi
    assert "in Arabic letters" in shown.stdout


@pytest.mark.timeout(400)
def test_compare_of_a_model_with_itself_finds_nothing_changed(tmp_path: Path) -> None:
    archive = max((ROOT / "models").glob("bab-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    file = tmp_path / "messages.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in MESSAGES), "utf-8")
    found = bab("compare", str(archive), str(file), home=tmp_path)
    assert found.returncode == 0, found.stderr
    assert "0 of 2 decisions changed: 0 better, 0 worse; 0 to be escalated and now lost" in found.stdout


def test_compare_names_an_archive_that_is_none(tmp_path: Path) -> None:
    broken = tmp_path / "bab-broken.tar.gz"
    broken.write_bytes(b"not an archive")
    file = tmp_path / "messages.jsonl"
    file.write_text(json.dumps(MESSAGES[0]) + "\n", "utf-8")
    found = bab("compare", str(broken), str(file), home=tmp_path)
    assert found.returncode != 0
    assert "Traceback" not in found.stderr
    assert "bab-broken.tar.gz is no trained model" in found.stderr
