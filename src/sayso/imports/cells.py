"""Cells of data sets to values: numbers, days, points; what cannot be read is an error that says what was found.

>>> number("8.0", "fatalities"), number("", "fatalities")
(8, None)
>>> day("20160503", "incident_date")
datetime.date(2016, 5, 3)
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from sayso.errors import InputError
from sayso.lexicon.codings import countries
from sayso.lexicon.tables import read_lines
from sayso.model import TimeInterval, read_day

Point = tuple[float | None, float | None]
BORDER = 2.0  # degrees around a country's units within which a point may be of it
_FORMS = ("%Y%m%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y")  # of days beside ISO 8601; none that can be misread


def cell(row: Mapping[str, str], name: str) -> str | None:
    """The words of a cell, None where it is empty or not there."""
    return row.get(name, "").strip() or None


def needed(row: Mapping[str, str], name: str) -> str:
    """The words of a cell that must not be empty."""
    found = cell(row, name)
    if found is None:
        raise InputError(found=f"no {name}", expected="one in each row", mend="fill it, or leave the row out")
    return found


def number(words: str | None, name: str) -> int | None:
    """A count of persons, None where there is none."""
    if not (words or "").strip():
        return None
    try:
        found = float(words or "")
    except ValueError:
        found = math.nan
    if not (math.isfinite(found) and found >= 0 and found == int(found)):
        raise InputError(found=f"{words!r} as {name}", expected="a whole number, 0 or more", mend="correct it")
    return int(found)


def day(words: str, name: str) -> date:
    """A day: ISO 8601, YYYYMMDD, or with the month as a word."""
    found = read_day(words) if re.match(r"\d{4}-", words) else None
    for form in _FORMS if found is None else ():
        try:
            return datetime.strptime(words.strip(), form).date()
        except ValueError:
            continue
    if found is None:
        raise InputError(
            found=f"{words!r} as {name}", expected="a day such as 2016-05-03 or 3 May 2016", mend="correct it"
        )
    return found


def interval(first: date, last: date) -> TimeInterval:
    """The days from one to another."""
    if last < first:
        raise InputError(
            found=f"days from {first} to {last}", expected="an end that is not before its start", mend="correct it"
        )
    return TimeInterval(first=first, last=last, precision="day" if first == last else "range")


def point(lat: str | None, lon: str | None, country: str | None) -> Point:
    """Latitude and longitude in degrees, both or neither; InputError where they cannot be, or seem to have changed places."""
    if lat is None and lon is None:
        return None, None
    try:
        north, east = float(lat or ""), float(lon or "")
    except ValueError as error:
        raise InputError(
            found=f"{lat!r} and {lon!r} as latitude and longitude",
            expected="degrees, as 36.20 and 37.16",
            mend="correct them",
        ) from error
    if not abs(north) <= 90 or not abs(east) <= 180:
        swapped = abs(east) <= 90 and abs(north) <= 180
        raise InputError(
            found=f"latitude {lat}, longitude {lon}",
            expected="-90 to 90, and -180 to 180",
            mend="they seem to have changed places: rename their columns" if swapped else "correct them",
        )
    box = _boxes().get(_iso().get((country or "").casefold(), ""))
    if box is not None and not _within(north, east, box) and _within(east, north, box):
        raise InputError(
            found=f"latitude {lat}, longitude {lon}, which is not in {country}",
            expected="a point of it, as it would be the other way round",
            mend="they seem to have changed places: rename their columns",
        )
    return north, east


def _within(lat: float, lon: float, box: tuple[float, float, float, float]) -> bool:
    south, west, north, east = box
    return south - BORDER <= lat <= north + BORDER and west - BORDER <= lon <= east + BORDER


@cache
def _iso() -> dict[str, str]:
    """The code of each country by its names."""
    found: dict[str, str] = {}
    for code, one in countries().items():
        found.update({name.casefold(): code for name in (one.acled, one.ucdp_name, code, one.iso3) if name})
    return found


@cache
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    """South, west, north and east of the units of each country."""
    found: dict[str, tuple[float, float, float, float]] = {}
    for line in read_lines("admin_units.tsv.gz"):
        if not line["lat"]:
            continue
        lat, lon = float(line["lat"]), float(line["lon"])
        south, west, north, east = found.get(line["country"], (lat, lon, lat, lon))
        found[line["country"]] = min(south, lat), min(west, lon), max(north, lat), max(east, lon)
    return found
