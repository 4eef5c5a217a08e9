"""A small ledger of hand-made claims, once in each database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso.store.ledger import Entry, Ledger
from tests.store.samples import EXTRACTOR, denial_entry, market_entry, sum_entry
from tests.store.server import Server, running

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server of PostgreSQL, or the reason why there is none."""
    yield from running()


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger can be made: a file, then a database of a server."""
    if request.param == "sqlite":
        return str(tmp_path / "test.db")
    made: Server = request.getfixturevalue("server")
    return made.database()


@pytest.fixture
def entries() -> list[Entry]:
    return [market_entry(), denial_entry(), sum_entry()]


@pytest.fixture
def ledger(address: str, entries: list[Entry]) -> Iterator[Ledger]:
    with Ledger.open(address, create=True) as opened:
        opened.add(entries, extractor=EXTRACTOR)
        yield opened


@pytest.fixture
def market() -> Callable[[str], Entry]:
    return market_entry
