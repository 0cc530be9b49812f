"""Calls of the Cloud API. One connection pool; nothing is repeated here: that is decided where it is written down."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from channels import fields
from channels.capabilities import Capabilities
from channels.errors import NotWorking, SendError, SendFault
from channels.http import EXAMINE_SECONDS, clock
from channels.parts import Part
from channels.whatsapp import calls, codec
from channels.whatsapp.errors import refused

CONNECT_SECONDS = 5.0
# Gateways that gave up waiting: what stands behind them may have taken the message.
AMBIGUOUS = (502, 504)
MOST_ANSWER_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    number_id: str
    token: str = field(repr=False)
    api: str = "https://graph.facebook.com"
    version: str = "v23.0"


class CloudApi:
    name = codec.CHANNEL
    can: Capabilities = codec.CAN

    def __init__(self, account: Account) -> None:
        self._account = account
        self._session: aiohttp.ClientSession | None = None

    async def send(self, part: Part, address: str, our_id: str) -> str:
        arabic = any("\u0600" <= letter <= "\u06ff" for letter in part.text)
        return calls.sent_id(await self._messages(calls.message(part, address, our_id, arabic=arabic)))

    async def examine(self, webhook: str | None) -> str:
        """The number as Meta knows it. Meta does not tell a number's token where the webhook is."""
        account = self._account
        await clock(account.api)
        url = f"{account.api}/{account.version}/{account.number_id}"
        headers = {"Authorization": f"Bearer {account.token}"}
        query = {"fields": "display_phone_number,verified_name,quality_rating"}
        try:
            async with (
                asyncio.timeout(EXAMINE_SECONDS),
                self._pool().get(url, params=query, headers=headers, allow_redirects=False) as response,
            ):
                answer = await _whole(response)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotWorking(f"{account.api} cannot be reached ({type(error).__name__})") from None
        if response.status != 200:
            error_told = refused(response.status, answer, {})
            if error_told.fault is SendFault.ACCOUNT:
                raise NotWorking(f"Meta refuses the token (code {error_told.code}); see BAB_WHATSAPP_TOKEN")
            raise NotWorking(
                f"Meta does not know the number (code {error_told.code}); see BAB_WHATSAPP_NUMBER_ID"
            )
        value = fields.decoded(answer)
        number, quality = (
            fields.string(value, "display_phone_number", 40),
            fields.string(value, "quality_rating", 20),
        )
        return f"number {number}, quality {quality.lower() or 'unknown'}"

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _messages(self, body: dict[str, Any]) -> bytes:
        """The answer's bytes. Raises SendError."""
        account = self._account
        url = f"{account.api}/{account.version}/{account.number_id}/messages"
        try:
            async with self._pool().post(
                url,
                data=json.dumps(body).encode(),
                headers={"Authorization": f"Bearer {account.token}", "Content-Type": "application/json"},
                allow_redirects=False,
            ) as response:
                answer = await _whole(response)
                if 200 <= response.status < 300:
                    return answer
                error = refused(
                    response.status, answer, {name.lower(): value for name, value in response.headers.items()}
                )
                if response.status in AMBIGUOUS and error.code.startswith("http"):
                    raise SendError(SendFault.UNKNOWN, error.code)
                raise error
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            # Nothing was sent yet.
            raise SendError(SendFault.AWAY, type(error).__name__) from None
        except (TimeoutError, aiohttp.ClientError) as error:
            raise SendError(SendFault.UNKNOWN, type(error).__name__) from None

    def _pool(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            # The whole call's time is the caller's.
            timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS)
            self._session = aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())
        return self._session


async def _whole(response: aiohttp.ClientResponse) -> bytes:
    """The answer's body, as far as anything in it could matter."""
    kept = bytearray()
    async for piece in response.content.iter_any():
        kept += piece
        if len(kept) > MOST_ANSWER_BYTES:
            break
    return bytes(kept)
