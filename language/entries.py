"""Lexicon documents turned into columns for the trie, every mistake named with the entry it is in.

Owns the keys a document and an entry may have. Takes whole documents, and single entries too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from language.pattern import GAP, Column, Families, LexiconError, columns

LINES = ("child_protection", "women_protection", "social_welfare", "home_care", "volunteering", "general")
KINDS = ("report", "consultation", "complaint", "suggestion", "inquiry", "request", "chitchat")
URGENCIES = ("emergency", "urgent", "attention", "routine")
STRENGTHS = ("certain", "possible")
_DOCUMENT = {"words", "phrases", "exceptions", "contexts"}
_ENTRY = {"phrase", "phrases", "line", "kind", "urgency", "strength", "deniable", "alone"}

Role = Literal["danger", "exception", "context"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a phrase means.

    `deniable` is false where a "not" before it changes nothing ("help me"). `alone` phrases count only
    when they are the whole message, courtesies aside: "help" is a cry, "help with a form" is not.
    """

    role: Role
    line: str = ""
    kind: str = ""
    urgency: str = ""
    certain: bool = False
    deniable: bool = True
    alone: bool = False


@dataclass(slots=True, kw_only=True)
class Entries:
    phrases: list[tuple[list[Column], Rule]] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)


def collect(entries: Iterable[Mapping[str, object]]) -> Entries:
    documents = [entry if _is_document(entry) else {"phrases": [entry]} for entry in entries]
    classes: dict[str, Iterable[str]] = {}
    for document in documents:
        for name, members in _mapping(document.get("words")).items():
            classes[name] = [*classes.get(name, ()), *_texts(members, f"words: {name}")]
    families = Families(classes)
    found = Entries()
    for document in documents:
        for entry in _list(document.get("phrases"), "phrases"):
            if not isinstance(entry, Mapping):
                raise LexiconError(f"a phrase entry is a mapping, not {entry!r}")
            rule = _rule(entry)
            for phrase in _phrases(entry):
                _add(found, phrase, rule, families)
        for phrase in _texts(document.get("exceptions"), "exceptions"):
            _add(found, phrase, Rule(role="exception"), families)
        for phrase in _texts(document.get("contexts"), "contexts"):
            _add(found, phrase, Rule(role="context"), families)
    found.words += families.single_words()
    return found


def _is_document(entry: Mapping[str, object]) -> bool:
    """A single entry has a `line`; a document has none."""
    return "line" not in entry and not set(entry) - _DOCUMENT


def _add(found: Entries, phrase: str, rule: Rule, families: Families) -> None:
    found_columns = columns(phrase, families)
    found.phrases.append((found_columns, rule))
    for column in found_columns:
        for row in column:
            found.words += [(word, word) for word in row if word != GAP and word[0] != "<"]


def _phrases(entry: Mapping[str, object]) -> list[str]:
    if ("phrase" in entry) == ("phrases" in entry):
        raise LexiconError(f"an entry has either phrase or phrases: {dict(entry)!r}")
    if "phrase" in entry:
        return _texts([entry["phrase"]], "phrase")
    return _texts(entry["phrases"], "phrases")


def _rule(entry: Mapping[str, object]) -> Rule:
    if unknown := set(entry) - _ENTRY:
        raise LexiconError(f"unknown keys {sorted(unknown)} in {dict(entry)!r}")
    for key, allowed in (("line", LINES), ("kind", KINDS), ("urgency", URGENCIES), ("strength", STRENGTHS)):
        if entry.get(key) not in allowed:
            raise LexiconError(f"{key} must be one of {', '.join(allowed)} in {dict(entry)!r}")
    return Rule(
        role="danger",
        line=str(entry["line"]),
        kind=str(entry["kind"]),
        urgency=str(entry["urgency"]),
        certain=entry["strength"] == "certain",
        deniable=bool(entry.get("deniable", True)),
        alone=bool(entry.get("alone", False)),
    )


def _mapping(value: object) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise LexiconError("words: is a mapping of class names to lists")
    return value


def _list(value: object, where: str) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise LexiconError(f"{where}: is a list")
    return list(value)


def _texts(value: object, where: str) -> list[str]:
    texts = _list(value, where)
    if bad := [text for text in texts if not isinstance(text, str) or not text.strip()]:
        raise LexiconError(f"{where}: holds something that is not a text: {bad[0]!r}")
    return [str(text) for text in texts]
