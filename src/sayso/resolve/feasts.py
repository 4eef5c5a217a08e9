"""The days of feasts in a year: fixed days, weekdays of a month, and those that the sun or the moon moves.

Sources: E. M. Reingold and N. Dershowitz, Calendrical Calculations (4th ed., 2018), for the Hebrew and the arithmetical
Islamic calendar; J. Meeus, Astronomical Algorithms (2nd ed., 1998), ch. 8, for both Easters; the 33-year cycle of the
Persian calendar. The Islamic days are those of the arithmetical calendar, which the sighting of the moon moves by a day.

>>> [feast.first.isoformat() for feast in feasts("easter-2", 2016)]
['2016-03-25']
>>> feasts("islamic-10-01*3", 2016)
[Feast(first=datetime.date(2016, 7, 6), days=3, sure=False)]
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.resolve.calendar import easter, nth_weekday

# the day before 1 Muharram of the year 1, as `date.toordinal` counts; the epoch of the astronomers, a day before the
# the civil one: the feasts announced in Mecca from 2001 to 2025 lie on its days or one before
ISLAMIC_EPOCH = 227013
HEBREW_EPOCH = -1373427
HIJRA = 622
YEARS_MOON, YEARS_SUN = 33, 32  # so many years of the moon are about as many of the sun
HEBREW_OVER_COMMON = 3761  # the Hebrew year that begins in the autumn of a common year
PASSOVER_TO_NEW_YEAR = 163  # days from 15 Nisan to the next 1 Tishri
PERSIAN_LEAP = (1, 5, 9, 13, 17, 22, 26, 30)  # years of the 33-year cycle that have 366 days
PERSIAN_OVER_COMMON, PERSIAN_CYCLE = 621, 33
KNOWN_NOWRUZ = date(2000, 3, 20)  # 1 Farvardin 1379
CODE = re.compile(r"(?P<base>[a-z]+)(?P<offset>[+-]\d+)?(?:\*(?P<days>\d+))?")


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast of one year: its first day, how many days it lasts, and whether the calendar alone fixes them."""

    first: date
    days: int = 1
    sure: bool = True

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.days - 1)


def feasts(code: str, year: int) -> list[Feast]:
    """The feasts of a code of the lexicon that begin in a year, mostly one; of the moon's there may be two.

    Codes: "12-25", "11-4-4" (month, weekday, which), "easter-2", "orthodox", "passover*8", "newyear+9", "hanukkah*8",
    "nowruz", "islamic-09-01*30" (month and day of the Islamic calendar, how many days); "a|b" is either.
    """
    if "|" in code:
        return sorted((feast for one in code.split("|") for feast in feasts(one, year)), key=lambda feast: feast.first)
    if code.startswith("islamic-"):
        return _islamic(code, year)
    match = CODE.fullmatch(code)
    if match is not None:
        first = MOVED[match["base"]](year) + timedelta(days=int(match["offset"] or 0))
        return [Feast(first, int(match["days"] or 1))]
    month, rest = code.split("-", 1)
    if "-" not in rest:
        return [Feast(date(year, int(month), int(rest)))]
    weekday, nth = rest.split("-", 1)
    return [Feast(nth_weekday(year, int(month), int(nth), int(weekday)))]


def _islamic(code: str, year: int) -> list[Feast]:
    when, _, days = code.removeprefix("islamic-").partition("*")
    month, day = (int(part) for part in when.split("-"))
    near = (year - HIJRA) * YEARS_MOON // YEARS_SUN
    found = (islamic_day(number, month, day) for number in range(near - 1, near + 3))
    return [Feast(first, int(days or 1), sure=False) for first in found if first.year == year]


def islamic_day(year: int, month: int, day: int) -> date:
    """A day of the arithmetical Islamic calendar; the sighting of the moon may move it by one.

    >>> islamic_day(1436, 9, 1)
    datetime.date(2015, 6, 17)
    """
    before = 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(ISLAMIC_EPOCH + before + day)


def hebrew_new_year(year: int) -> date:
    """The first of Tishri that falls in a common year.

    >>> hebrew_new_year(2023)
    datetime.date(2023, 9, 16)
    """
    return date.fromordinal(_hebrew_new_year(year + HEBREW_OVER_COMMON))


def _hebrew_new_year(number: int) -> int:
    before, this, after = (_elapsed(number + step) for step in (-1, 0, 1))
    late = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return HEBREW_EPOCH + this + late


def _elapsed(number: int) -> int:
    """Days from the Hebrew epoch to the mean new moon of a year's Tishri, put off from days on which it may not fall."""
    months = (235 * number - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day


def passover(year: int) -> date:
    """The first day of Passover, 15 Nisan.

    >>> passover(2024)
    datetime.date(2024, 4, 23)
    """
    return hebrew_new_year(year) - timedelta(days=PASSOVER_TO_NEW_YEAR)


def hanukkah(year: int) -> date:
    """The first day of Hanukkah, 25 Kislev, before which Heshvan has 29 or 30 days.

    >>> hanukkah(2023)
    datetime.date(2023, 12, 8)
    """
    first = hebrew_new_year(year)
    length = (hebrew_new_year(year + 1) - first).days
    heshvan = 30 if length % 10 == 5 else 29
    return first + timedelta(days=30 + heshvan + 24)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches, by the Julian reckoning, as a day of the common calendar.

    >>> orthodox_easter(2022)
    datetime.date(2022, 4, 24)
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    behind = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=behind)


def nowruz(year: int) -> date:
    """The first day of the Persian year.

    >>> nowruz(2016), nowruz(2021)
    (datetime.date(2016, 3, 20), datetime.date(2021, 3, 21))
    """
    known, number = KNOWN_NOWRUZ.year - PERSIAN_OVER_COMMON, year - PERSIAN_OVER_COMMON
    between = range(min(known, number), max(known, number))
    days = sum(366 if one % PERSIAN_CYCLE in PERSIAN_LEAP else 365 for one in between)
    return KNOWN_NOWRUZ + timedelta(days=days if number >= known else -days)


MOVED: dict[str, Callable[[int], date]] = {
    "easter": easter,
    "orthodox": orthodox_easter,
    "passover": passover,
    "newyear": hebrew_new_year,
    "hanukkah": hanukkah,
    "nowruz": nowruz,
}
