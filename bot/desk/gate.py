"""The desk's gate: who is signed in, and whether a request is really theirs.

Every route of the desk declares its role here; one that does not cannot be built (see `guarded`).
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from aiohttp import web

from bot.desk import passwords
from bot.services.house import House
from bot.store import agents, audit
from bot.store.agents import Role, Session
from channels.errors import Refused

COOKIE = "bab_desk"
TOUCH_SECONDS = 60
# Passwords compared side by side, and together with those that wait for it: a flood of guesses is refused, not queued.
COMPARISONS = 2
WAITING_COMPARISONS = 16

DeskHandler = Callable[[web.Request, Session], Awaitable[web.StreamResponse]]


class Locked(Exception):
    def __init__(self, seconds: int) -> None:
        super().__init__("locked")
        self.seconds = seconds


class Gate:
    def __init__(self, house: House, *, idle: timedelta, longest: timedelta, public_url: str | None) -> None:
        """`public_url`: the door's own address as browsers see it, where a proxy stands before it."""
        self._house = house
        self._database = house.database
        self._idle = idle
        self._longest = longest
        self._public_url = public_url
        self._threads = ThreadPoolExecutor(COMPARISONS, "password")
        self._comparing = 0

    async def sign_in(self, login: str, password: str) -> tuple[str, Session]:
        """A new session's token and the session. Raises Refused(401) or Locked."""
        now = self._house.now()
        async with self._database.read() as tx:
            agent = await agents.by_login(tx, login)
        if agent is not None and agent.locked_until is not None and agent.locked_until > now:
            raise Locked(int((agent.locked_until - now).total_seconds()) + 1)
        right = await self._compare(password, agent.password_hash if agent else None)
        if agent is None or not agent.active:
            raise Refused(401, "wrong")
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        async with self._database.write() as tx:
            # Guesses that came side by side count one by one, and the right one among them is too late as well.
            agent = await agents.by_login(tx, login, lock=True) or agent
            if agent.locked_until is not None and agent.locked_until > now:
                raise Locked(int((agent.locked_until - now).total_seconds()) + 1)
            if not right:
                failures = agent.failures + 1
                rest = timedelta(seconds=passwords.delay_seconds(failures))
                await agents.note_sign_in(tx, agent.id, failures, now + rest if rest else None)
                await audit.note(tx, agent=agent.id, action="sign_in_failed", subject=agent.id, now=now)
            else:
                await agents.note_sign_in(tx, agent.id, 0, None)
                await agents.start_session(tx, token, agent.id, csrf, now)
                await audit.note(tx, agent=agent.id, action="sign_in", subject=agent.id, now=now)
        if not right:
            raise Refused(401, "wrong")
        return token, Session(agent=agent, csrf=csrf, created_at=now, used_at=now)

    async def _compare(self, password: str, known: str | None) -> bool:
        """argon2 takes tens of milliseconds and 64 MiB on purpose: on threads of its own, where neither a message nor the
        loop waits for it. Raises Locked when too many wait."""
        if self._comparing >= WAITING_COMPARISONS:
            raise Locked(1)
        self._comparing += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, passwords.matches, password, known)
        finally:
            self._comparing -= 1

    async def session(self, request: web.Request, *, used: bool = True) -> Session:
        """Raises Refused(401): no session, an idle one, or one that is too old.

        `used` False only looks: an open page that nobody touches must not keep its session alive.
        """
        token = request.cookies.get(COOKIE, "")
        async with self._database.read() as tx:
            session = await agents.session(tx, token) if token else None
        now = self._house.now()
        if session is None or not self.fresh(session):
            raise Refused(401, "signed_out")
        if used and now - session.used_at > timedelta(seconds=TOUCH_SECONDS):
            async with self._database.write() as tx:
                await agents.touch_session(tx, token, now)
        return session

    def fresh(self, session: Session) -> bool:
        now = self._house.now()
        return now - session.used_at <= self._idle and now - session.created_at <= self._longest

    async def sign_out(self, request: web.Request) -> None:
        async with self._database.write() as tx:
            await agents.end_session(tx, request.cookies.get(COOKIE, ""))

    def guarded(
        self, role: Role, handler: DeskHandler
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """A route for agents of at least `role`; a change must also show the session's CSRF token."""

        async def guard(request: web.Request) -> web.StreamResponse:
            session = await self.session(request)
            if RANK[session.agent.role] < RANK[role]:
                raise Refused(403, "not_allowed")
            if request.method not in ("GET", "HEAD"):
                self._check_change(request, session)
            return await handler(request, session)

        guard.role = role  # type: ignore[attr-defined]  # read by the test that every route has a role
        return guard

    def check_origin(self, request: web.Request) -> None:
        """A page of another site must not open the desk's socket or sign in. Raises Refused(403)."""
        origin = request.headers.get("Origin", "")
        own = {f"{request.scheme}://{request.host}", f"https://{request.host}"}
        if self._public_url:
            own.add(self._public_url)
        if origin not in own:
            raise Refused(403, "forbidden_origin")

    def _check_change(self, request: web.Request, session: Session) -> None:
        given = request.headers.get("X-CSRF-Token", "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), session.csrf.encode()):
            raise Refused(403, "bad_csrf")


RANK = {Role.AGENT: 0, Role.SUPERVISOR: 1, Role.ADMIN: 2}
