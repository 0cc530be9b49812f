"""Logging of the door: one line an event, to standard error. Never a person's words, on any level."""

from __future__ import annotations

import logging


def start(level: str) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # These write requests and statements, which may carry what people wrote or where they were reached.
    for noisy in ("aiohttp.access", "aiosqlite", "sqlalchemy.engine", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # They write addresses with a token in them, and what is sent.
    for talkative in ("httpx", "httpcore", "telegram"):
        logging.getLogger(talkative).setLevel(logging.CRITICAL)
    # It writes what of a request it could not parse, from whom; faults of our own handlers are told by bot.web.border.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    logging.getLogger("alembic").setLevel(logging.WARNING)
