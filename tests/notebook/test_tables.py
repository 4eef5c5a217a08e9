"""Tables: of a ledger and of what is in memory the same; unknown stays unknown; nothing without its rule."""

from __future__ import annotations

import io
import sys
from typing import Any, get_args

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import sayso
from sayso.errors import ResourceError, UsageError
from sayso.export.exporter import Options
from sayso.export.formats import write
from sayso.notebook.ledger import Ledger
from sayso.notebook.tables import TABLES, Of
from sayso.store.filters import ALL
from tests.review.world import incident_of

EVERY: tuple[Of, ...] = get_args(Of)


@pytest.mark.parametrize("of", EVERY)
def test_columns_also_where_nothing_is_found(world: Ledger, of: Of) -> None:
    empty = world.to_arrow(of, place="Nowhere")
    assert empty.num_rows == 0
    assert empty.schema == world.to_arrow(of).schema == TABLES[of].schema
    assert sayso.table([], of=of).schema == empty.schema


@pytest.mark.parametrize("of", ["incidents", "claims"])
def test_the_same_as_the_parquet_of_an_export(world: Ledger, of: Any) -> None:
    target = io.BytesIO()
    with world.view() as view:
        write("parquet", target, view, ALL, Options(of=of, rule="conservative"))
    assert world.to_arrow(of, rule="conservative").equals(pq.read_table(io.BytesIO(target.getvalue())))


@pytest.mark.parametrize("of", EVERY)
@pytest.mark.parametrize("with_names", [False, True])
def test_in_memory_as_in_the_ledger(world: Ledger, of: Of, with_names: bool) -> None:
    held: list[Any] = world.claims() if of == "claims" else world.incidents()
    made = sayso.table(
        held,
        of=of,
        claims=world.claims(),
        documents=world.documents(),
        incidents=world.incidents(),
        with_names=with_names,
    )
    assert made.equals(world.to_arrow(of, with_names=with_names))


def test_batches_make_up_the_table(world: Ledger) -> None:
    assert pa.Table.from_batches(world.batches("accounts", place="Aleppo")).equals(
        world.to_arrow("accounts", place="Aleppo")
    )


def test_the_rule_makes_the_toll(world: Ledger) -> None:
    killed = ("killed_low", "killed_best", "killed_high")
    by_rule = {
        rule: world.to_arrow(place="Aleppo", rule=rule).select(killed).to_pylist()[0]
        for rule in ("range", "conservative")
    }
    assert tuple(by_rule["range"].values()) == (8, 8, 20)
    assert set(by_rule["conservative"].values()) == {8}


def test_unknown_is_not_zero(world: Ledger) -> None:
    frame = world.to_pandas(place="Aleppo")
    assert frame["injured_low"].isna().all()
    assert str(frame["accounts"].dtype) == "int64[pyarrow]"
    assert str(frame["geonameid"].dtype) == "int64[pyarrow]"
    assert frame["geonameid"].isna().all()
    assert str(frame["date_first"].iloc[0]) == "2016-05-03"


def test_polars(world: Ledger) -> None:
    frame = world.to_polars("claims", source="medics")
    assert frame.columns == TABLES["claims"].schema.names
    assert frame["killed_low"].to_list() == [11]


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_a_missing_library_is_told(world: Ledger, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ResourceError, match=f"found no {name}, .*; run: pip install {name}"):
        getattr(world, f"to_{name}")()


def test_names_are_masked_unless_asked_for(world: Ledger) -> None:
    claims = world.claims_of_incident(incident_of(world, "a1"))
    named = [one.evidence for one in claims]
    assert sayso.table(claims, with_names=True).column("evidence").to_pylist() == named
    assert any("[name]" in words for words in sayso.table(claims).column("evidence").to_pylist()) == any(
        sayso.table(claims).column("masked").to_pylist()
    )


def test_without_reports_their_headers_are_unknown(world: Ledger) -> None:
    table = sayso.table(world.claims())
    assert set(table.column("publisher").to_pylist()) == {None}
    assert set(table.column("incident").to_pylist()) == {None}


def test_wrong_calls_are_told(world: Ledger) -> None:
    wrong: Any = "sources"
    with pytest.raises(UsageError, match="'sources' as a table, expected one of incidents, accounts, claims"):
        world.to_arrow(wrong)
    with pytest.raises(UsageError, match="'sources' as a rule"):
        world.to_arrow(rule=wrong)
    with pytest.raises(UsageError, match="expected all its 3 claims"):
        sayso.table([incident_of(world, "a1")])
    mixed: Any = [*world.claims(), *world.incidents()]
    with pytest.raises(UsageError, match="Incident among the things of a table, expected only Claim"):
        sayso.table(mixed)
