"""Parts of a long message: everything is in one of them, with what stands around it."""

from __future__ import annotations

import pytest

from brain.nlu.stretches import DOCUMENT, LONG, STEP, WIDE, stretches


def words(count: int) -> str:
    return " ".join(f"w{n}" for n in range(count))


@pytest.mark.parametrize("text", ["", " ", "help", words(LONG), "a, b, c, d, e"])
def test_a_short_message_is_read_whole(text: str) -> None:
    assert stretches(text) == ()


@pytest.mark.parametrize("count", [LONG + 1, LONG + STEP, 80, DOCUMENT, DOCUMENT + 1, 1000])
def test_every_word_is_in_a_stretch_and_stands_where_it_says(count: int) -> None:
    text = words(count)
    found = stretches(text)
    assert {word for part in found for word in part.text.split()} == set(text.split())
    assert all(text[part.start : part.end] == part.text for part in found)
    assert all(len(part.text.split()) <= WIDE for part in found)


def test_commas_do_not_move_a_stretch() -> None:
    text = words(70)
    plainly = [part.text.split() for part in stretches(text)]
    commas = [part.text.replace(",", "").split() for part in stretches(text.replace(" ", ", "))]
    assert plainly == commas


def test_a_script_without_blanks_is_cut_at_its_stops() -> None:
    text = "今天天气很好。" * 2 + "他每天晚上都打我。" + "我们明天去买菜。" * 3
    assert "他每天晚上都打我。" in [part.text for part in stretches(text)]


def test_a_document_is_not_read_twice() -> None:
    text = words(10_000)
    assert sum(len(part.text) for part in stretches(text)) <= len(text)
