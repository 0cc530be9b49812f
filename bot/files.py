"""Serves a folder of small files from memory: compressed, and asked for again only when they changed."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    stamp: tuple[int, int]
    plain: bytes
    packed: bytes
    tag: str


class _Memory:
    """What was read, until the file on disk changes: an editor sees a change at the next load."""

    def __init__(self) -> None:
        self._kept: dict[Path, _Kept] = {}

    def get(self, path: Path) -> _Kept:
        """Raises OSError."""
        status = path.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        kept = self._kept.get(path)
        if kept is None or kept.stamp != stamp:
            plain = path.read_bytes()
            tag = hashlib.sha256(plain).hexdigest()[:32]
            kept = _Kept(stamp=stamp, plain=plain, packed=gzip.compress(plain, mtime=0), tag=tag)
            self._kept[path] = kept
        return kept


_memory = _Memory()


def file(address: str, path: Path) -> web.RouteDef:
    async def serve(request: web.Request) -> web.Response:
        return _response(request, path)

    return web.get(address, serve)


def files(address: str, folder: Path) -> list[web.RouteDef]:
    """Every file of the folder as it is at the start; nothing else can be asked for."""
    names = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return [web.get(address + "/{name:.+}", _one_of(names))]


def _one_of(names: dict[str, Path]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(request: web.Request) -> web.Response:
        path = names.get(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        return _response(request, path)

    return serve


def _response(request: web.Request, path: Path) -> web.Response:
    try:
        kept = _memory.get(path)
    except OSError:
        raise web.HTTPNotFound from None
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    # Two forms of one thing need two tags (RFC 9110, 8.8.3.3).
    tag = f'"{kept.tag}{"-gzip" if packed else ""}"'
    headers = {"Cache-Control": "no-cache", "ETag": tag, "Vary": "Accept-Encoding"}
    if tag in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    charset = "utf-8" if kind.startswith("text/") or kind == "application/json" else None
    return web.Response(
        body=kept.packed if packed else kept.plain, headers=headers, content_type=kind, charset=charset
    )
