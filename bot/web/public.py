"""The demo page, the widget's files and settings, and health."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.files import file, files

HERE = Path(__file__).parent / "static"
Parts = Callable[[], Awaitable[Mapping[str, bool]]]


def routes(page_settings: Mapping[str, Any], widget: Path, parts: Parts) -> list[web.AbstractRouteDef]:
    """`page_settings` is what the widget may know of this installation.

    `parts` tells which parts are ready; the door takes messages when its database does, brain or not.
    """

    async def settings(request: web.Request) -> web.Response:
        return web.json_response(page_settings)

    async def leave(request: web.Request) -> web.Response:
        """For a page without JavaScript: a plain link leads away."""
        return web.Response(status=302, headers={"Location": str(page_settings["exit_url"])})

    async def alive(request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(request: web.Request) -> web.Response:
        found = await parts()
        body = {"ready": found["database"], "parts": dict(found)}
        return web.json_response(body, status=200 if found["database"] else 503)

    return [
        file("/", HERE / "index.html"),
        file("/widget.js", widget / "widget.js"),
        web.get("/widget/settings.json", settings),
        web.get("/widget/exit", leave),
        *files("/widget/files", widget),
        *files("/page", HERE),
        web.get("/healthz", alive),
        web.get("/readyz", ready),
    ]
