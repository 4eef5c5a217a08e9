"""PLOVER events, and POLECAT's rows of the same."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pandas as pd
import pytest

from sayso import __version__
from sayso.export.exporter import Explanation, Sheet
from sayso.export.plover import PloverExporter, record
from sayso.export.polecat import COLUMNS, PolecatExporter, row
from sayso.export.stream import feed
from tests.export.happenings import BLACK_SEA, IDLIB_PROVINCE, OWN, claim, days, happening

STRIKE = (
    claim(0, by="Russian and regime planes", on="Islamic State positions", says="the Monitor", killed=(8, 8)),
    claim(1, doc="tribune", by="Russian jets", says="a medic", killed=(12, 12), injured=(3, 3)),
)
LISTED = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, Actor COW, "
    "Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, Recipient Country, "
    "Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, Wikipedia Recipient ID, "
    "Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw Placename, Feature Type, Source, "
    "Publication Date, Story People, Story Organizations, Story Locations, Language, Version"
)
POLECAT = LISTED.split(", ")


def test_a_record() -> None:
    sheet = happening(*STRIKE)
    found, cells = record(sheet)
    ours = found.pop("sayso")
    assert found == {
        "id": sheet.incident.id,
        "has_event": True,
        "date": "2015-11-20",
        "actor": [
            {
                "code": "RUS",
                "sector": "MIL",
                "entity_text": "Russian jets",
                "identifier_text": "Russian Aerospace Forces",
            },
            {"code": "SYR", "sector": "MIL", "entity_text": "regime planes"},
        ],
        "recipient": [
            {
                "code": "IMG",
                "sector": "REB",
                "entity_text": "Islamic State positions",
                "identifier_text": "Islamic State",
            }
        ],
        "event": ["ASSAULT"],
        "mode": ["aerial"],
        "context": ["military"],
        "quad_code": 4,
        "event_scale": -9.5,
        "event_loc": {
            "extracted_place": "Raqqa",
            "resolved_place": "Ar Raqqah",
            "geonameid": 172955,
            "lat": 35.95,
            "lon": 39.01,
            "city": "Ar Raqqah",
            "province": "Raqqa",
            "country": "Syria",
            "country_code": "SYR",
            "resolution": 4,
        },
        "event_text": ["It happened."],
        "size": {"dead": 8, "injured": 3},
        "cite_info": {
            "corpus": "Harbour Gazette",
            "citation": "gazette",
            "title": "News of gazette, in short",
            "language": "en",
            "publication": "2015-11-21",
            "coder": "sayso",
            "codebook": "PLOVER",
            "version": __version__,
        },
        "coder": "sayso",
    }
    assert [account["origin"] for account in ours["accounts"]] == ["Monitor", "medic"]
    assert ours["tolls"]["killed"]["low"] == 8
    assert ours["tolls"]["killed"]["high"] == 12
    assert [one["citation"] for one in ours["reports"]] == ["gazette", "tribune"]
    assert cells["actor"].claims == (sheet.claims[0].id, sheet.claims[1].id, sheet.claims[0].id)


def test_unknown_fields_are_left_away_and_explained() -> None:
    found, cells = record(happening(claim(kind="accusation", place=None, evidence="He spoke.")))
    assert not {"mode", "event_scale", "event_loc", "recipient", "size", "enddate"} & set(found)
    assert found["actor"] == []
    for name in ("mode", "event_scale", "actor", "recipient", "size"):
        assert cells[name].why


def test_what_all_deny_is_no_event() -> None:
    assert record(happening(claim(status="denied", says="the army")))[0]["has_event"] is False


def test_days_and_provinces() -> None:
    found, _ = record(happening(claim(when=days("2015-11-16", "2015-11-22", "week"), place=IDLIB_PROVINCE)))
    assert (found["date"], found["enddate"]) == ("2015-11-16", "2015-11-22")
    assert (found["event_loc"]["resolution"], found["event_loc"]["province"]) == (2, "Idlib")
    assert "city" not in found["event_loc"]


@pytest.mark.parametrize(
    ("by", "code", "sector"),
    [
        ("Russia", "RUS", "GOV"),
        ("the CIA", "USA", "SPY"),
        ("Israeli police", "ISR", "COP"),
        ("the Taliban", "AFG", "REB"),
        ("al-Qaeda", "IMG", "REB"),
        ("the United Nations", "IGO", None),
        ("the Knesset", "ISR", "LEG"),
        ("gunmen", None, "PRM"),
    ],
)
def test_actors(by: str, code: str | None, sector: str | None) -> None:
    (block,) = record(happening(claim(kind="accusation", by=by)))[0]["actor"]
    assert (block.get("code"), block.get("sector")) == (code, sector)


def test_a_polecat_row() -> None:
    sheet = happening(*STRIKE)
    cells = {column: cell.value for column, cell in row(sheet).items()}
    assert cells["Event ID"] == sheet.incident.id
    assert (cells["Event Type"], cells["Event Mode"], cells["Intensity"], cells["Quad Code"]) == (
        "ASSAULT",
        "aerial",
        -9.5,
        "MATERIAL CONFLICT",
    )
    assert (cells["Actor Name"], cells["Actor Country"], cells["Actor COW"]) == (
        "Russian Aerospace Forces; regime planes",
        "RUS; SYR",
        "365; 652",
    )
    assert (cells["Recipient Country"], cells["Recipient COW"], cells["Primary Recipient Sector"]) == (
        "IMG",
        None,
        "REB",
    )
    assert (cells["City"], cells["District"], cells["Province"], cells["Country"]) == (
        "Ar Raqqah",
        None,
        "Raqqa",
        "SYR",
    )
    assert (cells["Source"], cells["Publication Date"]) == ("Harbour Gazette; Tamsel Tribune", "2015-11-21")
    assert cells["Version"] == f"sayso {__version__}"


def test_columns() -> None:
    assert list(COLUMNS) == POLECAT
    assert len(POLECAT) == 40
    for column, cell in row(happening(claim())).items():
        assert cell.rule, column
        assert (cell.value is None) == bool(cell.why), column


def _written(kind: type[PloverExporter | PolecatExporter], *sheets: Sheet) -> tuple[str, list[dict[str, Any]], int]:
    target, explained = io.BytesIO(), io.BytesIO()
    exporter = kind(target, OWN, Explanation(explained))
    feed(exporter, sheets)
    return (
        target.getvalue().decode(),
        [json.loads(line) for line in explained.getvalue().splitlines()],
        exporter.left_out,
    )


def test_plover_lines() -> None:
    text, lines, left_out = _written(
        PloverExporter, happening(*STRIKE), happening(claim(kind="displacement")), happening(claim(when=None))
    )
    assert [json.loads(line)["event"] for line in text.splitlines()] == [["ASSAULT"]]
    assert left_out == 2
    assert [line["why_empty"] for line in lines if line["column"] == "row"] == [
        "PLOVER has no event type for it",
        "PLOVER wants a day: no report fixes the day",
    ]


def test_polecat_read_back_by_pandas() -> None:
    tabbed = happening(claim(by="the\tarmy\nof all", place=BLACK_SEA))
    text, _, left_out = _written(PolecatExporter, happening(*STRIKE), tabbed, happening(claim(kind="displacement")))
    frame = pd.read_csv(
        io.StringIO(text), sep="\t", parse_dates=["Event Date"], dtype={"Intensity": "float64", "Latitude": "float64"}
    )
    assert list(frame.columns) == POLECAT
    assert left_out == 1
    assert frame["Actor Name Raw"].tolist() == ["Russian jets; regime planes", "the army of all"]
    assert frame["Country"].isna().tolist() == [False, True]
    lines = list(csv.reader(io.StringIO(text), delimiter="\t"))
    assert {len(line) for line in lines} == {40}
    assert lines[2][POLECAT.index("Country")] == "None"
