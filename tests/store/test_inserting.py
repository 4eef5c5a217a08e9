"""Rows as they are written, in either database: each value comes back, and numbers go on after the highest."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, select

from sayso.store.ledger import Ledger
from sayso.store.linker_tables import LINK_QUEUE, THREADS
from sayso.store.tables import CHANGES, CLAIM_PLACES, CLAIMS, DOCUMENTS, PAGES
from sayso.store.writing import insert_all, insert_numbered


def document(name: str, **values: Any) -> dict[str, Any]:
    plain = {
        "title": "",
        "text": "Nothing.",
        "folded_publisher": "",
        "extractor": "1",
        "superseded": False,
        "record": "{}",
    }
    return {
        "version": name,
        "id": name,
        "publisher": None,
        "published": None,
        "url": None,
        "page": None,
        **plain,
        **values,
    }


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (PAGES, {"id": "p", "content": b"\x00\\N\n\xff", "media_type": "text/plain", "name": None}),
        (DOCUMENTS, document("d", published=date(2016, 5, 4), superseded=True, text='Tab\t, "quote",\nline, \\N, رصاص')),
        (CHANGES, {"number": 3, "made": None, "kind": "document", "id": "d", "what": "new", "record": "[]"}),
        (LINK_QUEUE, {"document": "d"}),
        (THREADS, {"number": 2**62, "document": "d", "bundle": 7, "lead": True, "fixes": "", "record": "{}"}),
    ],
    ids=["bytes, and a column left out", "days and letters of all kinds", "unknown", "one column", "63 bits"],
)  # fmt: skip
def test_each_value_comes_back(ledger: Ledger, table: Any, values: dict[str, Any]) -> None:
    key = next(iter(values))
    with ledger.write() as connection:
        connection.execute(CHANGES.delete())
        insert_all(connection, table, [values])
        row = connection.execute(select(table).where(table.c[key] == values[key])).mappings().one()
        assert {name: row[name] for name in values} == values


def test_rows_that_lack_another_are_refused(ledger: Ledger) -> None:
    place = {"claim": 999_999, "position": 0, "folded": "", "precision": "country", "lat": 1.5, "lon": -0.0}
    with pytest.raises(Exception, match=r"(?i)foreign key"), ledger.write() as connection:
        insert_all(connection, CLAIM_PLACES, [place])


def numbers(connection: Connection) -> list[int]:
    return list(connection.scalars(select(DOCUMENTS.c.row).order_by(DOCUMENTS.c.row)))


def test_numbers_go_on_after_the_highest(ledger: Ledger) -> None:
    with ledger.write() as connection:
        before = numbers(connection)
        assert insert_numbered(connection, DOCUMENTS, []) == []
        given = insert_numbered(connection, DOCUMENTS, [document("x"), document("y")])
        assert given == [before[-1] + 1, before[-1] + 2]
        found = connection.execute(select(DOCUMENTS.c.row, DOCUMENTS.c.id).where(DOCUMENTS.c.row.in_(given)))
        assert dict(found.all()) == dict(zip(given, ("x", "y"), strict=True))
        assert insert_numbered(connection, CLAIMS, []) == []


def test_whoever_writes_otherwise_gets_the_next_number(ledger: Ledger) -> None:
    with ledger.write() as connection:
        (given,) = insert_numbered(connection, DOCUMENTS, [document("x")])
        made = connection.execute(DOCUMENTS.insert().values(document("y"))).inserted_primary_key
        assert tuple(made or ()) == (given + 1,)
