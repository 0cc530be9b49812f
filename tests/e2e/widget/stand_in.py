"""A small stand-in for the door's side of docs/protocols/widget.md, which a test can make misbehave.

It keeps the door's promises as they are written: a repeated id is one message, everything after a position is
replayed in order. It stores nothing and understands nothing.
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web
from aiohttp.typedefs import Handler

ROOT = Path(__file__).resolve().parents[3]
WIDGET = ROOT / "channels" / "web" / "static"
PAGE = ROOT / "bot" / "web" / "static"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
PASSING = {
    "slow_down": 429,
    "not_now": 503,
    "too_long": 413,
    "bad_version": 426,
    "bad_token": 401,
    "bad_frame": 400,
}

Json = dict[str, Any]


@dataclass
class Talk:
    """One session's messages, and everything that arrived for it in order."""

    messages: list[Json] = field(default_factory=list)
    arrived: list[Json] = field(default_factory=list)
    rung: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, author: str, text: str, **fields: Any) -> Json:
        message: Json = {
            "type": "message",
            "position": len(self.messages) + 1,
            "author": author,
            "name": "",
            "text": text,
            "buttons": [],
            "at": datetime.now(UTC).isoformat(),
            "id": None,
        } | fields
        self.messages.append(message)
        self.rung.set()
        self.rung = asyncio.Event()
        return message


class StandIn:
    """Tests set the switches and read what arrived."""

    def __init__(self) -> None:
        self.talks: dict[str, Talk] = {}
        self.left: list[str] = []
        self.exits: list[str] = []  # by which way each exit was told: socket or http
        self.hellos: list[Json] = []
        self.seen: list[int] = []
        self.sockets: set[web.WebSocketResponse] = set()
        self.refuse_sockets = False
        self.mute_sockets = False  # opened and never heard of again, as some proxies do
        self.away = False  # every request fails
        self.answers = True
        self.accept_seconds = 0.0
        self.lose_accepts = 0  # so many messages are stored and the line torn before they are accepted
        self.refuse_next: list[str] = []
        self.exit_url = "/elsewhere"
        self.elsewhere_seconds = 0.0
        self.origins: set[str] = set()
        self.url = ""
        self._runner: web.AppRunner | None = None

    # ------------------------------------------------------------ what a test asks and does

    @property
    def talk(self) -> Talk:
        """The only talk."""
        (talk,) = self.talks.values()
        return talk

    @property
    def texts(self) -> list[str]:
        """What the person wrote, as stored."""
        return [
            each["text"]
            for talk in self.talks.values()
            for each in talk.messages
            if each["author"] == "person"
        ]

    async def tear(self) -> None:
        """Cut every socket without a goodbye."""
        for socket in list(self.sockets):
            transport = socket._req.transport if socket._req else None
            if transport is not None:
                transport.abort()

    async def start(self, port: int = 0) -> None:
        self._runner = web.AppRunner(self._app(), shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        assert site._server is not None
        self.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        await self.tear()
        if self._runner is not None:
            await self._runner.cleanup()

    # ------------------------------------------------------------ pages and files

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[self._border], client_max_size=2**20)
        app.add_routes(
            [
                web.get("/", _served(PAGE / "index.html")),
                web.get("/widget.js", _served(WIDGET / "widget.js")),
                web.get("/elsewhere", self._elsewhere),
                web.get("/before", self._before),
                web.get("/guest", self._guest),
                web.get("/widget/settings.json", self._settings),
                web.get("/widget/socket", self._socket),
                web.post("/widget/hello", self._hello),
                web.post("/widget/send", self._send),
                web.get("/widget/messages", self._messages),
                web.post("/widget/seen", self._saw),
                web.post("/widget/exit", self._exit),
                web.static("/widget/files", WIDGET),
                web.static("/page", PAGE),
            ]
        )
        return app

    @web.middleware
    async def _border(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self.away:
            assert request.transport is not None
            request.transport.abort()
        if request.method == "OPTIONS":
            response: web.StreamResponse = web.Response(status=204)
        else:
            response = await handler(request)
        if not response.prepared:
            response.headers.setdefault("Content-Security-Policy", CSP)
            response.headers["Cache-Control"] = "no-store"
            if request.headers.get("Origin") in self.origins:
                response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
                response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        return response

    async def _guest(self, request: web.Request) -> web.Response:
        """A page of somebody else that embeds the widget of the door named in the query, twice over."""
        door = request.query["door"]
        tag = f'<script src="{door}/widget.js" async data-language="en"></script>'
        policy = f"default-src 'none'; img-src data:; script-src {door}; connect-src {door} {door.replace('http', 'ws')}"
        page = _page(f"<p>Guest</p>{tag}{tag}")
        page.headers["Content-Security-Policy"] = policy
        return page

    async def _before(self, request: web.Request) -> web.Response:
        return _page("<h1>Before</h1>")

    async def _elsewhere(self, request: web.Request) -> web.Response:
        await asyncio.sleep(self.elsewhere_seconds)
        return _page("<h1>Weather</h1>")

    async def _settings(self, request: web.Request) -> web.Response:
        exit_url = self.exit_url if self.exit_url.startswith("http") else self.url + self.exit_url
        return web.json_response(
            {
                "version": 1,
                "hotline": "800700",
                "emergency": "999",
                "exit_url": exit_url,
                "organisation": {
                    "ar": "دائرة الخدمات الاجتماعية بالشارقة",
                    "en": "Sharjah Social Services Department",
                },
            }
        )

    # ------------------------------------------------------------ the socket

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if self.refuse_sockets:
            return web.Response(status=403)
        socket = web.WebSocketResponse(max_msg_size=2**20)
        await socket.prepare(request)
        self.sockets.add(socket)
        push: asyncio.Task[None] | None = None
        try:
            if self.mute_sockets:
                await socket.receive()
                await socket.receive()
                return socket
            hello = await socket.receive_json()
            self.hellos.append(hello)
            token = self._token(hello["token"])
            if hello["version"] != 1 or "bad_version" in self.refuse_next:
                await socket.send_json(_refusal("bad_version"))
                await socket.close(code=4426)
                return socket
            if token is None:
                await socket.send_json(_refusal("bad_token"))
                await socket.close(code=4401)
                return socket
            await socket.send_json(
                {"type": "welcome", "version": 1, "token": token, "left": token in self.left}
            )
            push = asyncio.create_task(self._push(socket, self.talks[token], hello["seen"]))
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._act(socket, token, message.json())
        except (ConnectionError, TypeError):
            pass
        finally:
            self.sockets.discard(socket)
            if push is not None:
                push.cancel()
                with suppress(asyncio.CancelledError):
                    await push
        return socket

    async def _push(self, socket: web.WebSocketResponse, talk: Talk, position: int) -> None:
        while not socket.closed:
            rung = talk.rung
            for message in talk.messages[position:]:
                try:
                    await socket.send_json(message)
                except ConnectionError:
                    return
                position = message["position"]
            await rung.wait()

    async def _act(self, socket: web.WebSocketResponse, token: str, frame: Json) -> None:
        match frame["type"]:
            case "ping":
                await socket.send_json({"type": "pong"})
            case "seen":
                self.seen.append(frame["position"])
            case "exit":
                self._leave(token, "socket")
            case "send":
                answer = await self._keep(token, frame)
                if answer is None:
                    await self.tear()
                else:
                    with suppress(ConnectionError):  # what it sent before it went is read to the end
                        await socket.send_json(answer)

    # ------------------------------------------------------------ plain requests

    async def _hello(self, request: web.Request) -> web.Response:
        self.hellos.append(await request.json())
        return web.json_response({"version": 1, "token": self._token(None)})

    async def _send(self, request: web.Request) -> web.Response:
        token = self._bearer(request)
        if token is None:
            return _refused("bad_token")
        answer = await self._keep(token, await request.json())
        if answer is None:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return _refused(answer["code"]) if answer["type"] == "error" else web.json_response(answer)

    async def _messages(self, request: web.Request) -> web.Response:
        token = self._bearer(request)
        if token is None:
            return _refused("bad_token")
        talk, after = self.talks[token], int(request.query["after"])
        if not talk.messages[after:]:
            with suppress(TimeoutError):
                await asyncio.wait_for(talk.rung.wait(), float(request.query["wait"]))
        return web.json_response({"messages": talk.messages[after:]})

    async def _saw(self, request: web.Request) -> web.Response:
        self.seen.append((await request.json())["position"])
        return web.Response(status=204)

    async def _exit(self, request: web.Request) -> web.Response:
        token = self._bearer(request) or self._token((await request.text()).strip())
        if token is None:
            return _refused("bad_token")
        self._leave(token, "http")
        return web.Response(status=204)

    # ------------------------------------------------------------ what both ways share

    async def _keep(self, token: str, frame: Json) -> Json | None:
        """None: stored, and the answer is lost."""
        talk = self.talks[token]
        talk.arrived.append(frame)
        if self.refuse_next:
            return _refusal(self.refuse_next.pop(0), frame["id"])
        await asyncio.sleep(self.accept_seconds)
        known = next((each for each in talk.messages if each["id"] == frame["id"]), None)
        kept = known or talk.add("person", frame["text"], id=frame["id"])
        if self.lose_accepts:
            self.lose_accepts -= 1
            return None
        if known is None and self.answers:
            talk.add("bot", f"{kept['text'][:40]} ✓")
        return {"type": "accepted", "id": frame["id"], "position": kept["position"]}

    def _leave(self, token: str, way: str) -> None:
        self.exits.append(way)
        if token not in self.left:
            self.left.append(token)

    def _token(self, given: object) -> str | None:
        """A new one when none is given; None for one that is not ours."""
        if given is None:
            token = f"{secrets.token_urlsafe(32)}.{secrets.token_urlsafe(32)}"
            self.talks[token] = Talk()
            return token
        return given if isinstance(given, str) and given in self.talks else None

    def _bearer(self, request: web.Request) -> str | None:
        value = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return value if value in self.talks else None


def _refusal(code: str, id: str | None = None) -> Json:
    return {"type": "error", "code": code, "id": id}


def _refused(code: str) -> web.Response:
    return web.json_response(_refusal(code), status=PASSING[code])


def _served(path: Path) -> Handler:
    async def serve(request: web.Request) -> web.StreamResponse:
        return web.FileResponse(path)

    return serve


def _page(body: str) -> web.Response:
    text = f"<!doctype html><html lang=en><link rel=icon href=data:,><title>Page</title><body>{body}"
    return web.Response(text=text, content_type="text/html")
