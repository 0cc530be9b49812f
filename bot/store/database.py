"""Connections and transactions for SQLite (one door) and PostgreSQL (many), alike to everyone above.

One transaction is one `async with`. SQLite writers take turns (BEGIN IMMEDIATE on one connection), readers
do not wait for them (WAL). Signals rung inside a transaction sound only after its commit.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Table, event, insert, make_url, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store.sealing import Sealer
from bot.store.signals import Signals

READERS = 4
BUSY_SECONDS = 10
# A door that vanished from the network must not hold the locks of all others until the connection is missed, two hours
# later by default: what it began ends by itself, and who waits for a lock hears that the database is busy.
POSTGRESQL = {
    "lock_timeout": f"{BUSY_SECONDS}s",
    "idle_in_transaction_session_timeout": "30s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}


class StoreError(Exception):
    """The database cannot be used as it is; the text says what to do. Carries no person's words."""


class StoreUnavailable(StoreError):
    """The database did not take the transaction this time; nothing of it was kept."""


@dataclass(slots=True, kw_only=True)
class Transaction:
    connection: AsyncConnection
    sealer: Sealer
    # What changed for the desk (see desk_events).
    events: list[dict[str, Any]] = field(default_factory=list)
    _rung: list[str] = field(default_factory=list)
    _last: dict[str, Callable[[], Awaitable[None]]] = field(default_factory=dict)

    async def execute(self, statement: Any, parameters: Any = None) -> Any:
        return await self.connection.execute(statement, parameters)

    def ring(self, topic: str) -> None:
        """Wake whoever waits on `topic`, once this transaction has been committed."""
        if topic not in self._rung:
            self._rung.append(topic)

    def at_last(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` just before the commit, once for each name: what takes a lock that all others need too."""
        self._last.setdefault(name, work)

    async def finish(self) -> None:
        for work in self._last.values():
            await work()


class Database:
    def __init__(self, url: str, sealer: Sealer, signals: Signals) -> None:
        self.url = make_url(url)
        self.sealer = sealer
        self.signals = signals
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._turn: asyncio.Lock | None = asyncio.Lock() if self.is_sqlite else None
        if self.is_sqlite:
            self._writer = _sqlite(self.url.render_as_string(hide_password=False), "BEGIN IMMEDIATE", 1)
            self._reader = _sqlite(self.url.render_as_string(hide_password=False), "BEGIN", READERS)
        else:
            self._writer = self._reader = _postgresql(self.url.render_as_string(hide_password=False))

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Transaction]:
        """A durable transaction. Raises StoreUnavailable when the database refuses it."""
        if self._turn is None:
            async with self._transaction(self._writer) as transaction:
                yield transaction
                await transaction.finish()
        else:
            async with self._turn, self._transaction(self._writer) as transaction:
                yield transaction
                await transaction.finish()
        for topic in transaction._rung:
            self.signals.ring(topic)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        async with self._transaction(self._reader) as transaction:
            yield transaction

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[Transaction]:
        try:
            async with engine.begin() as connection:
                yield Transaction(connection=connection, sealer=self.sealer)
        except (DBAPIError, PoolTimeout, OSError) as error:
            # The statement and its parameters stay out of the message: they may hold a person's data.
            raise StoreUnavailable(f"the database refused: {type(_root(error)).__name__}") from None

    async def check(self) -> None:
        """Prove that a commit is durable here. Raises StoreError with one clear line."""
        try:
            async with self.read() as tx:
                await (self._check_sqlite(tx) if self.is_sqlite else self._check_postgresql(tx))
        except StoreUnavailable as error:
            raise StoreError(f"{self.name}: cannot be reached ({error})") from None
        except SQLAlchemyError as error:
            raise StoreError(f"{self.name}: {type(error).__name__}") from None

    @property
    def name(self) -> str:
        return self.url.render_as_string(hide_password=True)

    async def _check_sqlite(self, tx: Transaction) -> None:
        for pragma, good in (("journal_mode", ("wal",)), ("synchronous", (2, 3)), ("secure_delete", (1,))):
            value = (await tx.execute(text(f"PRAGMA {pragma}"))).scalar_one()
            if value not in good:
                raise StoreError(f"{self.name}: PRAGMA {pragma} is {value}: a commit would not be safe")

    async def _check_postgresql(self, tx: Transaction) -> None:
        for setting in ("fsync", "synchronous_commit"):
            value = (await tx.execute(text(f"SHOW {setting}"))).scalar_one()
            if value == "off":
                raise StoreError(f"{self.name}: {setting} is off: a commit would not survive a power cut")

    async def close(self) -> None:
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


def _root(error: BaseException) -> BaseException:
    return getattr(error, "orig", None) or error


def _sqlite(url: str, begin: str, size: int) -> AsyncEngine:
    path = make_url(url).database
    if not path or path == ":memory:":
        raise StoreError("BAB_DATABASE_URL: SQLite needs a file; what is in memory is lost")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        url, pool_size=size, max_overflow=0, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS}
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        # The driver's own BEGIN comes too late (at the first write) and would let two writers collide.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgresql(url: str) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=10,
        max_overflow=10,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"server_settings": POSTGRESQL},
    )


def insert_once(tx: Transaction, into: Table) -> Any:
    """An insert that two nodes may make of the same row at once: one row, no error. On SQLite one writes at a time."""
    if tx.connection.dialect.name == "postgresql":
        # Imported where it is needed: on SQLite it would only make the start slower.
        from sqlalchemy.dialects.postgresql import insert as postgresql_insert

        return postgresql_insert(into).on_conflict_do_nothing()
    return insert(into)
