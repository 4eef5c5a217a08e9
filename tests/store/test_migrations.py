"""Migrations: an older ledger is brought up to date at once or not at all; a newer one is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from sayso.errors import LedgerError
from sayso.store import migrations
from sayso.store.ledger import Ledger


def add_column(connection: Connection) -> None:
    connection.execute(text("alter table failures add column seen text"))


def break_off(connection: Connection) -> None:
    add_column(connection)
    raise LedgerError("the disk is full")


def columns(ledger: Ledger) -> set[str]:
    with ledger.engine.connect() as connection:
        return {row[1] for row in connection.exec_driver_sql("pragma table_info(failures)")}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    Ledger.open(path, create=True).close()
    return path


def test_an_older_ledger_is_brought_up_to_date(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", [add_column])
    for _ in range(2):
        with Ledger.open(old) as ledger:
            assert "seen" in columns(ledger)


def test_a_step_that_fails_leaves_the_old_ledger(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", [break_off])
        with pytest.raises(LedgerError, match="full"):
            Ledger.open(old)
    with Ledger.open(old) as ledger:
        assert "seen" not in columns(ledger)


def test_a_newer_ledger_is_refused_with_the_cure(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", [add_column])
        Ledger.open(old).close()
    with pytest.raises(LedgerError, match=r"version 2 .*pip install --upgrade"):
        Ledger.open(old)
