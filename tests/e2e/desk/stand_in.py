"""A small stand-in for the desk's API (docs/protocols/desk.md), which a test can make misbehave.

It keeps the door's promises as they are written: numbered events, replay after a number, `stale`, conflicts
that say how the case stands now. It stores nothing and knows no person.
"""

from __future__ import annotations

import asyncio
import itertools
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

FILES = Path(__file__).resolve().parents[3] / "bot" / "desk" / "static"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEARTBEAT_SECONDS = 1.0
NAMES = {"mariam": "مريم الشامسي", "omar": "Omar Saeed"}
PASSWORD = "right horse"

Json = dict[str, Any]


def ago(seconds: float) -> str:
    return (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat()


class StandIn:
    """The desk's other side. Tests call its methods; the browser sees what follows from them."""

    def __init__(self) -> None:
        self.cases: dict[str, Json] = {}
        self.talks: dict[str, list[Json]] = {}
        self.events: list[Json] = []
        self.sessions: dict[str, tuple[str, str]] = {}
        self.sockets: set[web.WebSocketResponse] = set()
        self.posted: list[Json] = []
        self.fail_next: list[int] = []  # statuses that the next changes are answered with
        self.refuse_sockets = False
        self.locked_seconds = 0
        self.first_number = 0
        self.rung = asyncio.Condition()
        self.ids = itertools.count(1)

    @property
    def number(self) -> int:
        return len(self.events)

    # ------------------------------------------------------------ what a test makes happen

    def add_case(self, **fields: Any) -> Json:
        """A case without an event; `waiting` is how many seconds its person has waited."""
        count = next(self.ids)
        waiting = fields.pop("waiting", 30)
        case: Json = {
            "id": f"case{count}",
            "reference": f"SH-7K2M-{count:02d}",
            "conversation": f"talk{count}",
            "state": "waiting",
            "urgency": "attention",
            "line": "general",
            "kind": "request",
            "owner": None,
            "opened_at": ago(waiting),
            "waiting_since": ago(waiting),
            "claimed_at": None,
            "resolved_at": None,
            "disposition": None,
            "channel": "web",
            "language": "ar",
            "left": None,
            "wants_human": False,
            "misunderstood": False,
            "details": {},
            "flags": [],
            "bot_is_asking": False,
            "version": 0,
        } | fields
        self.cases[case["id"]] = case
        self.talks.setdefault(case["conversation"], [])
        return case

    def add_message(self, case: Json, text: str, author: str = "person", **fields: Any) -> Json:
        """A message without an event."""
        talk = self.talks[case["conversation"]]
        message: Json = {
            "id": f"message{next(self.ids)}",
            "conversation": case["conversation"],
            "position": len(talk) + 1,
            "author": author,
            "name": "",
            "text": text,
            "kind": "text",
            "buttons": [],
            "at": ago(0),
            "state": None if author == "person" else "sent",
            "fault": None,
            "client_id": None,
        } | fields
        talk.append(message)
        return message

    def flag(self, case: Json, message: Json, words: str, urgency: str = "urgent") -> None:
        """Flag words of a message, counted in UTF-16 units as the door does."""
        text: str = message["text"]
        start = text.index(words)
        units = [len(part.encode("utf-16-le")) // 2 for part in (text[:start], words)]
        flag = {"source": "phrase", "text": words, "urgency": urgency, "message": message["id"]}
        case["flags"].append(flag | {"start": units[0], "end": sum(units)})

    async def tell_case(self, case: Json, **changes: Any) -> None:
        case |= changes
        case["version"] += 1
        await self._tell({"type": "case", "case": case.copy()})

    async def tell_message(self, message: Json, **changes: Any) -> None:
        message |= changes
        await self._tell({"type": "message", "message": message.copy()})

    async def claim_as(self, login: str, case: Json) -> None:
        owner = {"id": login, "name": NAMES[login]}
        await self.tell_case(case, state="claimed", owner=owner, claimed_at=ago(0))

    async def tear(self) -> None:
        """Cut every live line without a goodbye."""
        for socket in list(self.sockets):
            transport = socket._req.transport if socket._req else None
            if transport is not None:
                transport.abort()

    async def forget_events(self) -> None:
        """What came before is too old to be replayed."""
        self.first_number = self.number + 1

    async def end_sessions(self) -> None:
        self.sessions.clear()
        for socket in list(self.sockets):
            await socket.send_json({"type": "signed_out"})
            await socket.close(code=4401)

    async def _tell(self, frame: Json) -> None:
        async with self.rung:
            self.events.append(frame | {"number": self.number + 1})
            self.rung.notify_all()

    # ------------------------------------------------------------ the API

    def app(self) -> web.Application:
        app = web.Application(middlewares=[dressed])
        app.add_routes(
            [
                web.get("/desk", self._page),
                web.post("/desk/api/session", self._sign_in),
                web.get("/desk/api/session", self._me),
                web.delete("/desk/api/session", self._sign_out),
                web.get("/desk/api/snapshot", self._snapshot),
                web.get("/desk/api/cases/{id}", self._case),
                web.post("/desk/api/cases/{id}/{deed}", self._change),
                web.get("/desk/api/events", self._events),
                web.static("/desk/files", FILES),
            ]
        )
        return app

    async def _page(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(FILES / "index.html")

    async def _sign_in(self, request: web.Request) -> web.Response:
        if self.locked_seconds:
            return web.json_response({"error": "locked", "retry_after": self.locked_seconds}, status=429)
        body = await request.json()
        if body["login"] not in NAMES or body["password"] != PASSWORD:
            return refused(401, "wrong")
        token = secrets.token_hex(8)
        self.sessions[token] = (body["login"], secrets.token_hex(8))
        response = web.json_response(self._agent(token))
        response.set_cookie("bab_desk", token, httponly=True, samesite="Strict", path="/desk")
        return response

    async def _me(self, request: web.Request) -> web.Response:
        token = self._token(request)
        return web.json_response(self._agent(token)) if token else refused(401, "signed_out")

    async def _sign_out(self, request: web.Request) -> web.Response:
        self.sessions.pop(request.cookies.get("bab_desk", ""), None)
        return web.Response(status=204)

    async def _snapshot(self, request: web.Request) -> web.Response:
        token = self._token(request)
        if not token:
            return refused(401, "signed_out")
        found = [case for case in self.cases.values() if case["state"] != "resolved"]
        return web.json_response({"number": self.number, "cases": found, "me": self._agent(token)["agent"]})

    async def _case(self, request: web.Request) -> web.Response:
        if not self._token(request):
            return refused(401, "signed_out")
        case = self.cases.get(request.match_info["id"])
        if case is None:
            return refused(404, "no_such_case")
        talk = self.talks[case["conversation"]]
        return web.json_response({"number": self.number, "case": case, "messages": talk})

    async def _change(self, request: web.Request) -> web.Response:
        token = self._token(request)
        if not token:
            return refused(401, "signed_out")
        login, csrf = self.sessions[token]
        if request.headers.get("X-CSRF-Token") != csrf:
            return refused(403, "bad_csrf")
        if self.fail_next:
            return refused(self.fail_next.pop(0), "not_now")
        case, body = self.cases[request.match_info["id"]], await request.json()
        deed = {
            "claim": self._claim,
            "hand-back": self._hand_back,
            "resolve": self._resolve,
            "messages": self._write,
        }
        return await deed[request.match_info["deed"]](login, case, body)

    async def _claim(self, login: str, case: Json, body: Json) -> web.Response:
        if case["state"] == "claimed" and case["owner"]["id"] != login:
            return refused(409, "taken", case)
        if case["state"] == "waiting":
            await self.claim_as(login, case)
            await self.tell_case(case, bot_is_asking=False)
        return web.json_response({"case": case})

    async def _hand_back(self, login: str, case: Json, body: Json) -> web.Response:
        if not owns(login, case):
            return refused(409, "not_yours", case)
        await self.tell_case(case, state="waiting", owner=None, waiting_since=ago(0))
        return web.json_response({"case": case})

    async def _resolve(self, login: str, case: Json, body: Json) -> web.Response:
        if not owns(login, case):
            return refused(409, "not_yours", case)
        self.posted.append(body)
        ended = {"resolved_at": ago(0), "disposition": body["disposition"], "waiting_since": None}
        await self.tell_case(case, state="resolved", **ended)
        return web.json_response({"case": case})

    async def _write(self, login: str, case: Json, body: Json) -> web.Response:
        self.posted.append(body)
        known = [each for each in self.talks[case["conversation"]] if each["client_id"] == body["id"]]
        if known:
            return web.json_response({"message": known[0]})
        if not owns(login, case):
            return refused(409, "not_yours", case)
        if case["left"] and not body["although_left"]:
            return refused(409, "left", case)
        sent = {"name": NAMES[login], "client_id": body["id"], "state": "queued"}
        message = self.add_message(case, body["text"], "agent", **sent)
        await self.tell_message(message)
        await self.tell_case(case, waiting_since=None)
        return web.json_response({"message": message})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        if self.refuse_sockets:
            return refused(503, "not_now")
        if not self._token(request):
            return refused(401, "signed_out")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.add(socket)
        push = asyncio.create_task(self._push(socket, int(request.query["after"])))
        try:
            async for _ in socket:
                pass
        finally:
            self.sockets.discard(socket)
            push.cancel()
            await asyncio.gather(push, return_exceptions=True)
        return socket

    async def _push(self, socket: web.WebSocketResponse, after: int) -> None:
        if after > self.number or after < self.first_number - 1:
            await socket.send_json({"type": "stale"})
            await socket.close()
            return
        while not socket.closed:
            for event in self.events[after:]:
                await socket.send_json(event)
                after = event["number"]
            await socket.send_json({"type": "live", "number": after})
            async with self.rung:
                try:
                    async with asyncio.timeout(HEARTBEAT_SECONDS):
                        await self.rung.wait_for(lambda: self.number > after)  # noqa: B023  # awaited at once
                except TimeoutError:
                    continue

    def _token(self, request: web.Request) -> str:
        token = request.cookies.get("bab_desk", "")
        return token if token in self.sessions else ""

    def _agent(self, token: str) -> Json:
        login, csrf = self.sessions[token]
        return {"agent": {"id": login, "name": NAMES[login], "role": "agent"}, "csrf": csrf}


@web.middleware
async def dressed(request: web.Request, handler: Any) -> web.StreamResponse:
    """With the door's own content policy, which the pages must live under."""
    response: web.StreamResponse = await handler(request)
    if not response.prepared:
        response.headers["Content-Security-Policy"] = CSP
        response.headers["Cache-Control"] = "no-store"
    return response


def owns(login: str, case: Json) -> bool:
    return bool(case["state"] == "claimed" and case["owner"]["id"] == login)


def refused(status: int, code: str, case: Json | None = None) -> web.Response:
    return web.json_response({"error": code} | ({"case": case} if case else {}), status=status)


def references(cases: Iterable[Json]) -> list[str]:
    return [case["reference"] for case in cases]
