"""What transport and libraries may do to a call, in the door's words: not sent, refused, or nobody knows."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from aiohttp import web
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from channels.errors import SendError, SendFault
from channels.parts import Part
from channels.telegram.provider import _refuse
from channels.whatsapp.provider import Account, CloudApi
from tests.support.brain import address


def network(cause: Exception | None, words: str = "x") -> TelegramError:
    error = NetworkError(words)
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (RetryAfter(7), SendFault.SLOW_DOWN),
        (Forbidden("bot was blocked by the user"), SendFault.BLOCKED),
        (InvalidToken("x"), SendFault.ACCOUNT),
        (BadRequest("Chat not found"), SendFault.UNREACHABLE),
        (BadRequest("message is too long"), SendFault.REFUSED),
        (network(httpx.ConnectError("x")), SendFault.AWAY),
        (network(httpx.ConnectTimeout("x")), SendFault.AWAY),
        (network(httpx.PoolTimeout("x")), SendFault.AWAY),
        (network(httpx.ReadError("x")), SendFault.UNKNOWN),
        (network(None, "Internal Server Error"), SendFault.AWAY),
        (network(None, "Bad Gateway"), SendFault.UNKNOWN),
        (network(None, "Gateway Timeout (504)"), SendFault.UNKNOWN),
        (network(UnicodeEncodeError("utf-8", "x", 0, 1, "surrogates")), SendFault.REFUSED),
        (network(httpx.ReadTimeout("x")), SendFault.UNKNOWN),
    ],
)
def test_telegrams_library(error: TelegramError, fault: SendFault) -> None:
    with pytest.raises(SendError) as raised:
        _refuse(error)
    assert raised.value.fault is fault


async def call(handler: object) -> str:
    app = web.Application()
    app.router.add_post("/v23.0/1/messages", handler)  # type: ignore[arg-type]
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api = CloudApi(Account(number_id="1", token="t", api=address(runner)))
    try:
        return await api.send(Part(text="hello"), "971500000001", "id")
    finally:
        await api.close()
        await runner.cleanup()


async def in_two_pieces(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    await response.write(b'{"messages": [{"id": ')
    await asyncio.sleep(0.1)
    await response.write(b'"wamid.X"}]}')
    return response


async def test_an_answer_in_two_pieces_is_read_whole() -> None:
    assert await call(in_two_pieces) == "wamid.X"


async def hung_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    raise ConnectionResetError


async def gateway(request: web.Request) -> web.StreamResponse:
    return web.Response(status=504, text="<html>")


async def elsewhere(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("http://169.254.169.254/latest")


@pytest.mark.parametrize(
    ("handler", "fault"),
    [(hung_up, SendFault.UNKNOWN), (gateway, SendFault.UNKNOWN), (elsewhere, SendFault.REFUSED)],
)
async def test_transport_to_meta(handler: object, fault: SendFault) -> None:
    with pytest.raises(SendError) as raised:
        await call(handler)
    assert raised.value.fault is fault


async def test_nobody_at_metas_address() -> None:
    api = CloudApi(Account(number_id="1", token="t", api="http://127.0.0.1:1"))
    with pytest.raises(SendError) as raised:
        await api.send(Part(text="hello"), "971500000001", "id")
    await api.close()
    assert raised.value.fault is SendFault.AWAY
