"""The measure that keeps copies out of the training data: it must find them."""

import json
from pathlib import Path
from random import Random

import pytest

from tests.support import nearness
from tests.support.nearness import fingerprints, near_pairs, runs

TEXTS = [
    "My husband took my passport and locks the door when he leaves",
    "what are your hours on friday",
    "my husband took my pasport and locks the door when he leaves!!",
    "ريلي ماخذ جوازي ويقفل الباب يوم يظهر",
    "رِيلي ماخذ جوازي، ويقفل الباب يوم يظهر",
    "can I volunteer on weekends",
]


def test_near_copies_are_found_and_nothing_else() -> None:
    assert {(pair.second, pair.first) for pair in near_pairs(TEXTS)} == {(0, 2), (3, 4)}


def test_every_pair_is_found_that_comparing_each_with_each_would_find() -> None:
    texts = [f"message {n % 7} about the {'door ' * (n % 3)}of {n % 5}" for n in range(60)]
    sets = [runs(text) for text in texts]
    slow = {
        (a, b)
        for b in range(60)
        for a in range(b)
        if len(sets[a] & sets[b]) / len(sets[a] | sets[b]) >= nearness.NEAR
    }
    assert {(pair.second, pair.first) for pair in near_pairs(texts)} == slow


@pytest.mark.parametrize("seed", range(8))
def test_and_of_sets_of_any_size(seed: int) -> None:
    chance = Random(seed)
    sets: list[nearness.Runs] = []
    for _ in range(150):
        # Half are made from an earlier one by a few exchanges, so that many pairs stand on either side of the bound.
        some = set(chance.choice(sets)) if sets and chance.random() < 0.5 else set()
        some |= set(chance.sample(range(60), chance.randint(1, 12)))
        sets.append(frozenset(chance.sample(sorted(some), chance.randint(1, len(some)))))
    slow = {
        (a, b)
        for b in range(len(sets))
        for a in range(b)
        if len(sets[a] & sets[b]) / len(sets[a] | sets[b]) >= nearness.NEAR
    }
    found = [(pair.second, pair.first) for pair in nearness.near_sets(sets)]
    assert len(found) == len(set(found))
    assert set(found) == slow
    assert len(slow) > 10


def test_fingerprints_tell_nearness_and_no_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (json.dumps({"text": text}) for text in (TEXTS[0], TEXTS[3]))
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    monkeypatch.setattr("sys.argv", ["nearness", "--fingerprints", str(tmp_path / "a.jsonl")])
    assert nearness.main() == 0
    printed = capsys.readouterr().out
    assert "husband" not in printed
    (tmp_path / "a.fingerprints").write_text(printed, "utf-8")
    assert fingerprints(tmp_path / "a.fingerprints") == [runs(TEXTS[0]), runs(TEXTS[3])]
