"""A small ledger of hand-made claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso.store.ledger import Entry, Ledger
from tests.store.samples import EXTRACTOR, denial_entry, market_entry, sum_entry


@pytest.fixture
def entries() -> list[Entry]:
    return [market_entry(), denial_entry(), sum_entry()]


@pytest.fixture
def ledger(tmp_path: Path, entries: list[Entry]) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "test.db", create=True) as opened:
        opened.add(entries, extractor=EXTRACTOR)
        yield opened


@pytest.fixture
def market() -> Callable[[str], Entry]:
    return market_entry
