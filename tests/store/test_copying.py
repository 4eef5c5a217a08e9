"""A ledger copied from one database into another, and back: every table is the same, and one can go on with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from sayso.errors import UsageError
from sayso.model import Failure, Page
from sayso.model.identity import fingerprint
from sayso.store.acts import By, Correct, Merge, Reject, Undo
from sayso.store.copying import TABLES, copy
from sayso.store.ledger import Entry, Ledger
from tests.store.samples import EXTRACTOR, MARKET, denial_entry, market_entry, sum_entry
from tests.store.server import Server
from tests.store.test_ledger import incident, judgement

ADA = By(author="Ada", reason="seen “so”", made="2026-03-01T10:00:00+00:00")


def now() -> str:
    return "2026-03-01T09:00:00+00:00"


def rows(ledger: Ledger) -> dict[str, set[Any]]:
    """The rows of every table."""
    with ledger.engine.connect() as connection:
        return {table.name: set(map(tuple, connection.execute(select(table)))) for table in TABLES}


@pytest.fixture
def full(address: str) -> Iterator[Ledger]:
    """A ledger with something in nearly every table."""
    with Ledger.open(address, create=True, now=now) as ledger:
        content = "raw\r\nbytes \ud7ff".encode() * 100
        page = Page(id=fingerprint(content), content=content, media_type="text/plain", name="market", address="a.txt")
        market = market_entry()
        ledger.add(
            [Entry(document=market.document, claims=market.claims, page=page), denial_entry(), sum_entry()],
            extractor=EXTRACTOR,
        )
        ledger.add([market_entry(MARKET + " It was a Tuesday. 💥")], extractor=EXTRACTOR)
        ledger.fail([Failure(document="b.txt", stage="text", reason="empty")])
        a, b, c, d = ledger.claims()
        ledger.relate([judgement("j1", a.id, b.id)], [incident("i1", a, b, disputed=True), incident("i2", c, d)])
        ledger.judge(judgement("j9", a.id, b.id))
        merged = ledger.operate(Merge(incidents=("i1", "i2")), by=ADA)
        ledger.operate(Correct(claim=a.id, slot="kind", value="attack"), by=ADA)
        ledger.operate(Reject(claim=d.id), by=ADA)
        ledger.operate(Undo(operation=merged.id), by=ADA)
        ledger.relate([], [incident("i3", *ledger.claims())])
        yield ledger


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Addresses of new places of one kind."""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("server")
        return server.database
    names = iter(range(9))
    return lambda: str(tmp_path / f"other{next(names)}.db")


def test_there_and_back(full: Ledger, elsewhere: Callable[[], str], tmp_path: Path) -> None:
    before = rows(full)
    assert {name for name, held in before.items() if not held} <= {
        "account_tallies",
        "account_tolls",
        "account_company",
        "open_joins",
        "link_threads",
        "link_keys",
        "link_pairs",
        "link_texts",
        "link_text_keys",
        "incident_accounts",
        "incident_disagreements",
        "incident_sides",
        "users",
        "sessions",
        "tokens",
        "settled",
        "reference_records",
    }
    with Ledger.open(elsewhere(), create=True) as other, Ledger.open(tmp_path / "back.db", create=True) as back:
        counts = copy(full, other)
        assert counts == {name: len(held) for name, held in before.items()}
        assert rows(other) == before
        assert other.claims() == full.claims()
        assert other.incidents() == full.incidents()
        assert [hit.id for hit in other.search("raids")] == [hit.id for hit in full.search("raids")]
        assert other.verify() == []
        copy(other, back)
        assert rows(back) == before
    assert rows(full) == before


def test_one_goes_on_with_the_copy(full: Ledger, elsewhere: Callable[[], str]) -> None:
    with Ledger.open(elsewhere(), create=True, now=now) as other:
        copy(full, other)
        for ledger in (full, other):
            ledger.add([market_entry(MARKET + " More of it.")], extractor=EXTRACTOR)
            ledger.operate(Undo(), by=ADA)
        assert rows(other) == rows(full)


def test_a_place_that_holds_something_is_left_alone(full: Ledger, elsewhere: Callable[[], str]) -> None:
    with Ledger.open(elsewhere(), create=True) as other:
        other.add([sum_entry()], extractor=EXTRACTOR)
        before = rows(other)
        with pytest.raises(UsageError, match="expected a new ledger"):
            copy(full, other)
        assert rows(other) == before


def test_a_copy_that_fails_leaves_nothing(full: Ledger, elsewhere: Callable[[], str]) -> None:
    def stop(table: str, count: int) -> None:
        if table == "claims":
            raise InterruptedError

    with Ledger.open(elsewhere(), create=True) as other:
        with pytest.raises(InterruptedError):
            copy(full, other, progress=stop)
        assert other.size.documents == 0
        copy(full, other)
        assert rows(other) == rows(full)
