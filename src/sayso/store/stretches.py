"""Stretches of time that things are counted by: days, weeks, months and years.

>>> begin(date(2016, 5, 4), "month"), end(date(2016, 5, 1), "month")
(datetime.date(2016, 5, 1), datetime.date(2016, 5, 31))
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, get_args

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)


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
            return first + timedelta(6)
        case "month":
            return (first.replace(day=1) + timedelta(32)).replace(day=1) - timedelta(1)
        case "year":
            return first.replace(month=12, day=31)
