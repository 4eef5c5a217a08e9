"""Anchors: the places that a document fixes well enough to judge others by, found by how near they are.

Distances to all of them are taken at once, by numpy, so that a text that names many places costs hardly more for each.

>>> homs, hama = (PlaceCandidate(name=name, lat=lat, lon=36.7, country="SY", admin1=None, kind="city") for name, lat in
...     (("Homs", 34.73), ("Hama", 35.13)))
>>> [round(distance) for distance in Anchors([homs, hama]).company(homs, "homs")]
[44]
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import islice

import numpy as np

from sayso.model.place import PlaceCandidate
from sayso.resolve.distance import kilometres
from sayso.resolve.folding import fold

COMPANY = 3  # nearest other places that are reckoned with
Point = tuple[float, float]  # degrees


class _Points:
    """Places as points of the unit sphere, measured all at once."""

    def __init__(self, places: Sequence[PlaceCandidate]) -> None:
        self._places = places
        self._at = np.array([_on_sphere(place) for place in places]).reshape(-1, 3)

    def nearest(self, place: PlaceCandidate, count: int, but: Callable[[PlaceCandidate], bool]) -> list[float]:
        """The least distances from a place, in kilometres, the least first; `but` leaves places out."""
        order = np.argsort(((self._at - _on_sphere(place)) ** 2).sum(1), kind="stable")
        others = (one for one in map(self._places.__getitem__, order.tolist()) if not but(one))
        return sorted(kilometres(place.lat, place.lon, one.lat, one.lon) for one in islice(others, count))


class Anchors:
    """Fixed places, each once."""

    def __init__(self, places: Sequence[PlaceCandidate] = ()) -> None:
        self._places = places
        self._company: dict[tuple[PlaceCandidate, str], list[float]] = {}

    def company(self, place: PlaceCandidate, name: str) -> list[float]:
        """The distances of the nearest others to a place, in kilometres, the least first; none that is called as it is, or by
        the (folded) name."""
        found = self._company.get((place, name))
        if found is None:
            found = self._all.nearest(place, COMPANY, lambda one: one.name == place.name or fold(one.name) == name)
            self._company[place, name] = found
        return found

    def nearest_at_home(self, place: PlaceCandidate) -> float | None:
        """The distance of the nearest other point in its country; None where there is none."""
        home = self._home.get(place.country)
        found = home.nearest(place, 1, lambda one: (one.lat, one.lon) == (place.lat, place.lon)) if home else None
        return found[0] if found else None

    def share_unit(self, place: PlaceCandidate) -> bool:
        """Whether another point lies in the place's first-order unit, or both in none that is known."""
        points: set[Point] = self._units.get((place.country, place.admin1), set())
        return bool(points - {(place.lat, place.lon)})

    @cached_property
    def _all(self) -> _Points:
        return _Points(self._places)

    @cached_property
    def _home(self) -> dict[str | None, _Points]:
        """Those of each country."""
        groups: defaultdict[str | None, list[PlaceCandidate]] = defaultdict(list)
        for place in self._places:
            groups[place.country].append(place)
        return {country: _Points(group) for country, group in groups.items()}

    @cached_property
    def _units(self) -> dict[tuple[str | None, str | None], set[Point]]:
        units: defaultdict[tuple[str | None, str | None], set[Point]] = defaultdict(set)
        for place in self._places:
            units[place.country, place.admin1].add((place.lat, place.lon))
        return dict(units)


def _on_sphere(place: PlaceCandidate) -> tuple[float, float, float]:
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
