"""Stock Rasa's reading beside ours: trained on the same messages, judged on the same ones, in one run.

    .venv/brain/bin/python -m benchmarks.stock_reading [--epochs N]

Runs in the brain's environment and needs our model trained. Neither lexicon nor front door takes part. Stock knows
intents only: it escalates when the likeliest intent is a report, and its score is the sum of all reports'.
Writes benchmarks/results/stock_reading.json.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import rasa.model_training
from rasa.core.agent import Agent
from sklearn.metrics import roc_auc_score

from benchmarks.ablation import HELD_OUT, ROOT, read
from brain.nlu.labels import ESCALATED, is_report
from brain.reading import Reader
from brain.serve import present_model

RESULT = ROOT / "benchmarks" / "results" / "stock_reading.json"
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
# (is escalated, how dangerous it looks)
Judge = Callable[[str], tuple[bool, float]]


def stock(epochs: int, folder: Path) -> Judge:
    config = folder / "config.yml"
    config.write_text(CONFIG.format(epochs=epochs), "utf-8")
    files = [
        str(path)
        for path in sorted((ROOT / "nlu_data").iterdir())
        if path.name not in ("lexicon", "dialogue")
    ]
    data = folder / "nlu"
    data.mkdir()
    for place in files:
        (data / Path(place).name).symlink_to(place)
    archive = rasa.model_training.train_nlu(str(config), str(data), str(folder), fixed_model_name="stock")
    if archive is None:
        raise SystemExit("stock Rasa could not be trained")
    agent = Agent.load(archive)

    def judge(text: str) -> tuple[bool, float]:
        parsed = asyncio.run(agent.parse_message(text.replace("/", " ")))
        danger = sum(
            float(each["confidence"]) for each in parsed["intent_ranking"] if is_report(each["name"])
        )
        return is_report(parsed["intent"]["name"] or ""), danger

    return judge


def ours() -> Judge:
    archive = present_model(ROOT)
    if archive is None:
        raise SystemExit("no model of the present data; run: make train")
    agent = Agent.load(str(archive))
    if agent.processor is None:
        raise SystemExit(f"{archive} cannot be loaded")
    reader = Reader(agent.processor)

    def judge(text: str) -> tuple[bool, float]:
        reading = reader.read(text)["reading"]
        danger = reading["urgency"]["emergency"] + reading["urgency"]["urgent"]
        return reading["verdict"] in ESCALATED, float(danger)

    return judge


def figures(judge: Judge, texts: Sequence[str], truth: Sequence[bool]) -> dict[str, float]:
    judged = [judge(text) for text in texts]
    right = [is_true for (said, _), is_true in zip(judged, truth, strict=True) if said]
    found = [said for (said, _), is_true in zip(judged, truth, strict=True) if is_true]
    return {
        "recall": round(sum(found) / max(1, len(found)), 4),
        "precision": round(sum(right) / max(1, len(right)), 4),
        "area": round(float(roc_auc_score(truth, [danger for _, danger in judged])), 4),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stock_reading")
    parser.add_argument("--epochs", type=int, default=100, help="stock's default is 100, hours on two cores")
    asked = parser.parse_args()
    texts, labels = read(HELD_OUT)
    truth = [label.urgency in ESCALATED for label in labels]
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        judges = {"Bab's brain": ours(), "stock Rasa": stock(asked.epochs, Path(folder))}
        print(f"stock trained in {time.monotonic() - began:.0f} s", flush=True)
        readers = {name: figures(judge, texts, truth) for name, judge in judges.items()}
    for name, found in readers.items():
        print(f"{name:12} {found}")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"epochs": asked.epochs, "readers": readers}, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
