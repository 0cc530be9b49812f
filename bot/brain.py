"""Asks the brain for one turn. Slow, dead or babbling brains all end the same way: BrainFailed, in time.

After a few failures in a row the brain is not asked for a moment (circuit breaker), so that people are not
kept waiting for a deadline that will pass again. Several brains are asked in turn.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.domain.triage import Reading
from bot.domain.words import Kind, Line, Urgency

FAILURES_TO_OPEN = 3
OPEN_SECONDS = 2.0
MAX_ANSWER_BYTES = 1024 * 1024
MAX_REPLIES = 8
# What a sound brain answers to a turn it will not read: the fault is the turn's.
UNREADABLE = (400, 422)


class BrainFailed(Exception):
    """The brain gave no usable answer. `code` is one of: open, slow, unreachable, unreadable, refused, nonsense."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    text: str = field(repr=False)
    buttons: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    command: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    replies: tuple[Reply, ...]
    state: Mapping[str, Any] = field(repr=False)
    reading: Reading
    model: str


@dataclass(slots=True)
class _Circuit:
    failures: int = 0
    open_until: float = 0.0

    def closed(self, now: float) -> bool:
        return now >= self.open_until

    def failed(self, now: float) -> None:
        self.failures += 1
        if self.failures >= FAILURES_TO_OPEN:
            self.open_until = now + OPEN_SECONDS

    def worked(self) -> None:
        self.failures, self.open_until = 0, 0.0


class Brain:
    def __init__(self, urls: Sequence[str], token: str, seconds: float) -> None:
        self._urls = [f"{url}/webhooks/turn/" for url in urls]
        self._headers = {"Authorization": f"Bearer {token}"}
        self._seconds = seconds
        self._circuits = {url: _Circuit() for url in self._urls}
        self._next = 0
        self._session: aiohttp.ClientSession | None = None

    async def turn(self, request: Mapping[str, Any]) -> Turn:
        """One turn (the request's shape is in docs/turn.md). Raises BrainFailed within the deadline."""
        now = time.monotonic()
        ready = [url for url in self._rotation() if self._circuits[url].closed(now)]
        if not ready:
            raise BrainFailed("open")
        failure = BrainFailed("unreachable")
        for url in ready:
            try:
                turn = parse(await self._ask(url, request, self._seconds - (time.monotonic() - now)))
            except BrainFailed as error:
                if error.code == "unreadable":
                    # No other brain would read it either, and nobody else may be kept from this one for it.
                    raise
                self._circuits[url].failed(time.monotonic())
                failure = error
                # The deadline is the person's, not each brain's: only a brain that failed at once is replaced.
                if error.code == "slow":
                    break
            else:
                self._circuits[url].worked()
                return turn
        raise failure

    async def ready(self) -> bool:
        """True when some brain has its model loaded."""
        for url in self._urls:
            try:
                async with self._client().get(
                    url + "ready", headers=self._headers, timeout=aiohttp.ClientTimeout(total=1)
                ) as response:
                    if response.status == 200:
                        return True
            except (aiohttp.ClientError, TimeoutError, OSError):
                continue
        return False

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    def _rotation(self) -> list[str]:
        if not self._urls:
            return []
        self._next = (self._next + 1) % len(self._urls)
        return self._urls[self._next :] + self._urls[: self._next]

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(trust_env=False)
        return self._session

    async def _ask(self, url: str, request: Mapping[str, Any], seconds: float) -> bytes:
        try:
            async with asyncio.timeout(max(seconds, 0.01)):
                async with self._client().post(url, json=request, headers=self._headers) as response:
                    if response.status in UNREADABLE:
                        raise BrainFailed("unreadable")
                    if response.status != 200:
                        raise BrainFailed("refused")
                    body = await response.content.read(MAX_ANSWER_BYTES + 1)
                    while not response.content.at_eof() and len(body) <= MAX_ANSWER_BYTES:
                        body += await response.content.read(MAX_ANSWER_BYTES + 1)
        except TimeoutError:
            raise BrainFailed("slow") from None
        except (aiohttp.ClientError, OSError):
            raise BrainFailed("unreachable") from None
        if len(body) > MAX_ANSWER_BYTES:
            raise BrainFailed("nonsense")
        return body


def parse(body: bytes) -> Turn:
    """Check an answer's shape, whole. Raises BrainFailed("nonsense"): half an answer is no answer."""
    try:
        answer = json.loads(body)
        replies = tuple(_reply(reply) for reply in answer["replies"])
        if len(replies) > MAX_REPLIES or not isinstance(answer["state"], dict):
            raise BrainFailed("nonsense")
        return Turn(
            replies=replies,
            state=answer["state"],
            reading=_reading(answer["reading"]),
            model=str(answer["model"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise BrainFailed("nonsense") from None


def _reply(reply: Mapping[str, Any]) -> Reply:
    text, command = reply["text"], reply.get("command")
    if not isinstance(text, str) or not isinstance(command, dict | None):
        raise TypeError
    buttons = tuple((str(button["title"]), str(button["payload"])) for button in reply.get("buttons", ()))
    return Reply(text=text, buttons=buttons, command=command)


def _reading(reading: Mapping[str, Any]) -> Reading:
    urgency = {Urgency(name): float(value) for name, value in reading["urgency"].items()}
    if not all(0.0 <= value <= 1.0 for value in urgency.values()):
        raise ValueError
    return Reading(
        language=str(reading["language"]),
        reply=reading.get("reply"),
        intent=str(reading["intent"]),
        confidence=float(reading["confidence"]),
        line=Line(reading["line"]),
        kind=Kind(reading["kind"]),
        verdict=Urgency(reading["verdict"]),
        urgency=urgency,
        reasons=tuple(str(reason) for reason in reading.get("reasons", ())),
    )
