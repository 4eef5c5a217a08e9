"""Rows of ACLED's event file."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from sayso.export.acled import COLUMNS, AcledExporter, row
from sayso.export.exporter import Explanation, Options, Sheet
from sayso.export.stream import feed
from tests.export.happenings import (
    BLACK_SEA,
    IDLIB_PROVINCE,
    NOWHERE,
    PARIS,
    claim,
    days,
    happening,
)

HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,"
    "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
LOWEST = Options(rule="conservative", with_names=True)
# What happened, and the cells that it makes; a row is full, the others show one oddity each.
CASES = [
    pytest.param(
        [
            claim(0, by="Russian aircraft", on="Islamic State positions", says="the Monitor", killed=(8, 8)),
            claim(1, doc="tribune", by="Russian and regime planes", says="a medic", killed=(12, 12), of="civilians"),
        ],
        {
            "event_date": date(2015, 11, 20),
            "year": 2015,
            "time_precision": 1,
            "disorder_type": "Political violence",
            "event_type": "Explosions/Remote violence",
            "sub_event_type": "Air/drone strike",
            "actor1": "Military Forces of Russia",
            "assoc_actor_1": "Military Forces of Syria",
            "inter1": "External/Other forces",
            "actor2": "Islamic State",
            "assoc_actor_2": None,
            "inter2": "Rebel group",
            "interaction": "Rebel group-External/Other forces",
            "civilian_targeting": None,
            "iso": 760,
            "region": "Middle East",
            "country": "Syria",
            "admin1": "Raqqa",
            "admin2": None,
            "admin3": None,
            "location": "Ar Raqqah",
            "latitude": 35.95,
            "longitude": 39.01,
            "geo_precision": 1,
            "source": "Harbour Gazette; Tamsel Tribune",
            "source_scale": None,
            "fatalities": 8,
            "tags": None,
            "timestamp": None,
        },
        id="a strike told twice",
    ),
    pytest.param(
        [claim(by="gunmen", on="villagers", kind="attack", killed=(3, None))],
        {
            "event_type": "Violence against civilians",
            "actor1": "Unidentified Armed Group (Syria)",
            "inter1": "Political militia",
            "actor2": "Civilians (Syria)",
            "inter2": "Civilians",
            "interaction": "Political militia-Civilians",
            "civilian_targeting": "Civilian targeting",
            "fatalities": 3,
        },
        id="gunmen attack villagers",
    ),
    pytest.param(
        [claim(by="Russia", on="the White Helmets")],
        {"actor1": "Military Forces of Russia", "actor2": "Civilians (Syria)", "assoc_actor_2": "White Helmets"},
        id="rescuers are civilians, and named",
    ),
    pytest.param(
        [claim(by="Russia", kind="agreement")],
        {"actor1": "Government of Russia", "disorder_type": "Strategic developments", "interaction": "External/Other forces only"},
        id="a state agrees by its government",
    ),
    pytest.param(
        [claim(by="the Syrian army", on="rebels", kind="clash")],
        {"inter1": "State forces", "inter2": "Rebel group", "interaction": "State forces-Rebel group"},
        id="a state at home",
    ),
    pytest.param(
        [claim(by="the Sunrise Brigade", on="the Syrian army", kind="clash")],
        {"actor1": "Sunrise Brigade", "inter1": None, "inter2": "State forces", "interaction": None},
        id="a group whose aims no list knows",
    ),
    pytest.param(
        [claim(on="civilians")],
        {"actor1": None, "inter1": None, "actor2": "Civilians (Syria)", "inter2": "Civilians", "interaction": None},
        id="nobody says who did it",
    ),
    pytest.param(
        [claim(kind="protest", place=PARIS)],
        {"actor1": "Protesters (France)", "event_type": "Protests", "interaction": "Protesters only", "iso": 250},
        id="a protest",
    ),
    pytest.param(
        [claim(by="a Russian warship", kind="missile_strike", place=BLACK_SEA)],
        {
            "country": "Black Sea",
            "location": "Black Sea",
            "iso": None,
            "region": None,
            "admin1": None,
            "geo_precision": 3,
            "actor1": "Military Forces of Russia",
            "inter1": None,
        },
        id="at sea, which is the country",
    ),
    pytest.param(
        [claim(place=IDLIB_PROVINCE)], {"location": "Idlib", "admin1": "Idlib", "geo_precision": 3}, id="a province"
    ),
    pytest.param(
        [claim(place=NOWHERE)],
        {"location": "Qarmid", "country": None, "latitude": None, "geo_precision": None},
        id="a place that is not found",
    ),
    pytest.param(
        [claim(when=days("2015-11-01", "2015-11-30", "month"))],
        {"event_date": date(2015, 11, 15), "time_precision": 3, "year": 2015},
        id="a month",
    ),
    pytest.param([claim(when=None)], {"event_date": None, "time_precision": None, "year": None}, id="no day"),
    pytest.param(
        [claim(killed=(24, None), of="dozens of people", basis="vague")], {"fatalities": 12}, id="dozens are twelve to ACLED"
    ),
    pytest.param([claim()], {"fatalities": None}, id="no number of dead is no zero"),
    pytest.param([claim(killed=(0, 0))], {"fatalities": 0}, id="a zero that is told"),
    pytest.param([claim(killed=(0, 0), of="civilians")], {"fatalities": None}, id="no civilians killed says nothing of others"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "expected"), CASES)
def test_cells(claims: list[Any], expected: dict[str, Any]) -> None:
    cells = row(happening(*claims, options=LOWEST))
    assert {column: cells[column].value for column in expected} == expected


def test_columns() -> None:
    assert ",".join(COLUMNS) == HEADER
    assert tuple(row(happening(claim()))) == COLUMNS


def test_every_cell_tells_how_or_why_not() -> None:
    for column, cell in row(happening(claim(), options=LOWEST)).items():
        assert cell.rule, column
        assert (cell.value is None) == bool(cell.why), column


def test_identifier_is_the_incidents_and_the_countrys() -> None:
    sheet = happening(claim())
    number = int(sheet.incident.id[1:14], 16)
    assert row(sheet)["event_id_cnty"].value == f"SYR{number}"
    assert str(row(happening(claim(place=BLACK_SEA)))["event_id_cnty"].value).startswith("XXX")


def test_claims_behind_cells() -> None:
    sheet = happening(
        claim(0, by="Russian jets", says="the Red Crescent", killed=(20, 20)),
        claim(1, by="warplanes", says="a medic", killed=(8, 8), place=None, when=None),
        options=LOWEST,
    )
    cells = row(sheet)
    first, second = (one.id for one in sheet.claims)
    assert cells["actor1"].claims == cells["location"].claims == cells["event_date"].claims == (first,)
    assert cells["fatalities"].claims == (second,)
    assert cells["sub_event_type"].claims == (first, second)


def test_timestamp_is_that_of_the_last_change() -> None:
    assert row(happening(claim(), changed="2026-01-02T03:04:05+00:00"))["timestamp"].value == 1767323045


def test_the_range_gives_its_best() -> None:
    sheet = happening(
        claim(0, says="A", killed=(8, 8)), claim(1, says="B", killed=(9, 9)), claim(2, says="C", killed=(9, 9))
    )
    assert row(sheet)["fatalities"].value == 9


def test_notes() -> None:
    sheet = happening(
        claim(0, by="Russian jets", on="The town of Mayadin", says="the Monitor", killed=(8, None)),
        claim(1, doc="tribune", says="a medic", killed=(24, None), of="dozens of people", basis="vague"),
        claim(2, doc="sheet", by="Russian jets", status="denied", says="the ministry"),
    )
    told = str(row(sheet)["notes"].value)
    assert told.startswith(
        "On 20 November 2015, an air strike was reported in Ar Raqqah, Raqqa, Syria, by Russian jets, against the town of Mayadin "
    )
    assert "Killed: 8 or more (Monitor); “24 dozens of people” (medic)." in told
    assert "Denied by ministry." in told
    assert told.endswith("Source: Harbour Gazette, 21 November 2015; Tamsel Tribune, 22 November 2015; sheet.")


def _written(*sheets: Sheet) -> tuple[str, list[dict[str, Any]], AcledExporter]:
    target, explained = io.BytesIO(), io.BytesIO()
    exporter = AcledExporter(target, LOWEST, Explanation(explained))
    feed(exporter, sheets)
    return target.getvalue().decode(), [json.loads(line) for line in explained.getvalue().splitlines()], exporter


def test_what_is_no_event_is_left_out_and_explained() -> None:
    text, lines, exporter = _written(
        happening(claim(kind="talks")),
        happening(claim(when=None)),
        happening(claim(place=None)),
        happening(claim(status="denied", says="the army")),
        happening(claim()),
    )
    assert len(text.splitlines()) == 2
    assert exporter.left_out == 4
    assert [line["why_empty"] for line in lines if line["column"] == "row"] == [
        "no event_type: talks is no event of ACLED's",
        "no event_date: no report fixes the day",
        "no location: no report names a place",
        "every account denies that it happened",
    ]
    assert [line["column"] for line in lines if line["column"] != "row"] == list(COLUMNS)


def test_read_back_by_pandas() -> None:
    tricky = happening(
        claim(by='the "Army", so called\nby all', killed=(3, 3), evidence="Yes."), changed="2026-01-02T03:04:05Z"
    )
    text, _, _ = _written(tricky, happening(claim(killed=(8, 8))))
    types = {
        "event_id_cnty": "string",
        "year": "int64",
        "time_precision": "int64",
        "fatalities": "int64",
        "latitude": "float64",
    }
    frame = pd.read_csv(io.StringIO(text), dtype=types, parse_dates=["event_date"])
    assert list(frame.columns) == HEADER.split(",")
    assert frame["fatalities"].tolist() == [3, 8]
    assert frame["event_date"].dt.strftime("%Y-%m-%d").tolist() == ["2015-11-20", "2015-11-20"]
    assert frame["timestamp"].isna().tolist() == [False, True]
    assert {len(line) for line in csv.reader(io.StringIO(text))} == {31}


def test_masked_names_stay_masked() -> None:
    told = claim(by="Umm Khaled Darwish", says="Umm Khaled Darwish", evidence="Umm Khaled Darwish did it.")
    sheet = happening(told, options=replace(LOWEST, with_names=False))
    written = json.dumps({column: str(cell.value) + cell.rule for column, cell in row(sheet).items()})
    assert "Darwish" not in written
    assert "Darwish" in json.dumps({c: str(cell.value) for c, cell in row(happening(told)).items()})
