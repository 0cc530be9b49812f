"""A stand-in brain over real HTTP: answers as told, hangs, babbles or refuses, and counts what it was asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "a token of the tests"


def answer(text: str, *, verdict: str = "routine", intent: str = "greet", **reading: Any) -> dict[str, Any]:
    """A well-formed turn that says one sentence."""
    urgency = dict.fromkeys(("emergency", "urgent", "attention", "routine"), 0.0) | {verdict: 1.0}
    return {
        "replies": [{"text": text, "buttons": [], "command": None}],
        "state": {"said": text},
        "reading": {
            "language": "en",
            "script": "latin",
            "reply": "en",
            "intent": intent,
            "confidence": 0.9,
            "ranking": [],
            "line": "general",
            "kind": "chitchat",
            "urgency": urgency,
            "verdict": verdict,
            "entities": [],
            "reasons": [],
        }
        | reading,
        "model": "stand-in",
    }


def echo(request: dict[str, Any]) -> dict[str, Any]:
    return answer(f"heard {request['text']}")


@dataclass
class StandInBrain:
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    reply: Callable[[dict[str, Any]], dict[str, Any]] = echo
    mode: str = "well"
    seconds: float = 0.0
    body: bytes = b""
    release: asyncio.Event = field(default_factory=asyncio.Event)

    async def turn(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.Response(status=401)
        asked = await request.json()
        self.asked.append(asked)
        if self.mode == "hung":
            await self.release.wait()
        if self.mode == "babbling":
            return web.Response(body=self.body)
        if self.mode == "unreadable":
            return web.Response(status=422)
        if self.mode == "failing":
            return web.Response(status=500)
        await asyncio.sleep(self.seconds)
        return web.json_response(self.reply(asked))

    async def ready(self, request: web.Request) -> web.Response:
        return web.Response(status=200 if self.mode == "well" else 503)


def address(runner: web.AppRunner) -> str:
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}"


@asynccontextmanager
async def running(port: int = 0) -> AsyncIterator[StandInBrain]:
    brain = StandInBrain()
    app = web.Application(client_max_size=2**20)
    app.add_routes([web.post("/webhooks/turn/", brain.turn), web.get("/webhooks/turn/ready", brain.ready)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    brain.url = address(runner)
    try:
        yield brain
    finally:
        brain.release.set()
        await runner.cleanup()
