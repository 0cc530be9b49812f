"""What the encoder learns from: training messages with their labels, those that are held back for the thresholds apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml  # type: ignore[import-untyped]

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    from yaml import SafeLoader

from brain.nlu.held_back import held_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    text: str
    labels: dict[str, str]


def lessons(folder: Path) -> tuple[list[Lesson], list[Lesson]]:
    """Messages to learn from, and those held back."""
    learnt: list[Lesson] = []
    kept: list[Lesson] = []
    for path in sorted(folder.rglob("*.yml")):
        for block in (yaml.load(path.read_text("utf-8"), Loader=SafeLoader) or {}).get("nlu", []):
            labels = {"intent": block["intent"], **block["metadata"]}
            for line in block["examples"].splitlines():
                if text := line.removeprefix("- ").strip():
                    (kept if held_back(text) else learnt).append(Lesson(text=text, labels=labels))
    return learnt, kept
