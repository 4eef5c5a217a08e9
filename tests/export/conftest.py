"""The hand-made ledger, made once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso.store.ledger import Ledger
from tests.export.ledgers import make


@pytest.fixture(scope="session")
def ledger() -> Iterator[Ledger]:
    """Only read from."""
    with make("sqlite://", corrected=True) as made:
        yield made
