"""One widget's socket: reads frames, pushes the conversation. A torn connection loses nothing."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

from channels.contract import NotNow
from channels.errors import Refused
from channels.web import codec, token
from channels.web.channel import LOOK_AGAIN_SECONDS, WebChannel

HELLO_SECONDS = 10.0
CLOSE = {"bad_version": 4426, "bad_token": 4401}


class Socket:
    def __init__(self, channel: WebChannel) -> None:
        self._channel = channel
        self._door = channel.door
        self._socket = web.WebSocketResponse(max_msg_size=codec.MAX_FRAME_BYTES, heartbeat=30)
        self._session = ""
        self._language: str | None = None
        self._shown = 0
        self._looked = True  # whether it is known if this session has a conversation
        self._conversation: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        self._channel.check_origin(request)
        await self._socket.prepare(request)
        if not await self._greet():
            return self._socket
        push = asyncio.create_task(self._push())
        try:
            async for message in self._socket:
                if message.type is WSMsgType.TEXT:
                    await self._read(message.data)
                elif message.type is WSMsgType.BINARY:
                    await self._say(codec.error("bad_frame"))
        finally:
            push.cancel()
            await asyncio.gather(push, return_exceptions=True)
        return self._socket

    async def _greet(self) -> bool:
        """The first frame must be a hello this door can serve; otherwise the socket closes and says why."""
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                hello = await self._hello()
        except TimeoutError:
            await self._socket.close(code=4408)
            return False
        except Refused as refused:
            await self._say(codec.error(refused.code))
            await self._socket.close(code=CLOSE.get(refused.code, 4400))
            return False
        given = hello.token if hello.token is not None else token.issue(self._channel.key)
        session = token.session_of(given, self._channel.key)
        if session is None:
            await self._say(codec.error("bad_token"))
            await self._socket.close(code=CLOSE["bad_token"])
            return False
        self._session, self._language, self._shown = session, hello.language, hello.seen
        try:
            found = await self._door.conversation_of(codec.CHANNEL, session)
        except NotNow:
            self._looked, found = False, None
        left = found is not None and found[1]
        await self._say({"type": "welcome", "version": codec.VERSION, "token": given, "left": left})
        if found is not None:
            self._conversation.set_result(found[0])
        return True

    async def _hello(self) -> codec.Hello:
        while True:
            message = await self._socket.receive()
            if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR):
                raise Refused(400, "bad_frame")
            if message.type is WSMsgType.TEXT:
                value = codec.frame(message.data)
                if value.get("type") != "hello":
                    raise Refused(400, "bad_frame")
                return codec.hello(value)

    async def _read(self, raw: str) -> None:
        value: dict[str, Any] = {}
        try:
            value = codec.frame(raw)
            await self._act(value)
        except Refused as refused:
            await self._say(codec.error(refused.code, value.get("id")))
        except NotNow:
            await self._say(codec.error("not_now", value.get("id")))

    async def _act(self, value: dict[str, Any]) -> None:
        match value.get("type"):
            case "send":
                sent = codec.send(value)
                conversation, position = await self._channel.keep(sent, self._session, self._language)
                await self._say({"type": "accepted", "id": sent.id, "position": position})
                if not self._conversation.done():
                    self._conversation.set_result(conversation)
            case "seen":
                if self._conversation.done():
                    await self._door.seen(self._conversation.result(), codec.position(value.get("position")))
            case "ping":
                await self._say({"type": "pong"})
            case "exit":
                await self._door.left(codec.CHANNEL, self._session)
                await self._socket.close()
            case _:
                raise Refused(400, "bad_frame")

    async def _known(self) -> str:
        """The conversation, once there is one. Where the store was away at the hello, it is asked again."""
        while not self._looked and not self._conversation.done():
            await asyncio.wait({self._conversation}, timeout=LOOK_AGAIN_SECONDS)
            with suppress(NotNow):
                found = await self._door.conversation_of(codec.CHANNEL, self._session)
                self._looked = True
                if found is not None and not self._conversation.done():
                    self._conversation.set_result(found[0])
        return await self._conversation

    async def _push(self) -> None:
        """Show what is new, in order. The timer finds what another process wrote, and what a ring missed."""
        conversation = await self._known()
        with self._door.listen(conversation) as news:
            while not self._socket.closed:
                news.clear()
                try:
                    for message in await self._door.shown_after(conversation, self._shown):
                        await self._say(codec.shown(message))
                        self._shown = message.position
                except NotNow:
                    pass
                try:
                    async with asyncio.timeout(LOOK_AGAIN_SECONDS):
                        await news.wait()
                except TimeoutError:
                    continue

    async def _say(self, value: dict[str, Any]) -> None:
        """A line that is gone hears nothing, but what it had sent is still read to the end: it may be a report."""
        if not self._socket.closed:
            with suppress(ConnectionError):
                await self._socket.send_json(value)
