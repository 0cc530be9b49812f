"""`bab compare OLD FILE…`: every message that two models decide differently. For a nightly run and for reviews."""

from __future__ import annotations

import json
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any

import click

from bot import lexicon
from bot.app import LEXICON
from bot.brain import BrainFailed
from bot.cli.evaluate import judge_all
from bot.cli.running import load_settings, run
from bot.cli.some_brain import facts, some_brain
from bot.evaluation.changes import Change, changes
from bot.evaluation.figures import Judged, Labelled
from bot.evaluation.judge import BadFile, load
from bot.settings import Settings

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("old", type=EXISTING)
@click.argument("files", type=EXISTING, nargs=-1, required=True)
@click.option("--new", type=EXISTING, help="Default: the model of the present data.")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
def compare(old: Path, files: tuple[Path, ...], new: Path | None, as_json: bool) -> None:
    """Read labelled FILEs with the model archive OLD and with the present one, and list what changed.

    Exit code 1 when a message that should be escalated is lost by the new model.
    """
    settings = load_settings()
    for archive in filter(None, (old, new)):
        if not tarfile.is_tarfile(archive):
            raise click.ClickException(f"{archive} is no trained model (bab-….tar.gz)")
    try:
        labels = [label for file in files for label in load(file)]
        before = run(_judge(settings, labels, old))
        after = run(_judge(settings, labels, new))
    except (BadFile, BrainFailed) as error:
        raise click.ClickException(str(error)) from None
    found = changes(before, after)
    click.echo(
        json.dumps(_plain(found), ensure_ascii=False, indent=1) if as_json else readable(found, len(labels))
    )
    if any(change.lost for change in found):
        raise click.exceptions.Exit(1)


async def _judge(settings: Settings, labels: list[Labelled], model: Path | None) -> list[Judged]:
    async with some_brain(settings, model) as brain:
        return await judge_all(labels, lexicon.load(LEXICON), brain, facts(settings))


def _plain(found: list[Change]) -> list[dict[str, Any]]:
    return [
        {
            "text": change.label.text,
            "label": change.label.urgency,
            "before": change.before.urgency,
            "after": change.after.urgency,
            "better": change.better,
            "reasons": list(change.after.reasons),
        }
        for change in found
    ]


def readable(found: list[Change], messages: int) -> str:
    lines = [
        f"  {'better' if change.better else 'worse ' if change.worse else 'other '} "
        f"{change.before.urgency} → {change.after.urgency} (labelled {change.label.urgency}): {change.label.text}"
        for change in found
    ]
    counts = Counter("better" if c.better else "worse" if c.worse else "other" for c in found)
    lost = sum(change.lost for change in found)
    summary = (
        f"{len(found)} of {messages} decisions changed: {counts['better']} better, {counts['worse']} worse"
    )
    return "\n".join([*lines, "", f"{summary}; {lost} to be escalated and now lost"])
