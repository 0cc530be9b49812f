"""The desk's page and its files. Everything in it comes from the API; the page itself is the same for all."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from bot.files import file, files

HERE = Path(__file__).parent / "static"


def routes() -> list[web.RouteDef]:
    page = HERE / "index.html"
    return [file("/desk", page), file("/desk/", page), *files("/desk/files", HERE)]
