"""Training data as editors write it: known intents and labels only, nothing said twice differently."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from brain.nlu.surroundings import EVERYDAY
from language import read
from tests.support.nearness import Pair, Runs, fingerprints, near_sets, runs
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


# ---------------------------------------------------------------- the corpus as a whole


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    path: Path
    labels: dict[str, str]


EXAMPLES = [
    Example(text, path, block["metadata"] | {"intent": block["intent"]})
    for path in DATA
    for block in blocks(path)
    for text in examples(block)
]
GULF = {"emirati", "khaleeji"}
# What nobody may have trained on: our own sets, and others whose words are not shown here.
MEASURED = sorted((tree.ROOT / "tests" / "understanding").glob("*.jsonl"))
FINGERPRINTS = sorted((tree.ROOT / "tests" / "understanding").glob("*.fingerprints"))
# Greetings, thanks and bare answers are the same for everybody; up to here nearness proves no copy.
LONG_ENOUGH = 28  # runs of letters
NEAR_SHARE = 0.03


def count(**wanted: str) -> int:
    return sum(all(each.labels.get(key) == value for key, value in wanted.items()) for each in EXAMPLES)


def share(some: list[dict[str, str]], **wanted: str) -> float:
    return sum(wanted.items() <= labels.items() for labels in some) / len(some)


def test_the_corpus_is_large_and_gulf() -> None:
    assert len({each.text for each in EXAMPLES}) >= 30_000
    arabic = [each for each in EXAMPLES if each.labels["lang"] in {"ar", "arabizi", "mixed"}]
    assert sum(each.labels["dialect"] in GULF for each in arabic) >= 7_500
    assert count(lang="arabizi") >= 2_000
    assert count(lang="en") >= 4_000
    assert count(lang="mixed") >= 500


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_every_language_has_danger_and_everyday(lang: str) -> None:
    escalated = count(lang=lang, urgency="emergency") + count(lang=lang, urgency="urgent")
    everyday = count(lang=lang, urgency="attention") + count(lang=lang, urgency="routine")
    assert escalated >= 60, lang
    assert everyday >= 60, lang


def test_no_label_is_rare_and_none_drowns_the_others() -> None:
    # Among what concerns a helpline at all. Of other talk there may be as much as anybody writes: the thresholds go by
    # shares found among the dangerous, which it does not change.
    concerned = [each.labels for each in EXAMPLES if each.labels["intent"] not in EVERYDAY]
    assert len(concerned) >= 20_000
    for urgency in URGENCIES:
        # Urgent is the largest: disclosures stand beside everyday talk, which is not counted here.
        assert 0.15 <= share(concerned, urgency=urgency) <= 0.42, urgency
    for line in LINES:
        assert 0.03 <= share(concerned, line=line) <= 0.4, line
    for kind in KINDS:
        assert count(kind=kind) >= 100, kind
    for intent in intents():
        assert count(intent=intent) >= 40, intent


def test_nothing_is_labelled_in_two_ways() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for each in EXAMPLES:
        meant[read(each.text).normal].add(f"{each.labels['intent']} {each.labels['urgency']}")
    assert not {text: labels for text, labels in meant.items() if text and len(labels) > 1}


# Whichever comes first compares a hundred thousand messages, minutes on a slow processor.
@pytest.mark.timeout(300)
def test_few_examples_are_nearly_the_same(pairs: list[Pair]) -> None:
    again = {pair.first for pair in pairs if pair.first < len(EXAMPLES)}
    assert len(again) <= NEAR_SHARE * len(EXAMPLES)


@pytest.mark.timeout(300)
def test_nothing_that_is_only_for_measuring_is_trained_on(pairs: list[Pair], measured: list[Runs]) -> None:
    assert len(measured) > 3_000
    near = {pair.second for pair in pairs if pair.first >= len(EXAMPLES)}
    assert not [(EXAMPLES[place].path, EXAMPLES[place].text) for place in near]


@pytest.fixture(scope="module")
def measured() -> list[Runs]:
    shown = [runs(text) for path in MEASURED for text in strings(path)]
    found = [*shown, *(each for path in FINGERPRINTS for each in fingerprints(path))]
    return [each for each in found if len(each) >= LONG_ENOUGH]


@pytest.fixture(scope="module")
def pairs(measured: list[Runs]) -> list[Pair]:
    """Examples near one another, and examples near a measured message, which stand behind them."""
    sets = [runs(each.text) for each in EXAMPLES]
    return [pair for pair in near_sets([*sets, *measured]) if pair.second < len(sets)]


def strings(path: Path) -> list[str]:
    """The texts of a file with one JSON object a line, whatever their keys."""
    keys = {"text", "ar", "arabizi", "danger"}
    lines = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    return [value for line in lines for key, value in line.items() if key in keys]
