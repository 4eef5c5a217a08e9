"""Which place may contain which, as far as codes and distances tell.

>>> syria = PlaceCandidate(name="Syria", lat=35.0, lon=38.0, kind="country", country="SY")
>>> homs = PlaceCandidate(name="Homs", lat=34.73, lon=36.72, kind="city", country="SY")
>>> contains(syria, homs), Inner((homs,)).lie_in(syria), Inner(()).lie_in(syria)
(True, True, False)
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.place import PlaceCandidate
from sayso.resolve.distance import kilometres

# How far from its middle a region, a unit and whatever else may still contain a place, in kilometres
REGION_KM, UNIT_KM, OTHER_KM = 600.0, 120.0, 60.0


class Inner:
    """All that the places may be which a text says lie in one of a name."""

    def __init__(self, senses: Sequence[PlaceCandidate]) -> None:
        self._senses = senses
        self._known: dict[PlaceCandidate, bool] = {}

    def lie_in(self, outer: PlaceCandidate) -> bool:
        """Whether one of them may lie in a place."""
        known = self._known.get(outer)
        if known is None:
            known = self._known[outer] = any(contains(outer, sense) for sense in self._senses)
        return known


def contains(outer: PlaceCandidate, inner: PlaceCandidate) -> bool:
    """Whether the outer place may contain the inner one."""
    if outer.kind == "country":
        return outer.country == inner.country and inner.kind != "country"
    if outer.country is not None and inner.country is not None and outer.country != inner.country:
        return False
    if outer.kind == "admin1" and outer.admin1 is not None and inner.admin1 is not None:
        return outer.admin1 == inner.admin1
    if outer.kind in ("region", "water", "continent"):
        return kilometres(outer.lat, outer.lon, inner.lat, inner.lon) < REGION_KM
    reach = UNIT_KM if outer.kind in ("admin1", "admin2") else OTHER_KM
    return kilometres(outer.lat, outer.lon, inner.lat, inner.lon) < reach
