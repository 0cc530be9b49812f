"""Insistence is not meaning."""

import time

import pytest

from language.normalise import plain
from language.repeats import once


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("hours? hours? hours? hours?", "hours?"),
        ("help me help me help me please", "help me please"),
        ("وين المكان وين المكان وين المكان", "وين المكان"),
        ("شوي شوي", "شوي شوي"),
        ("no no i said no no", "no no i said no no"),
        ("a b b b a b b b a b b b", "a b"),
        ("one two three four five six", "one two three four five six"),
        ("", ""),
    ],
)
def test_what_is_repeated_is_said_once(said: str, kept: str) -> None:
    assert " ".join(once(said.split())) == kept


def test_the_plain_text_says_it_once() -> None:
    assert plain("Hours?! " * 40) == "hours?"


@pytest.mark.parametrize("words", [["a"], ["a", "b"], ["a", "a", "b", "a"], [str(n) for n in range(7)]])
def test_time_grows_with_the_text_only(words: list[str]) -> None:
    began = time.perf_counter()
    once(words * (20_000 // len(words)))
    assert time.perf_counter() - began < 1.0
