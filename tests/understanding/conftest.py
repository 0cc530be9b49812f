"""One brain for all tests of how messages are read."""

from collections.abc import Iterator

import pytest

from tests.support.ear import Ear, open_ear


@pytest.fixture(scope="session")
def ear(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ear]:
    with open_ear(tmp_path_factory.mktemp("ear") / "brain.log") as opened:
        yield opened
