"""A slice of `benchmarks.soak`: every kind of fault, and still nothing lost, doubled, out of order or too fast."""

from __future__ import annotations

import pytest

from benchmarks.soak import soak
from tests.support.stores import postgresql_url


@pytest.mark.timeout(180)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_short_soak(kind: str) -> None:
    if kind == "sqlite":
        assert await soak(10, 3, "") == 0
    else:
        async with postgresql_url() as url:
            assert await soak(10, 3, url) == 0
