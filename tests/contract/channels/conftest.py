"""Both providers' webhooks in front of a real store, on each database."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.app import Parts
from bot.domain import sending
from bot.web.border import border
from bot.web.door import ChannelMailbox
from channels.telegram import webhook as telegram
from channels.telegram.codec import Update
from channels.whatsapp import webhook as whatsapp
from tests.support.houses import open_parts

SECRET, TOKEN = "app secret", "secret_token-1"


@dataclass(frozen=True)
class Posting:
    """Posts as the providers do. `courtesies` are the updates Telegram's answers were due for."""

    client: TestClient[web.Request, web.Application]
    parts: Parts
    courtesies: list[Update]
    deleted: list[str]

    async def whatsapp(self, body: Any, **headers: str) -> int:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        signature = "sha256=" + hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()
        return await self._post("/channels/whatsapp", raw, {"X-Hub-Signature-256": signature} | headers)

    async def telegram(self, body: Any, **headers: str) -> int:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await self._post(
            "/channels/telegram", raw, {"X-Telegram-Bot-Api-Secret-Token": TOKEN} | headers
        )

    async def post(self, channel: str, body: Any, **headers: str) -> int:
        return await (self.whatsapp if channel == "whatsapp" else self.telegram)(body, **headers)

    async def _post(self, path: str, raw: bytes, headers: dict[str, str]) -> int:
        async with self.client.post(path, data=BytesIO(raw), headers=headers) as response:
            return response.status


@pytest.fixture(params=["sqlite", "postgresql"])
async def posting(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Posting]:
    async with open_parts(request.param, tmp_path) as parts:
        mailbox, owed, deleted = ChannelMailbox(parts.house), [], []

        async def courtesies(update: Update) -> None:
            owed.append(update)

        async def delete(messages: list[str]) -> None:
            deleted.extend(messages)

        app = web.Application(middlewares=[border(frozenset())])
        trust = whatsapp.Trust(secrets=("an older secret", SECRET), verify_token="ours")
        app.add_routes(whatsapp.routes(whatsapp.Webhook(mailbox, trust)))
        app.add_routes(
            telegram.routes(telegram.Webhook(mailbox, telegram.Trust(tokens=(TOKEN,)), courtesies, delete))
        )
        async with TestClient(TestServer(app, host="127.0.0.1")) as client:
            yield Posting(client, parts, owed, deleted)


@pytest.fixture(params=["sqlite", "postgresql"])
async def parts(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Parts]:
    async with open_parts(request.param, tmp_path) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "FIRST_PAUSE", timedelta(seconds=0.02))
    monkeypatch.setattr(sending, "SETTLE", timedelta(seconds=0.4))
    monkeypatch.setattr(sending, "SETTLE_EMERGENCY", timedelta(seconds=0.2))
