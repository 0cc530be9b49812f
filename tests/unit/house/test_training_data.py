"""Training data as editors write it: known intents and labels only, nothing said twice differently."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.house import tree

LINES = {
    "child_protection",
    "women_protection",
    "social_welfare",
    "home_care",
    "volunteering",
    "general",
}
KINDS = {"report", "consultation", "complaint", "suggestion", "inquiry", "request", "chitchat"}
URGENCIES = {"emergency", "urgent", "attention", "routine"}
LANGUAGES = set("ar arabizi mixed en ur hi tl bn ml ta fa fr ru am id si ne zh".split())
LABELS = {"line": LINES, "kind": KINDS, "urgency": URGENCIES, "lang": LANGUAGES}

DATA = [path for path in tree.endswith(".yml", ".yaml") if path.parts[0] == "nlu_data"]


def load(path: Path) -> dict[str, Any]:
    content = yaml.load(tree.text(path), Loader=yaml.CSafeLoader)
    assert isinstance(content, dict), f"{path} is not a mapping"
    return content


def blocks(path: Path) -> Iterator[dict[str, Any]]:
    for block in load(path).get("nlu", []):
        if "intent" in block:
            yield block


def examples(block: dict[str, Any]) -> list[str]:
    return [line.removeprefix("- ").strip() for line in block["examples"].splitlines() if line.strip()]


def intents() -> set[str]:
    listed = yaml.safe_load(tree.text(Path("domain.yml")))["intents"]
    return {name if isinstance(name, str) else next(iter(name)) for name in listed}


@pytest.mark.parametrize("path", DATA, ids=str)
def test_blocks_are_labelled(path: Path) -> None:
    known = intents()
    for block in blocks(path):
        name = block["intent"]
        assert name in known, f"{path}: intent {name} is not in domain.yml"
        metadata = block.get("metadata", {})
        assert metadata.keys() - {"dialect"} == LABELS.keys(), f"{path}: {name}: {metadata}"
        for label, allowed in LABELS.items():
            assert metadata[label] in allowed, f"{path}: {name}: {label} {metadata[label]!r}"


@pytest.mark.parametrize("path", DATA, ids=str)
def test_examples_are_plain_sentences(path: Path) -> None:
    for block in blocks(path):
        said = examples(block)
        assert said, f"{path}: {block['intent']} has no example"
        # Square brackets would be read as entities, and no one annotates entities here.
        assert not [text for text in said if not text or "[" in text or "]" in text], path


def test_every_intent_has_examples() -> None:
    assert not intents() - {block["intent"] for path in DATA for block in blocks(path)}


def test_nothing_is_said_under_two_intents() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for path in DATA:
        for block in blocks(path):
            for text in examples(block):
                meant[" ".join(text.casefold().split())].add(block["intent"])
    assert not {text: names for text, names in meant.items() if len(names) > 1}


LEXICON = [path for path in DATA if path.parts[1] == "lexicon"]


@pytest.mark.parametrize("path", LEXICON, ids=str)
def test_lexicon_entries_are_labelled(path: Path) -> None:
    content = load(path)
    assert content.keys() <= {"version", "words", "phrases", "exceptions", "contexts"}
    for entry in content.get("phrases", []):
        assert entry.get("phrase") or entry.get("phrases"), f"{path}: {entry}"
        assert entry["line"] in LINES, entry
        assert entry["kind"] in KINDS, entry
        assert entry["urgency"] in URGENCIES, entry
        assert entry["strength"] in {"certain", "possible"}, entry
