"""A server of PostgreSQL for those tests that ask for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.store.server import Server, running


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server, or the reason why there is none."""
    yield from running()
