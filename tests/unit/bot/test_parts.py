"""One message on any channel: split at borders a reader accepts, buttons degraded without losing one."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from channels.capabilities import Capabilities, Pace
from channels.message import Button
from channels.parts import Style, chosen, parts, split, units

CAN = Capabilities(
    pace=Pace(seconds=1),
    pace_person=Pace(seconds=1),
    text=4096,
    body=1024,
    caption=1024,
    buttons=3,
    button_title=20,
    rows=10,
    row_title=24,
    payload=256,
)
SENTENCE = "نحن هنا لنساعدك، ولن يعرف أحد أنك كتبت لنا. "
ALPHABET = st.sampled_from(
    [
        "a",
        "b",
        " ",
        "\n",
        ". ",
        "؟ ",
        "م",
        "حمد",
        "ّ",
        "ً",
        "👨‍👩‍👧",
        "👍🏽",
        "🇦🇪",
        "\u2066",
        "\u2067",
        "\u2069",
        "\u202b",
        "\u202c",
        "é",
        "𝒳",
    ]
)


def buttons(*titles: str) -> tuple[Button, ...]:
    return tuple(Button(title=title, payload=f"/{place}") for place, title in enumerate(titles))


def bare(text: str) -> str:
    """Without what a cut may drop or add: blanks and directional marks."""
    return regex.sub(r"[\s\u2066-\u2069\u202a-\u202e]", "", text)


@given(st.lists(ALPHABET, max_size=200).map("".join), st.integers(min_value=30, max_value=120))
def test_nothing_is_lost_and_nothing_too_long(text: str, most: int) -> None:
    pieces = split(text, most)
    assert all(units(piece) <= most for piece in pieces)
    assert bare("".join(pieces)) == bare(text)


@given(st.lists(ALPHABET, max_size=200).map("".join), st.integers(min_value=30, max_value=120))
def test_no_letter_loses_its_marks_and_no_emoji_is_cut(text: str, most: int) -> None:
    whole = [each for each in regex.findall(r"\X", text) if bare(each)]
    cut = [each for piece in split(text, most) for each in regex.findall(r"\X", piece) if bare(each)]
    assert cut == whole


@given(st.lists(ALPHABET, max_size=200).map("".join), st.integers(min_value=60, max_value=120))
def test_each_piece_ends_the_directions_it_opens(text: str, most: int) -> None:
    *before, _ = split(text, most)
    for piece in before:
        depth = 0
        for letter in piece:
            depth += (letter in "\u2066\u2067\u2068") - (letter == "\u2069" and depth > 0)
        assert depth == 0


def test_cuts_at_the_end_of_a_sentence() -> None:
    pieces = split(SENTENCE * 10, 100)
    assert all(piece.rstrip().endswith(".") for piece in pieces)
    assert len(pieces) > 3


def test_a_word_of_one_letter_and_a_thousand_marks_is_cut_all_the_same() -> None:
    assert [units(piece) for piece in split("a" + "\u0301" * 250, 100)] == [100, 100, 51]


@pytest.mark.parametrize(
    ("titles", "style"),
    [
        ((), Style.PLAIN),
        (("Yes", "No"), Style.BUTTONS),
        (("1", "2", "3", "4"), Style.LIST),
        (("I am in danger right now",), Style.LIST),
        (("I want to talk to a person, please",), Style.NUMBERED),
        (tuple("abcdefghijk"), Style.NUMBERED),
        (("Yes", "Yes"), Style.NUMBERED),
    ],
)
def test_buttons_are_shown_as_well_as_can_be(titles: tuple[str, ...], style: Style) -> None:
    (part,) = parts("Choose", buttons(*titles), CAN)
    assert part.style is style
    assert [button.title for button in part.buttons] == list(titles)
    if style is Style.NUMBERED:
        assert all(title in part.text for title in titles)


def test_a_long_text_carries_its_buttons_last_and_within_their_own_limit() -> None:
    made = parts(SENTENCE * 200, buttons("نعم", "لا"), CAN)
    assert [part.style for part in made[:-1]] == [Style.PLAIN] * (len(made) - 1)
    assert made[-1].style is Style.BUTTONS
    assert units(made[-1].text) <= CAN.body
    assert all(units(part.text) <= CAN.text for part in made)


def test_numbers_are_written_in_the_digits_of_the_text() -> None:
    many = buttons(*"ابتثجحخدذرز")
    assert "١١. ز" in parts("اختر", many, CAN)[-1].text
    assert "11. ز" in parts("Choose", many, CAN)[-1].text


@pytest.mark.parametrize("answer", ["2", "٢", "۲", " 2. ", "(2)", "\u200f٢"])
def test_a_typed_number_chooses_in_any_digits(answer: str) -> None:
    assert chosen(answer, buttons("a", "b", "c")) == 1


@pytest.mark.parametrize("answer", ["0", "4", "22222", "2 children", "b and c", "", "²", "-2-3"])
def test_other_answers_choose_nothing(answer: str) -> None:
    assert chosen(answer, buttons("a", "b", "c")) is None


def test_a_typed_title_chooses_too() -> None:
    assert chosen("أنا في خطر", buttons("أنا في خطر", "أريد شخصا")) == 0
