"""WhatsApp's webhook: the subscription check, and bodies signed by Meta. Answers 200 only after the commit."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import web

from channels.contract import Mailbox
from channels.errors import Refused, Unparsable
from channels.http import raw_body
from channels.whatsapp import codec


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """`secrets`: the app's, two while one is exchanged; `verify_token` is ours, typed into Meta's form."""

    secrets: tuple[str, ...] = field(repr=False)
    verify_token: str = field(repr=False)

    def __post_init__(self) -> None:
        if not any(self.secrets):
            raise ValueError("a webhook without an app secret would trust anybody")


class Webhook:
    def __init__(self, mailbox: Mailbox, trust: Trust) -> None:
        self._mailbox = mailbox
        self._trust = trust

    async def check(self, request: web.Request) -> web.Response:
        """Meta asks once, when the webhook is registered."""
        mode, token = request.query.get("hub.mode"), request.query.get("hub.verify_token")
        if not codec.challenged(mode, token, self._trust.verify_token):
            raise Refused(403, "bad_token")
        return web.Response(text=request.query.get("hub.challenge", "")[:1024], content_type="text/plain")

    async def receive(self, request: web.Request) -> web.Response:
        raw = await raw_body(request)
        if not codec.signed(raw, request.headers.get("X-Hub-Signature-256"), self._trust.secrets):
            raise Refused(401, "bad_signature")
        try:
            posted = codec.posted(raw)
        except Unparsable:
            await self._mailbox.set_aside(codec.CHANNEL, raw)
        else:
            await self._mailbox.take(codec.CHANNEL, posted, raw)
        return web.Response()


def routes(webhook: Webhook) -> list[web.RouteDef]:
    return [
        web.get("/channels/whatsapp", webhook.check, allow_head=False),
        web.post("/channels/whatsapp", webhook.receive),
    ]
