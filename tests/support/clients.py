"""A person at the widget and an agent at the desk, over real HTTP and sockets."""

from __future__ import annotations

import asyncio
import uuid
from contextlib import suppress
from typing import Any, Self

import aiohttp

SECONDS = 10.0


class Person:
    """Speaks the widget's protocol. Keeps every message it was shown, in order."""

    def __init__(
        self, url: str, *, language: str | None = None, token: str | None = None, seen: int = 0
    ) -> None:
        self._url = url
        self._hello = {"type": "hello", "version": 1, "token": token, "seen": seen, "language": language}
        self.shown: list[dict[str, Any]] = []
        self.frames: list[dict[str, Any]] = []
        self.token = ""
        self._news = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        self.socket = await self._session.ws_connect(f"{self._url}/widget/socket", max_msg_size=2**20)
        await self.socket.send_json(self._hello)
        self._listener = asyncio.create_task(self._listen())
        self.token = (await self.frame("welcome"))["token"]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._listener.cancel()
        with suppress(asyncio.CancelledError):
            await self._listener
        await self.socket.close()
        await self._session.close()

    async def _listen(self) -> None:
        async for message in self.socket:
            frame = message.json()
            self.frames.append(frame)
            if frame["type"] == "message":
                self.shown.append(frame)
            self._news.set()

    async def say(self, text: str, *, payload: str | None = None, id: str | None = None) -> int:
        """Send and wait until it is stored; its position."""
        id = id or uuid.uuid4().hex
        already = len(self.frames)
        await self.socket.send_json({"type": "send", "id": id, "text": text, "payload": payload})
        frame = await self.until(
            lambda: next(
                (f for f in self.frames[already:] if f["type"] in ("accepted", "error") and f["id"] == id),
                None,
            )
        )
        assert frame["type"] == "accepted", frame
        return int(frame["position"])

    async def frame(self, kind: str) -> dict[str, Any]:
        found: dict[str, Any] = await self.until(
            lambda: next((f for f in self.frames if f["type"] == kind), None)
        )
        return found

    async def hears(self, count: int) -> list[dict[str, Any]]:
        """Wait until `count` messages of others were shown, and return them."""
        return list(await self.until(lambda: self.heard() if len(self.heard()) >= count else None))

    def heard(self) -> list[dict[str, Any]]:
        return [frame for frame in self.shown if frame["author"] != "person"]

    async def until(self, look: Any) -> Any:
        async with asyncio.timeout(SECONDS):
            while (found := look()) is None:
                self._news.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.2):
                        await self._news.wait()
        return found


class DeskAgent:
    """Signs in to the desk and follows its events."""

    def __init__(self, url: str, login: str, password: str) -> None:
        self._url, self._login, self._password = url, login, password
        self.events: list[dict[str, Any]] = []
        self._news = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self._origin = {"Origin": self._url}
        async with self._session.post(
            f"{self._url}/desk/api/session",
            json={"login": self._login, "password": self._password},
            headers=self._origin,
        ) as response:
            assert response.status == 200, await response.text()
            me = await response.json()
        self.me, self._csrf = me["agent"], {"X-CSRF-Token": me["csrf"]}
        self.snapshot = await self.get("snapshot")
        self._socket = await self._session.ws_connect(
            f"{self._url}/desk/api/events?after={self.snapshot['number']}", headers=self._origin
        )
        self._listener = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._listener.cancel()
        with suppress(asyncio.CancelledError):
            await self._listener
        await self._socket.close()
        await self._session.close()

    async def _listen(self) -> None:
        async for message in self._socket:
            self.events.append(message.json())
            self._news.set()

    async def get(self, path: str) -> dict[str, Any]:
        async with self._session.get(f"{self._url}/desk/api/{path}") as response:
            assert response.status == 200, await response.text()
            value: dict[str, Any] = await response.json()
            return value

    async def post(self, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
        async with self._session.post(
            f"{self._url}/desk/api/{path}", json=body, headers=self._csrf
        ) as response:
            return response.status, await response.json()

    async def frame(self, kind: str) -> dict[str, Any]:
        async with asyncio.timeout(2 * SECONDS):
            while True:
                self._news.clear()
                if found := next((event for event in self.events if event["type"] == kind), None):
                    return found
                await self._news.wait()

    async def case(self, **wanted: Any) -> dict[str, Any]:
        """Wait for a case event that has all of `wanted`, newest first."""

        def look() -> dict[str, Any] | None:
            cases = [event["case"] for event in reversed(self.events) if event["type"] == "case"]
            return next(
                (case for case in cases if all(case[key] == value for key, value in wanted.items())), None
            )

        async with asyncio.timeout(SECONDS):
            while (found := look()) is None:
                self._news.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.2):
                        await self._news.wait()
        return found
