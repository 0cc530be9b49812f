"""Reading what a provider posts: the raw bytes, within bounds, exactly as they were signed."""

from __future__ import annotations

from aiohttp import web

from channels.errors import Refused

# Meta's bodies are at most 3 MB, Telegram's far smaller.
MOST_BYTES = 3 * 1024 * 1024


async def raw_body(request: web.Request, most: int = MOST_BYTES) -> bytes:
    """Raises Refused: 413 when it is longer than `most`, 415 when it is compressed (nobody sends us such bodies)."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refused(415, "encoded")
    if (request.content_length or 0) > most:
        raise Refused(413, "too_long")
    kept = bytearray()
    async for piece in request.content.iter_any():
        kept += piece
        if len(kept) > most:
            raise Refused(413, "too_long")
    return bytes(kept)
