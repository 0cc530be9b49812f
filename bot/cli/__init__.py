"""The `bab` command. Each subcommand lives in a file of its own and is imported only when it is called, so that
the door opens fast; errors are one clear line and an exit code."""

from __future__ import annotations

import gc
from importlib import import_module

import click

from bot import __version__

__all__ = ["main"]

COMMANDS = {
    "up": "bot.cli.up",
    "serve": "bot.cli.up",
    "brain": "bot.cli.brain",
    "train": "bot.cli.brain",
    "chat": "bot.cli.chat",
    "evaluate": "bot.cli.evaluate",
    "try": "bot.cli.try_text",
    "compare": "bot.cli.compare",
    "agent": "bot.cli.agent",
    "migrate": "bot.cli.migrate",
    "doctor": "bot.cli.doctor",
}


class _Commands(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        # Nothing that an import makes is garbage; looking for some meanwhile was a quarter of the door's start.
        gc.disable()
        try:
            module = import_module(COMMANDS[name])
        finally:
            gc.freeze()
            gc.enable()
        # `try` is a word of Python's own; that function is called after its module.
        command: click.Command = getattr(module, name, None) or getattr(
            module, module.__name__.rpartition(".")[2]
        )
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bab")
def main() -> None:
    """Bab: the messaging front door of a social-services helpline."""
