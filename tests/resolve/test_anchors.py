"""The nearest anchors are those that looking at all would give, and so is what a name's others say of countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.place import PlaceCandidate
from sayso.resolve.anchors import COMPANY, Anchors
from sayso.resolve.distance import kilometres
from sayso.resolve.focus import Focus
from sayso.resolve.folding import fold

PLACES = st.builds(
    PlaceCandidate,
    name=st.sampled_from(["Homs", "homs", "Hama", "Idlib", "Mosul", "Aden"]),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    kind=st.just("city"),
    country=st.sampled_from(["SY", "IQ", None]),
    admin1=st.sampled_from(["a", "b", None]),
)


def apart(one: PlaceCandidate, other: PlaceCandidate) -> float:
    return kilometres(one.lat, one.lon, other.lat, other.lon)


@given(st.lists(PLACES, max_size=40), PLACES)
def test_the_nearest_of_other_names(places: list[PlaceCandidate], asked: PlaceCandidate) -> None:
    others = [one for one in places if one.name != asked.name and fold(one.name) != "homs"]
    expected = sorted(apart(asked, one) for one in others)[:COMPANY]
    assert Anchors(places).company(asked, "homs") == pytest.approx(expected)


@given(st.lists(PLACES, max_size=40), PLACES)
def test_the_nearest_at_home_and_its_unit(places: list[PlaceCandidate], asked: PlaceCandidate) -> None:
    own = (asked.lat, asked.lon)
    home = [one for one in places if one.country == asked.country and (one.lat, one.lon) != own]
    nearest = Anchors(places).nearest_at_home(asked)
    assert nearest == (pytest.approx(min(apart(asked, one) for one in home)) if home else None)
    assert Anchors(places).share_unit(asked) == any(one.admin1 == asked.admin1 for one in home)


NAMES = st.dictionaries(
    st.sampled_from("abcdef"),
    st.dictionaries(st.sampled_from(["SY", "IQ", "SY/1", "IQ/2"]), st.floats(0.01, 2), min_size=1),
)


@given(NAMES, st.sampled_from("abcdefg"))
def test_what_all_other_names_say(shares: dict[str, dict[str, float]], name: str) -> None:
    others = [countries for other, countries in shares.items() if other != name]
    whole = sum(share for countries in others for country, share in countries.items() if "/" not in country)
    beside = Focus(shares).beside(name)
    assert bool(beside) == (whole > 0)
    for country in ("SY", "IQ", "SY/1", "IQ/2", "YE") if whole else ():
        total = sum(countries.get(country, 0.0) for countries in others)
        assert beside.get(country) == pytest.approx(total / whole)
    if whole:
        assert beside.chief == pytest.approx(max(beside.get("SY"), beside.get("IQ")))
