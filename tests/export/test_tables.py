"""Tables: CSV, XLSX and Parquet say the same, read by other programs; no cell is a formula; every column is told of."""

from __future__ import annotations

import csv
import io
import json
import struct
from collections.abc import Iterator
from datetime import datetime
from typing import Any, get_args

import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from benchmarks.fill import fill
from sayso.errors import UsageError
from sayso.export import claim_columns, incident_table, tables
from sayso.export.columns import Rows
from sayso.export.exporter import Options
from sayso.export.formats import write
from sayso.export.names import Names
from sayso.model import Claim
from sayso.reconcile.tolls import claim_toll
from sayso.store.filters import ALL, Filters
from sayso.store.ledger import Ledger
from sayso.telling.wording import figure_words
from tests.export.golden import explained, exported
from tests.export.ledgers import FORMULA

BOTH: tuple[Rows, ...] = ("incidents", "claims")
ALL_ROWS: tuple[Rows, ...] = get_args(Rows)


def csv_rows(ledger: Ledger, of: Rows, **options: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(ledger, "csv", Options(of=of, **options)).decode())))


def parquet(ledger: Ledger, of: Rows, **options: Any) -> Any:
    return pq.ParquetFile(io.BytesIO(exported(ledger, "parquet", Options(of=of, **options))))


@pytest.mark.parametrize("of", ALL_ROWS)
def test_csv_xlsx_and_parquet_say_the_same(ledger: Ledger, of: Rows) -> None:
    table = tables.TABLES[of]
    flat = [column.name for column in table.flat]
    rows = [{name: row[name] for name in flat} for row in parquet(ledger, of).read().to_pylist()]
    book = load_workbook(io.BytesIO(exported(ledger, "xlsx", Options(of=of))))
    heading, *sheet = book[of].iter_rows(values_only=True)
    assert list(heading) == flat
    read = csv_rows(ledger, of)
    assert len(rows) == len(sheet) == len(read) > 0
    for row, cells, line in zip(rows, sheet, read, strict=True):
        for (name, value), cell in zip(row.items(), cells, strict=True):
            said = cell.date() if isinstance(cell, datetime) else cell
            assert said == value or (value == "" and said is None), name
            assert line[name].removeprefix("'") == as_csv(value), name


def as_csv(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.15g}"
        case _:
            return str(value)


@pytest.mark.parametrize("of", ALL_ROWS)
def test_data_frames_read_them(ledger: Ledger, of: Rows) -> None:
    names = [column.name for column in tables.TABLES[of].flat]
    content = exported(ledger, "csv", Options(of=of))
    assert list(pd.read_csv(io.BytesIO(content)).columns) == names
    frame = pl.read_parquet(io.BytesIO(exported(ledger, "parquet", Options(of=of))))
    assert frame.columns == [column.name for column in tables.TABLES[of].columns]
    key = [frame.columns[0]] if of in BOTH else frame.columns[:2]  # a row of the others is one of an incident
    assert frame.select(key).n_unique() == len(frame) == len(pd.read_csv(io.BytesIO(content)))


@pytest.mark.parametrize("of", BOTH)
def test_every_column_is_told_of_in_the_workbook(ledger: Ledger, of: Rows) -> None:
    book = load_workbook(io.BytesIO(exported(ledger, "xlsx", Options(of=of))))
    told = [row[0] for row in book["columns"].iter_rows(min_row=2, values_only=True)]
    assert told == [column.name for column in tables.TABLES[of].flat]
    assert all(column.words for column in tables.TABLES[of].columns)


def test_no_cell_is_a_formula(ledger: Ledger) -> None:
    (line,) = [row for row in csv_rows(ledger, "claims") if row["document"] == "formula"]
    assert line["evidence"] == "'" + FORMULA[:-1]
    sheet = load_workbook(io.BytesIO(exported(ledger, "xlsx", Options(of="claims"))))["claims"]
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=HYPERLINK")]
    assert [cell.data_type for cell in cells] == ["s"]


def test_incidents_are_geoparquet(ledger: Ledger) -> None:
    file = parquet(ledger, "incidents")
    told = json.loads(file.schema_arrow.metadata[b"geo"])
    assert told["primary_column"] == "geometry"
    assert told["columns"]["geometry"] == {"encoding": "WKB", "geometry_types": ["Point"]}
    for row in file.read().to_pylist():
        if row["lat"] is None:
            assert row["geometry"] is None
        else:
            assert struct.unpack("<BIdd", row["geometry"]) == (1, 1, row["lon"], row["lat"])


def test_parquet_says_by_which_rule_it_was_made(ledger: Ledger) -> None:
    told = parquet(ledger, "incidents", rule="conservative").schema_arrow.metadata
    assert (told[b"sayso.rule"], told[b"sayso.names"]) == (b"conservative", b"masked")


def test_rules_give_different_tolls(ledger: Ledger) -> None:
    def tolls(rule: str) -> list[str]:
        (row,) = [one for one in csv_rows(ledger, "incidents", rule=rule) if one["reports"] == "2"]
        return [row["killed_low"], row["killed_best"], row["killed_high"]]

    assert tolls("range") == ["8", "8", ""]
    assert tolls("conservative") == ["8", "8", "8"]


def test_tolls_of_claims_are_those_that_accounts_count(ledger: Ledger) -> None:
    rows = {row["id"]: row for row in parquet(ledger, "claims", with_names=True).read().to_pylist()}
    claims: list[Claim] = ledger.claims()
    assert rows.keys() == {claim.id for claim in claims}
    for claim in claims:
        for measure in claim_columns.TOLLED:
            toll = claim_toll(claim, measure)
            said = rows[claim.id][f"{measure}_low"], rows[claim.id][f"{measure}_high"]
            assert said == ((None, None) if toll is None else (toll.low, toll.high))
        assert rows[claim.id]["evidence"] == claim.evidence
        assert [one["text"] for one in rows[claim.id]["sources"]] == [link.text for link in claim.source]
        assert [one["lat"] for one in rows[claim.id]["places"]] == [place.lat for place in claim.places]


def test_filters_choose(ledger: Ledger) -> None:
    content = exported(ledger, "csv", Options(of="claims"), Filters(kind=("air_strike",)))
    assert {row["kind"] for row in csv.DictReader(io.StringIO(content.decode()))} == {"air_strike"}
    assert b"air_strike" not in exported(ledger, "csv", filters=Filters(kind=("shelling",)))


def test_nothing_asked_for_is_a_heading_alone(ledger: Ledger) -> None:
    nothing = Filters(place="Nowhere at all")
    assert exported(ledger, "csv", filters=nothing).decode().splitlines()[1:] == []
    assert exported(ledger, "parquet", filters=nothing)[:4] == b"PAR1"


def test_what_no_sheet_holds_is_refused(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    with pytest.raises(UsageError, match="export csv or parquet"):
        exported(ledger, "xlsx")


def test_words_that_a_cell_cannot_hold_are_cut_and_say_so(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST_CELL", 60)
    sheet = load_workbook(io.BytesIO(exported(ledger, "xlsx", Options(of="claims"))))["claims"]
    longest = max((str(cell.value) for row in sheet.iter_rows() for cell in row), key=len)
    assert longest.endswith(tables.CUT)
    assert len(longest) == 60


@pytest.mark.parametrize("of", BOTH)
def test_every_empty_cell_has_a_reason_in_the_sidecar(ledger: Ledger, of: Rows) -> None:
    told = [json.loads(line) for line in explained(ledger, "csv", Options(of=of)).splitlines()]
    reasons = {(one["id"], one["column"]): one["why_empty"] for one in told}
    for row in csv_rows(ledger, of):
        for name, value in row.items():
            if value == "":
                assert reasons[row["id"], name], name
    tolls = [one for one in told if one["column"] == "killed_low" and one["value"] == 8]
    assert tolls
    assert all(one["claims"] and one["rule"] for one in tolls)


def test_columns_of_incidents_are_those_of_a_row(ledger: Ledger) -> None:
    assert [column.name for column in incident_table.TABLE.columns][-1] == incident_table.GEOMETRY


@pytest.fixture(scope="module")
def crowd() -> Iterator[Ledger]:
    """Some hundreds of made-up claims, with more figures, places and kinds than anybody writes by hand."""
    with Ledger.open("sqlite://", create=True) as made:
        fill(made, 400)
        yield made


def test_groups_of_rows_stand_in_order(crowd: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = parquet(crowd, "claims")
    monkeypatch.setattr(tables, "ROW_GROUP", 100)
    monkeypatch.setattr("sayso.export.claim_table.AT_ONCE", 30)
    monkeypatch.setattr("sayso.store.rows.ASKED", 30)
    parts = parquet(crowd, "claims")
    assert whole.num_row_groups == 1 < 4 < parts.num_row_groups
    assert parts.read().equals(whole.read())


class Full(io.BytesIO):
    """A disk without room."""

    def write(self, some: Any) -> int:
        if self.tell() > 1000:
            raise OSError("no space left")
        return super().write(some)


def test_what_cannot_be_written_is_told_of(crowd: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROW_GROUP", 100)
    monkeypatch.setattr("sayso.export.claim_table.AT_ONCE", 30)
    monkeypatch.setattr("sayso.store.rows.ASKED", 30)
    with crowd.view() as view, pytest.raises(OSError, match="no space left"):
        write("parquet", Full(), view, ALL, Options(of="claims"))


@pytest.mark.parametrize("with_names", [False, True])
def test_a_crowd_of_claims(crowd: Ledger, with_names: bool) -> None:
    rows = {row["id"]: row for row in parquet(crowd, "claims", with_names=with_names).read().to_pylist()}
    claims = crowd.claims()
    assert rows.keys() == {claim.id for claim in claims}
    several = 0
    for claim in claims:
        row = rows[claim.id]
        names = Names.of([claim], [crowd.document(claim.doc)])
        told = claim if with_names else names.claim(claim)
        assert row["evidence"] == told.evidence
        assert row["incident"] == crowd.incident_of(claim.id)
        assert [one["text"] for one in row["sources"]] == [link.text for link in told.source]
        assert row["source"] == (" > ".join(link.text for link in told.source) or None)
        assert [one["low"] for one in row["all_figures"]] == [figure.low for figure in claim.figures]
        assert row["figures"] == ("; ".join(map(figure_words, told.figures)) or None)
        for name in ("actor", "target", "instrument"):
            phrase = getattr(told, name)
            assert row[name] == (None if phrase is None else phrase.text)
        for measure in claim_columns.TOLLED:
            toll = claim_toll(claim, measure)
            said = row[f"{measure}_low"], row[f"{measure}_high"]
            assert said == ((None, None) if toll is None else (toll.low, toll.high))
        several += len(claim.figures) > 1
    assert several >= 5


@pytest.mark.parametrize("of", BOTH)
def test_a_crowd_in_csv(crowd: Ledger, of: Rows) -> None:
    names = [column.name for column in tables.TABLES[of].flat]
    rows = parquet(crowd, of).read().to_pylist()
    assert len(rows) > 100
    for row, line in zip(rows, csv_rows(crowd, of), strict=True):
        assert {name: line[name].removeprefix("'") for name in names} == {name: as_csv(row[name]) for name in names}
