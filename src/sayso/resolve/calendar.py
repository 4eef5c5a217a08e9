"""Stretches of the calendar: days, weeks, months, quarters, seasons, years, and the arithmetic on them.

>>> month(2014, 2).last
datetime.date(2014, 2, 28)
>>> week_of(date(1998, 8, 7)).value
'1998-W32'
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.model.time import Precision, TimeInterval

SEASON_MONTHS = {
    "SP": 3,
    "SU": 6,
    "FA": 9,
    "WI": 12,
}  # first month of three, as newspapers of the northern half use them
SUNDAY = 7
HOURS_IN_DAY = 24
EARLY_DAYS, MID_DAYS = 10, 20  # of a month: "early" to the 10th, "mid" to the 20th, "late" from then on


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar: its TIMEX3 value, its unit (D, W, WE, M, Q, H, S, Y, E, C), first and last day."""

    value: str
    unit: str
    first: date
    last: date

    @property
    def interval(self) -> TimeInterval:
        return TimeInterval(first=self.first, last=self.last, precision=PRECISIONS[self.unit])


PRECISIONS: dict[str, Precision] = {
    "D": "day",
    "W": "week",
    "WE": "week",
    "M": "month",
    "Q": "season",
    "S": "season",
    "H": "range",
    "Y": "year",
    "F": "vague",
    "E": "decade",
    "C": "vague",
    "R": "range",
}


def make_date(year: int, month_number: int, day_number: int) -> date | None:
    """The date, None where the calendar has no such day."""
    try:
        return date(year, month_number, day_number)
    except ValueError:
        return None


def day(when: date) -> Period:
    return Period(when.isoformat(), "D", when, when)


def week_of(when: date) -> Period:
    """The week of a day, Monday to Sunday."""
    year, number, weekday = when.isocalendar()
    first = when - timedelta(days=weekday - 1)
    return Period(f"{year}-W{number:02d}", "W", first, first + timedelta(days=6))


def weekend_of(when: date) -> Period:
    """The weekend that ends the week of a day."""
    week = week_of(when)
    return Period(f"{week.value}-WE", "WE", week.last - timedelta(days=1), week.last)


def month(year: int, number: int) -> Period:
    first = date(year, number, 1)
    return Period(f"{year:04d}-{number:02d}", "M", first, end_of_month(first))


def end_of_month(when: date) -> date:
    return when.replace(day=monthrange(when.year, when.month)[1])


def quarter(year: int, number: int) -> Period:
    first = date(year, 3 * number - 2, 1)
    return Period(f"{year:04d}-Q{number}", "Q", first, end_of_month(shift_months(first, 2)))


def quarter_number(when: date) -> int:
    return (when.month + 2) // 3


def half(year: int, number: int) -> Period:
    first = date(year, 6 * number - 5, 1)
    return Period(f"{year:04d}-H{number}", "H", first, end_of_month(shift_months(first, 5)))


def season(year: int, code: str) -> Period:
    """The season that begins in a year: winter runs from its December on."""
    first = date(year, SEASON_MONTHS[code], 1)
    return Period(f"{year:04d}-{code}", "S", first, end_of_month(shift_months(first, 2)))


def year(number: int) -> Period:
    return Period(f"{number:04d}", "Y", date(number, 1, 1), date(number, 12, 31))


def decade(first_year: int) -> Period:
    return Period(str(first_year // 10), "E", date(first_year, 1, 1), date(first_year + 9, 12, 31))


def century(number: int) -> Period:
    """The nth century by its first two digits, as TIMEX3 writes it."""
    first_year = 100 * (number - 1) + 1
    return Period(f"{number - 1:02d}", "C", date(first_year, 1, 1), date(first_year + 99, 12, 31))


def containing(when: date, unit: str) -> Period:
    """The stretch of a unit that a day lies in."""
    match unit:
        case "D":
            return day(when)
        case "W" | "F":
            return week_of(when)
        case "WE":
            return weekend_of(when)
        case "M":
            return month(when.year, when.month)
        case "Q":
            return quarter(when.year, quarter_number(when))
        case "H":
            return half(when.year, (when.month + 5) // 6)
        case "S":
            return season_of(when)
        case "Y":
            return year(when.year)
        case "E":
            return decade(when.year - when.year % 10)
        case _:
            return century((when.year - 1) // 100 + 1)


def season_of(when: date) -> Period:
    start = shift_months(when, -(when.month % 3))
    code = next(code for code, first in SEASON_MONTHS.items() if first == start.month)
    return season(start.year, code)


def shift_months(when: date, months: int) -> date:
    """The day so many months on, the last of its month where that month is shorter; ValueError off the calendar."""
    index = when.year * MONTHS_IN["Y"] + when.month - 1 + months
    year_number, month_number = index // MONTHS_IN["Y"], index % MONTHS_IN["Y"] + 1
    first = date(year_number, month_number, 1)
    return first.replace(day=min(when.day, end_of_month(first).day))


def shift(when: date, unit: str, count: int) -> date:
    """The day so many units on; hours and less leave the day as it is."""
    match unit:
        case "D" | "N":
            return when + timedelta(days=count)
        case "W" | "WE":
            return when + timedelta(weeks=count)
        case "F":
            return when + timedelta(weeks=2 * count)
        case "TH":
            return when + timedelta(days=int(count / HOURS_IN_DAY))
        case "TM" | "TS":
            return when
        case _:
            return shift_months(when, MONTHS_IN[unit] * count)


MONTHS_IN = {"M": 1, "Q": 3, "S": 12, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}


def phase_of(period: Period, phase: str) -> Period:
    """The early, middle or late part of a stretch (its value stays: TIMEX3 has a modifier for it)."""
    first, last = period.first, period.last
    match period.unit, phase:
        case "M", "early" | "start":
            last = first.replace(day=EARLY_DAYS)
        case "M", "mid":
            first, last = first.replace(day=EARLY_DAYS + 1), first.replace(day=MID_DAYS)
        case "M", "late" | "end":
            first = first.replace(day=MID_DAYS + 1)
        case "Y", "start":
            last = date(first.year, 1, 31)
        case "Y", "early":
            last = date(first.year, 3, 31)
        case "Y", "mid":
            first, last = date(first.year, 5, 1), date(first.year, 8, 31)
        case "Y", "late":
            first = date(first.year, 10, 1)
        case "Y", "end":
            first = date(first.year, 12, 1)
        case (("D" | "C" | "R"), _):
            pass
        case _, _:
            first, last = third_of(first, last, phase)
    return replace(period, first=first, last=last)


def third_of(first: date, last: date, phase: str) -> tuple[date, date]:
    """The first, middle or last third of a stretch, for "early", "mid", "late"; any other phase is the whole."""
    third = ((last - first).days + 1) // 3
    match phase:
        case "early" | "start":
            return first, first + timedelta(days=max(third, 1) - 1)
        case "mid":
            return first + timedelta(days=third), last - timedelta(days=third)
        case "late" | "end":
            return last - timedelta(days=max(third, 1) - 1), last
        case _:
            return first, last


def easter(year_number: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher)."""
    a, b, c = year_number % 19, year_number // 100, year_number % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month_number, day_number = divmod(h + m - 7 * n + 114, 31)
    return date(year_number, month_number, day_number + 1)


def nth_weekday(year_number: int, month_number: int, nth: int, weekday: int) -> date:
    """The nth (or from the end, -1 the last) weekday (1 Monday to 7 Sunday) of a month."""
    if nth > 0:
        first = date(year_number, month_number, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % SUNDAY + 7 * (nth - 1))
    last = end_of_month(date(year_number, month_number, 1))
    return last - timedelta(days=(last.isoweekday() - weekday) % SUNDAY + 7 * (-nth - 1))
