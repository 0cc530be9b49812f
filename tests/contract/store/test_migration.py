"""A database with people's words in it comes through every migration whole."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from bot.domain.ids import new_id
from bot.store import keys, schema
from bot.store.database import Database
from bot.store.sealing import Sealer
from bot.store.signals import Signals
from tests.support.stores import postgresql_url, sqlite_url

ROWS = {"conversations": 3, "inbox": 6, "outbox": 6, "cases": 3}


@asynccontextmanager
async def database_of(kind: str, folder: Path) -> AsyncIterator[Database]:
    sealer = Sealer(keys.make(folder / "keys.json"))
    if kind == "sqlite":
        url = sqlite_url(folder)
        opened = Database(url, sealer, Signals())
        try:
            yield opened
        finally:
            await opened.close()
    else:
        async with postgresql_url() as plain:
            opened = Database(plain.replace("postgresql://", "postgresql+asyncpg://"), sealer, Signals())
            try:
                yield opened
            finally:
                await opened.close()


def first_schema(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")


def fill(connection: Connection) -> None:
    """As the first version of the door wrote them."""
    for number in range(ROWS["conversations"]):
        talk = new_id()
        connection.execute(
            text(
                "INSERT INTO conversations (id, channel, address_index, address_sealed, owner, version, position, pinned, "
                "created_at) VALUES (:id, 'web', :index, :index, 'bot', 0, 4, false, 1)"
            ),
            {"id": talk, "index": f"address {number}".encode()},
        )
        for place in (1, 2):
            connection.execute(
                text(
                    "INSERT INTO inbox (id, channel, provider_message_id, conversation_id, position, kind, body_sealed, "
                    "status, received_at) VALUES (:id, 'web', :their, :talk, :place, 'text', :body, 'handled', 1)"
                ),
                {"id": new_id(), "their": f"{number}:{place}", "talk": talk, "place": place, "body": b"x"},
            )
            connection.execute(
                text(
                    "INSERT INTO outbox (id, conversation_id, position, cause, author, body_sealed, state, created_at, "
                    "state_at) VALUES (:id, :talk, :place, :cause, 'bot', :body, 'queued', 1, 1)"
                ),
                {
                    "id": new_id(),
                    "talk": talk,
                    "place": place + 2,
                    "cause": f"{number} {place}",
                    "body": b"x",
                },
            )
        connection.execute(
            text(
                "INSERT INTO cases (id, reference, conversation_id, state, urgency, line, kind, opened_at, notes_sealed, "
                "version) VALUES (:id, :reference, :talk, 'waiting', 'urgent', 'general', 'report', 1, :notes, 0)"
            ),
            {"id": new_id(), "reference": f"SH-{number}", "talk": talk, "notes": b"x"},
        )


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_filled_first_schema_is_brought_up_to_date(kind: str, tmp_path: Path) -> None:
    async with database_of(kind, tmp_path) as database:
        async with database.write() as tx:
            await tx.connection.run_sync(first_schema)
        async with database.write() as tx:
            await tx.connection.run_sync(fill)
        assert await schema.migrate(database) == ("0001", schema.head())
        assert await schema.differences(database) == []
        async with database.read() as tx:
            for table, count in ROWS.items():
                query = text(f"SELECT count(*) FROM {table}")
                assert (await tx.execute(query)).scalar_one() == count, table
            # What the widget pulls is never sent.
            assert (
                await tx.execute(text("SELECT count(*) FROM outbox WHERE due_at IS NOT NULL"))
            ).scalar_one() == 0
            reachable = text("SELECT count(*) FROM conversations WHERE reachable")
            assert (await tx.execute(reachable)).scalar_one() == ROWS["conversations"]
