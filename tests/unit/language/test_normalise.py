"""What folding makes equal, and that every folded character knows where it came from."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.letters import LETTERS, WIDEST
from language.normalise import beginning, fold, plain

LETTERS_PEOPLE_TYPE = st.text(
    alphabet=st.one_of(
        st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىئؤ ـًٌٍَُِّْ.!؟،'\"…0123456789٠١٢٣ \n"),
        st.sampled_from("abcdefghijklmnopqrstuvwxyzABCéèçüß’‘“”-😀🆘\u200b\u200e\u202e\u2066"),
        st.characters(),
    )
)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("زَوْجِي يَضْرِبُنِي", "زوجي يضربني"),
        ("يضـــــربني", "يضربني"),
        ("جدااااا", "جدا"),
        ("بداات", "بدات"),
        ("أإآٱا", "ا"),
        ("مدرسة على", "مدرسه علي"),
        ("يظربني", "يضربني"),
        ("٨٠٠٧٠٠ ۸۰۰۷۰۰", "800700 800700"),
        ("1000000", "1000000"),
        ("ﻳﻀﺮﺑﻨﻲ", "يضربني"),
        ("ﷲ ﻻ", "الله لا"),
        ("hellllp", "help"),
        ("He Doesn’t", "he doesnt"),
        ("l'hôpital", "lhopital"),
        ("3'orfa", "3'orfa"),
        ("wait..... what", "wait… what"),
        ("he\u200blp \u202eme\u2066", "help me"),
        ("h̷̢͇̀e̵̛͌l̶̏p̴̈", "help"),
        ("a\t \u00a0 b", "a b"),
        ("a\r\n\r\nb", "a\nb"),
        ("मारता", "मारता"),
    ],
)
def test_what_people_do_not_tell_apart_is_folded(typed: str, folded: str) -> None:
    assert fold(typed).text == folded


@given(LETTERS_PEOPLE_TYPE)
@settings(max_examples=400)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(LETTERS_PEOPLE_TYPE)
@settings(max_examples=400)
def test_offsets_rise_and_stay_inside_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert 0 <= start < end <= len(text)


@given(LETTERS_PEOPLE_TYPE, st.data())
@settings(max_examples=300)
def test_a_span_of_the_original_folds_to_what_it_stands_for(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    words = [(i, i + len(w)) for w in folded.text.split() for i in [folded.text.find(w)] if w.isalpha()]
    for start, end in words:
        low, high = folded.span(start, end)
        assert folded.text[start:end] in fold(text[low:high]).text


@given(st.text(alphabet="ابتجحدرسعفقلمنهوي ", min_size=1), st.data())
def test_tashkeel_and_tatweel_make_no_difference(text: str, data: st.DataObject) -> None:
    noise = data.draw(st.lists(st.sampled_from(["", "َ", "ُ", "ِّ", "ـ", "ْ", "\u200f"]), min_size=len(text)))
    dressed = "".join(char + extra for char, extra in zip(text, noise, strict=False))
    assert fold(dressed).text == fold(text).text


@given(st.text(max_size=200))
def test_no_character_grows_without_bound(text: str) -> None:
    assert len(fold(text).text) <= WIDEST * len(text)


def test_every_character_folds_to_something_stable() -> None:
    for code in range(0x110000):
        once = LETTERS[chr(code)]
        assert len(once) <= WIDEST
        assert fold(once).text == fold(fold(once).text).text


def test_held_letters_are_remembered() -> None:
    folded = fold("killllll me")
    assert folded.text == "kil me"
    assert folded.stretched == {2}


@pytest.mark.parametrize(
    ("typed", "plainly"),
    [
        ("  أَحْبَبْتُ   المدرســــة\u200f ", "احببت المدرسه"),
        ("Sooooo TIRED!!!", "so tired"),
        ("إلى المستشفى، بسرعة…", "الي المستشفي بسرعه"),
        ("wait... what?? ؟", "wait what?"),
        ("cafe\u0301 École", "café école"),
        ("می‌خواهم آب", "میخواهم اب"),
        ("میں ٹھیک ہوں۔", "میں ٹھیک ہوں"),
        ("h̷̢͇̀e̵̛͌l̶̏p̴̈", "help"),
        ("😭😭😭 help", "😭 help"),
        ("٩٩٩", "999"),
        ("ﻳﻀﺮﺑﻨﻲ", "يضربني"),
        ("ﷺ", ""),
        ("", ""),
    ],
)
def test_plain_keeps_how_languages_are_spelled(typed: str, plainly: str) -> None:
    assert plain(typed) == plainly


@given(LETTERS_PEOPLE_TYPE)
def test_plain_text_is_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert len(plain(text)) <= WIDEST * len(text)


@pytest.mark.parametrize(
    "hostile",
    [
        "ﷺ" * 21_000,
        "a" * 65_536,
        "a\u0300\u0316" * 20_000,
        "\u202e" * 65_536,
        "'" * 65_536,
        "a'" * 32_000,
        "\ud800" * 65_536,
        "." * 65_536,
    ],
    ids=["ligature", "letter", "zalgo", "bidi", "quote", "apostrophes", "surrogate", "dots"],
)
def test_sixty_four_kilobytes_are_read_quickly(hostile: str) -> None:
    began = time.process_time()
    fold(hostile)
    plain(hostile)
    assert time.process_time() - began < 0.5


def test_blank_lines_do_not_fill_the_beginning() -> None:
    assert beginning("\n" * 5000 + "he hits me", 20) == "he hits me"
    assert beginning("a  b", 20) == "a  b"
    assert beginning("a b " * 100, 6) == "a b a "
