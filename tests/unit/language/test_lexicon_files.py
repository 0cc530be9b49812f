"""The files editors write: valid, big enough, and without a phrase that its own exceptions swallow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from language import Lexicon
from language.entries import Rule, collect
from language.pattern import GAP, Families, columns
from tests.unit.language.conftest import LEXICON, documents

DOCUMENTS: list[Mapping[str, Any]] = documents()
ENTRIES = [entry for document in DOCUMENTS for entry in document["phrases"]]


def phrases(entry: Mapping[str, Any]) -> list[str]:
    return entry.get("phrases") or [entry["phrase"]]


def classes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for document in DOCUMENTS:
        for name, members in document.get("words", {}).items():
            found.setdefault(name, []).extend(members)
    return found


def spoken(phrase: str, families: Families) -> Iterator[str]:
    """A few sentences `phrase` stands for: each place's first, middle and last choice."""
    places = columns(phrase, families)
    singles: dict[str, str] = {}
    for symbol, word in families.single_words():
        singles.setdefault(symbol, word)
    for pick in (0, 1, -1):
        words = []
        for place in places:
            row = place[min(pick, len(place) - 1)]
            words += [singles.get(word, word).removesuffix("*") for word in row if word != GAP]
        yield " ".join(words)


def test_there_is_a_file_for_each_group_of_languages_and_one_for_accidents() -> None:
    assert {path.stem for path in LEXICON.glob("*.yml")} == {
        "accidents",
        "arabic",
        "arabizi",
        "english",
        "other",
    }


def test_there_are_enough_phrases_and_exceptions() -> None:
    written = {phrase for entry in ENTRIES for phrase in phrases(entry)}
    exceptions = {phrase for document in DOCUMENTS for phrase in document["exceptions"]}
    assert len(written) >= 1000
    assert len(exceptions) >= 250


def test_files_compile_without_a_mistake() -> None:
    assert collect(DOCUMENTS).phrases


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.stem for path in sorted(LEXICON.glob("*.yml"))])
def test_nothing_is_written_twice_in_one_entry(document: Mapping[str, Any]) -> None:
    for entry in document["phrases"]:
        assert len(phrases(entry)) == len(set(phrases(entry)))
    assert len(document["exceptions"]) == len(set(document["exceptions"]))


def test_only_reports_escalate() -> None:
    for entry in ENTRIES:
        assert entry["urgency"] in ("emergency", "urgent")
        assert entry["kind"] == "report"


def test_every_phrase_finds_itself(lexicon: Lexicon) -> None:
    """Said alone, a phrase is a hit of at least its own strength: no exception or "not" of ours swallows it."""
    families = Families(classes())
    lost = []
    for entry in ENTRIES:
        rule = Rule(role="danger", certain=entry["strength"] == "certain")
        for phrase in phrases(entry):
            said = list(spoken(phrase, families))
            kept = [
                text
                for text in said
                if any(hit.strength == "certain" or not rule.certain for hit in lexicon.match(text))
            ]
            if not kept:
                lost.append((phrase, said))
    assert lost == []


def test_every_exception_is_needed_or_harmless(lexicon: Lexicon) -> None:
    """Said alone, an exception leaves nothing certain."""
    families = Families(classes())
    loud = []
    for document in DOCUMENTS:
        for phrase in document["exceptions"]:
            loud += [
                (phrase, text, hit.phrase)
                for text in spoken(phrase, families)
                for hit in lexicon.match(text)
                if hit.strength == "certain"
            ]
    assert loud == []
