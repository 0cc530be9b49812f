"""A running door on each database, with a stand-in for each provider that is called."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support import cloud_api
from tests.support.cloud_api import CloudApi
from tests.support.doors import RunningDoor, running_door


@pytest.fixture
async def meta() -> AsyncIterator[CloudApi]:
    async with cloud_api.running() as api:
        yield api


@pytest.fixture(params=["sqlite", "postgresql"])
async def door(request: pytest.FixtureRequest, tmp_path: Path, meta: CloudApi) -> AsyncIterator[RunningDoor]:
    async with running_door(request.param, tmp_path, **cloud_api.settings(meta)) as running:
        meta.webhook = f"{running.url}/channels/whatsapp"
        yield running
