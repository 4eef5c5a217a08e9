"""Stretches of time that things are counted by: days, weeks, months and years.

>>> begin(date(2016, 5, 4), "month"), end(date(2016, 5, 1), "month")
(datetime.date(2016, 5, 1), datetime.date(2016, 5, 31))
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, get_args

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)
_WITHIN: dict[Unit, Unit] = {"week": "day", "month": "day", "year": "month"}  # the next shorter one that fills it

Tile = tuple[Unit, date, date]  # stretches of a unit, and between which days they begin


def begin(day: date, unit: Unit) -> date:
    """The first day of the stretch that a day is in."""
    match unit:
        case "day":
            return day
        case "week":
            return day - timedelta(day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)


def end(first: date, unit: Unit) -> date:
    """The last day of the stretch that begins so."""
    match unit:
        case "day":
            return first
        case "week":
            return first + min(timedelta(6), date.max - first)
        case "month":
            return first.replace(day=monthrange(first.year, first.month)[1])
        case "year":
            return first.replace(month=12, day=31)


def tiles(first: date | None, last: date | None, unit: Unit) -> list[Tile]:
    """Stretches of a unit, and of shorter ones at the edges, that fill these days exactly; None is open.

    >>> for tile in tiles(date(2016, 5, 30), date(2016, 7, 31), "month"):
    ...     print(*tile)
    day 2016-05-30 2016-05-31
    month 2016-06-01 2016-07-31
    """
    if first is not None and last is not None and first > last:
        return []
    if unit == "day":
        return [(unit, first or date.min, last or date.max)]
    start, stop = date.min, date.max
    if first is not None and begin(first, unit) != first:
        start = end(begin(first, unit), unit) + timedelta(1)
    elif first is not None:
        start = first
    if last is not None:
        stop = last if end(begin(last, unit), unit) == last else begin(last, unit) - timedelta(1)
    shorter = _WITHIN[unit]
    if start > stop:
        return tiles(first, last, shorter)
    before = tiles(first, start - timedelta(1), shorter) if first not in (None, start) else []
    after = tiles(stop + timedelta(1), last, shorter) if last not in (None, stop) else []
    return [*before, (unit, start, stop), *after]
