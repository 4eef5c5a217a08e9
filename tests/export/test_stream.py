"""From a view to an exporter: all that is asked for, in order, a batch at a time."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.export import stream
from sayso.export.exporter import Options
from sayso.export.stream import bunches, sheets, told
from sayso.store import rows
from sayso.store.filters import ALL, Filters, Near
from sayso.store.ledger import Ledger
from tests.export.golden import exported


@pytest.mark.parametrize("held", [1, 2, 100])
def test_sheets_are_the_incidents_whatever_is_held(ledger: Ledger, held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "CLAIMS_HELD", held)
    with ledger.view() as view:
        found = list(sheets(view, ALL, Options(with_names=True)))
    assert [one.incident for one in found] == ledger.incidents()
    for one in found:
        assert tuple(claim.id for claim in one.claims) == one.incident.claims
        assert one.documents.keys() == {claim.doc for claim in one.claims}
        assert all(document.text for document in one.documents.values())


def test_a_masked_sheet_has_no_text(ledger: Ledger) -> None:
    with ledger.view() as view:
        for one in sheets(view, ALL, Options()):
            assert all(document.text == "" for document in one.documents.values())
            killed = one.toll("killed")
            assert killed is None or "Darwish" not in killed.says


@pytest.mark.parametrize("asked", [1, 2, 500])
@pytest.mark.parametrize("filters", [ALL, Filters(kind=("shelling",)), Filters(near=Near(lat=36.2, lon=37.16, km=30))])
def test_claims_come_in_the_order_of_the_ledger(
    ledger: Ledger, asked: int, filters: Filters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "ASKED", asked)
    with ledger.view() as view:
        found = list(told(view, filters, Options(with_names=True)))
        records = [one for part in view.claim_records(filters) for one in part]
    assert [one.claim for one in found] == ledger.claims(filters)
    assert [rows.claim_record(one.record) for one in records] == ledger.claims(filters)
    assert {one.claim.id: one.incident for one in found} == {
        claim.id: ledger.incident_of(claim.id) for claim in ledger.claims(filters)
    }


@pytest.mark.parametrize("form", ["csv", "geojson", "annotations"])
def test_batches_leave_no_trace(ledger: Ledger, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    options: Any = Options(of="claims") if form == "csv" else Options()
    whole = exported(ledger, form, options)
    monkeypatch.setattr(rows, "ASKED", 1)
    monkeypatch.setattr(stream, "CLAIMS_HELD", 1)
    monkeypatch.setattr("sayso.export.claim_table.AT_ONCE", 1)
    monkeypatch.setattr("sayso.export.incident_table.AT_ONCE", 1)
    assert exported(ledger, form, options) == whole


def test_one_that_weighs_more_stands_alone() -> None:
    assert list(bunches([1, 5, 1, 1], int, most=2)) == [[1], [5], [1, 1]]
    assert list(bunches([], int, most=2)) == []
