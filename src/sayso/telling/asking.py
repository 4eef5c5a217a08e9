"""Filters as people write them: in options, in the address of a page, in a call of the API; each means the same everywhere.

>>> read_filters({"since": ["2015-11"], "kind": ["air strike"]}).kind
('air_strike',)
>>> address(read_filters({"near": ["36.2, 37.16, 25"], "disputed": ["1"]}))
[('near', '36.2,37.16,25'), ('disputed', '1')]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

from sayso.errors import UsageError
from sayso.lexicon import load
from sayso.model import Grade, read_days
from sayso.store.filters import Box, Filters, Near

GRADES: tuple[str, ...] = get_args(Grade)
NAMES = (
    "since",
    "until",
    "near",
    "box",
    "place",
    "kind",
    "actor",
    "source",
    "grade",
    "disputed",
    "confidence",
    "text",
)
_NO = ("", "0", "no", "false")


def read_filters(given: Mapping[str, Sequence[str]]) -> Filters:
    """The filters that the values say, each name with all that was given for it; blank values ask for nothing.

    UsageError names what cannot be read.
    """
    said = {name: [value.strip() for value in given.get(name, ()) if value.strip()] for name in NAMES}
    last = {name: values[-1] if values else None for name, values in said.items()}
    first_day, last_day = read_since(last["since"]), read_until(last["until"])
    if first_day is not None and last_day is not None and first_day > last_day:
        raise UsageError(
            found=f"since {last['since']} until {last['until']}",
            expected="a stretch that runs forward",
            mend="swap them",
        )
    return Filters(
        since=first_day,
        until=last_day,
        near=read_near(last["near"]),
        box=read_box(last["box"]),
        place=last["place"],
        kind=read_kinds(said["kind"]),
        actor=last["actor"],
        source=last["source"],
        grade=read_grades(said["grade"]),
        disputed=(last["disputed"] or "").lower() not in _NO,
        confidence=read_share(last["confidence"]),
        text=last["text"],
    )


def filters_said(values: Mapping[str, str | Sequence[str] | None]) -> Filters:
    """The same of values by name: words, several of them, or None, which asks for nothing.

    >>> filters_said({"place": "Idlib", "kind": ["shelling"], "actor": None}).kind
    ('shelling',)
    """
    given = {name: [value] if isinstance(value, str) else value for name, value in values.items() if value is not None}
    return read_filters(given)


def address(filters: Filters) -> list[tuple[str, str]]:
    """Names and values that `read_filters` reads as these filters, in a fixed order."""
    near, box = filters.near, filters.box
    told: list[tuple[str, str | None]] = [
        ("since", None if filters.since is None else filters.since.isoformat()),
        ("until", None if filters.until is None else filters.until.isoformat()),
        ("near", None if near is None else ",".join(f"{part:g}" for part in (near.lat, near.lon, near.km))),
        ("box", None if box is None else ",".join(f"{part:g}" for part in (box.west, box.south, box.east, box.north))),
        ("place", filters.place),
        *(("kind", kind) for kind in filters.kind),
        ("actor", filters.actor),
        ("source", filters.source),
        *(("grade", grade) for grade in filters.grade),
        ("disputed", "1" if filters.disputed else None),
        ("confidence", f"{filters.confidence:g}" if filters.confidence else None),
        ("text", filters.text),
    ]
    return [(name, value) for name, value in told if value is not None]


def read_since(value: str | None) -> date | None:
    """The first day of a day, month or year."""
    return None if value is None else _read_days(value)[0]


def read_until(value: str | None) -> date | None:
    """The last day of a day, month or year."""
    return None if value is None else _read_days(value)[1]


def _read_days(value: str) -> tuple[date, date]:
    days = read_days(value)
    if days is None:
        raise UsageError(found=f"{value!r} as a date", expected="YYYY-MM-DD, YYYY-MM or YYYY", mend="correct it")
    return days[:2]


def read_near(value: str | None) -> Near | None:
    """A point and a distance: latitude, longitude, kilometres."""
    if value is None:
        return None
    lat, lon, km = _numbers(value, 3) or (999.0, 999.0, 0.0)
    if not (abs(lat) <= 90 and abs(lon) <= 180 and km > 0):
        raise UsageError(
            found=f"{value!r} as a point and distance",
            expected="LAT,LON,KM, for instance 36.2,37.16,25",
            mend="correct it",
        )
    return Near(lat=lat, lon=lon, km=km)


def read_box(value: str | None) -> Box | None:
    """A rectangle: west, south, east, north, in degrees."""
    if value is None:
        return None
    west, south, east, north = _numbers(value, 4) or (999.0,) * 4
    if not (max(abs(west), abs(east)) <= 180 and -90 <= south < north <= 90):
        raise UsageError(
            found=f"{value!r} as a rectangle",
            expected="WEST,SOUTH,EAST,NORTH in degrees, for instance 36,35,38,37",
            mend="correct it",
        )
    return Box(west=west, south=south, east=east, north=north)


def _numbers(value: str, many: int) -> tuple[float, ...] | None:
    """So many finite numbers between commas, else None."""
    try:
        found = tuple(float(part) for part in value.split(","))
    except ValueError:
        return None
    return found if len(found) == many and all(abs(one) < 1e9 for one in found) else None


def read_kinds(values: Sequence[str] | None) -> tuple[str, ...]:
    """Kinds of event, as the lexicon names them; "air strike" and "air-strike" will do."""
    known = kinds()
    found = tuple(value.strip().lower().replace("-", "_").replace(" ", "_") for value in values or ())
    for kind in found:
        if kind not in known:
            raise UsageError(found=f"{kind!r} as a kind", expected=f"one of {', '.join(known)}", mend="correct it")
    return found


def kinds() -> list[str]:
    """All kinds of event, in alphabetical order."""
    return sorted({kind for family in load("events")["families"].values() for kind in family})


def read_grades(values: Sequence[str] | None) -> tuple[str, ...]:
    """Grades of incidents, as docs/tolls.md explains them."""
    found = tuple(value.strip().lower() for value in values or ())
    for grade in found:
        if grade not in GRADES:
            raise UsageError(found=f"{grade!r} as a grade", expected=f"one of {', '.join(GRADES)}", mend="correct it")
    return found


def read_share(value: str | None) -> float:
    """A confidence, 0 to 1; 0 where none is asked for."""
    if value is None:
        return 0.0
    share = (_numbers(value, 1) or (-1.0,))[0]
    if not 0 <= share <= 1:
        raise UsageError(found=f"{value!r} as a confidence", expected="a number from 0 to 1", mend="correct it")
    return share
