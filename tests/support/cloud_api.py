"""A stand-in for Meta's Cloud API over real HTTP: tokens, limits, errors, slow and lost answers, receipts, repeats.

It keeps what a person would see on the phone, and calls the door's webhook as Meta does.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
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

NUMBER, TOKEN, SECRET, VERIFY = "1000000001", "a permanent token", "the app's secret", "a word of ours"
# As the platform enforces them: messages a second of a number; seconds a message to one person, and how many at once.
PER_SECOND, PAIR_SECONDS, PAIR_BURST = 80, 6.0, 45

Json = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """What a call meets. `taken`: the message goes out all the same, though the answer is lost or an error."""

    status: int = 0
    code: int | None = None
    taken: bool = False
    hang: bool = False
    reset: bool = False
    retry_after: int | None = None


@dataclass
class CloudApi:
    """`fault` is asked before each call; `receipts` says which statuses follow a message, in which order."""

    url: str = ""
    webhook: str = ""
    fault: Callable[[Json], Fault | None] = lambda body: None
    receipts: Callable[[Json], list[str]] = lambda body: ["sent", "delivered", "read"]
    enforce: bool = True
    phones: defaultdict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    refused: list[int] = field(default_factory=list)
    # Refusals for pace that a test asked for; all others are the door's fault.
    injected_too_fast: int = 0
    seen: list[str] = field(default_factory=list)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    session: aiohttp.ClientSession | None = None
    _all: deque[float] = field(default_factory=deque)
    _pairs: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    async def number(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self._refuse(401, 190)
        if request.match_info["number"] != NUMBER:
            return self._refuse(400, 100)
        return web.json_response({"display_phone_number": "+971 6 000 0000", "quality_rating": "GREEN"})

    async def messages(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self._refuse(401, 190)
        body: Json = await request.json()
        if body.get("status") == "read":
            self.seen.append(body["message_id"])
            return web.json_response({"success": True})
        to = body.get("to") or body.get("recipient")
        if not to or body.get("messaging_product") != "whatsapp" or not _fits(body):
            return self._refuse(400, 100)
        fault = self.fault(body)
        if fault is not None and not fault.taken:
            return await self._meet(request, fault)
        if self.enforce and (code := self._too_fast(to)):
            return self._refuse(429 if code == 130429 else 400, code)
        id = f"wamid.{next(self.numbers)}"
        self.phones[to].append(body | {"id": id})
        self._later(self._tell(to, id, body))
        if fault is not None:
            return await self._meet(request, fault)
        return web.json_response({"messaging_product": "whatsapp", "messages": [{"id": id}]})

    async def _meet(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        self.injected_too_fast += fault.status == 429
        if fault.hang:
            await asyncio.sleep(3600)
        if fault.reset:
            assert request.transport is not None
            request.transport.abort()
            raise ConnectionResetError
        if fault.code is None:
            return web.Response(status=fault.status, text="<html>gateway</html>")
        return self._refuse(fault.status, fault.code, fault.retry_after)

    def _refuse(self, status: int, code: int, retry_after: int | None = None) -> web.Response:
        self.refused.append(code)
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        body = {"error": {"message": f"(#{code}) refused", "code": code}}
        return web.json_response(body, status=status, headers=headers)

    def _too_fast(self, to: str) -> int | None:
        now = time.monotonic()
        while self._all and self._all[0] <= now - 1:
            self._all.popleft()
        if len(self._all) >= PER_SECOND:
            return 130429
        if max(self._pairs[to], now) - now > PAIR_SECONDS * (PAIR_BURST - 1):
            return 131056
        self._all.append(now)
        self._pairs[to] = max(self._pairs[to], now) + PAIR_SECONDS
        return None

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _tell(self, to: str, id: str, body: Json) -> None:
        for status in self.receipts(body):
            told = {"id": id, "status": status, "timestamp": str(int(time.time())), "recipient_id": to}
            if "biz_opaque_callback_data" in body:
                told["biz_opaque_callback_data"] = body["biz_opaque_callback_data"]
            await self.post({"statuses": [told]})

    async def says(self, person: str, text: str, *, id: str | None = None, times: int = 1) -> str:
        """A person's text reaches the door, `times` over; the message's id."""
        id = id or f"wamid.in{next(self.numbers)}"
        await self.brings(person, {"type": "text", "text": {"body": text}}, id=id, times=times)
        return id

    async def taps(self, person: str, title: str) -> None:
        """A person taps a button or row of the newest message that offers it."""
        for shown in reversed(self.phones[person]):
            for each in offered(shown):
                if each["title"] == title:
                    kind = "list_reply" if shown["interactive"]["type"] == "list" else "button_reply"
                    await self.brings(
                        person, {"type": "interactive", "interactive": {"type": kind, kind: each}}
                    )
                    return
        raise AssertionError(f"nobody offered {title!r}")

    async def brings(self, person: str, message: Json, *, id: str | None = None, times: int = 1) -> None:
        """Any message of a person's, posted until the door has kept it."""
        whole = {
            "from": person,
            "id": id or f"wamid.in{next(self.numbers)}",
            "timestamp": str(int(time.time())),
        }
        contacts = [{"profile": {"name": "Somebody"}, "wa_id": person}]
        for _ in range(times):
            await self.post({"contacts": contacts, "messages": [whole | message]})

    async def post(self, value: Json) -> None:
        """As Meta does: until it is answered 200."""
        metadata = {"display_phone_number": "97160000000", "phone_number_id": NUMBER}
        value = {"messaging_product": "whatsapp", "metadata": metadata} | value
        body = {
            "object": "whatsapp_business_account",
            "entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}],
        }
        raw = json.dumps(body).encode()
        signature = hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()
        headers = {"X-Hub-Signature-256": f"sha256={signature}", "Content-Type": "application/json"}
        assert self.session is not None
        while True:
            try:
                async with self.session.post(self.webhook, data=raw, headers=headers) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)


def offered(shown: Json) -> list[Json]:
    """Buttons or rows of a message as it came."""
    action = shown.get("interactive", {}).get("action", {})
    rows = [row for section in action.get("sections", []) for row in section["rows"]]
    return rows or [button["reply"] for button in action.get("buttons", [])]


def words(shown: Json) -> str:
    return str(shown["text"]["body"] if shown["type"] == "text" else shown["interactive"]["body"]["text"])


def _fits(body: Json) -> bool:
    """The platform's own limits."""
    if body["type"] == "text":
        return 0 < len(body["text"]["body"]) <= 4096
    if body["type"] == "interactive":
        rows = offered(body)
        is_list = body["interactive"]["type"] == "list"
        return (
            0 < len(body["interactive"]["body"]["text"]) <= (4096 if is_list else 1024)
            and 1 <= len(rows) <= (10 if is_list else 3)
            and all(0 < len(row["title"]) <= (24 if is_list else 20) for row in rows)
            and all(0 < len(row["id"]) <= (200 if is_list else 256) for row in rows)
            and len({row["title"] for row in rows}) == len(rows)
        )
    return True


@asynccontextmanager
async def running(webhook: str = "") -> AsyncIterator[CloudApi]:
    api = CloudApi(webhook=webhook)
    app = web.Application()
    app.router.add_post(f"/v23.0/{NUMBER}/messages", api.messages)
    app.router.add_get("/v23.0/{number}", api.number)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api.url = address(runner)
    async with aiohttp.ClientSession() as session:
        api.session = session
        try:
            yield api
        finally:
            for task in list(api.tasks):
                task.cancel()
            await asyncio.gather(*api.tasks, return_exceptions=True)
            await runner.cleanup()


def settings(api: CloudApi) -> dict[str, str]:
    """What makes a door call this stand-in."""
    return {
        "whatsapp_number_id": NUMBER,
        "whatsapp_token": TOKEN,
        "whatsapp_app_secrets": f"an older one,{SECRET}",
        "whatsapp_verify_token": VERIFY,
        "whatsapp_api": api.url,
    }
