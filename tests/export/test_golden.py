"""Every text format gives of the hand-made ledger what it gave before, letter for letter."""

from __future__ import annotations

import pytest

from sayso.store.ledger import Ledger
from tests.export.golden import FILES, FOLDER, exported, unpacked


@pytest.mark.parametrize("name", FILES)
def test_as_before(ledger: Ledger, name: str) -> None:
    form, options = FILES[name]
    found = exported(ledger, form, options).decode()
    assert found == (FOLDER / name).read_text(encoding="utf-8"), "meant? write them anew: python -m tests.export.golden"


@pytest.mark.parametrize("name", ["package", "site"])
def test_archives_are_the_same_every_time(ledger: Ledger, name: str) -> None:
    assert exported(ledger, name) == exported(ledger, name)
    assert len(unpacked(exported(ledger, name))) > 5
