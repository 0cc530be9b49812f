"""Telegram's webhook: updates that carry our secret token. Answers 200 only after the commit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

from channels.contract import Mailbox
from channels.errors import Refused, Unparsable
from channels.http import raw_body
from channels.telegram import codec

MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """`tokens`: the secret token registered with Telegram, two while one is exchanged."""

    tokens: tuple[str, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if not any(self.tokens):
            raise ValueError("a webhook without a secret token would trust anybody")


class Webhook:
    def __init__(
        self, mailbox: Mailbox, trust: Trust, courtesies: Callable[[codec.Update], Awaitable[None]]
    ) -> None:
        """`courtesies` does what Telegram expects after an update was kept: answers taps, leaves groups."""
        self._mailbox = mailbox
        self._trust = trust
        self._courtesies = courtesies

    async def receive(self, request: web.Request) -> web.Response:
        if not codec.trusted(request.headers.get("X-Telegram-Bot-Api-Secret-Token"), self._trust.tokens):
            raise Refused(401, "bad_token")
        raw = await raw_body(request, MOST_BYTES)
        try:
            update = codec.update(raw)
        except Unparsable:
            await self._mailbox.set_aside(codec.CHANNEL, raw)
            return web.Response()
        await self._mailbox.take(codec.CHANNEL, update.posted, raw)
        await self._courtesies(update)
        return web.Response()


def routes(webhook: Webhook) -> list[web.RouteDef]:
    return [web.post("/channels/telegram", webhook.receive)]
