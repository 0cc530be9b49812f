"""Respellings keep what is said, and one seed gives one spelling."""

from __future__ import annotations

from random import Random

import pytest

from brain.nlu.held_back import SHARE, held_back
from brain.nlu.variation import in_latin, varied
from language.reading import read

ARABIC = "ريلي يضربني كل يوم، ومب قادرة اطلع من البيت"


def test_one_seed_one_spelling() -> None:
    assert [varied(ARABIC, Random(5)) for _ in range(2)] == [varied(ARABIC, Random(5))] * 2
    assert len({in_latin(ARABIC, Random(seed)) for seed in range(20)}) > 10


def test_arabic_in_latin_letters_has_no_arabic_letter_left_and_reads_as_arabizi() -> None:
    spelled = [in_latin(ARABIC, Random(seed)) for seed in range(60)]
    assert all(read(text).script == "latin" for text in spelled)
    assert sum(read(text).language == "arabizi" for text in spelled) >= 55


@pytest.mark.parametrize("text", ["", "؟", "a", "👍👍", "مرحبا", "\ud800", "ok ok", "x" * 500])
def test_nothing_is_too_short_or_odd_to_vary(text: str) -> None:
    for seed in range(40):
        assert isinstance(varied(text, Random(seed)), str)
        assert isinstance(in_latin(text, Random(seed)), str)


def test_a_respelling_stays_near() -> None:
    for seed in range(60):
        assert abs(len(varied(ARABIC, Random(seed))) - len(ARABIC)) <= 8


def test_one_message_in_five_is_held_back_with_its_spellings() -> None:
    texts = [f"message number {n} about {n * 7919 % 101}" for n in range(2_000)]
    assert abs(sum(map(held_back, texts)) / len(texts) - SHARE) < 0.03
    assert {held_back("أنا بخير"), held_back("انا بخيـر")} == {held_back("انا بخير")}
