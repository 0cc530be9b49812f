"""Long messages cut into clauses that know their place and lose nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from language.clauses import LONGEST, split


def texts(message: str) -> list[str]:
    return [clause.text for clause in split(message)]


def test_sentences() -> None:
    assert texts("Hello. I have a question! Are you open?") == [
        "Hello.",
        "I have a question!",
        "Are you open?",
    ]
    assert texts("السلام عليكم\nعندي سؤال؟ شكرا") == ["السلام عليكم", "عندي سؤال؟", "شكرا"]
    assert texts("") == []
    assert texts("...") == ["..."]


def test_a_long_sentence_is_cut_at_commas_and_turns() -> None:
    message = (
        "I wanted to ask about the opening hours of your office near the big mosque, "
        "and also whether I need papers for the chair but honestly my husband beats me at night"
    )
    assert texts(message)[-1] == "but honestly my husband beats me at night"


def test_a_message_without_any_sign_is_cut_all_the_same() -> None:
    assert all(len(clause.text.split()) <= LONGEST for clause in split("word " * 1000))


@given(st.text(alphabet=st.one_of(st.sampled_from(" .,!?؟،\nabcdان بس but "), st.characters()), max_size=300))
def test_pieces_are_where_they_say_and_nothing_is_lost(text: str) -> None:
    pieces = split(text)
    place = 0
    for piece in pieces:
        assert piece.text == text[piece.start : piece.end]
        assert not text[place : piece.start].strip()
        place = piece.end
    assert not text[place:].strip()
