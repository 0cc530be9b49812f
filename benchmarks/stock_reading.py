"""Stock Rasa's reading beside ours: both learn the same messages in one run, and are judged on the same ones.

    .venv/brain/bin/python -m benchmarks.stock_reading [--messages N] [--epochs N]

Runs in the brain's environment; neither lexicon nor front door takes part. Stock needs about a minute an epoch for eight
thousand messages on one thread, so a slice of the corpus is drawn, the same in every run. Our encoder was taught the whole
corpus; one row shows it as it was before. Stock knows intents only: it escalates when the likeliest one is a report,
and its score is the sum of all reports'. Writes benchmarks/results/stock_reading.json.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import rasa.model_training
from rasa.core.agent import Agent
from sklearn.metrics import roc_auc_score

from benchmarks.ablation import HELD_OUT, ROOT, drawn, examples_of, figures, labels_of, read
from brain.adapt.lessons import Lesson
from brain.encoder.adapter import PATH as ADAPTER
from brain.encoder.build import DEFAULT_OUT, build
from brain.encoder.run import Encoder
from brain.nlu.corpus import assembled
from brain.nlu.labels import ESCALATED, Labels, is_report
from brain.nlu.learn import learn

RESULT = ROOT / "benchmarks" / "results" / "stock_reading.json"
SHOWN = ("recall", "precision", "area")
CONFIG = """\
recipe: default.v1
assistant_id: stock
language: ar
pipeline:
- name: WhitespaceTokenizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
  min_ngram: 1
  max_ngram: 4
- name: DIETClassifier
  epochs: {epochs}
  entity_recognition: false
  constrain_similarities: true
  random_seed: 20
"""


def stock(
    some: Sequence[Lesson], texts: Sequence[str], labels: Sequence[Labels], epochs: int
) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "config.yml").write_text(CONFIG.format(epochs=epochs), "utf-8")
        (folder / "nlu.yml").write_text(_as_yaml(some), "utf-8")
        archive = rasa.model_training.train_nlu(
            str(folder / "config.yml"), str(folder / "nlu.yml"), place, fixed_model_name="stock"
        )
        if archive is None:
            raise SystemExit("stock Rasa could not be trained")
        agent = Agent.load(archive)
    truth = [label.urgency in ESCALATED for label in labels]
    judged = []
    for text in texts:
        parsed = asyncio.run(agent.parse_message(text.replace("/", " ")))
        danger = sum(
            float(each["confidence"]) for each in parsed["intent_ranking"] if is_report(each["name"])
        )
        judged.append((is_report(parsed["intent"]["name"] or ""), danger))
    right = [is_true for (said, _), is_true in zip(judged, truth, strict=True) if said]
    found = [said for (said, _), is_true in zip(judged, truth, strict=True) if is_true]
    return {
        "recall": round(sum(found) / max(1, len(found)), 4),
        "precision": round(sum(right) / max(1, len(right)), 4),
        "area": round(float(roc_auc_score(truth, [danger for _, danger in judged])), 4),
    }


def ours(
    some: Sequence[Lesson], texts: Sequence[str], labels: Sequence[Labels], encoder: Encoder
) -> dict[str, float]:
    known = examples_of([each.text for each in some], [labels_of(each) for each in some], encoder)
    model = learn(assembled(known), lambda _: None).model
    found = figures(model, assembled(examples_of(texts, labels, encoder)))
    return {name: found[name] for name in SHOWN}


def _as_yaml(some: Sequence[Lesson]) -> str:
    by_intent: dict[str, list[str]] = defaultdict(list)
    for each in some:
        by_intent[each.labels["intent"]].append(each.text)
    blocks = [
        f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)
        for intent, texts in sorted(by_intent.items())
    ]
    return 'version: "3.1"\nnlu:\n' + "".join(blocks)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stock_reading")
    parser.add_argument("--messages", type=int, default=8_000, help="learnt by both (default %(default)s)")
    parser.add_argument("--epochs", type=int, default=100, help="of stock; its own default is 100")
    asked = parser.parse_args()
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - began:7.1f} s  {line}", flush=True)

    texts, labels = read(HELD_OUT)
    _, some = drawn(asked.messages)
    readers = {}
    for name, adapter in (
        ("Bab's brain, its encoder untaught", Path("none")),
        ("Bab's brain", ADAPTER),
    ):
        folder = build(ROOT / DEFAULT_OUT, say, adapter)
        readers[name] = ours(some, texts, labels, Encoder(folder))
        say(f"{name:36} {readers[name]}")
    readers["stock Rasa"] = stock(some, texts, labels, asked.epochs)
    say(f"{'stock Rasa':36} {readers['stock Rasa']}")
    RESULT.parent.mkdir(exist_ok=True)
    note = {"epochs": asked.epochs, "messages": len(some), "judged": len(texts), "readers": readers}
    RESULT.write_text(json.dumps(note, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
