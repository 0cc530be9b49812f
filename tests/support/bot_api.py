"""A stand-in for Telegram's Bot API over real HTTP: token, limits, flood control, faults; and the phone behind it."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.support.brain import address
from tests.support.cloud_api import Fault

TOKEN, SECRET = "123456:a-bot-token", "secret_token-1"
PER_SECOND, CHAT_SECONDS, CHAT_BURST = 30, 1.0, 4

Json = dict[str, Any]


@dataclass
class BotApi:
    """`fault` is asked before each call. What a person sees is in `phones`; taps answered and chats left beside it."""

    url: str = ""
    webhook: str = ""
    fault: Callable[[Json], Fault | None] = lambda body: None
    enforce: bool = True
    blocked: set[int] = field(default_factory=set)
    phones: defaultdict[int, list[Json]] = field(default_factory=lambda: defaultdict(list))
    refused: list[int] = field(default_factory=list)
    # Refusals for pace that a test asked for; all others are the door's fault.
    injected_too_fast: int = 0
    answered: list[str] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    registered: str = ""
    pending: int = 0
    deleted: set[int] = field(default_factory=set)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    session: aiohttp.ClientSession | None = None
    _all: deque[float] = field(default_factory=deque)
    _chats: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))

    async def call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != TOKEN:
            return self._refuse(401, "Unauthorized")
        body: Json = dict(await request.post())
        match request.match_info["method"]:
            case "sendMessage":
                return await self._send(request, body)
            case "answerCallbackQuery":
                self.answered.append(body["callback_query_id"])
            case "leaveChat":
                self.left.append(int(body["chat_id"]))
            case "deleteMessages":
                gone = set(json.loads(body["message_ids"]))
                self.deleted |= gone
                chat = int(body["chat_id"])
                self.phones[chat] = [m for m in self.phones[chat] if m["message_id"] not in gone]
            case "getWebhookInfo":
                info = {"url": self.registered, "has_custom_certificate": False}
                return _good(info | {"pending_update_count": self.pending})
            case "getMe":
                return _good({"id": 1, "is_bot": True, "first_name": "Bab", "username": "bab_bot"})
            case _:
                return self._refuse(404, "Not Found")
        return _good(True)

    async def _send(self, request: web.Request, body: Json) -> web.StreamResponse:
        chat = int(body["chat_id"])
        if not 0 < len(body["text"]) <= 4096:
            return self._refuse(400, "Bad Request: message is too long")
        if chat in self.blocked:
            return self._refuse(403, "Forbidden: bot was blocked by the user")
        fault = self.fault(body)
        if fault is not None and not fault.taken:
            return await self._meet(request, fault)
        if self.enforce and self._too_fast(chat):
            return self._refuse(429, "Too Many Requests: retry after 1", {"retry_after": 1})
        shown = {
            "message_id": next(self.numbers),
            "date": int(time.time()),
            "chat": _chat(chat),
            "text": body["text"],
        }
        if "reply_markup" in body:
            shown["reply_markup"] = json.loads(body["reply_markup"])
        self.phones[chat].append(shown)
        return _good(shown) if fault is None else await self._meet(request, fault)

    async def _meet(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        self.injected_too_fast += fault.status == 429
        if fault.hang:
            await asyncio.sleep(3600)
        if fault.reset:
            assert request.transport is not None
            request.transport.abort()
            raise ConnectionResetError
        more = {} if fault.retry_after is None else {"retry_after": fault.retry_after}
        return self._refuse(fault.status, "refused", more)

    def _refuse(self, status: int, why: str, parameters: Json | None = None) -> web.Response:
        self.refused.append(status)
        body = {"ok": False, "error_code": status, "description": why}
        return web.json_response(body | ({"parameters": parameters} if parameters else {}), status=status)

    def _too_fast(self, chat: int) -> bool:
        now = time.monotonic()
        while self._all and self._all[0] <= now - 1:
            self._all.popleft()
        if len(self._all) >= PER_SECOND or max(self._chats[chat], now) - now > CHAT_SECONDS * (
            CHAT_BURST - 1
        ):
            return True
        self._all.append(now)
        self._chats[chat] = max(self._chats[chat], now) + CHAT_SECONDS
        return False

    async def says(self, chat: int, text: str, *, times: int = 1) -> None:
        await self.brings(chat, {"text": text}, times=times)

    async def brings(self, chat: int, content: Json, *, times: int = 1) -> None:
        """Any message of a person's."""
        message = {"message_id": next(self.numbers), "from": _person(chat), "chat": _chat(chat)}
        await self.post({"message": message | {"date": int(time.time())} | content}, times=times)

    async def taps(self, chat: int, title: str) -> None:
        """A person taps a button of the newest message that offers it."""
        for shown in reversed(self.phones[chat]):
            for row in shown.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == title:
                        tap = {"id": f"tap{next(self.numbers)}", "from": _person(chat), "message": shown}
                        await self.post({"callback_query": tap | {"data": button["callback_data"]}})
                        return
        raise AssertionError(f"nobody offered {title!r}")

    async def post(self, update: Json, *, times: int = 1) -> None:
        """As Telegram does: until it is answered 200."""
        whole = {"update_id": next(self.numbers)} | update
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        assert self.session is not None
        for _ in range(times):
            while True:
                try:
                    async with self.session.post(self.webhook, json=whole, headers=headers) as response:
                        if response.status == 200:
                            break
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.1)


def _good(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _chat(id: int) -> Json:
    return {"id": id, "type": "private", "first_name": "Somebody"}


def _person(id: int) -> Json:
    return {"id": id, "is_bot": False, "first_name": "Somebody", "language_code": "ar"}


@asynccontextmanager
async def running(webhook: str = "") -> AsyncIterator[BotApi]:
    api = BotApi(webhook=webhook)
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", api.call)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api.url = address(runner)
    async with aiohttp.ClientSession() as session:
        api.session = session
        try:
            yield api
        finally:
            await runner.cleanup()


def settings(api: BotApi) -> dict[str, str]:
    """What makes a door call this stand-in."""
    return {"telegram_token": TOKEN, "telegram_secrets": SECRET, "telegram_api": api.url}
