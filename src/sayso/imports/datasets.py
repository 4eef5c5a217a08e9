"""Rows of ACLED, UCDP GED and of files as Airwars gives them, each as a reference record.

>>> row = {"event_id_cnty": "SYR1", "event_date": "2016-05-03", "sub_event_type": "Air/drone strike", "fatalities": "8"}
>>> record = READERS["acled"](row, "ACLED")
>>> record.kinds, record.best, record.when.first
(('air_strike', 'drone_strike'), 8, datetime.date(2016, 5, 3))
"""

from __future__ import annotations

import calendar
import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from sayso.errors import InputError
from sayso.imports.cells import cell, day, interval, needed, number, point
from sayso.lexicon import load
from sayso.model import ReferenceRecord, TimeInterval, Toll
from sayso.model.identity import identify

Cells = Mapping[str, str]
Read = Callable[[Cells, str], ReferenceRecord]
_LEXICON: dict[str, Any] = load("references")
_WEEK: int = _LEXICON["match"]["week_days"]
_ACLED: dict[str, list[str]] = _LEXICON["acled"]
_GED: dict[int, dict[str, Any]] = _LEXICON["ged"]
_AIRWARS: dict[str, list[str]] = _LEXICON["airwars"]


def acled(row: Cells, name: str) -> ReferenceRecord:
    """A row of ACLED's event file. InputError where it has no identifier or day, or a cell that cannot be read."""
    key = needed(row, "event_id_cnty")
    sub, kind = cell(row, "sub_event_type"), cell(row, "event_type")
    place, country = cell(row, "location"), cell(row, "country")
    lat, lon = point(cell(row, "latitude"), cell(row, "longitude"), country)
    dead = number(cell(row, "fatalities"), "fatalities")
    placed = _graded(cell(row, "geo_precision"), "geo_precision", _LEXICON["acled_places"], 1)
    return _record(
        row,
        name,
        key,
        when=_acled_days(day(needed(row, "event_date"), "event_date"), cell(row, "time_precision")),
        what=": ".join(part for part in (kind, sub) if part) or None,
        kinds=tuple(_ACLED.get(sub or "", ())),
        place=place,
        country=country,
        lat=lat,
        lon=lon,
        precision=placed if lat is not None else "unresolved",
        killed=None if dead is None else Toll(low=dead, high=dead),
        best=dead,
        actors=_names(cell(row, "actor1"), cell(row, "actor2")),
        source=cell(row, "source"),
    )


def _acled_days(coded: date, precision: str | None) -> TimeInterval:
    """The days that a coded day may mean."""
    graded = _graded(precision, "time_precision", {1: "day", 2: "week", 3: "month"}, 1)
    if graded == "day":
        return TimeInterval(first=coded, last=coded, precision="day")
    if graded == "week":
        days = timedelta(days=_WEEK)
        return TimeInterval(first=coded - days, last=coded + days, precision="week", reason=f"within a week of {coded}")
    last = calendar.monthrange(coded.year, coded.month)[1]
    return TimeInterval(first=coded.replace(day=1), last=coded.replace(day=last), precision="month")


def ged(row: Cells, name: str) -> ReferenceRecord:
    """A row of UCDP GED."""
    key = needed(row, "id")
    first = day(needed(row, "date_start"), "date_start")
    last = cell(row, "date_end")
    kind = _graded(cell(row, "type_of_violence"), "type_of_violence", _GED, None)
    country = cell(row, "country")
    lat, lon = point(cell(row, "latitude"), cell(row, "longitude"), country)
    low, best, high = (number(cell(row, one), one) for one in ("low", "best", "high"))
    if low is not None and high is not None and low > high:
        raise InputError(
            found=f"low {low} above high {high}", expected="low, best and high in order", mend="correct them"
        )
    placed = _graded(cell(row, "where_prec"), "where_prec", _LEXICON["ged_places"], 1)
    place = cell(row, "where_coordinates") or cell(row, "where_description") or cell(row, "adm_2") or cell(row, "adm_1")
    return _record(
        row,
        name,
        key,
        when=interval(first, first if last is None else day(last, "date_end")),
        what=None if kind is None else str(kind["words"]),
        kinds=() if kind is None else tuple(kind["kinds"]),
        place=place,
        country=country,
        lat=lat,
        lon=lon,
        precision=placed if lat is not None else "unresolved",
        killed=None if low is None and high is None else Toll(low=low, high=high),
        best=best,
        actors=_names(cell(row, "side_a"), cell(row, "side_b")),
        source=cell(row, "source_article") or cell(row, "source_office") or cell(row, "source_original"),
    )


def airwars(row: Cells, name: str) -> ReferenceRecord:
    """A row of a file as Airwars gives it; nested fields by their names with dots between. Its dead are civilians."""
    named = {
        field: next((cell(row, one) for one in columns if cell(row, one)), None) for field, columns in _AIRWARS.items()
    }
    if named["key"] is None or named["first"] is None:
        lacking = "key" if named["key"] is None else "first"
        raise InputError(
            found=f"no {_AIRWARS[lacking][0]}", expected="one in each row", mend="fill it, or leave the row out"
        )
    first = day(named["first"], _AIRWARS["first"][0])
    lat, lon = point(named["lat"], named["lon"], named["country"])
    low, high = number(named["low"], "killed_min"), number(named["high"], "killed_max")
    if low is not None and high is not None and low > high:
        raise InputError(found=f"killed {low} to {high}", expected="the least before the most", mend="correct them")
    placed = _first(named["accuracy"], _LEXICON["airwars_places"], "settlement")
    return _record(
        row,
        name,
        named["key"],
        when=interval(first, first if named["last"] is None else day(named["last"], _AIRWARS["last"][0])),
        what="; ".join(part for part in (named["what"], named["status"]) if part) or None,
        kinds=tuple(_first(named["what"], _LEXICON["airwars_kinds"], _LEXICON["airwars_any"])),
        place=named["place"],
        country=named["country"],
        lat=lat,
        lon=lon,
        precision=placed if lat is not None else "unresolved",
        killed=None if low is None and high is None else Toll(low=low, high=high),
        best=low if low == high else None,
        actors=_names(named["actors"]),
        source=named["source"],
        civilians=True,
    )


def _record(row: Cells, name: str, key: str, **facts: Any) -> ReferenceRecord:
    kept = json.dumps(dict(row), ensure_ascii=False)
    return ReferenceRecord(id=identify("reference", name, key), dataset=name, key=key, row=kept, **facts)


def _graded(words: str | None, name: str, grades: Mapping[int, Any], default: int | None) -> Any:
    """What a number on a scale stands for."""
    grade = number(words, name)
    grade = default if grade is None else grade
    if grade is not None and grade not in grades:
        raise InputError(found=f"{words!r} as {name}", expected=f"{min(grades)} to {max(grades)}", mend="correct it")
    return None if grade is None else grades[grade]


def _first(words: str | None, table: list[list[Any]], default: Any) -> Any:
    """What the first of the table's words that stand in a cell means."""
    folded = (words or "").casefold()
    return next((meaning for part, meaning in table if part in folded), default)


def _names(*cells: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for words in cells if words for part in words.split(";") if part.strip())


READERS: dict[str, Read] = {"acled": acled, "ged": ged, "airwars": airwars}
