"""A ledger on a server is written as one in a file is, letter for letter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso.export.formats import FORMATS
from sayso.store import reading, rows
from sayso.store.filters import ALL, Box, Filters
from sayso.store.ledger import Ledger
from tests.export.golden import FILES, exported, options_of
from tests.export.ledgers import make
from tests.store.server import running


@pytest.fixture(scope="module")
def served() -> Iterator[Ledger]:
    """The hand-made ledger, on a server."""
    for server in running():
        with make(server.database(), corrected=True) as made:
            yield made


@pytest.mark.parametrize("filters", [ALL, Filters(box=Box(west=36, south=35, east=37, north=36))], ids=["all", "box"])
@pytest.mark.parametrize("name", FILES)
def test_the_same_as_from_a_file(
    ledger: Ledger, served: Ledger, name: str, filters: Filters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "ASKED", 2)
    monkeypatch.setattr(reading, "STREAMED", 2)
    form, options = FILES[name]
    assert exported(served, form, options, filters) == exported(ledger, form, options, filters)


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("xlsx",)])  # whose files tell the hour
def test_every_format(ledger: Ledger, served: Ledger, name: str) -> None:
    options = options_of("incidents", with_names=True)
    assert exported(served, name, options) == exported(ledger, name, options)
