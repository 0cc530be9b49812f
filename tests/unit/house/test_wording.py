"""The front door's own wording: every key in both languages, with the same placeholders."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.unit.house import tree

_PLACEHOLDER = re.compile(r"\{\w+\}|%\w+%")


def leaves(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{key}.{name}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{key}.{number}")
    else:
        yield key, str(value)


def wording(language: str) -> dict[str, str]:
    return dict(leaves(yaml.safe_load(tree.text(Path(f"bot/texts/{language}.yml")))))


def test_both_languages_have_the_same_keys() -> None:
    arabic, english = wording("ar"), wording("en")
    assert arabic
    assert arabic.keys() == english.keys()


def test_both_languages_fill_in_the_same_things() -> None:
    arabic, english = wording("ar"), wording("en")
    differing = [
        key
        for key in arabic.keys() & english
        if set(_PLACEHOLDER.findall(arabic[key])) != set(_PLACEHOLDER.findall(english[key]))
    ]
    assert not differing


def test_nothing_is_left_empty_or_untranslated() -> None:
    arabic, english = wording("ar"), wording("en")
    assert not [key for key, text in (arabic | english).items() if not text.strip()]
    letters = re.compile(r"[^\W\d_]")
    same = [key for key in arabic.keys() & english if arabic[key] == english[key]]
    assert not [key for key in same if len(letters.findall(_PLACEHOLDER.sub("", arabic[key]))) > 3]
