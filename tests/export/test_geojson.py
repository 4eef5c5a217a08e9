"""GeoJSON as RFC 7946 asks: checked by a schema of its rules, with what is no feature counted."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from sayso.export.incident_table import TABLE
from sayso.store.ledger import Ledger
from tests.export.golden import explained, exported

POSITION = {
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
    "minItems": 2,
    "maxItems": 3,
}  # §3.1.1, §4: longitude and latitude
POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {"type": {"const": "Point"}, "coordinates": POSITION, "geometry": False, "properties": False},
}  # §3.1.2, §7.1
FEATURE = {
    "type": "object",
    "required": ["type", "geometry", "properties", "id"],
    "properties": {
        "type": {"const": "Feature"},
        "id": {"type": ["string", "number"]},
        "geometry": POINT,
        "properties": {"type": ["object", "null"]},
        "coordinates": False,
        "geometries": False,
        "features": False,
    },
}  # §3.2, §7.1
COLLECTION = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": FEATURE},
        "crs": False,
        "coordinates": False,
        "geometry": False,
        "properties": False,
    },
}  # §3.3, §4, §7.1


def collection(ledger: Ledger) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(exported(ledger, "geojson"))
    return found


def test_the_rules_of_the_standard_hold(ledger: Ledger) -> None:
    Draft202012Validator.check_schema(COLLECTION)
    found = collection(ledger)
    Draft202012Validator(COLLECTION).validate(found)
    assert len({one["id"] for one in found["features"]}) == len(found["features"]) == 3


def test_what_has_no_dot_is_counted_and_explained(ledger: Ledger) -> None:
    assert collection(ledger)["unlocated"] == 1
    told = [json.loads(line) for line in explained(ledger, "geojson").splitlines()]
    assert [one["why_empty"] for one in told if one["rule"] == "left out"] == [
        "no feature: no place is named, or none that could be told apart"
    ]


def test_accounts_stand_side_by_side(ledger: Ledger) -> None:
    (raid,) = [one["properties"] for one in collection(ledger)["features"] if one["properties"]["reports"] == 2]
    assert {one["origin"]: one["killed"] for one in raid["accounts_told"]} == {
        "[name]": [8, 8],
        "Syrian Health Ministry": [20, None],
    }
    assert (raid["killed_low"], raid["killed_high"], raid["disputed"]) == (8, None, True)
    assert raid["title"] == "Air strike, Aleppo, 2016-05-03"
    assert raid["links"] == ["https://paper.example/baker", "https://paper.example/official"]


def test_a_vague_place_says_how_far_off_it_may_be(ledger: Ledger) -> None:
    radii = {
        one["properties"]["place_precision"]: one["properties"]["radius_km"] for one in collection(ledger)["features"]
    }
    assert radii == {"settlement": 8, "admin1": 110}


def test_properties_are_the_columns_of_the_table(ledger: Ledger) -> None:
    names = {column.name for column in TABLE.columns} - {"lat", "lon", "geometry"}
    for one in collection(ledger)["features"]:
        assert names <= set(one["properties"])
