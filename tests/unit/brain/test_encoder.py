"""The built encoder against a plain numpy reading of the same weights, and against bad input."""

from __future__ import annotations

import os
import random
import statistics
import time
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from brain.arrays import Array
from brain.encoder import memory
from brain.encoder.adapter import AdapterUnfit, adapted, save
from brain.encoder.build import DEFAULT_OUT, build
from brain.encoder.run import TOKENS, WIDTH, Encoder
from brain.encoder.weights import Weights, read_weights, weights_path

ROOT = Path(__file__).parents[3]
SENTENCES = [
    "where is your office",
    "زوجي يضربني",
    "وين مكتبكم في الشارقة؟",
    "mumkin a3raf raqm el hotline",
    "मुझे मदद चाहिए",
    "I would like to volunteer on weekends, what do I need?",
]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder(build(ROOT / DEFAULT_OUT, lambda line: None))


@lru_cache(maxsize=1)
def weights() -> Weights:
    read = read_weights(weights_path())
    return replace(read, tensors=adapted(read.tensors))


def reference(ids: list[int], pieces: list[str]) -> Array:
    """The model written down once more, slowly: numpy, float32, one sentence."""
    shape, t = weights().shape, weights().tensors
    names = {text: i for i, text in enumerate(weights().pieces.texts)}
    own = [names[piece] for piece in pieces]
    assert len(own) == len(ids)

    def norm(x: Array, name: str) -> Array:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + shape.epsilon)
        return np.asarray(scaled * t[f"{name}.w"] + t[f"{name}.b"])

    def linear(x: Array, name: str) -> Array:
        return np.asarray(x @ t[f"{name}.w"].T + t[f"{name}.b"])

    def gelu(x: Array) -> Array:
        from scipy.special import erf

        return np.asarray(x * 0.5 * (1 + erf(x / np.sqrt(2))))

    x = norm(t["emb.word"][own] + t["emb.pos"][: len(own)] + t["emb.type"][0], "emb.ln")
    size = shape.hidden // shape.heads
    for layer in range(shape.layers):
        name = f"l{layer}"
        q, k, v = (
            linear(x, f"{name}.{part}").reshape(-1, shape.heads, size).transpose(1, 0, 2) for part in "qkv"
        )
        scores = q @ k.transpose(0, 2, 1) / np.sqrt(size)
        weight = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (weight / weight.sum(-1, keepdims=True)) @ v
        joined = mixed.transpose(1, 0, 2).reshape(-1, shape.hidden)
        x = norm(x + linear(joined, f"{name}.ao"), f"{name}.aln")
        x = norm(x + linear(gelu(linear(x, f"{name}.fi")), f"{name}.fo"), f"{name}.oln")
    mean = x.mean(0)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)


def test_an_adapter_for_other_weights_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "adapter.npz"
    save(file, {"l0.q.w": (np.ones((3, 2), np.float32), np.ones((2, 3), np.float32))})
    with pytest.raises(AdapterUnfit):
        adapted({"l0.q.w": np.zeros((4, 4), np.float32)}, file)
    added = adapted({"l0.q.w": np.zeros((3, 3), np.float32)}, file)
    assert np.array_equal(added["l0.q.w"], np.full((3, 3), 2.0, np.float32))
    assert adapted({"a": np.ones(1, np.float32)}, tmp_path / "none.npz").keys() == {"a"}


@pytest.mark.parametrize("text", SENTENCES)
def test_equals_the_reference(encoder: Encoder, text: str) -> None:
    ids = encoder.pieces(text)
    pieces = [encoder._splitter.id_to_piece(i) for i in ids]
    assert float(encoder.encode([text])[0] @ reference(ids, pieces)) > 0.98


def test_a_text_reads_the_same_alone_and_beside_others(encoder: Encoder) -> None:
    fresh = Encoder(build(ROOT / DEFAULT_OUT, lambda line: None))
    together = fresh.encode(SENTENCES)
    for text, vector in zip(SENTENCES, together, strict=True):
        assert np.array_equal(encoder.encode([text])[0], vector)


def test_meaning_crosses_languages(encoder: Encoder) -> None:
    office, office_ar, volunteer = encoder.encode(
        ["where is your office", "وين مكتبكم", "I want to volunteer"]
    )
    assert office @ office_ar > office @ volunteer


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\x00", "\ud800", "a\udfffb", "ﷺ" * 500, "؟؟؟", "😢" * 300, "a" * 65536,
        "زوجي " * 13000, "\u202e\u200f\u2066", "/restart", "\n" * 70000, "e\u0301" * 5000,
    ],
)  # fmt: skip
def test_any_text_is_encoded_and_capped(encoder: Encoder, text: str) -> None:
    assert len(encoder.pieces(text)) <= TOKENS
    vectors = encoder.encode([text])
    assert vectors.shape == (1, WIDTH)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors[0]) == pytest.approx(1, abs=1e-3)


def test_blank_lines_before_a_message_do_not_hide_it(encoder: Encoder) -> None:
    assert encoder.pieces("\n" * 3000 + "he hits me") == encoder.pieces("he hits me")


def test_nothing_gives_nothing(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, WIDTH)


def test_random_code_points_never_crash(encoder: Encoder) -> None:
    """A slice; BAB_FUZZ=1000000 runs the whole."""
    rounds = int(os.environ.get("BAB_FUZZ", "1000"))
    chance = random.Random(7)
    planes = [(0, 0x7F), (0x600, 0x6FF), (0xD7F0, 0xE010), (0xFB50, 0xFEFF), (0x1F300, 0x1FAFF), (0, 0x10FFFF)]  # fmt: skip
    for _ in range(rounds):
        low, high = chance.choice(planes)
        text = "".join(chr(chance.randint(low, high)) for _ in range(chance.randint(0, 24)))
        assert np.isfinite(encoder.encode([text])).all()


def test_vectors_are_kept_between_trainings_and_a_broken_file_is_no_loss(
    encoder: Encoder, tmp_path: Path
) -> None:
    texts = ["where is the office", "ريلي يضربني", ""]
    vectors = encoder.encode(texts)
    memory.keep(encoder, tmp_path)
    (file,) = tmp_path.iterdir()
    assert "office" not in file.read_bytes().decode("latin-1")
    again = Encoder(build(ROOT / DEFAULT_OUT, lambda _: None))
    memory.recall(again, tmp_path)
    assert again.known().keys() == encoder.known().keys()
    again._run = None  # type: ignore[assignment, method-assign]  # nothing is left to compute
    assert np.array_equal(again.encode(texts), vectors)
    file.write_bytes(b"no archive")
    memory.recall(again, tmp_path)
    assert np.array_equal(again.encode(texts), vectors)


def test_vectors_outlive_a_training_that_was_broken_off(tmp_path: Path) -> None:
    new = Encoder(build(ROOT / DEFAULT_OUT, lambda _: None))

    def broken_off() -> None:
        with memory.remembered(new, tmp_path):
            new.encode(["where is the office"])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    again = Encoder(build(ROOT / DEFAULT_OUT, lambda _: None))
    with memory.remembered(again, tmp_path):
        assert again.known().keys() == new.known().keys()


def test_a_training_broken_off_before_anything_was_read_keeps_nothing(tmp_path: Path) -> None:
    with memory.remembered(Encoder(build(ROOT / DEFAULT_OUT, lambda _: None)), tmp_path):
        pass
    assert not list(tmp_path.iterdir())


def test_speed(encoder: Encoder, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [f"{sentence} {number}" for number in range(20) for sentence in SENTENCES]
    new = [_milliseconds(encoder, text) for text in texts]
    seen = [_milliseconds(encoder, text) for text in texts]
    with capsys.disabled():
        print(
            f"\nencoder, one thread: new p50 {statistics.median(new):.2f} ms, "
            f"p95 {sorted(new)[int(0.95 * len(new))]:.2f} ms, seen p50 {statistics.median(seen):.3f} ms"
        )
    assert statistics.median(seen) < statistics.median(new) / 10


def _milliseconds(encoder: Encoder, text: str) -> float:
    started = time.perf_counter()
    encoder.encode([text])
    return (time.perf_counter() - started) * 1000


def test_the_memory_has_room_for_every_vector_of_the_corpus() -> None:
    # With less room than texts, asking for all in turn would find none: the first make way for the last.
    said = sum(
        line.startswith("    - ")
        for path in (ROOT / "nlu_data").rglob("*.yml")
        for line in path.read_text("utf-8").splitlines()
    )
    # Besides the messages themselves: Arabizi's other spelling, stretches of the long, those among small talk.
    assert 1.8 * said < memory.MOST
