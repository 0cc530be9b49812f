"""Telegram's webhook: updates that carry our secret token. Answers 200 only after the commit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from aiohttp import web

from channels.contract import Mailbox, NotNow
from channels.errors import Refused, SendError, SendFault, Unparsable
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
        self,
        mailbox: Mailbox,
        trust: Trust,
        courtesies: Callable[[codec.Update], Awaitable[None]],
        delete: Callable[[list[str]], Awaitable[None]],
    ) -> None:
        """`courtesies` does what Telegram expects after an update was kept: answers taps, leaves groups. `delete` deletes
        messages, each "chat:message"; it may raise SendError."""
        self._mailbox = mailbox
        self._trust = trust
        self._courtesies = courtesies
        self._delete = delete

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
        if update.wipe is not None:
            await self._wipe(update.wipe, update.number)
        return web.Response()

    async def _wipe(self, command: str, number: int) -> None:
        """Delete what a bot may delete. Answered before Telegram is: an update that comes again wipes again."""
        address = command.partition(":")[0]
        since = datetime.now(UTC) - timedelta(hours=codec.CAN.delete_hours)
        known = await self._mailbox.told(codec.CHANNEL, address, since)
        try:
            await self._delete([*known, command])
        except SendError as error:
            if error.fault.retryable or error.fault is SendFault.UNKNOWN:
                # Told again by Telegram, it is tried again.
                raise NotNow from None
            return
        await self._mailbox.wiped(codec.CHANNEL, address, f"wipe:{number}")


def routes(webhook: Webhook) -> list[web.RouteDef]:
    return [web.post("/channels/telegram", webhook.receive)]
