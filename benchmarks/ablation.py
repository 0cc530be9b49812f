"""What each view of a message is worth: the reading model trained without one of them at a time.

    .venv/brain/bin/python -m benchmarks.ablation [--messages N] [FILE.jsonl …]

Runs in the brain's environment, without Rasa and without the lexicon: only what the brain itself sees. Every variant
learns from the same messages and is judged on the same ones, which nobody trained on; the last column is
the area under the curve of *escalated*, which no threshold can flatter. A slice of the corpus, the same in
every run, takes less time. Writes benchmarks/results/ablation.json.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from sklearn.metrics import roc_auc_score

from brain.adapt.lessons import Lesson, lessons
from brain.arrays import Array
from brain.encoder import memory
from brain.encoder.build import DEFAULT_OUT, build
from brain.encoder.run import Encoder
from brain.nlu.corpus import Corpus, Example, assembled, read_alone
from brain.nlu.features import meaning
from brain.nlu.labels import ESCALATED, URGENCIES, Labels
from brain.nlu.learn import learn
from brain.nlu.model import Model
from brain.nlu.parts import verdict_of

ROOT = Path(__file__).parents[1]
HELD_OUT = sorted((ROOT / "tests" / "understanding").glob("held_out_*.jsonl"))
RESULT = ROOT / "benchmarks" / "results" / "ablation.json"
SEED = 20
BINS = (0.0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1.01)
VARIANTS = (
    "all views",
    *(f"without {view}" for view in ("meaning", "transliteration", "wording", "stretches", "adapter")),
)


def examples_of(
    texts: Sequence[str],
    labels: Sequence[Labels],
    encoder: Encoder,
    *,
    transliterated: bool = True,
) -> list[Example]:
    def meant(texts: Sequence[str]) -> Array:
        return meaning(list(texts), encoder) if transliterated else encoder.encode(list(texts))

    out = []
    for text, label, row in zip(texts, labels, meant(texts), strict=True):
        parts = read_alone(text)
        rows_of_parts = meant(parts) if parts else None
        out.append(
            Example(text=text, labels=label, row=row[None], stretches=parts, stretch_rows=rows_of_parts)
        )
    return out


def without_meaning(corpus: Corpus) -> Corpus:
    return replace(corpus, rows=np.zeros_like(corpus.rows))


def danger(model: Model, corpus: Corpus, *, stretches: bool = True) -> tuple[Array, Array, Array]:
    """For each message its urgencies [messages, 4], and of the part that weighed most the shares and what its words say
    about the line."""
    shares = model.shares(corpus.rows)
    of_words, lines = model.wording.opinions(corpus.texts)
    judged = model.judged(shares, of_words)
    urgencies, weighed = [], []
    for message in range(len(corpus.labels)):
        mine = np.flatnonzero(corpus.owners == message) if stretches else np.asarray([message])
        urgency, part = verdict_of(judged[mine])
        urgencies.append(urgency)
        weighed.append(mine[part])
    return np.stack(urgencies), shares[weighed], lines[weighed]


def figures(model: Model, corpus: Corpus, *, stretches: bool = True) -> dict[str, Any]:
    judged, shares, of_words = danger(model, corpus, stretches=stretches)
    truth = np.asarray([label.urgency in ESCALATED for label in corpus.labels])
    verdicts = [
        model.thresholds.verdict(dict(zip(URGENCIES, map(float, row), strict=True))) for row in judged
    ]
    said = np.asarray([verdict in ESCALATED for verdict in verdicts])
    emergency = np.asarray([label.urgency == "emergency" for label in corpus.labels])
    lines = [
        model.line_of(model.given(row, escalated=verdict in ESCALATED), words)
        for row, words, verdict in zip(shares, of_words, verdicts, strict=True)
    ]
    return {
        "recall": round(float(said[truth].mean()), 4),
        "precision": round(float(truth[said].mean()), 4),
        "emergencies ranked emergency": round(
            float(np.mean([v == "emergency" for v, e in zip(verdicts, emergency, strict=True) if e])), 4
        ),
        "line": round(float(np.mean([a == b.line for a, b in zip(lines, corpus.labels, strict=True)])), 4),
        "area": round(float(roc_auc_score(truth, judged[:, 0] + judged[:, 1])), 4),
    }


def reliability(model: Model, corpus: Corpus, bins: Sequence[float] = BINS) -> list[dict[str, float]]:
    """For each range of probabilities: what was said on average, and how often it was so."""
    judged, _, _ = danger(model, corpus)
    said = judged[:, 0] + judged[:, 1]
    truth = np.asarray([label.urgency in ESCALATED for label in corpus.labels])
    rows = []
    for low, high in pairwise(bins):
        inside = (said >= low) & (said < high)
        if inside.any():
            rows.append(
                {
                    "from": low,
                    "to": min(high, 1.0),
                    "messages": int(inside.sum()),
                    "said": round(float(said[inside].mean()), 3),
                    "true": round(float(truth[inside].mean()), 3),
                }
            )
    return rows


def read(files: Sequence[Path]) -> tuple[list[str], list[Labels]]:
    lines = [
        json.loads(line) for path in files for line in path.read_text("utf-8").splitlines() if line.strip()
    ]
    labels = [
        Labels(intent="", line=x["line"], kind=x["kind"], urgency=x["urgency"], language=x["lang"])
        for x in lines
    ]
    return [x["text"] for x in lines], labels


def drawn(most: int | None) -> tuple[int, list[Lesson]]:
    """How many messages there are to learn from, and so many of them, the same in every run."""
    some = [each for part in lessons(ROOT / "nlu_data") for each in part]
    return len(some), some if most is None else Random(SEED).sample(some, min(most, len(some)))


def labels_of(lesson: Lesson) -> Labels:
    of = lesson.labels
    return Labels(
        intent=of["intent"], line=of["line"], kind=of["kind"], urgency=of["urgency"], language=of["lang"]
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation")
    parser.add_argument("files", type=Path, nargs="*", default=HELD_OUT)
    parser.add_argument("--messages", type=int, help="learn from so many of the corpus (default: all)")
    parser.add_argument("--only", choices=VARIANTS, help="one variant, printed and not written")
    asked = parser.parse_args()
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - began:7.1f} s  {line}", flush=True)

    corpus_size, some = drawn(asked.messages)
    texts, labels = read(asked.files)

    def corpora(folder: Path, *, transliterated: bool = True) -> tuple[Corpus, Corpus]:
        encoder = Encoder(folder)
        memory.recall(encoder, folder)
        say(f"reading {len(some)} messages to learn from, {len(texts)} to judge")

        def read_as(texts: Sequence[str], labels: Sequence[Labels]) -> Corpus:
            return assembled(examples_of(texts, labels, encoder, transliterated=transliterated))

        known = read_as([each.text for each in some], [labels_of(each) for each in some])
        return known, read_as(texts, labels)

    corpus, judged = corpora(build(ROOT / DEFAULT_OUT, say))
    whole = learn(corpus, lambda _: None) if asked.only in (None, "all views", "without stretches") else None
    results: dict[str, dict[str, Any]] = {}
    for variant in [asked.only] if asked.only else VARIANTS:
        view = variant.removeprefix("without ")
        if view == "meaning":
            model = learn(without_meaning(corpus), lambda _: None).model
            results[variant] = figures(model, without_meaning(judged))
        elif view == "transliteration":
            raw = corpora(build(ROOT / DEFAULT_OUT, say), transliterated=False)
            results[variant] = figures(learn(raw[0], lambda _: None).model, raw[1])
        elif view == "wording":
            results[variant] = figures(learn(corpus, lambda _: None, wording=False).model, judged)
        elif view == "adapter":
            plain = corpora(build(ROOT / DEFAULT_OUT, say, adapter=Path("none")))
            results[variant] = figures(learn(plain[0], lambda _: None).model, plain[1])
        elif whole is not None:
            results[variant] = figures(whole.model, judged, stretches=view != "stretches")
        say(f"{variant:24} {results[variant]}")
    if whole is not None and not asked.only:
        note = {
            "learnt": len(some),
            "corpus": corpus_size,
            "judged": len(texts),
            "variants": results,
            "thresholds": asdict(whole.model.thresholds),
            "curve": [asdict(point) for point in whole.curve],
            "reliability": reliability(whole.model, judged),
        }
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(json.dumps(note, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
