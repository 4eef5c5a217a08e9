"""What the map of the browser is given, and how far off a place may be."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.desk.mapdata import MapRow, map_data
from sayso.desk.reach import map_words, reach
from sayso.lexicon import load
from sayso.model.place import PlacePrecision

PRECISIONS = sorted(get_args(PlacePrecision))
DRAWN = [name for name in PRECISIONS if name != "unresolved"]


def row(name: str = "i1", **changed: object) -> MapRow:
    plain = MapRow(name, 36.2, 37.16, "settlement", "air strike", False, "A raid on Aleppo")
    return plain._replace(**changed)  # type: ignore[arg-type]


@pytest.mark.parametrize("precision", DRAWN)
def test_every_precision_has_a_reach_a_sign_and_words_in_both_languages(precision: str) -> None:
    found = reach(precision)
    assert found is not None
    assert found.km > 0
    assert found.sign == ("area" if found.km > 10 else "ring" if precision == "near" else "dot")
    assert f"{found.km:g}" in found.said("en")
    assert map_words("en")[precision] in found.said("en")
    assert map_words("ar")[precision] in found.said("ar")


def test_the_reach_is_that_which_linking_reckons_with() -> None:
    radii = load("link")["places"]["radius_km"]
    assert {name: reach(name).km for name in radii} == radii  # type: ignore[union-attr]


def test_a_country_reaches_as_far_as_it_is_large() -> None:
    malta, syria, unknown = (reach("country", code) for code in ("MT", "SY", None))
    assert malta is not None and syria is not None and unknown is not None  # noqa: PT018
    assert malta.km == 10
    assert syria.km == 243  # 185,180 square kilometres
    assert unknown.km == load("map")["country_km"]


def test_the_languages_have_the_same_words_and_the_same_gaps() -> None:
    english, arabic = map_words("en"), map_words("ar")
    assert list(english) == list(arabic)
    gaps = [{part.split("}")[0] for part in words.split("{")[1:]} for words in english.values()]
    assert gaps == [{part.split("}")[0] for part in words.split("{")[1:]} for words in arabic.values()]


def test_an_unknown_precision_is_refused() -> None:
    with pytest.raises(KeyError):
        map_data([row(precision="roughly")])


def test_what_has_no_point_is_counted_and_left_out() -> None:
    made = map_data([row(), row("i2", lat=None, lon=None), row("i3", precision="unresolved"), row("i4")])
    assert made["ids"] == ["i1", "i4"]
    assert made["unplaced"] == 2


def test_tables_hold_each_kind_and_reach_once() -> None:
    rows = [
        row("a"),
        row("b", precision="country", country="LB"),
        row("c", precision="country", country="SY", kind="clash", disputed=True),
        row("d", country="SY"),
    ]
    made = map_data(rows)
    assert made["kinds"] == ["air strike", "clash"]
    assert made["kind"] == [0, 0, 1, 0]
    assert [entry[:2] for entry in made["reaches"]] == [["settlement", 8.0], ["country", 58.0], ["country", 243.0]]
    assert made["reach"] == [0, 1, 2, 0]
    assert made["disputed"] == [2]


rows = st.builds(
    MapRow,
    id=st.text(max_size=12),
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
    precision=st.sampled_from(PRECISIONS),
    kind=st.sampled_from(["clash", "shelling"]),
    disputed=st.booleans(),
    label=st.text(max_size=30),
    country=st.sampled_from([None, "SY", "AQ", "XX"]),
)


@given(st.lists(rows, max_size=30))
def test_no_row_is_lost_and_the_columns_keep_step(given_rows: list[MapRow]) -> None:
    made = map_data(given_rows)
    count = len(made["ids"])
    assert count + made["unplaced"] == len(given_rows)
    for column in (made["lat"], made["lon"], made["kind"], made["reach"], made["labels"]):
        assert len(column) == count
    assert all(0 <= at < len(made["reaches"]) for at in made["reach"])
    assert all(0 <= at < len(made["kinds"]) for at in made["kind"])
    assert json.loads(json.dumps(made)) == made
