"""Filters by keyword: words, days, numbers and tuples mean what they mean on the command line."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np
import pytest

from sayso.errors import UsageError
from sayso.notebook.asked import NAMES, Given, filters_of
from sayso.store.filters import ALL, Box, Filters, Near

GIVEN: list[Any] = [
    pytest.param({}, ALL, id="nothing"),
    pytest.param({"since": None, "kind": None, "disputed": False}, ALL, id="None asks for nothing"),
    pytest.param({"since": "2015-11"}, Filters(since=date(2015, 11, 1)), id="a month begins"),
    pytest.param({"until": "2015-11"}, Filters(until=date(2015, 11, 30)), id="a month ends"),
    pytest.param({"since": date(2015, 11, 20)}, Filters(since=date(2015, 11, 20)), id="a day"),
    pytest.param({"since": datetime(2015, 11, 20, 23, 5)}, Filters(since=date(2015, 11, 20)), id="a time is its day"),
    pytest.param({"near": (36.2, 37.16, 25)}, Filters(near=Near(lat=36.2, lon=37.16, km=25)), id="numbers"),
    pytest.param({"near": "36.2,37.16,25"}, Filters(near=Near(lat=36.2, lon=37.16, km=25)), id="words for numbers"),
    pytest.param({"near": [36.2, 37.16, 25]}, Filters(near=Near(lat=36.2, lon=37.16, km=25)), id="a list of numbers"),
    pytest.param(
        {"near": tuple(np.array([36.2, 37.16, 25]))}, Filters(near=Near(lat=36.2, lon=37.16, km=25)), id="of numpy"
    ),
    pytest.param({"kind": []}, ALL, id="none of several"),
    pytest.param(
        {"near": Near(lat=1e-7, lon=37.123456789, km=0.5)},
        Filters(near=Near(lat=1e-7, lon=37.123456789, km=0.5)),
        id="no digit is lost",
    ),
    pytest.param({"box": (36, 35, 38, 37)}, Filters(box=Box(west=36, south=35, east=38, north=37)), id="a rectangle"),
    pytest.param({"box": Box(west=1, south=2, east=3, north=4)}, Filters(box=Box(west=1, south=2, east=3, north=4)), id="a Box"),
    pytest.param({"kind": "air strike"}, Filters(kind=("air_strike",)), id="one kind without a list"),
    pytest.param({"kind": ["shelling", "attack"]}, Filters(kind=("shelling", "attack")), id="several"),
    pytest.param({"grade": ("weak", "fair")}, Filters(grade=("weak", "fair")), id="a tuple of words is several"),
    pytest.param({"disputed": True}, Filters(disputed=True), id="disputed"),
    pytest.param({"min_confidence": 0.6}, Filters(confidence=0.6), id="as the command line calls it"),
    pytest.param({"place": " Idlib "}, Filters(place="Idlib"), id="blanks round it"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), GIVEN)
def test_keywords(given: Given, expected: Filters) -> None:
    assert filters_of(**given) == expected


def test_every_filter_has_a_keyword() -> None:
    assert {"confidence" if name == "min_confidence" else name for name in NAMES} == set(Filters.__slots__)


def test_a_keyword_goes_before_the_same_in_filters() -> None:
    held = Filters(place="Idlib", since=date(2016, 1, 1))
    assert filters_of(held, place="Homs") == Filters(place="Homs", since=date(2016, 1, 1))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param({"since": "soon"}, "found 'soon' as a date", id="no day"),
        pytest.param({"near": (36.2, 37.16)}, "LAT,LON,KM", id="no distance"),
        pytest.param({"kind": "picnic"}, "'picnic' as a kind", id="no kind"),
        pytest.param({"min_confidence": 60}, "'60' as a confidence", id="per cent"),
        pytest.param({"confidence": 0.6}, "found 'confidence' as a filter, expected one of since", id="another name"),
        pytest.param({"since": "2016", "until": "2015"}, "runs forward", id="backwards"),
    ],
)
def test_what_cannot_be_read_is_told(given: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        filters_of(**given)
