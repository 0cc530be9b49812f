"""A door never works on a schema of another time; it says so and stops."""

import pytest
from alembic.script import ScriptDirectory
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


def test_migrations_are_one_line_without_gaps_and_named_by_their_revision() -> None:
    scripts = ScriptDirectory(str(schema.MIGRATIONS))
    line = [script.revision for script in scripts.walk_revisions()][::-1]
    assert line == schema.history() == [f"{number:04d}" for number in range(1, len(line) + 1)]


async def test_a_table_without_a_revision_is_an_older_schema(parts: Parts) -> None:
    async with parts.house.database.write() as tx:
        await tx.execute(text("DELETE FROM alembic_version"))
    assert await schema.state(parts.house.database) == "older"
    with pytest.raises(StoreError, match="bab migrate"):
        await schema.ensure(parts.house.database)
