"""Verify: each way in which a ledger can have been tampered with is told."""

from __future__ import annotations

import sqlite3

import pytest

from sayso.store.ledger import Ledger
from tests.store.test_ledger import incident, judgement


def test_a_whole_ledger(ledger: Ledger) -> None:
    a, b, c, _ = ledger.claims()
    ledger.relate([judgement("j1", a.id, b.id)], [incident("i1", a, b), incident("i2", c)])
    assert ledger.verify() == []


FAULTS = [
    ("update documents set text = replace(text, 'market', 'harbour') where id = 'market'", "its text or header"),
    ("update claims set evidence = 'other' where kind = 'air_strike'", "record and its row"),
    (
        "update claims set record = replace(record, '\"start\": 0', '\"start\": 1') where kind = 'air_strike'",
        "evidence",
    ),
    ("update claims set record = replace(record, '8 people', '9 people') where kind = 'air_strike'", "a figure"),
    ("update incident_claims set claim = 'c0'", "names a claim that is not here"),
    ("update judgements set \"left\" = 'c0'", "names a claim that is not here"),
]
ONLY_SQLITE = [  # the other database does not let it happen
    ("delete from claims where kind = 'air_strike'", "missing row of claims"),
    ("insert into documents_words(documents_words) values ('delete-all')", "word index"),
]


def tell(ledger: Ledger) -> list[str]:
    return [fault.what for fault in ledger.verify()]


@pytest.mark.parametrize(("statement", "says"), FAULTS)
def test_a_fault_is_told(ledger: Ledger, statement: str, says: str) -> None:
    a, b, *_ = ledger.claims()
    ledger.relate([judgement("j1", a.id, b.id)], [incident("i1", b)])
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert any(says in what for what in tell(ledger)), tell(ledger)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("statement", "says"), ONLY_SQLITE)
def test_a_fault_of_a_file_is_told(ledger: Ledger, statement: str, says: str) -> None:
    connection = sqlite3.connect(ledger.name)
    connection.execute(statement)
    connection.commit()
    connection.close()
    assert any(says in what for what in tell(ledger)), tell(ledger)
