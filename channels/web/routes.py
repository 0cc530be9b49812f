"""The widget's addresses."""

from __future__ import annotations

from aiohttp import web

from channels.web.channel import WebChannel
from channels.web.socket import Socket


def routes(channel: WebChannel) -> list[web.RouteDef]:
    async def socket(request: web.Request) -> web.WebSocketResponse:
        return await Socket(channel).serve(request)

    return [
        web.get("/widget/socket", socket),
        web.post("/widget/hello", channel.hello),
        web.post("/widget/send", channel.send),
        web.get("/widget/messages", channel.messages),
        web.post("/widget/seen", channel.seen),
        web.post("/widget/exit", channel.exit),
    ]
