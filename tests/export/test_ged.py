"""Rows of UCDP GED."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pandas as pd
import pytest

from sayso.export.exporter import Explanation, Options, Sheet
from sayso.export.ged import COLUMNS, GedExporter, row
from sayso.export.stream import feed
from sayso.export.whereabouts import cell_of_grid
from sayso.model import Place, Span
from tests.export.happenings import BLACK_SEA, IDLIB_PROVINCE, OWN, claim, days, happening

LISTED = (
    "id, relid, year, active_year, code_status, type_of_violence, conflict_dset_id, conflict_new_id, conflict_name, "
    "dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id, side_a_new_id, side_a, side_b_dset_id, side_b_new_id, side_b, "
    "number_of_sources, source_article, source_office, source_date, source_headline, source_original, where_prec, "
    "where_coordinates, where_description, adm_1, adm_2, latitude, longitude, geom_wkt, priogrid_gid, country, country_id, "
    "region, event_clarity, date_prec, date_start, date_end, deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, high, "
    "low, gwnoa, gwnob"
)
HEADER = LISTED.split(", ")
GAZA = Place(span=Span(0, 4), text="Gaza", name="Gaza", lat=31.5, lon=34.47, country="PS", precision="settlement")
CASES = [
    pytest.param(
        [
            claim(0, by="Russian aircraft", on="Islamic State positions", says="the Monitor", killed=(8, 8)),
            claim(1, doc="tribune", by="Russian jets", says="a medic", killed=(12, 12)),
        ],
        {
            "year": 2015,
            "active_year": None,
            "code_status": None,
            "type_of_violence": 1,
            "conflict_name": None,
            "dyad_new_id": None,
            "side_a": "Russian aircraft",
            "gwnoa": 365,
            "side_b": "Islamic State positions",
            "gwnob": None,
            "number_of_sources": 2,
            "source_article": "Harbour Gazette,2015-11-21,News of gazette  in short;Tamsel Tribune,2015-11-22,News of tribune  in short",
            "source_office": "Harbour Gazette;Tamsel Tribune",
            "source_date": "2015-11-21;2015-11-22",
            "source_headline": "News of gazette, in short;News of tribune, in short",
            "source_original": "Monitor;medic",
            "where_prec": 1,
            "where_coordinates": "Ar Raqqah",
            "where_description": "Raqqa",
            "adm_1": "Raqqa",
            "adm_2": None,
            "geom_wkt": "POINT (39.01 35.95)",
            "priogrid_gid": 181159,
            "country": "Syria",
            "country_id": 652,
            "region": "Middle East",
            "event_clarity": 1,
            "date_prec": 1,
            "date_start": "2015-11-20 00:00:00.000",
            "date_end": "2015-11-20 00:00:00.000",
            "deaths_a": None,
            "deaths_b": None,
            "deaths_civilians": None,
            "deaths_unknown": 8,
            "best": 8,
            "high": 12,
            "low": 8,
        },
        id="a strike told twice",
    ),
    pytest.param(
        [claim(by="Islamic State", on="the Syrian army", kind="attack", killed=(5, 5), of="soldiers")],
        {"type_of_violence": 1, "side_a": "the Syrian army", "gwnoa": 652, "side_b": "Islamic State", "deaths_a": 5, "deaths_unknown": 0},
        id="the state is side A",
    ),
    pytest.param(
        [claim(by="Ahrar al-Sham", on="Islamic State", kind="clash", killed=(5, 5))],
        {"type_of_violence": 2, "side_a": "Ahrar al-Sham", "side_b": "Islamic State", "gwnoa": None},
        id="two groups",
    ),
    pytest.param(
        [claim(by="gunmen", on="a bus of villagers", kind="shooting", killed=(9, 9), of="civilians")],
        {"type_of_violence": 3, "side_b": "Civilians", "deaths_civilians": 9, "deaths_unknown": 0},
        id="civilians are the target",
    ),
    pytest.param(
        [claim(by="Russian jets", says="the Monitor", killed=(9, 9), of="civilians")],
        {"type_of_violence": None, "side_b": "Civilians", "deaths_civilians": 9},
        id="civilians die in a strike, and may not have been its target",
    ),
    pytest.param(
        [claim(by="rebels", on="a military camp", kind="attack", killed=(9, 9))],
        {"type_of_violence": 1, "side_a": None, "gwnoa": None, "side_b": "rebels"},
        id="a place is no side",
    ),
    pytest.param(
        [claim(by="rebels", on="a military unit near the barracks", kind="attack", killed=(9, 9))],
        {"side_a": "a military unit near the barracks", "side_b": "rebels"},
        id="a unit is a side, wherever it lies",
    ),
    pytest.param(
        [claim(on="civilians", killed=(9, 9))], {"type_of_violence": None, "side_a": None, "gwnoa": None}, id="nobody did it"
    ),
    pytest.param(
        [claim(0, killed=(8, 8), says="A"), claim(1, killed=(20, 20), of="civilians", says="B")],
        {"best": 8, "deaths_civilians": None, "deaths_unknown": 8},
        id="more civilians than the best figure: of another account",
    ),
    pytest.param(
        [claim(killed=(36, None))], {"low": 36, "best": 36, "high": 36}, id="open above: the greatest number that is named"
    ),
    pytest.param([claim(killed=(None, 20))], {"low": None, "best": 20, "high": 20}, id="up to"),
    pytest.param([claim(killed=(2, 2), place=GAZA)], {"country": "Israel", "country_id": 666}, id="UCDP counts Gaza under Israel"),
    pytest.param(
        [claim(killed=(2, 2), place=BLACK_SEA)], {"where_prec": 7, "country": None, "region": None, "event_clarity": 2}, id="at sea"
    ),
    pytest.param([claim(killed=(2, 2), place=IDLIB_PROVINCE)], {"where_prec": 4, "adm_1": "Idlib", "event_clarity": 2}, id="a province"),
    pytest.param(
        [claim(killed=(2, 2), when=days("2015-11-16", "2015-11-22", "week"))],
        {"date_prec": 3, "date_start": "2015-11-16 00:00:00.000", "date_end": "2015-11-22 00:00:00.000", "event_clarity": 2},
        id="a week",
    ),
    pytest.param([claim(killed=(2, 2), doc="sheet")], {"source_office": None, "source_original": None, "source_date": None}, id="no header"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "expected"), CASES)
def test_cells(claims: list[Any], expected: dict[str, Any]) -> None:
    cells = row(happening(*claims))
    assert {column: cells[column].value for column in expected} == expected


def test_columns() -> None:
    assert list(COLUMNS) == HEADER
    assert list(row(happening(claim()))) == HEADER


def test_every_cell_tells_how_or_why_not() -> None:
    for sheet in (happening(claim()), happening(claim(killed=(3, 3), by="Russia", on="rebels"))):
        for column, cell in row(sheet).items():
            assert cell.rule, column
            assert (cell.value is None) == bool(cell.why), column


def test_nothing_is_said_of_conflicts_and_dyads() -> None:
    cells = row(happening(claim(by="Russian jets", on="rebels", killed=(2, 2))))
    given = {column for column in HEADER if column.startswith(("conflict", "dyad", "side_a_", "side_b_"))}
    assert {cells[column].value for column in given} == {None}


def test_identifiers() -> None:
    sheet = happening(claim(killed=(2, 2)))
    cells = row(sheet)
    assert cells["relid"].value == sheet.incident.id
    assert cells["id"].value == int(sheet.incident.id[1:14], 16)


@pytest.mark.parametrize(
    ("lat", "lon", "gid"),
    [(-90, -180, 1), (-89.6, -179.4, 2), (-89.4, -180, 721), (34.53, 69.17, 179779), (90, 180, 259200)],
)
def test_grid(lat: float, lon: float, gid: int) -> None:
    assert cell_of_grid(lat, lon) == gid


def _written(*sheets: Sheet, options: Options = OWN) -> tuple[str, list[dict[str, Any]], GedExporter]:
    target, explained = io.BytesIO(), io.BytesIO()
    exporter = GedExporter(target, options, Explanation(explained))
    feed(exporter, sheets)
    return target.getvalue().decode(), [json.loads(line) for line in explained.getvalue().splitlines()], exporter


def test_what_killed_nobody_is_left_out() -> None:
    text, lines, exporter = _written(
        happening(claim(kind="talks", killed=(3, 3))),
        happening(claim()),
        happening(claim(killed=(0, 0))),
        happening(claim(killed=(3, 3), when=None)),
        happening(claim(killed=(3, 3), place=None)),
        happening(claim(killed=(3, 3), status="denied")),
        happening(claim(killed=(3, 3))),
    )
    assert len(text.splitlines()) == 2
    assert exporter.left_out == 6
    assert [line["why_empty"] for line in lines if line["column"] == "row"] == [
        "it is no violence",
        "no report gives a number of dead of at least one",
        "no report gives a number of dead of at least one",
        "no date_prec: no report fixes the day",
        "no where_prec: no report names a place",
        "every account denies that it happened",
    ]


def test_read_back_by_pandas() -> None:
    text, _, _ = _written(
        happening(claim(by="Russia", on='"rebels", so called', killed=(3, 3))), happening(claim(killed=(8, 8)))
    )
    types = {"id": "int64", "year": "int64", "best": "int64", "low": "int64", "high": "int64", "date_prec": "int64"}
    frame = pd.read_csv(io.StringIO(text), dtype=types, parse_dates=["date_start", "date_end"])
    assert list(frame.columns) == HEADER
    assert frame["date_start"].dt.strftime("%Y-%m-%d").tolist() == ["2015-11-20", "2015-11-20"]
    assert (frame["low"] <= frame["best"]).all()
    assert (frame["best"] <= frame["high"]).all()
    assert {len(line) for line in csv.reader(io.StringIO(text))} == {49}


def test_outlets_that_print_the_same_words_are_one_source() -> None:
    same = happening(claim(0, killed=(3, 3)), claim(1, doc="tribune", killed=(3, 3)))
    assert row(same)["number_of_sources"].value == 1
    other = happening(claim(0, killed=(3, 3)), claim(1, doc="tribune", killed=(3, 3), evidence="We saw it ourselves."))
    assert row(other)["number_of_sources"].value == 2
