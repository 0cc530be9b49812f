"""`bab migrate`: bring the database's schema up to date."""

from __future__ import annotations

import click

from bot.app import open_store
from bot.cli.running import load_settings, run
from bot.store import schema


@click.command()
def migrate() -> None:
    """Bring the database up to date. Back it up first."""
    settings = load_settings()

    async def work() -> tuple[str | None, str]:
        _, database = await open_store(settings)
        try:
            return await schema.migrate(database)
        finally:
            await database.close()

    before, after = run(work())
    click.echo("Up to date." if before == after else f"Migrated from {before or 'empty'} to {after}.")
