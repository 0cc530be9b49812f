"""The schema's version: makes it, brings it up to date, and refuses a database from another time.

Alembic is imported only where it migrates: a door on a current schema starts without it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.store.database import Database, StoreError
from bot.store.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"
PING = text("SELECT 1")


def history() -> list[str]:
    """Every revision, the oldest first: migrations are one line, named by their revision."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def head() -> str:
    return history()[-1]


async def migrate(database: Database) -> tuple[str | None, str]:
    """Bring the schema up to date in one transaction. Returns the revision before and after.

    Raises StoreError when the database was written by a newer door.
    """
    from alembic import command
    from alembic.config import Config

    def run(connection: Connection) -> str | None:
        current = _current(connection)
        if current is not None and current not in history():
            raise StoreError(f"{database.name}: written by a newer door (schema {current}); update this one")
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return current

    async with database.write() as tx:
        before = await tx.connection.run_sync(run)
    return before, head()


async def state(database: Database) -> str:
    """Returns "empty", "current", "older" or "newer"."""

    def look(connection: Connection) -> str:
        current = _current(connection)
        if current is None:
            return "empty" if not inspect(connection).has_table("conversations") else "older"
        if current == head():
            return "current"
        return "older" if current in history() else "newer"

    async with database.read() as tx:
        return await tx.connection.run_sync(look)


async def ensure(database: Database) -> None:
    """Make the schema in an empty database; refuse to start on an older or a newer one. Raises StoreError."""
    found = await state(database)
    if found == "empty":
        await migrate(database)
    elif found == "older":
        raise StoreError(f"{database.name}: an older schema; back it up, then run: bab migrate")
    elif found == "newer":
        raise StoreError(f"{database.name}: written by a newer door; update this one")


async def differences(database: Database) -> list[str]:
    """What the tables in code have that the migrated database has not, or the other way round."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    def compare(connection: Connection) -> list[str]:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        return [str(difference[0]) for difference in compare_metadata(context, metadata)]

    async with database.read() as tx:
        return await tx.connection.run_sync(compare)


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if revision is None else str(revision)
