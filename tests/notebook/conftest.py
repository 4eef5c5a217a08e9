"""The small world of reviews, as somebody at a prompt holds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.notebook.ledger import Ledger
from tests.review.world import make


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setenv("SAYSO_AUTHOR", "Ada")
    with Ledger.of(make(tmp_path / "world.db")) as ledger:
        yield ledger
