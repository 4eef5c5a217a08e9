"""Migrations: an older ledger is brought up to date at once or not at all; a newer one is left alone."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from sayso.errors import LedgerError
from sayso.model import Claim, SourceBody, SourceLink
from sayso.store import migrations
from sayso.store.acts import By, Merge, Reject, Undo
from sayso.store.filters import Filters
from sayso.store.ledger import Entry, Ledger
from tests.store.samples import EXTRACTOR, denial_entry, market_entry, sum_entry

LEDGERS = Path(__file__).parent / "ledgers"
STEPS = [*migrations.STEPS]


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
    monkeypatch.setattr(migrations, "STEPS", [*STEPS, add_column])
    for _ in range(2):
        with Ledger.open(old) as ledger:
            assert "seen" in columns(ledger)


def test_a_step_that_fails_leaves_the_old_ledger(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", [*STEPS, break_off])
        with pytest.raises(LedgerError, match="full"):
            Ledger.open(old)
    with Ledger.open(old) as ledger:
        assert "seen" not in columns(ledger)


def test_a_newer_ledger_is_refused_with_the_cure(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", [*STEPS, add_column])
        Ledger.open(old).close()
    with pytest.raises(LedgerError, match=rf"version {len(STEPS) + 2} .*pip install --upgrade"):
        Ledger.open(old)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A ledger of version 1 that holds the samples and two incidents, one of them disputed."""
    path = tmp_path / "first.db"
    path.write_bytes(gzip.decompress((LEDGERS / "version-1.db.gz").read_bytes()))
    return path


def identified(claim: Claim) -> Claim:
    body = SourceBody(id="radio", name="Local Radio", type="media", party=False)
    links = tuple(SourceLink(text=one.text, body=body) if "radio" in one.text else one for one in claim.source)
    return replace(claim, source=links, extractor="rules-2/en")


def test_a_ledger_of_version_1_loses_nothing(first: Path) -> None:
    with Ledger.open(first) as ledger:
        kept = {claim.id: claim for claim in ledger.claims()}
        assert kept == {
            claim.id: claim for one in (market_entry(), denial_entry(), sum_entry()) for claim in one.claims
        }
        assert [one.id for one in ledger.incidents()] == ["i1", "i2"]
        assert {claim.doc for claim in ledger.claims(Filters(disputed=True))} == {"market", "denial"}
        assert ledger.verify() == []
        assert [(one.source[-1].id, one.source[-1].type) for one in ledger.sources() if one.source] == [
            (None, None)
        ] * 3
        assert [claim.doc for claim in ledger.claims(Filters(source="radio"))] == ["denial"]


def test_reading_again_gives_the_sources_of_an_old_ledger_their_identity(first: Path) -> None:
    entry = denial_entry()
    again = Entry(document=entry.document, claims=tuple(map(identified, entry.claims)))
    with Ledger.open(first) as ledger:
        assert ledger.add([again], extractor="rules-2/en").changed == 1
        found = next(one for one in ledger.sources() if len(one.source) == 2)
        assert (found.source[0].id, found.source[0].wordings) == ("radio", ("Local radio",))
        assert ledger.verify() == []


def described(path: Path) -> dict[str, object]:
    """Every table with its columns, keys and indexes, in no order."""
    with Ledger.open(path) as ledger, ledger.engine.connect() as connection:
        seen = inspect(connection)
        return {
            table: (
                {(one["name"], str(one["type"]), one["nullable"], one["default"]) for one in seen.get_columns(table)},
                seen.get_pk_constraint(table)["constrained_columns"],
                {
                    (tuple(one["constrained_columns"]), one["referred_table"], tuple(one["referred_columns"]))
                    for one in seen.get_foreign_keys(table)
                },
                {tuple(one["column_names"]) for one in seen.get_unique_constraints(table)},
                {(one["name"], tuple(one["column_names"])) for one in seen.get_indexes(table)},
            )
            for table in seen.get_table_names()
            if "_words" not in table
        }


def test_an_old_ledger_ends_up_with_the_schema_of_a_new_one(first: Path, old: Path) -> None:
    before, after = described(first), described(old)
    assert before.keys() == after.keys()
    for table in after:
        assert before[table] == after[table], table


def test_people_can_review_an_old_ledger(first: Path) -> None:
    by = By(author="Ada", reason="seen")
    with Ledger.open(first) as ledger:
        one, other = (incident.id for incident in ledger.incidents())
        merged = ledger.operate(Merge(incidents=(one, other)), by=by)
        ledger.operate(Reject(claim=ledger.claims()[0].id), by=by)
        ledger.operate(Undo(operation=merged.id), by=by)
        assert [known.verb for known in ledger.operations()] == ["merge", "reject", "undo"]
        assert len(ledger.claims()) == 3
        assert ledger.verify() == []


def test_the_sample_is_of_the_extractor_that_it_says(first: Path) -> None:
    with Ledger.open(first) as ledger:
        assert {claim.extractor for claim in ledger.claims()} == {EXTRACTOR}
