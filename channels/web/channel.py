"""The widget over plain HTTP: hello, send, messages, seen, exit. The socket is in socket.py."""

from __future__ import annotations

import asyncio
import time

from aiohttp import web

from channels.contract import Door, NotNow
from channels.errors import Refused
from channels.web import codec, token
from channels.web.pace import Paces

LONGEST_WAIT = 25.0
# Another door may have written: its rings are not heard here.
LOOK_AGAIN_SECONDS = 5.0


class WebChannel:
    """Knows sessions and frames; what a message means is the door's business."""

    def __init__(self, door: Door, key: bytes, origins: frozenset[str]) -> None:
        self.door = door
        self.key = key
        self.origins = origins
        self.paces = Paces()

    def check_origin(self, request: web.Request) -> None:
        """Browsers name the page that asks; pages of other sites must be on the list. Raises Refused."""
        origin = request.headers.get("Origin")
        if origin is None or origin in self.origins:
            return
        if origin.partition("://")[2] != request.host:
            raise Refused(403, "forbidden_origin")

    async def keep(self, sent: codec.Send, session: str, language: str | None) -> tuple[str, int]:
        """Store a message; its conversation and position. Raises Refused."""
        if not self.paces.allows(session, time.monotonic()):
            raise Refused(429, "slow_down")
        try:
            kept = await self.door.receive(codec.inbound(sent, session, language))
        except NotNow:
            raise Refused(503, "not_now") from None
        return kept.conversation, kept.position

    async def hello(self, request: web.Request) -> web.Response:
        self.check_origin(request)
        codec.hello(codec.frame(await _body(request)))
        return web.json_response({"version": codec.VERSION, "token": token.issue(self.key)})

    async def send(self, request: web.Request) -> web.Response:
        session = self._session(request)
        sent = codec.send(codec.frame(await _body(request)))
        _, position = await self.keep(sent, session, None)
        return web.json_response({"id": sent.id, "position": position})

    async def messages(self, request: web.Request) -> web.Response:
        session = self._session(request)
        after, seconds = _number(request, "after"), min(_number(request, "wait"), LONGEST_WAIT)
        found = await self.door.conversation_of(codec.CHANNEL, session)
        if found is None:
            # Nothing to wait for yet, but the widget must not ask in a tight loop.
            await asyncio.sleep(min(seconds, 1.0))
            return web.json_response({"messages": []})
        conversation, _ = found
        until = time.monotonic() + seconds
        with self.door.listen(conversation) as news:
            while True:
                news.clear()
                messages = await self.door.shown_after(conversation, int(after))
                left = until - time.monotonic()
                if messages or left <= 0:
                    return web.json_response({"messages": [codec.shown(message) for message in messages]})
                try:
                    async with asyncio.timeout(min(left, LOOK_AGAIN_SECONDS)):
                        await news.wait()
                except TimeoutError:
                    continue

    async def seen(self, request: web.Request) -> web.Response:
        session = self._session(request)
        position = codec.position(codec.frame(await _body(request)).get("position"))
        found = await self.door.conversation_of(codec.CHANNEL, session)
        if found is not None:
            await self.door.seen(found[0], position)
        return web.Response(status=204)

    async def exit(self, request: web.Request) -> web.Response:
        """A page that closes can only post plain text, so the token may be the body."""
        self.check_origin(request)
        given: object = _bearer(request) or (await _body(request)).decode("ascii", "replace").strip()
        session = token.session_of(given, self.key)
        if session is None:
            raise Refused(401, "bad_token")
        await self.door.left(codec.CHANNEL, session)
        return web.Response(status=204)

    def _session(self, request: web.Request) -> str:
        self.check_origin(request)
        session = token.session_of(_bearer(request), self.key)
        if session is None:
            raise Refused(401, "bad_token")
        return session


def _bearer(request: web.Request) -> str | None:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else None


async def _body(request: web.Request) -> bytes:
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "too_long") from None


def _number(request: web.Request, name: str) -> float:
    try:
        value = float(request.query.get(name, "0"))
    except ValueError:
        raise Refused(400, "bad_frame") from None
    if not 0 <= value < 2**31:
        raise Refused(400, "bad_frame")
    return value
