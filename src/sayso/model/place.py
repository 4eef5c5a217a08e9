"""Places: the words, what they may stand for, in order of likelihood, and how exactly.

>>> PlaceCandidate(name="Raqqa", lat=35.95, lon=39.01, kind="city").name
'Raqqa'
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sayso.model.document import Span

PlaceKind = Literal[
    "continent",
    "country",
    "region",
    "admin1",
    "admin2",
    "city",
    "neighbourhood",
    "camp",
    "base",
    "airport",
    "water",
    "river",
    "mountain",
    "field",
    "road",
    "site",
    "other",
]
PlacePrecision = Literal["exact", "near", "settlement", "admin2", "admin1", "region", "country", "water", "unresolved"]
# How exactly a place is known, on the scales of two data sets of the field: the `where_prec` of UCDP GED (1 exact, 2 near
# a known place, 3 second-order unit, 4 first-order unit, 5 larger or between places, 6 country, 7 waters) and the
# `geo_precision` of ACLED (1 town, 2 part of a region or near a town, 3 larger region). Unresolved places have neither.
UCDP: Mapping[PlacePrecision, int] = {
    "exact": 1,
    "settlement": 1,
    "near": 2,
    "admin2": 3,
    "admin1": 4,
    "region": 5,
    "country": 6,
    "water": 7,
}
ACLED: Mapping[PlacePrecision, int] = {
    "exact": 1,
    "settlement": 1,
    "near": 2,
    "admin2": 2,
    "admin1": 3,
    "region": 3,
    "country": 3,
    "water": 3,
}
Role = Literal["site", "origin", "destination", "near"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCandidate:
    """One entry of the gazetteer. Latitude and longitude in degrees, WGS 84; `country` is ISO 3166-1 alpha-2."""

    name: str
    lat: float
    lon: float
    kind: PlaceKind
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None  # name of the first-order unit
    population: int = 0
    score: float = 0.0  # 0 to 1, over all candidates of one mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of a claim, or a place name of a document: the words and what they resolve to.

    `lat`, `lon` are None where no candidate is good enough (precision "unresolved"); `candidates` keeps the ranking.
    """

    span: Span
    text: str
    role: Role = "site"
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None
    precision: PlacePrecision = "unresolved"
    confidence: float = 0.0
    candidates: tuple[PlaceCandidate, ...] = ()

    @property
    def ucdp(self) -> int | None:
        """How exactly, on the scale of UCDP GED (`where_prec`, 1 to 7); None where it is unresolved."""
        return UCDP.get(self.precision)

    @property
    def acled(self) -> int | None:
        """How exactly, on the scale of ACLED (`geo_precision`, 1 to 3); None where it is unresolved."""
        return ACLED.get(self.precision)


EARTH_DIAMETER_KM = 12742.0  # mean, of the WGS 84 ellipsoid


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) pairs in degrees.

    >>> round(kilometres((36.2, 37.16), (35.95, 39.01)))
    169
    """
    lat, lon, other_lat, other_lon = map(math.radians, (*here, *there))
    bend = math.sin((other_lat - lat) / 2) ** 2
    bend += math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(math.sqrt(min(1.0, bend)))
