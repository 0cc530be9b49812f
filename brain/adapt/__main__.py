"""`python -m brain.adapt`: learn the encoder's additions from nlu_data and write brain/encoder/adapter.npz.

Deterministic for equal data, seed, threads and processor. Shows each part of a pass with its losses, and
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
import torch

from brain.adapt.batches import BATCH, TASKS, Batches, Places
from brain.adapt.lessons import Lesson, lessons
from brain.adapt.network import Network
from brain.arrays import Array
from brain.encoder import adapter
from brain.encoder.build import DEFAULT_OUT, build
from brain.encoder.run import Encoder
from brain.encoder.weights import read_weights, weights_path

ROOT = Path(__file__).parents[2]
WEIGHTS = {"urgency": 1.0, "intent": 0.6, "line": 0.7, "kind": 0.3, "lang": 0.1}
PASSES = 3
RATE = 1e-3
HEADS_RATE = 4e-3
WARM_UP = 0.06
LAST = 0.05
SEED = 11
LONGEST_STEP = 1.0
SHOWN_EVERY = 50


def pace(step: int, steps: int) -> float:
    """The share of the full rate: rises over the warm-up, then falls along a half cosine to LAST."""
    if step < WARM_UP * steps:
        return (step + 1) / (WARM_UP * steps)
    done = (step - WARM_UP * steps) / max(1.0, (1 - WARM_UP) * steps)
    return LAST + (1 - LAST) * 0.5 * (1 + math.cos(math.pi * done))


class Teacher:
    """One network and its optimiser; what was learnt must not be shaken loose while the heads, which are not kept, find
    their place again, so a resumed encoder learns at half the rate."""

    def __init__(self, network: Network, *, resumed: bool) -> None:
        self.network = network
        encoder, heads = network.variables()
        self._all = [*encoder, *heads]
        self._rates = (RATE / 2 if resumed else RATE, HEADS_RATE)
        self._optimiser = torch.optim.Adam(
            [{"params": encoder}, {"params": heads}], betas=(0.9, 0.98), fused=True
        )

    def step(self, words: Array, mask: Array, truth: dict[str, Places], pace: float) -> float:
        """The loss before the step."""
        self.network.train()
        for group, rate in zip(self._optimiser.param_groups, self._rates, strict=True):
            group["lr"] = rate * pace
        loss = self.network.loss(self.network(words, mask), truth)
        self._optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._all, LONGEST_STEP)
        self._optimiser.step()
        return loss.item()


@torch.no_grad()
def judged(network: Network, batches: Batches, kept: list[Lesson], classes: dict[str, list[str]]) -> str:
    """How the held-back messages are read, for the screen."""
    network.eval()
    hits = dict.fromkeys(TASKS, 0)
    scores: list[float] = []
    truths: list[bool] = []
    danger = [classes["urgency"].index(name) for name in ("emergency", "urgent")]
    for words, mask, truth in batches.of(kept, None):
        logits = {task: values.numpy() for task, values in network(words, mask).items()}
        for task in TASKS:
            hits[task] += int((logits[task].argmax(1) == truth[task]).sum())
        shares = torch.softmax(torch.from_numpy(logits["urgency"]), 1)[:, danger].sum(1)
        scores += shares.tolist()
        truths += np.isin(truth["urgency"], danger).tolist()
    from sklearn.metrics import roc_auc_score

    shown = ", ".join(f"{task} {hits[task] / max(1, len(kept)):.3f}" for task in TASKS)
    return f"{shown}, escalated {roc_auc_score(truths, scores):.4f} (area under the curve)"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m brain.adapt", description=__doc__)
    parser.add_argument("--passes", type=int, default=PASSES, help="over the messages (default %(default)s)")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, help="default: beside the encoder")
    parser.add_argument(
        "--resume", action="store_true", help="go on from the present adapter, for a grown corpus"
    )
    asked = parser.parse_args()
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"adapt: {time.monotonic() - began:7.1f} s  {line}", flush=True)

    torch.set_num_threads(asked.threads)
    torch.manual_seed(SEED)
    chance = Random(SEED)
    encoder = Encoder(build(ROOT / DEFAULT_OUT, say), cached_texts=0)
    weights = read_weights(weights_path())
    say("reading the messages")
    learnt, kept = lessons(ROOT / "nlu_data")
    classes = {task: sorted({each.labels[task] for each in [*learnt, *kept]}) for task in TASKS}
    batches = Batches(encoder, classes, learnt)
    tasks = {task: (len(names), WEIGHTS[task]) for task, names in classes.items()}
    network = Network(weights.shape, weights.tensors, tasks)
    if asked.resume:
        network.resume(adapter.load())
    words, mask, _ = next(iter(batches.of(chance.sample(learnt, min(256, len(learnt))), chance, size=256)))
    network.centre(words, mask)
    teacher = Teacher(network, resumed=asked.resume)
    say(f"{len(learnt)} messages to learn from, {len(kept)} held back")
    steps = asked.passes * math.ceil(len(learnt) / BATCH)
    step = 0
    for number in range(asked.passes):
        losses = []
        for words, mask, truth in batches.of(learnt, chance):
            losses.append(teacher.step(words, mask, truth, pace(step, steps)))
            step += 1
            if step % SHOWN_EVERY == 0:
                loss = np.mean(losses[-SHOWN_EVERY:])
                say(f"pass {number + 1} of {asked.passes}, step {step} of {steps}, loss {loss:.3f}")
        say(f"held back: {judged(network, batches, kept, classes)}")
        adapter.save(asked.out or adapter.PATH, network.additions())
    say(f"done: {asked.out or adapter.PATH}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
