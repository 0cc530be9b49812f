"""docs/understanding.md, put together from checked-in results. Pure: results in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Results = Mapping[str, Any]

HEAD = """\
# How well Bab reads

Written by `python -m benchmarks.understanding`; do not edit by hand. The goals are in brackets. *Escalated* means urgent or emergency.

The messages measured here were written to be hard: half of the harmless ones sound dangerous, and many of the dangerous ones
do not. Their writers did not see the training data, and nothing near them may enter it (`tests/unit/house/test_training_data.py`).
"""

LIMITS = """\
## What these figures cannot say
- Every message, for training and for measuring, was made up for this project. Real people write otherwise. Before a door opens, messages
  that were written to it, with consent, labelled by the helpline's own specialists, must replace these sets (`bab evaluate FILE.jsonl` takes them).
- No native speaker has reviewed the data; Amharic, Sinhala, Malayalam, Tamil, Maghrebi and Sudanese are the weakest.
- A set of a thousand messages tells 98 % from 97 % only just: one point is ten messages.
- The lexicon and the brain were made by the same people, so they may be blind in the same places.
- The figures are of a message without a past. In a conversation, what was escalated stays so, whatever is written later.
"""


def page(results: Results) -> str:
    """`results`: by name, what the commands of benchmarks/ left; what is missing is left out of the page."""
    parts = [HEAD]
    if "understanding" in results:
        parts += [
            _held_out(results["understanding"]),
            _unread(results["understanding"]),
            _everyday(results["understanding"]),
        ]
    if "ablation" in results:
        parts += [_views(results["ablation"]), _probabilities(results["ablation"])]
    if "stock_reading" in results:
        parts.append(_stock(results["stock_reading"]))
    return "\n".join([*parts, LIMITS])


def _held_out(measured: Results) -> str:
    found = measured["held_out"]
    whole, latency = found["escalated"], found["latency_ms"]
    rows = [
        ["all", found["n"], *map(percent, (whole["recall"], whole["precision"], whole["false_rate"]))],
        *(
            [lang, each["n"], *map(percent, (each["recall"], each["precision"], each["false_rate"]))]
            for lang, each in sorted(found["by_lang"].items(), key=lambda item: -item[1]["n"])
        ),
    ]
    confusion = found["confusion"]
    return "\n".join(
        [
            "## Messages nobody trained on",
            "Through lexicon, brain and decision, exactly as a live message goes (`tests/understanding/held_out_*.jsonl`).",
            "",
            table(
                ["language", "messages", "escalated found (≥ 98)", "alarms right (≥ 85)", "false alarms"],
                rows,
            ),
            "",
            f"Emergencies ranked emergency {percent(found['emergency_recall'])} (≥ 90) · line right "
            f"{percent(found['line_accuracy'])} (≥ 92) · language right {percent(found['language_accuracy'])} (≥ 99) · "
            f"a whole turn p50 {latency['p50']} ms, p99 {latency['p99']} ms ({measured['machine']}).",
            "",
            table(
                ["labelled ↓ read →", *confusion],
                [[label, *counts.values()] for label, counts in confusion.items()],
            ),
            "",
            f"Lines most often taken for another: {_most(found['line_confusion'])}.",
            f"Languages most often taken for another: {_most(found['language_confusion'])}.",
            "",
        ]
    )


def _unread(measured: Results) -> str:
    found = measured["unread"]
    whole = found["escalated"]
    figures = [found["n"], *map(percent, (whole["recall"], whole["precision"], whole["false_rate"]))]
    others = map(percent, (found["emergency_recall"], found["line_accuracy"], found["language_accuracy"]))
    return "\n".join(
        [
            "## A second set, whose misses nobody has read",
            "Training messages were written where the first set showed weakness, which flatters it. Not so this one (`tests/understanding/held_out_second.jsonl`).",
            "",
            table(
                [
                    "messages",
                    "escalated found",
                    "alarms right",
                    "false alarms",
                    "emergencies",
                    "line",
                    "language",
                ],
                [[*figures, *others]],
            ),
            "",
        ]
    )


def _everyday(measured: Results) -> str:
    found = measured["everyday"]
    rows = [
        [lang, each["n"], percent(each["false_rate"])]
        for lang, each in sorted(found["by_lang"].items(), key=lambda item: -item[1]["n"])
    ]
    return "\n".join(
        [
            "## Everyday messages of other domains",
            "Banking, travel, deliveries, games, families: nothing of it concerns a helpline (`tests/understanding/everyday.jsonl`).",
            "",
            table(
                ["language", "messages", "false alarms (≤ 1)"],
                [["all", found["n"], percent(found["escalated"]["false_rate"])], *rows],
            ),
            "",
        ]
    )


def _views(found: Results) -> str:
    columns = ["recall", "precision", "emergencies ranked emergency", "line"]
    rows = [
        [name, *(percent(each[column]) for column in columns), f"{each['area']:.4f}"]
        for name, each in found["variants"].items()
    ]
    return "\n".join(
        [
            "## What each view is worth",
            f"The brain alone, without the lexicon, trained on {found['learnt']:,} of {found['corpus']:,} messages and judged on {found['judged']:,} "
            "(`python -m benchmarks.ablation`). The area under the curve does not depend on thresholds.",
            "",
            table(["", "found", "alarms right", "emergencies", "line", "area"], rows),
            "",
        ]
    )


def _probabilities(found: Results) -> str:
    chosen = found["thresholds"]
    curve = [
        [f"{p['threshold']:.2f}", percent(p["recall"]), percent(p["precision"]), percent(p["false_rate"])]
        for p in found["curve"]
    ]
    bins = [
        [f"{row['from']:.2f}–{row['to']:.2f}", row["messages"], percent(row["said"]), percent(row["true"])]
        for row in found["reliability"]
    ]
    return "\n".join(
        [
            "## What a probability means",
            f"Of the brain that learnt {found['learnt']:,} messages, on the held-out ones: how likely danger was said to be, and how often it was there.",
            "",
            table(["said", "messages", "said on average", "true"], bins),
            "",
            f"Escalated from {chosen['escalated']:.2f}, an emergency from a share of {chosen['emergency']:.2f} of the two. Chosen in training on messages "
            "that neither encoder nor classifier had seen, as the highest that still finds the share of disclosures that `brain/nlu/thresholds.py` asks for:",
            "",
            table(["threshold", "found", "alarms right", "false alarms"], curve),
            "",
        ]
    )


def _stock(found: Results) -> str:
    columns = ["recall", "precision", "area"]
    rows = [[name, *(percent(each[column]) for column in columns)] for name, each in found["readers"].items()]
    return "\n".join(
        [
            "## Beside stock Rasa",
            f"WhitespaceTokenizer, CountVectors and DIET ({found['epochs']} epochs) and ours, trained on the same {found['messages']:,} messages "
            f"of the corpus in one run, judged on {found['judged']:,} others (`python -m benchmarks.stock_reading`), without the lexicon. Our encoder was "
            "taught the whole corpus; one row shows it untaught. Stock has no urgency: there a message counts as escalated when its intent is a report.",
            "",
            table(["", "found", "alarms right", "area"], rows),
            "",
        ]
    )


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def percent(rate: float | None) -> str:
    return "–" if rate is None else f"{100 * rate:.1f} %"


def _most(mistaken: Mapping[str, int], most: int = 6) -> str:
    return ", ".join(f"{pair} ({count})" for pair, count in list(mistaken.items())[:most]) or "none"
