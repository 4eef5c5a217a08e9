"""Our own lists of places: they are sound, and what counts as right."""

from __future__ import annotations

import pytest

from evaluation import own_places
from sayso.model import Place, PlaceMention, Span

PLACE = {"name": "Daquq", "lat": 35.14, "lon": 44.45, "country": "IQ", "radius": 25, "text": "Shells hit Daquq."}


@pytest.mark.parametrize(("name", "size"), [("places_names", 37), ("places_syria", 60)])
def test_lists_are_sound(name: str, size: int) -> None:
    places = own_places.read_places(own_places.LISTS / f"{name}.yml")
    assert len({place["name"] for place in places}) == len(places) == size
    assert all(place["name"] in place["text"] and abs(place["lat"]) <= 90 for place in places)


@pytest.mark.parametrize(
    ("lat", "country", "right"),
    [
        pytest.param(35.2, "IQ", True, id="near"),
        pytest.param(36.2, "IQ", False, id="far"),
        pytest.param(35.2, "SY", False, id="another country"),
        pytest.param(None, None, False, id="unresolved"),
    ],
)
def test_what_is_right(lat: float | None, country: str | None, right: bool) -> None:
    span = Span(11, 16)
    lon = None if lat is None else 44.45
    place = Place(span=span, text="Daquq", lat=lat, lon=lon, country=country)
    assert own_places.is_right(PLACE, [(PlaceMention(span=span, text="Daquq"), place)]) is right


@pytest.mark.slow
def test_lists_hold_their_floors() -> None:
    assert own_places.main([]) == 0
