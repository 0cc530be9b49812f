"""Agents and their sessions. Passwords as argon2id hashes, session tokens as blind indexes only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, func, select, update

from bot.domain.ids import AgentId, new_id
from bot.store.database import Transaction
from bot.store.tables import agents as table
from bot.store.tables import sessions

TABLE = "agents"


class Role(StrEnum):
    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    id: AgentId
    login: str = field(repr=False)
    name: str = field(repr=False)
    role: Role
    active: bool
    password_hash: str = field(repr=False)
    failures: int
    locked_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    agent: Agent
    csrf: str = field(repr=False)
    created_at: datetime
    used_at: datetime


class LoginTaken(Exception):
    """Another agent has this login."""


async def add(
    tx: Transaction, *, login: str, name: str, role: Role, password_hash: str, now: datetime
) -> Agent:
    """Raises LoginTaken."""
    if await by_login(tx, login) is not None:
        raise LoginTaken
    id = AgentId(new_id())
    await tx.execute(
        table.insert().values(
            id=id,
            login_index=_login_index(tx, login),
            login_sealed=tx.sealer.seal(login.encode(), table=TABLE, column="login", row=id),
            name_sealed=tx.sealer.seal(name.encode(), table=TABLE, column="name", row=id),
            password_hash=password_hash,
            role=role,
            active=True,
            failures=0,
            created_at=now,
        )
    )
    made = await get(tx, id)
    assert made is not None, "just written in this transaction"
    return made


async def get(tx: Transaction, id: AgentId) -> Agent | None:
    row = (await tx.execute(select(table).where(table.c.id == id))).one_or_none()
    return None if row is None else _agent(tx, row)


async def by_login(tx: Transaction, login: str, *, lock: bool = False) -> Agent | None:
    query = select(table).where(table.c.login_index == _login_index(tx, login))
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else _agent(tx, row)


async def all_of(tx: Transaction) -> list[Agent]:
    return [_agent(tx, row) for row in await tx.execute(select(table).order_by(table.c.created_at))]


async def count(tx: Transaction) -> int:
    return int((await tx.execute(select(func.count()).select_from(table))).scalar_one())


async def set_active(tx: Transaction, id: AgentId, active: bool) -> None:
    """Disabling an agent ends every session of theirs at once."""
    await tx.execute(update(table).where(table.c.id == id).values(active=active))
    if not active:
        await tx.execute(delete(sessions).where(sessions.c.agent_id == id))


async def set_password(tx: Transaction, id: AgentId, password_hash: str) -> None:
    await tx.execute(
        update(table)
        .where(table.c.id == id)
        .values(password_hash=password_hash, failures=0, locked_until=None)
    )
    await tx.execute(delete(sessions).where(sessions.c.agent_id == id))


async def note_sign_in(tx: Transaction, id: AgentId, failures: int, locked_until: datetime | None) -> None:
    await tx.execute(
        update(table).where(table.c.id == id).values(failures=failures, locked_until=locked_until)
    )


async def start_session(tx: Transaction, token: str, agent: AgentId, csrf: str, now: datetime) -> None:
    await tx.execute(
        sessions.insert().values(
            token_index=_token_index(tx, token), agent_id=agent, csrf=csrf, created_at=now, used_at=now
        )
    )


async def session(tx: Transaction, token: str) -> Session | None:
    query = select(sessions).where(sessions.c.token_index == _token_index(tx, token))
    row = (await tx.execute(query)).one_or_none()
    agent = None if row is None else await get(tx, row.agent_id)
    if row is None or agent is None or not agent.active:
        return None
    return Session(agent=agent, csrf=row.csrf, created_at=row.created_at, used_at=row.used_at)


async def touch_session(tx: Transaction, token: str, now: datetime) -> None:
    statement = update(sessions).where(sessions.c.token_index == _token_index(tx, token))
    await tx.execute(statement.values(used_at=now))


async def end_session(tx: Transaction, token: str) -> None:
    await tx.execute(delete(sessions).where(sessions.c.token_index == _token_index(tx, token)))


def _login_index(tx: Transaction, login: str) -> bytes:
    return tx.sealer.index("login", login.strip().casefold())


def _token_index(tx: Transaction, token: str) -> bytes:
    return tx.sealer.index("session", token)


def _agent(tx: Transaction, row: Any) -> Agent:
    return Agent(
        id=AgentId(row.id),
        login=tx.sealer.open(row.login_sealed, table=TABLE, column="login", row=row.id).decode(),
        name=tx.sealer.open(row.name_sealed, table=TABLE, column="name", row=row.id).decode(),
        role=Role(row.role),
        active=row.active,
        password_hash=row.password_hash,
        failures=row.failures,
        locked_until=row.locked_until,
    )
