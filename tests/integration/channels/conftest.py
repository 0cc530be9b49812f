"""A running door on each database, with a stand-in for each provider that is called."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support import bot_api, cloud_api
from tests.support.bot_api import BotApi
from tests.support.cloud_api import CloudApi
from tests.support.doors import RunningDoor, running_door


@pytest.fixture
async def meta() -> AsyncIterator[CloudApi]:
    async with cloud_api.running() as api:
        yield api


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    async with bot_api.running() as api:
        yield api


@pytest.fixture(params=["sqlite", "postgresql"])
async def door(
    request: pytest.FixtureRequest, tmp_path: Path, meta: CloudApi, telegram: BotApi
) -> AsyncIterator[RunningDoor]:
    changes = cloud_api.settings(meta) | bot_api.settings(telegram)
    async with running_door(request.param, tmp_path, **changes) as running:
        meta.webhook = f"{running.url}/channels/whatsapp"
        telegram.webhook = f"{running.url}/channels/telegram"
        yield running
