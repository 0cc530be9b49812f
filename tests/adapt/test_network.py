"""What is taught is what runs afterwards: the network's vectors are the encoder's, and a lesson is learnt."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch

from brain.adapt.__main__ import Teacher
from brain.adapt.batches import TASKS, Batches
from brain.adapt.lessons import Lesson, lessons
from brain.adapt.network import RANK, Network
from brain.encoder import adapter
from brain.encoder.build import DEFAULT_OUT, build
from brain.encoder.run import Encoder
from brain.encoder.weights import read_weights, weights_path

ROOT = Path(__file__).parents[2]
SENTENCES = ["where is your office", "زوجي يضربني", "mumkin a3raf raqm el hotline", "मुझे मदद चाहिए"]
LABELS = {
    "urgency": "urgent",
    "intent": "report_woman_abuse",
    "line": "general",
    "kind": "report",
    "lang": "en",
}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(build(ROOT / DEFAULT_OUT, lambda line: None))


@pytest.fixture
def network() -> Network:
    torch.manual_seed(1)
    weights = read_weights(weights_path())
    network = Network(weights.shape, weights.tensors, dict.fromkeys(TASKS, (2, 1.0)))
    network.resume(adapter.load())
    return network


def classes(some: list[Lesson]) -> dict[str, list[str]]:
    return {task: sorted({each.labels[task] for each in some}) for task in TASKS}


def test_its_vectors_are_those_of_the_built_encoder(encoder: Encoder, network: Network) -> None:
    some = [Lesson(text=text, labels=LABELS) for text in SENTENCES]
    network.eval()
    for lesson in some:
        [(words, mask, _)] = Batches(encoder, classes(some)).of([lesson], None)
        with torch.no_grad():
            vector = network.pooled(words, mask)[0].numpy()
        built = encoder.encode([lesson.text])[0]
        # Not equal: the built one multiplies seven bits.
        assert vector @ built / np.linalg.norm(vector) > 0.95, lesson.text


def test_padding_changes_nothing(encoder: Encoder, network: Network) -> None:
    some = [Lesson(text=text, labels=LABELS) for text in (SENTENCES[0], " ".join(SENTENCES * 2))]
    batches = Batches(encoder, classes(some))
    network.eval()
    with torch.no_grad():
        [(words, mask, _)] = batches.of(some, None)
        beside = network.pooled(words, mask)[0].numpy()
        [(words, mask, _)] = batches.of(some[:1], None)
        alone = network.pooled(words, mask)[0].numpy()
    assert beside @ alone / np.linalg.norm(beside) / np.linalg.norm(alone) > 0.999


def test_a_lesson_is_learnt_and_only_in_the_additions(encoder: Encoder, network: Network) -> None:
    other = {
        "urgency": "routine",
        "intent": "ask_hours",
        "line": "home_care",
        "kind": "inquiry",
        "lang": "ar",
    }
    some = [Lesson(text=text, labels=LABELS if n % 2 else other) for n, text in enumerate(SENTENCES)]
    [(words, mask, truth)] = Batches(encoder, classes(some)).of(some, None)
    fixed = network.layers[0].linear["q"].weights.clone()
    before = {name: up.copy() for name, (_, up) in network.additions().items()}
    network.centre(words, mask)
    teacher = Teacher(network, resumed=True)
    losses = [teacher.step(words, mask, truth, 1.0) for _ in range(12)]
    assert losses[-1] < 0.5 * losses[0]
    assert torch.equal(fixed, network.layers[0].linear["q"].weights)
    assert all(np.any(up != before[name]) for name, (_, up) in network.additions().items())


def test_what_was_learnt_is_kept(network: Network, tmp_path: Path) -> None:
    file = tmp_path / "adapter.npz"
    adapter.save(file, network.additions())
    again, before = adapter.load(file), adapter.load()
    for name, (down, up) in before.items():
        kept_down, kept_up = again[name]
        assert kept_down.shape[1] == RANK
        np.testing.assert_allclose(kept_down @ kept_up, down @ up, atol=2e-3)


def test_an_adapter_of_a_larger_rank_is_refused(network: Network) -> None:
    down, up = np.zeros((384, RANK + 1), np.float32), np.zeros((RANK + 1, 384), np.float32)
    with pytest.raises(ValueError, match="rank"):
        network.resume({"l0.q.w": (down, up)})


def test_one_message_in_five_is_never_learnt() -> None:
    learnt, kept = lessons(ROOT / "nlu_data")
    assert not {each.text for each in learnt} & {each.text for each in kept}
    assert 0.18 < len(kept) / (len(kept) + len(learnt)) < 0.22


def test_equal_seeds_give_equal_batches(encoder: Encoder) -> None:
    some = [Lesson(text=f"{text} {n}", labels=LABELS) for text in SENTENCES for n in range(40)]
    batches = Batches(encoder, classes(some), some)

    def first() -> np.ndarray:
        return next(iter(batches.of(some, Random(3), size=16)))[0]

    np.testing.assert_array_equal(first(), first())
