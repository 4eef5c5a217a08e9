"""Anchors: the places that a document fixes well enough to judge others by, found by how near they are.

A k-d tree over points of the unit sphere (Bentley 1975, "Multidimensional binary search trees used for associative
searching"), so that a text that names many places costs no more for each of them.

>>> homs, hama = (PlaceCandidate(name=name, lat=lat, lon=36.7, country="SY", admin1=None, kind="city") for name, lat in
...     (("Homs", 34.73), ("Hama", 35.13)))
>>> [round(distance) for distance in Anchors([homs, hama]).company(homs, "homs")]
[44]
"""

from __future__ import annotations

import math
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.model.place import PlaceCandidate
from sayso.resolve.distance import EARTH_KM, kilometres
from sayso.resolve.folding import fold

COMPANY = 3  # nearest other places that are reckoned with
_SAFE = 1 - 1e-9  # of a least distance, for what rounding adds
Point = tuple[float, float]  # degrees


@dataclass(frozen=True, slots=True)
class _Node:
    """An anchor with those on both sides of it along one axis."""

    anchor: PlaceCandidate
    at: tuple[float, float, float]
    low: _Node | None
    high: _Node | None


class _Nearest:
    """The least distances found so far, in kilometres."""

    def __init__(self, place: PlaceCandidate, count: int, but: Callable[[PlaceCandidate], bool]) -> None:
        self._place, self._count, self._but = place, count, but
        self._at = _on_sphere(place)
        self.distances: list[float] = []

    def look(self, node: _Node | None, axis: int = 0) -> None:
        """Look at a node and at those beneath it that may be nearer than what was found."""
        if node is None:
            return
        if not self._but(node.anchor):
            here = self._place
            insort(self.distances, kilometres(here.lat, here.lon, node.anchor.lat, node.anchor.lon))
            del self.distances[self._count :]
        beyond = self._at[axis] - node.at[axis]
        near, far = (node.high, node.low) if beyond > 0 else (node.low, node.high)
        following = (axis + 1) % 3
        self.look(near, following)
        if len(self.distances) < self._count or EARTH_KM * abs(beyond) * _SAFE <= self.distances[-1]:
            self.look(far, following)


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
            nearest = _Nearest(place, COMPANY, lambda one: one.name == place.name or fold(one.name) == name)
            nearest.look(self._tree)
            found = self._company[place, name] = nearest.distances
        return found

    def nearest_at_home(self, place: PlaceCandidate) -> float | None:
        """The distance of the nearest other point in its country; None where there is none."""
        nearest = _Nearest(place, 1, lambda one: (one.lat, one.lon) == (place.lat, place.lon))
        nearest.look(self._trees.get(place.country))
        return nearest.distances[0] if nearest.distances else None

    def share_unit(self, place: PlaceCandidate) -> bool:
        """Whether another point lies in the place's first-order unit, or both in none that is known."""
        points: set[Point] = self._units.get((place.country, place.admin1), set())
        return bool(points - {(place.lat, place.lon)})

    @cached_property
    def _tree(self) -> _Node | None:
        return _grow(self._places)

    @cached_property
    def _trees(self) -> dict[str | None, _Node | None]:
        """Those of each country."""
        groups: defaultdict[str | None, list[PlaceCandidate]] = defaultdict(list)
        for place in self._places:
            groups[place.country].append(place)
        return {country: _grow(group) for country, group in groups.items()}

    @cached_property
    def _units(self) -> dict[tuple[str | None, str | None], set[Point]]:
        units: defaultdict[tuple[str | None, str | None], set[Point]] = defaultdict(set)
        for place in self._places:
            units[place.country, place.admin1].add((place.lat, place.lon))
        return dict(units)


def _grow(places: Sequence[PlaceCandidate]) -> _Node | None:
    return _halve([(_on_sphere(place), place) for place in places], 0)


def _halve(places: list[tuple[tuple[float, float, float], PlaceCandidate]], axis: int) -> _Node | None:
    if not places:
        return None
    places.sort(key=lambda one: one[0][axis])
    middle, following = len(places) // 2, (axis + 1) % 3
    at, anchor = places[middle]
    return _Node(anchor, at, _halve(places[:middle], following), _halve(places[middle + 1 :], following))


def _on_sphere(place: PlaceCandidate) -> tuple[float, float, float]:
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
