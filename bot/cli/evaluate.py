"""`bab evaluate FILE.jsonl`: how well the door reads labelled messages."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from bot import lexicon
from bot.app import LEXICON
from bot.brain import Brain, BrainFailed
from bot.cli.running import load_settings, run
from bot.cli.some_brain import facts, some_brain
from bot.evaluation.figures import Judged, Labelled, figures
from bot.evaluation.judge import BadFile, judge, load
from bot.settings import Settings
from language import Lexicon


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate(file: Path, as_json: bool) -> None:
    """Read every line of FILE (text, urgency, and optionally line, kind, lang) and print the figures."""
    settings = load_settings()
    try:
        result = figures(run(_judge_all(settings, file)))
    except (BadFile, BrainFailed) as error:
        raise click.ClickException(str(error)) from None
    click.echo(json.dumps(result, ensure_ascii=False, indent=1) if as_json else readable(result))


async def _judge_all(settings: Settings, file: Path) -> list[Judged]:
    labels, ear = load(file), lexicon.load(LEXICON)
    async with some_brain(settings) as brain:
        return await judge_all(labels, ear, brain, facts(settings))


async def judge_all(
    labels: Sequence[Labelled], ear: Lexicon, brain: Brain, known: Mapping[str, str]
) -> list[Judged]:
    judged = []
    with click.progressbar(labels, label="Reading", file=sys.stderr) as bar:
        for number, label in enumerate(bar):
            judged.append(await judge(label, number, ear, brain, known))
    return judged


def readable(result: dict[str, Any]) -> str:
    lines = [f"{result['n']} messages", "", f"{'':10} {'n':>5} {'recall':>8} {'precision':>10} {'false':>8}"]
    rows = [("all", {"n": result["n"], **result["escalated"]}), *result["by_lang"].items()]
    for name, row in rows:
        lines.append(
            f"{name:10} {row['n']:>5} {_percent(row['recall']):>8} {_percent(row['precision']):>10} "
            f"{_percent(row['false_rate']):>8}"
        )
    lines += [
        "",
        f"emergencies ranked emergency  {_percent(result['emergency_recall'])}",
        f"line right                    {_percent(result['line_accuracy'])}",
        f"language right                {_percent(result['language_accuracy'])}",
        f"reading and deciding          p50 {result['latency_ms']['p50']} ms, p99 {result['latency_ms']['p99']} ms",
        "",
        "labelled / read as   " + "".join(f"{name:>11}" for name in result["confusion"]),
    ]
    for name, row in result["confusion"].items():
        lines.append(f"{name:20} " + "".join(f"{count:>11}" for count in row.values()))
    for name in ("line", "language"):
        if mistaken := result[f"{name}_confusion"]:
            lines += ["", f"{name} taken for another: " + ", ".join(f"{k} {n}" for k, n in mistaken.items())]
    lines += ["", f"{len(result['misses'])} misses"]
    for miss in result["misses"]:
        lines.append(
            f"  {miss['label']} read as {miss['found']} ({miss['lang']}, {miss['intent']}): {miss['text']}"
        )
    return "\n".join(lines)


def _percent(rate: float | None) -> str:
    return "-" if rate is None else f"{100 * rate:.1f} %"
