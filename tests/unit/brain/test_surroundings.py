"""A message among small talk stays whole, in its own language, and nothing but small talk stands around it."""

from random import Random

from brain.nlu.surroundings import LONG, Surroundings

DANGER = "my brother threatens me"


AROUND = Surroundings(
    [
        ("nice weather today", "small_talk", "routine", "en"),
        ("where is my parcel", "out_of_scope", "routine", "en"),
        ("he beats me", "report_woman_abuse", "urgent", "en"),
        ("what are your hours", "ask_hours", "routine", "en"),
        ("الجو حلو", "small_talk", "routine", "ar"),
    ]
)


def put(text: str, language: str = "en") -> list[str]:
    return [AROUND.put(text, language, Random(seed)) for seed in range(200)]


def test_the_message_is_whole_and_stands_everywhere() -> None:
    made = put(DANGER)
    assert all(DANGER in text and text != DANGER for text in made)
    assert any(text.startswith(DANGER) for text in made)
    assert any(text.rstrip(".!, ").endswith(DANGER) for text in made)
    assert any(not text.startswith(DANGER) and not text.rstrip(".!, ").endswith(DANGER) for text in made)


def test_only_small_talk_of_its_language_is_put_around_it() -> None:
    for text in put(DANGER):
        assert "beats" not in text
        assert "hours" not in text
        assert not any("\u0600" < letter < "\u06ff" for letter in text), text


def test_what_is_long_or_of_a_language_without_small_talk_stays_alone() -> None:
    assert set(put(DANGER, "fr")) == {DANGER}
    rambling = " ".join(["word"] * LONG)
    assert set(put(rambling)) == {rambling}
