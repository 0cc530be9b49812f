"""Every store test runs on both databases."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Parts
from tests.support.houses import open_parts


@pytest.fixture(params=["sqlite", "postgresql"])
async def parts(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Parts]:
    async with open_parts(request.param, tmp_path) as opened:
        yield opened
