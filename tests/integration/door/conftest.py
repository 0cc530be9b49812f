"""A running door on each database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.doors import RunningDoor, running_door


@pytest.fixture(params=["sqlite", "postgresql"])
async def door(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[RunningDoor]:
    async with running_door(request.param, tmp_path) as running:
        yield running
