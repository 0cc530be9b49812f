"""The `bab` command. Each subcommand lives in a file of its own; errors are one clear line and an exit code."""

from __future__ import annotations

import click

from bot import __version__
from bot.cli.agent import agent
from bot.cli.brain import brain, train
from bot.cli.chat import chat
from bot.cli.doctor import doctor
from bot.cli.evaluate import evaluate
from bot.cli.migrate import migrate
from bot.cli.up import serve, up

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bab")
def main() -> None:
    """Bab: the messaging front door of a social-services helpline."""


for command in (up, serve, brain, train, chat, evaluate, agent, migrate, doctor):
    main.add_command(command)
