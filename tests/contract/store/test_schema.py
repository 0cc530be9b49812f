"""A door never works on a schema of another time; it says so and stops."""

import pytest
from sqlalchemy import text

from bot.app import Parts
from bot.store import schema
from bot.store.database import StoreError


async def set_revision(parts: Parts, revision: str) -> None:
    async with parts.house.database.write() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


async def test_a_database_from_the_future(parts: Parts) -> None:
    await set_revision(parts, "9999")
    assert await schema.state(parts.house.database) == "newer"
    with pytest.raises(StoreError, match="newer door"):
        await schema.ensure(parts.house.database)
    with pytest.raises(StoreError, match="newer door"):
        await schema.migrate(parts.house.database)


async def test_migrating_twice_changes_nothing(parts: Parts) -> None:
    before, after = await schema.migrate(parts.house.database)
    assert before == after == schema.head()


async def test_migrations_are_one_line_without_gaps() -> None:
    assert schema.history() == [f"{number:04d}" for number in range(1, len(schema.history()) + 1)]
