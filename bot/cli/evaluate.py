"""`bab evaluate FILE.jsonl`: how well the door reads labelled messages."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import click

from bot import lexicon
from bot.app import LEXICON
from bot.brain import Brain, BrainFailed
from bot.cli.running import load_settings, run
from bot.cli.up import free_port
from bot.evaluation.figures import Judged, figures
from bot.evaluation.judge import BadFile, judge, load
from bot.serve import BrainMissing, brain_command, brain_environment, keep_brain, new_token
from bot.settings import Settings

READY_SECONDS = 180


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
    facts = {
        "hotline": settings.hotline,
        "emergency": settings.emergency_number,
        "organisation_ar": settings.organisation_ar,
        "organisation_en": settings.organisation_en,
    }
    judged = []
    async with _some_brain(settings) as brain:
        with click.progressbar(labels, label="Reading", file=sys.stderr) as bar:
            for number, label in enumerate(bar):
                judged.append(await judge(label, number, ear, brain, facts))
    return judged


@asynccontextmanager
async def _some_brain(settings: Settings) -> AsyncIterator[Brain]:
    """The brains of BAB_BRAIN_URLS, or one of our own for as long as it takes."""
    urls, token = settings.brains, settings.brain_token.get_secret_value()
    keeper: asyncio.Task[None] | None = None
    if not urls:
        port, token = free_port(), new_token()
        urls = (f"http://127.0.0.1:{port}",)
        log_file = settings.home / "log" / "evaluate.log"
        keeper = asyncio.create_task(keep_brain(brain_command(port), brain_environment(token), log_file))
    # A first message may wait for a cold model; the deadline of live traffic is not what is measured.
    brain = Brain(urls, token, seconds=30)
    try:
        await _until_ready(brain)
        yield brain
    finally:
        await brain.close()
        if keeper is not None:
            keeper.cancel()
            await asyncio.gather(keeper, return_exceptions=True)


async def _until_ready(brain: Brain) -> None:
    click.echo("Waiting for the brain …", err=True)
    try:
        async with asyncio.timeout(READY_SECONDS):
            while not await brain.ready():
                await asyncio.sleep(0.5)
    except TimeoutError:
        raise BrainMissing("the brain did not get ready; see the log folder, and try: bab doctor") from None


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
    lines += ["", f"{len(result['misses'])} misses"]
    for miss in result["misses"]:
        lines.append(
            f"  {miss['label']} read as {miss['found']} ({miss['lang']}, {miss['intent']}): {miss['text']}"
        )
    return "\n".join(lines)


def _percent(rate: float | None) -> str:
    return "-" if rate is None else f"{100 * rate:.1f} %"
