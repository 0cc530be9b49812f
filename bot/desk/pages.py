"""The desk's page and its files. Everything in it comes from the API; the page itself is the same for all."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

HERE = Path(__file__).parent / "static"


def routes() -> list[web.AbstractRouteDef]:
    async def page(request: web.Request) -> web.StreamResponse:
        return web.FileResponse(HERE / "index.html", headers={"Cache-Control": "no-cache"})

    return [web.get("/desk", page), web.get("/desk/", page), web.static("/desk/files", HERE)]
