"""How messages are read that nobody trained on; measured by `bab evaluate`, and the page that reports it.

    python -m benchmarks.understanding             measure our own held-out sets, and write docs/understanding.md
    python -m benchmarks.understanding FILE.jsonl  measure that file too (its figures are printed, not kept)
    python -m benchmarks.understanding --page      only write the page anew from benchmarks/results/

The page also shows what `benchmarks.ablation` and `benchmarks.stock_reading` left in benchmarks/results/.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.machine import describe
from benchmarks.understanding_page import page

ROOT = Path(__file__).parents[1]
SETS = ROOT / "tests" / "understanding"
RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "understanding.md"
HELD_OUT = ("held_out_arabic.jsonl", "held_out_world.jsonl")
# Written later by others, who saw neither the training data nor these; no message was ever written because of its misses.
UNREAD = "held_out_second.jsonl"
EVERYDAY = "everyday.jsonl"
# Figures worth keeping; misses stay out, so that nobody tunes to single lines from the report.
KEPT = (
    "n", "escalated", "by_lang", "emergency_recall", "line_accuracy", "language_accuracy", "confusion",
    "line_confusion", "language_confusion", "latency_ms",
)  # fmt: skip


def evaluate(files: Iterable[Path]) -> dict[str, Any]:
    """The figures over all files together, from one brain."""
    with tempfile.TemporaryDirectory() as folder:
        together = Path(folder) / "messages.jsonl"
        together.write_text("".join(path.read_text("utf-8") for path in files), "utf-8")
        command = [sys.executable, "-m", "bot", "evaluate", str(together), "--json"]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    figures = json.loads(done.stdout)
    return {name: figures[name] for name in KEPT}


def measure() -> dict[str, Any]:
    return {
        "machine": describe(),
        "held_out": evaluate(SETS / name for name in HELD_OUT),
        "unread": evaluate([SETS / UNREAD]),
        "everyday": evaluate([SETS / EVERYDAY]),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding")
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--page", action="store_true", help="measure nothing")
    asked = parser.parse_args()
    kept = RESULTS / "understanding.json"
    if not asked.page:
        RESULTS.mkdir(exist_ok=True)
        kept.write_text(json.dumps(measure(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    for path in asked.files:
        print(path.name, json.dumps(evaluate([path]), ensure_ascii=False, indent=1))
    results = {path.stem: json.loads(path.read_text("utf-8")) for path in RESULTS.glob("*.json")}
    PAGE.write_text(page(results), "utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
