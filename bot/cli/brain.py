"""`bab brain` runs the brain alone; `bab train` trains its model when something changed."""

from __future__ import annotations

import subprocess

import click

from bot.cli.running import load_settings
from bot.serve import BRAIN_PYTHON, ROOT, BrainMissing, brain_environment, run_brain

DEFAULT_PORT = 5005


@click.command()
def brain() -> None:
    """Start one brain in the foreground, on loopback (BAB_BRAIN_PORT, BAB_BRAIN_TOKEN)."""
    settings = load_settings()
    token = settings.brain_token.get_secret_value()
    if not token:
        raise click.ClickException("BAB_BRAIN_TOKEN: a brain without a token does not start")
    try:
        code = run_brain(settings.brain_port or DEFAULT_PORT, token)
    except BrainMissing as error:
        raise click.ClickException(str(error)) from None
    raise click.exceptions.Exit(code)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def train(arguments: tuple[str, ...]) -> None:
    """Train the brain's model, unless nothing it depends on has changed."""
    if not BRAIN_PYTHON.exists():
        raise click.ClickException(
            "the brain's environment is missing (Python 3.10 with Rasa); run: make setup"
        )
    command = [str(BRAIN_PYTHON), "-m", "brain.train", *arguments]
    raise click.exceptions.Exit(subprocess.call(command, cwd=ROOT, env=brain_environment("")))
