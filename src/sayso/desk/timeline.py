"""A timeline as a picture: how many incidents began when, the disputed among them told apart.

>>> bars = binned([(date(2016, 5, 4), 3, 1), (date(2016, 5, 5), 1, 0)])
>>> [(bar.first.isoformat(), bar.count, bar.disputed) for bar in bars]
[('2016-05-04', 3, 1), ('2016-05-05', 1, 0)]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.store.stretches import Unit, begin, end

MOST = 120  # bars that can still be told apart on a narrow screen
WIDTH, HEIGHT, FOOT, TOP = 1000, 130, 22, 8  # of the picture, in its own units
LETTER = 6.5  # of its words, about


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of days, ends inclusive, and how many incidents began in it; where it stands in the picture."""

    first: date
    last: date
    count: int
    disputed: int
    x: float = 0.0
    width: float = 0.0
    height: float = 0.0
    disputed_height: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The bars with the ticks of the axis (place and words); empty where no incident has a day."""

    bars: Sequence[Bar]
    ticks: Sequence[tuple[float, str]]
    unit: Unit
    most: int

    @property
    def size(self) -> tuple[int, int]:
        return WIDTH, HEIGHT


def timeline(days: Sequence[tuple[date, int, int]], *, unit: Unit | None = None) -> Timeline:
    """The picture of counts by day: (day, incidents, disputed ones), in order; or by `unit` already, each at its first day."""
    if not days:
        return Timeline(bars=(), ticks=(), unit="day", most=0)
    unit = unit or unit_for(days[0][0], days[-1][0])
    found = binned(days, unit=unit)
    first, last = found[0].first, found[-1].last
    whole = (last - first).days + 1
    most = max(bar.count for bar in found)
    room = HEIGHT - FOOT - TOP

    def at(day: date) -> float:
        return WIDTH * (day - first).days / whole

    bars = [
        Bar(
            first=bar.first,
            last=bar.last,
            count=bar.count,
            disputed=bar.disputed,
            x=round(at(bar.first), 2),
            width=round(max(1.5, at(bar.last + timedelta(1)) - at(bar.first) - 1), 2),
            height=round(room * bar.count / most, 2),
            disputed_height=round(room * bar.disputed / most, 2),
        )
        for bar in found
    ]
    return Timeline(
        bars=bars, ticks=placed_ticks([(at(day), words) for day, words in ticks_of(first, last)]), unit=unit, most=most
    )


def placed_ticks(ticks: Iterable[tuple[float, str]], *, width: float = WIDTH) -> list[tuple[float, str]]:
    """The ticks whose words end before the picture does."""
    return [(round(x, 2), words) for x, words in ticks if x + LETTER * len(words) <= width]


def unit_for(first: date, last: date) -> Unit:
    """The shortest unit of which few enough fill the stretch."""
    span = (last - first).days + 1
    if span <= MOST:
        return "day"
    if span <= MOST * 7:
        return "week"
    return "month" if span <= MOST * 30 else "year"


def binned(days: Iterable[tuple[date, int, int]], *, unit: Unit = "day") -> list[Bar]:
    """Counts by day as counts by unit; units in which nothing began are left out."""
    found: dict[date, list[int]] = {}
    held, last = [0, 0], date.min
    for day, count, disputed in sorted(days):
        if not found or day > last:
            first = begin(day, unit)
            held, last = found.setdefault(first, [0, 0]), end(first, unit)
        held[0] += count
        held[1] += disputed
    return [Bar(first=day, last=end(day, unit), count=n, disputed=d) for day, (n, d) in sorted(found.items())]


def ticks_of(first: date, last: date) -> list[tuple[date, str]]:
    """Days at which the axis is marked: years, months, or days, as many as can be read."""
    span = (last - first).days + 1
    if span > 900:
        step = 1 + span // (365 * 10)
        return [(date(year, 1, 1), str(year)) for year in range(first.year + 1, last.year + 1, step)]
    if span > 45:
        months: list[tuple[date, str]] = []
        day = (first.replace(day=1) + timedelta(32)).replace(day=1)
        while day <= last:
            months.append((day, f"{day:%Y-%m}"))
            day = (day + timedelta(32)).replace(day=1)
        return months[:: 1 + len(months) // 10]
    step = 1 + span // 10
    return [(first + timedelta(number), str(first + timedelta(number))) for number in range(0, span, step)]
