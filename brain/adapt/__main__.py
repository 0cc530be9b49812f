"""`python -m brain.adapt`: learn the encoder's additions from nlu_data and write brain/encoder/adapter.npz.

Deterministic for equal data, seed and number of threads. Shows each part of a pass with its losses, and
after each pass how the held-back messages are read. Train anew afterwards (`bab train`).
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from pathlib import Path
from random import Random

import numpy as np

ROOT = Path(__file__).parents[2]
WEIGHTS = {"urgency": 1.0, "intent": 0.6, "line": 0.7, "kind": 0.3, "lang": 0.1}
PASSES = 3
RATE = 8e-4
HEADS_RATE = 4e-3
WARM_UP = 0.06
SEED = 11
LONGEST_STEP = 1.0


def pace(step: int, steps: int) -> float:
    """The share of the full rate: rises over the warm-up, then falls along a half cosine to a twentieth."""
    if step < WARM_UP * steps:
        return (step + 1) / (WARM_UP * steps)
    done = (step - WARM_UP * steps) / max(1.0, (1 - WARM_UP) * steps)
    return 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * done))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m brain.adapt", description=__doc__)
    parser.add_argument("--passes", type=int, default=PASSES, help="over the messages (default %(default)s)")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, help="default: beside the encoder")
    parser.add_argument(
        "--resume", action="store_true", help="go on from the present adapter, for a grown corpus"
    )
    asked = parser.parse_args()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["OMP_NUM_THREADS"] = str(asked.threads)
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"adapt: {time.monotonic() - began:7.1f} s  {line}", flush=True)

    say("loading TensorFlow")
    import tensorflow as tf

    from brain.adapt.lessons import TASKS, Batches, lessons
    from brain.adapt.network import Network
    from brain.encoder import adapter
    from brain.encoder.build import DEFAULT_OUT, build
    from brain.encoder.run import Encoder
    from brain.encoder.weights import read_weights, weights_path

    tf.config.threading.set_intra_op_parallelism_threads(asked.threads)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.random.set_seed(SEED)
    chance = Random(SEED)
    encoder = Encoder(build(ROOT / DEFAULT_OUT, say), cached_texts=0)
    weights = read_weights(weights_path())
    learnt, kept = lessons(ROOT / "nlu_data")
    classes = {task: sorted({each.labels[task] for each in [*learnt, *kept]}) for task in TASKS}
    batches = Batches(encoder, classes)
    tasks = {task: (len(names), WEIGHTS[task]) for task, names in classes.items()}
    network = Network(weights.shape, weights.tensors, tasks)
    # What was learnt must not be shaken loose while the heads, which are not kept, find their place again.
    rate = RATE / 2 if asked.resume else RATE
    if asked.resume:
        network.resume(adapter.load())
    words, mask, _ = next(iter(batches.of(chance.sample(learnt, min(256, len(learnt))), chance, size=256)))
    network.centre(words, mask)
    of_encoder, of_heads = network.variables
    teachers = [
        (tf.keras.optimizers.legacy.Adam(rate, beta_2=0.98), rate, of_encoder),
        (tf.keras.optimizers.legacy.Adam(HEADS_RATE, beta_2=0.98), HEADS_RATE, of_heads),
    ]
    say(f"{len(learnt)} messages to learn from, {len(kept)} held back")

    @tf.function(reduce_retracing=True, autograph=False)
    def learn(words, mask, truth):  # type: ignore[no-untyped-def]
        with tf.GradientTape() as tape:
            loss = network.loss(network.logits(words, mask, True), truth)
        gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, of_encoder + of_heads), LONGEST_STEP)
        parts = (gradients[: len(of_encoder)], gradients[len(of_encoder) :])
        for (optimiser, _, variables), part in zip(teachers, parts, strict=True):
            optimiser.apply_gradients(zip(part, variables, strict=True))
        return loss

    @tf.function(reduce_retracing=True, autograph=False)
    def look(words, mask):  # type: ignore[no-untyped-def]
        return network.logits(words, mask, False)

    steps = asked.passes * math.ceil(len(learnt) / 32)
    step = 0
    for number in range(asked.passes):
        losses = []
        for words, mask, truth in batches.of(learnt, chance):
            for optimiser, full, _ in teachers:
                optimiser.learning_rate = full * pace(step, steps)
            truths = {task: tf.constant(places) for task, places in truth.items()}
            losses.append(float(learn(tf.constant(words), tf.constant(mask), truths)))
            step += 1
            if step % 50 == 0:
                say(
                    f"pass {number + 1} of {asked.passes}, step {step} of {steps}, loss {np.mean(losses[-50:]):.3f}"
                )
        hits = dict.fromkeys(TASKS, 0)
        escalated = []
        danger = [classes["urgency"].index(name) for name in ("emergency", "urgent")]
        for words, mask, truth in batches.of(kept, None):
            logits = look(tf.constant(words), tf.constant(mask))
            for task in TASKS:
                hits[task] += int((logits[task].numpy().argmax(1) == truth[task]).sum())
            shares = tf.nn.softmax(logits["urgency"]).numpy()
            escalated += list(zip(shares[:, danger].sum(1), np.isin(truth["urgency"], danger), strict=True))
        scores = ", ".join(f"{task} {hits[task] / max(1, len(kept)):.3f}" for task in TASKS)
        say(f"held back: {scores}, escalated {area(escalated):.4f} (area under the curve)")
        adapter.save(asked.out or adapter.PATH, network.additions())
    say(f"done: {asked.out or adapter.PATH}")
    return 0


def area(scored: list[tuple[float, bool]]) -> float:
    """How often a dangerous message scores above a harmless one."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score([truth for _, truth in scored], [score for score, _ in scored]))


if __name__ == "__main__":
    sys.exit(main())
