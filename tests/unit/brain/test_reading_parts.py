"""The reading's pure parts: guard, thresholds, wording, net, reasons, clauses."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from brain.arrays import Array
from brain.encoder.run import Encoder
from brain.nlu.features import meaning
from brain.nlu.guard import decide, in_unread_letters, only_an_address
from brain.nlu.labels import FALLBACK, LabelUnknown, labels_of
from brain.nlu.language import Spelling
from brain.nlu.lines import choose_weight
from brain.nlu.model import Odds, danger_of, joined
from brain.nlu.nearest import MOST, Nearest
from brain.nlu.net import Net, average, fit_net
from brain.nlu.reasons import quoted, reasons_of
from brain.nlu.telling import telling_words
from brain.nlu.terms import count
from brain.nlu.thresholds import Thresholds, choose
from brain.nlu.tokenizer import WORD, clauses_of
from brain.nlu.wording import Wording, fit_wording
from language.reading import read

RANKING = [
    {"name": "small_talk", "confidence": 0.6},
    {"name": "report_child_abuse", "confidence": 0.3},
    {"name": "greet", "confidence": 0.1},
]


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("ahmed@example.com", True),
        ("050 123 4567", True),
        ("+971501234567", True),
        ("٠٥٠١٢٣٤٥٦٧", True),
        ("https://maps.example/abc", True),
        ("ahmed@example.com, 0501234567", True),
        ("999", False),
        ("call me 0501234567", False),
        ("he is here https://maps.example/abc", False),
        ("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBka", True),
        ("plshelpmemyhusbandbeatsmeeveryday", False),
        ("HELPMEPLEASEHEISATTHEDOOR999999999", False),
        ("", False),
    ],
)
def test_an_address_alone_is_a_bare_answer(text: str, only: bool) -> None:
    assert only_an_address(text) is only


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("สวัสดีค่ะ", True),
        ("안녕하세요 help", True),
        ("ਮੈਨੂੰ ਬਚਾਓ", False),
        ("నన్ను కాపాడండి", False),
        ("مرحبا", False),
        ("", False),
    ],
)
def test_letters_the_encoder_was_not_given(text: str, unread: bool) -> None:
    assert in_unread_letters(text) is unread


class TestGuard:
    def test_danger_takes_the_best_report_and_keeps_the_ranking(self) -> None:
        top, ranking = decide(RANKING, "urgent", 0.9)
        assert top["name"] == "report_child_abuse"
        assert ranking == RANKING

    def test_doubt_without_danger_is_a_fallback(self) -> None:
        assert decide(RANKING, "routine", 0.7)[0]["name"] == FALLBACK
        assert decide(RANKING, "routine", 0.5)[0]["name"] == "small_talk"

    def test_a_report_without_danger_is_asked_about(self) -> None:
        assert decide(RANKING[1:], "routine", 0.1)[0]["name"] == FALLBACK

    def test_no_ranking(self) -> None:
        assert decide([], None, 0.0)[0]["name"] == FALLBACK


class TestThresholds:
    def test_verdicts(self) -> None:
        thresholds = Thresholds(escalated=0.3, emergency=0.5)
        shares = {"emergency": 0.3, "urgent": 0.1, "attention": 0.1, "routine": 0.5}
        assert thresholds.verdict(shares) == "emergency"
        assert thresholds.verdict({**shares, "emergency": 0.1, "urgent": 0.3}) == "urgent"
        assert thresholds.verdict({**shares, "emergency": 0.0}) == "routine"
        assert thresholds.verdict({**shares, "emergency": 0.0, "attention": 0.6}) == "attention"

    def test_chosen_for_recall(self) -> None:
        chance = np.random.default_rng(3)
        truth = ["urgent"] * 200 + ["routine"] * 200
        danger = np.concatenate([chance.beta(4, 2, 200), chance.beta(2, 4, 200)])
        unseen = np.stack([danger * 0, danger, danger * 0, 1 - danger], axis=1).astype(np.float32)
        chosen, curve = choose(unseen, truth)
        found = (danger[:200] >= chosen.escalated).mean()
        assert found > 0.93
        assert [p.recall for p in curve] == sorted((p.recall for p in curve), reverse=True)


def test_two_opinions_stay_probabilities() -> None:
    net = np.asarray([[0.2, 0.3, 0.1, 0.4], [0, 0, 0, 1], [1, 0, 0, 0]], np.float32)
    out = joined(net, np.asarray([0.9, 0.0, 1.0], np.float32), Odds(net=0.5, wording=0.5, shift=0.0))
    assert out.sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-3)
    assert out[0, :2].sum() > net[0, :2].sum()
    assert danger_of(net[:1, 1], net[:1, 1], Odds(net=1.0, wording=1.0, shift=0.0))[0] < 0.3


TEXTS = ["where is the office", "what are your hours", "help me now please", "he hits my mother"] * 5


def test_wording_scores_as_it_was_fitted() -> None:
    escalated = np.asarray([False, False, True, True] * 5)
    counted = count(TEXTS)
    lines = np.asarray(["general", "general", "child_protection", "women_protection"] * 5)
    wording = fit_wording(counted, np.arange(len(TEXTS)), escalated, lines)
    again = Wording.from_arrays(wording.arrays())
    p = again.probabilities(["he hits my mother", "what are your hours", ""])
    assert p[0] > 0.6 > 0.4 > p[1]
    assert p == pytest.approx(
        wording.probabilities(["he hits my mother", "what are your hours", ""]), abs=0.01
    )
    _, of_lines = again.opinions(["he hits my mother", "what are your hours"])
    assert again.lines == ("child_protection", "general", "women_protection")
    assert of_lines.argmax(axis=1).tolist() == [2, 1]
    assert of_lines.sum(axis=1) == pytest.approx([1, 1])


def test_talk_without_a_line_teaches_none() -> None:
    lines = np.asarray(["general", "", "child_protection", "women_protection"] * 5)
    wording = fit_wording(count(TEXTS), np.arange(20), np.asarray([False, False, True, True] * 5), lines)
    assert wording.lines == ("child_protection", "general", "women_protection")
    assert wording.probabilities(["what are your hours"])[0] < 0.4


def test_words_that_know_no_lines_leave_them_to_the_net() -> None:
    lines = np.asarray(["general", "child_protection"] * 10)
    wording = fit_wording(count(TEXTS), np.arange(20), np.asarray([False, False, True, True] * 5), lines)
    again = Wording.from_arrays(wording.arrays())
    assert again.lines == ()
    assert again.opinions(TEXTS)[1].shape == (20, 0)


def test_the_words_count_as_much_as_they_help() -> None:
    lines = ["child_protection", "general", "women_protection"]
    truth = [lines[i % 3] for i in range(90)]
    right = np.eye(3, dtype=np.float32)[[i % 3 for i in range(90)]] * 0.8 + 0.1
    wrong = np.roll(right, 1, axis=1)
    doubtful = np.full((90, 3), 1 / 3, np.float32)
    assert choose_weight(right, wrong, lines, truth) == 0
    assert choose_weight(doubtful, right, lines, truth) > 0
    assert choose_weight(wrong, right, lines, truth) > 1


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_the_net_is_deterministic_and_survives_being_kept() -> None:
    chance = np.random.default_rng(5)
    rows = chance.normal(size=(90, 800)).astype(np.float32)
    names = ["a|x", "b|y", "c|z"] * 30
    rows[:, 0] += np.asarray([0, 5, 10] * 30)
    one, two = (average([fit_net(rows, names, seed) for seed in (1, 2)]) for _ in range(2))
    assert np.array_equal(one.probabilities(rows), two.probabilities(rows))
    assert not np.array_equal(one.members[0].inner, one.members[1].inner)
    again = Net.from_arrays(one.arrays())
    assert again.classes == ("a|x", "b|y", "c|z")
    assert again.probabilities(rows) == pytest.approx(one.probabilities(rows), abs=0.02)


def test_the_nearest_names_an_intent() -> None:
    rows = np.eye(3, 400, dtype=np.float32)
    near = Nearest.from_arrays(Nearest.of(rows, ["a", "b", "c"]).arrays())
    assert near.intent_of(rows[1]) == "b"


def test_the_nearest_is_found_among_some_of_very_many() -> None:
    many = MOST * 2 + 3
    rows = np.zeros((many, 400), np.float32)
    rows[np.arange(many), np.arange(many) % 5] = 1
    near = Nearest.of(rows, [("a", "b", "c", "d", "e")[i % 5] for i in range(many)])
    assert len(near.arrays()["nearest.points"]) == len(near.arrays()["nearest.intents"]) <= MOST
    assert [near.intent_of(row) for row in np.eye(5, 400, dtype=np.float32)] == ["a", "b", "c", "d", "e"]


class Lengths:
    """An encoder whose vector is how many letters a text has."""

    def encode(self, texts: list[str]) -> Array:
        return np.asarray([[len(text)] for text in texts], np.float32)


def test_arabizi_means_what_both_spellings_mean() -> None:
    text = "shlonik ya 5oy"
    (arabic,) = read(text).transliterations[:1]
    assert len(arabic) != len(text)
    both = meaning([text, "how are you"], cast(Encoder, Lengths()))
    assert both.tolist() == [[(len(text) + len(arabic)) / 2], [len("how are you")]]


def test_reasons_quote_only_the_person_and_shortly() -> None:
    urgency = {"emergency": 0.1, "urgent": 0.8, "attention": 0.05, "routine": 0.05}
    text = "{1:2} " + "x " * 500
    places = reasons_of(
        verdict="urgent", urgency=urgency, clause=(0, len(text)), words=[(0, 5)], nearest="report_violence"
    )
    assert not any("x x" in reason for reason in places)
    said = quoted(places, text)
    assert said[2] == "the words that weighed most: “{1:2}”"
    assert "90%" in said[0]
    assert "report_violence" in said[-1]
    assert max(map(len, said)) < 200


def test_a_glance_reads_words_as_they_are_typed() -> None:
    texts = ["he hits my mother", "زوجي يضربني", "where is the office", "متى تفتحون"] * 5
    wording = fit_wording(
        count(texts), np.arange(20), np.asarray([True, True, False, False] * 5), np.asarray(["general"] * 20)
    )
    glances = wording.glances(
        ["HE hiiiits,my mother", "زَوْجِي يَضْرِبُنِي", "office office where is the", "", "؟ ! …"]
    )
    assert all(glances[:2] > 0)
    assert not any(glances[2:])


def test_telling_words_stand_where_the_person_wrote_them() -> None:
    texts = ["he hits my mother", "he hits her", "where is the office", "my mother likes the office"] * 5
    wording = fit_wording(
        count(texts), np.arange(20), np.asarray([True, True, False, False] * 5), np.asarray(["general"] * 20)
    )
    text = "Well: he HIIITS my mother!"
    assert [text[start:end] for start, end in telling_words(wording, text)][:1] != []
    assert any("HIIITS" in text[start:end] for start, end in telling_words(wording, text))
    assert telling_words(wording, text[6:], 6) == telling_words(wording, text)
    assert telling_words(wording, "") == []
    twice = telling_words(wording, "he hits her. he hits her.")
    words = ["he hits her. he hits her."[start:end] for start, end in twice]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("text", ["ريلي يضربني، ومب قادرة اطلع.", "a" * 65536, "؟" * 3000, "\ud800 x", ""])
def test_words_stand_where_they_say(text: str) -> None:
    for found in WORD.finditer(text):
        assert text[found.start() : found.end()] == found.group()
    assert all(text[part.start : part.end] == part.text for part in clauses_of(text))


def test_labels_refuse_misspelt_words() -> None:
    block = {"line": "general", "kind": "chitchat", "urgency": "routine", "lang": "en"}
    good = Message.build("hi", "greet", intent_metadata=block)
    assert labels_of(good).urgency == "routine"
    for broken in ({**block, "urgency": "rutine"}, {}, None):
        with pytest.raises(LabelUnknown):
            labels_of(Message.build("hi", "greet", intent_metadata=broken))


def test_languages_are_told_apart_by_their_spelling() -> None:
    english = ["where is the office", "what are your hours", "help me now please", "thank you very much"] * 4
    arabizi = ["wain el maktab", "shu awqat dawamkum", "sa3dooni al7een", "mashkoor wayed"] * 4
    tagalog = ["nasaan po ang opisina", "anong oras kayo", "tulungan ninyo ako", "maraming salamat po"] * 4
    languages = ["en"] * 16 + ["arabizi"] * 16 + ["tl"] * 16
    for some in (3, 2):
        texts = [*english, *arabizi, *tagalog][: some * 16]
        known = Spelling.fit(texts, languages[: some * 16])
        again = Spelling.from_arrays(known.arrays())
        assert [again.language_of(text) for text in ("the hours please", "wain el dawam")] == [
            "en",
            "arabizi",
        ]
        assert again.language_of("") is None
        assert again.language_of("zzz 000") is None
