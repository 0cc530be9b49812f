"""Reading what a provider posts: the raw bytes, within bounds, exactly as they were signed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
from aiohttp import web

from channels.errors import NotWorking, Refused

# Meta's bodies are at most 3 MB, Telegram's far smaller.
MOST_BYTES = 3 * 1024 * 1024
BODY_SECONDS = 10.0
# A clock further off than this makes waiting times, windows and signatures of other programs wrong.
CLOCK_SECONDS = 30.0
EXAMINE_SECONDS = 10.0


async def raw_body(request: web.Request, most: int = MOST_BYTES) -> bytes:
    """Raises Refused: 413 when it is longer than `most`, 415 when it is compressed (nobody sends us such bodies), 408 when
    it does not come to its end in time."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refused(415, "encoded")
    if (request.content_length or 0) > most:
        raise Refused(413, "too_long")
    kept = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for piece in request.content.iter_any():
                kept += piece
                if len(kept) > most:
                    raise Refused(413, "too_long")
    except TimeoutError:
        raise Refused(408, "too_slow") from None
    return bytes(kept)


async def clock(url: str) -> None:
    """Raises NotWorking when our clock and the server's at `url` do not agree, or nothing answers there."""
    timeout = aiohttp.ClientTimeout(total=EXAMINE_SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as response:
            told = response.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError) as error:
        raise NotWorking(f"{url} cannot be reached ({type(error).__name__})") from None
    if told is None:
        return
    try:
        off = (datetime.now(UTC) - parsedate_to_datetime(told)).total_seconds()
    except (TypeError, ValueError):
        return
    if abs(off) > CLOCK_SECONDS:
        raise NotWorking(f"this machine's clock is {off:+.0f} s off; set it by NTP")
