"""Arabizi written back: the right word is among few candidates, always the same ones."""

from __future__ import annotations

import time

import pytest

from language.arabizi import CANDIDATES, spell, transliterate
from language.normalise import fold


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("ana", "انا"),
        ("7abibi", "حبيبي"),
        ("mar7aba", "مرحبا"),
        ("rayli", "ريلي"),
        ("madrasa", "مدرسة"),
        ("el3yal", "العيال"),
        ("9adeeq", "صديق"),
        ("khayfa", "خايفة"),
        ("6abeeb", "طبيب"),
        ("moshkela", "مشكلة"),
        ("ydrbni", "يضربني"),
    ],
)
def test_the_arabic_word_is_among_the_candidates(latin: str, arabic: str) -> None:
    assert fold(arabic).text in spell(latin)


def test_candidates_are_few_and_always_the_same() -> None:
    spell.cache_clear()
    first = spell("ma7boosa")
    spell.cache_clear()
    assert spell("ma7boosa") == first
    assert 1 <= len(first) <= CANDIDATES


def test_a_long_text_is_bounded() -> None:
    began = time.process_time()
    readings = transliterate(["3" + "aeiouy" * 3] * 20_000)
    assert time.process_time() - began < 1
    assert len(readings) <= CANDIDATES
    assert all(len(reading) < 10_000 for reading in readings)
