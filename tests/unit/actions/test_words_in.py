"""What short messages say, however people spell them."""

from __future__ import annotations

import pytest

from actions.words_in import (
    asks_why,
    find_reference,
    language_wanted,
    refuses,
    tells_enough,
    words,
    yes_or_no,
)


@pytest.mark.parametrize(
    "text",
    [
        "SH-7K2M-4Q",
        "my number is sh-7k2m-4q please",
        "sh7k2m4q",
        "SH 7K2M 4Q",
        "رقم البلاغ SH-٧K٢M-٤Q شو صار عليه",
        "sh–7k2m–4q",
        "\u2066SH-7K2M-4Q\u2069",
    ],
)
def test_a_reference_is_found_however_it_is_typed(text: str) -> None:
    assert find_reference(text) == "SH-7K2M-4Q"


@pytest.mark.parametrize(
    "text", ["", "shelters", "she went home", "i shouted at him", "7K2M-4Q", "SH", "😢", "رقم"]
)
def test_what_is_no_reference(text: str) -> None:
    assert find_reference(text) is None


@pytest.mark.parametrize(("text", "found"), [("7k2m-4q", "SH-7K2M-4Q"), ("it is 7K2M 4Q", "SH-7K2M-4Q")])
def test_the_number_alone_counts_when_it_was_asked_for(text: str, found: str) -> None:
    assert find_reference(text, bare=True) == found


@pytest.mark.parametrize("text", ["i lost it", "what number", "ما اعرف الرقم", "next week"])
def test_words_are_no_number(text: str) -> None:
    assert find_reference(text, bare=True) is None


@pytest.mark.parametrize("text", ["نعم", "هيه آمن", "yes", "Yes I am safe", "اي", "aywa"])
def test_yes(text: str) -> None:
    assert yes_or_no(text) is True


@pytest.mark.parametrize(
    "text", ["لا", "مب آمن", "no", "not really", "i am not safe", "خايفة", "mb amna", "ما اقدر"]
)
def test_no_outweighs_yes(text: str) -> None:
    assert yes_or_no(text) is False


@pytest.mark.parametrize("text", ["", "هو في الصالة", "he is asleep", "😢"])
def test_neither(text: str) -> None:
    assert yes_or_no(text) is None


@pytest.mark.parametrize(
    "text", ["ليش تسألون", "لماذا؟", "شو دخلكم", "why", "Why do you need that?", "lesh tes2aloon"]
)
def test_a_question_back(text: str) -> None:
    assert asks_why(text)


@pytest.mark.parametrize("text", ["", "النهدة", "he asked me why i was late", "my sister", "؟"])
def test_no_question_back(text: str) -> None:
    assert not asks_why(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("english please", "en"),
        ("ابي انجليزي", "en"),
        ("بالإنجليزي لو سمحت", "en"),
        ("eng pls", "en"),
        ("can you write arabic", "ar"),
        ("تكلم عربي", "ar"),
        ("بالعربية", "ar"),
        ("3arabi", "ar"),
        ("ما افهم انجليزي تكلم عربي", "ar"),
        ("تكلم عربي ما افهم انجليزي", "ar"),
        ("I don't read Arabic, could you use English", "en"),
        ("change language", None),
        ("hindi please", None),
        ("", None),
    ],
)
def test_the_language_asked_for(text: str, language: str | None) -> None:
    assert language_wanted(text) == language


def test_a_long_message_tells_enough() -> None:
    assert tells_enough("my mother needs a wheelchair since last month")
    assert not tells_enough("i have a complaint")
    assert not tells_enough("")


@pytest.mark.parametrize("text", ["", "  ", "😢😢", "؟؟؟", "...", "\u200f\u202b"])
def test_nothing_to_read(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "ما ابي اعطي رقمي",
        "ما أبا أقول",
        "أفضل ما اذكر",
        "لا أريد ذكر اسمي",
        "I don't want to give my number",
        "id rather not tbh",
        "I would rather not say",
        "prefer not to answer that",
        "skip this 1 pls",
        "تخطي",
    ],
)
def test_a_refusal(text: str) -> None:
    assert refuses(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ما ابي حد يتصل",
        "ما اقدر اطلع",
        "لا اريد ان يعرف زوجي",
        "I don't want anyone to call",
        "not at home",
        "pass by the mosque",
    ],
)
def test_a_wish_is_no_refusal(text: str) -> None:
    assert not refuses(text)
