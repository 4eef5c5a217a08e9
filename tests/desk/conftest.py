"""The small world, and a browser on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.store.ledger import Ledger
from tests.desk.desks import browser
from tests.review.world import make


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Ledger]:
    with make(tmp_path / "world.db") as ledger:
        yield ledger


@pytest.fixture
def client(world: Ledger) -> Iterator[TestClient]:
    with browser(world) as opened:
        yield opened
