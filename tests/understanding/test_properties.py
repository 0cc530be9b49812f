"""What must not change how a message is decided: its spelling, its alphabet, the place of the danger in it."""

import re
from collections.abc import Callable

import pytest

from tests.support.ear import Ear
from tests.understanding.messages import corpus, lines

pytestmark = [pytest.mark.brain, pytest.mark.timeout(600)]

UNCHANGED = 0.99
TWINS = 0.95
ANYWHERE = 0.97

_ARABIC = re.compile("([\u0628-\u064a])(?=[\u0628-\u064a])")
_MARKS = "\u064e\u0650\u064f\u0652"


def with_tashkeel(text: str) -> str:
    return _ARABIC.sub(lambda found: found[1] + _MARKS[ord(found[1]) % 4], text)


def with_tatweel(text: str) -> str:
    return _ARABIC.sub("\\1ـ", text, count=6)


def with_other_alefs(text: str) -> str:
    return re.sub("[أإآ]", "ا", text).replace("ة", "ه").replace("ى", "ي")


def held(text: str) -> str:
    """The last vowel of the longest word held down, as people do who plead."""
    word = max(text.split(), key=len, default="")
    long = re.sub(r"([aeiouاوي])(?=[^aeiouاوي]*$)", r"\1\1\1\1", word, count=1)
    return text.replace(word, long, 1) if word else text


def in_capitals(text: str) -> str:
    return text.upper()


def without_commas(text: str) -> str:
    return re.sub("[,،!]", " ", text)


def with_final_stops(text: str) -> str:
    return f"{text} ..."


SPELLINGS = [
    with_tashkeel,
    with_tatweel,
    with_other_alefs,
    held,
    in_capitals,
    without_commas,
    with_final_stops,
]


@pytest.fixture(scope="module")
def escalated(ear: Ear) -> dict[str, bool]:
    """How each message of the corpus is decided as it is written."""
    return {text: ear.hear(text).escalated for text in corpus()}


@pytest.mark.parametrize("respelled", SPELLINGS, ids=lambda change: change.__name__)
def test_spelling_does_not_change_the_decision(
    ear: Ear, escalated: dict[str, bool], respelled: Callable[[str], str]
) -> None:
    changed = [text for text in corpus() if respelled(text) != text]
    assert len(changed) >= 90  # fewer could not tell 99 % from 98 %
    turned = [
        (text, respelled(text)) for text in changed if escalated[text] != ear.hear(respelled(text)).escalated
    ]
    assert 1 - len(turned) / len(changed) >= UNCHANGED, turned


def test_arabizi_twins_are_decided_alike(ear: Ear) -> None:
    twins = lines("twins.jsonl")
    assert len(twins) >= 100
    apart = [twin for twin in twins if ear.hear(twin["ar"]).escalated != ear.hear(twin["arabizi"]).escalated]
    assert 1 - len(apart) / len(twins) >= TWINS, apart


@pytest.mark.parametrize("order", ["danger before after", "before danger after", "before after danger"])
def test_danger_counts_wherever_it_stands(ear: Ear, order: str) -> None:
    messages = lines("positions.jsonl")
    assert len(messages) >= 50
    missed = [
        message
        for message in messages
        if not ear.hear(" ".join(message[part] for part in order.split())).escalated
    ]
    assert 1 - len(missed) / len(messages) >= ANYWHERE, missed
