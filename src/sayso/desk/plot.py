"""Series as pictures: for each source its low-high band over time, one below the other, all on one axis.

>>> from sayso.store.series import Point
>>> told = [Point(source="A", day=date(2016, 5, 4), low=3, high=5, about="i1"), Point(source="A", day=date(2016, 5, 4), low=1, high=None, about="i2")]
>>> [(row.source, [(bin.low, bin.high, bin.open) for bin in row.bins]) for row in rows_of(told, unit="day", summed=True)]
[('A', [(4, 6, True)])]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.desk.timeline import LETTER, placed_ticks
from sayso.store.series import Point
from sayso.store.stretches import Unit, begin, end

WIDTH, HIGH, LABEL = 1000.0, 90.0, 16.0  # of the band of one source, in the picture's own units
VALUE = 12 * LETTER  # room for "600 or more"


@dataclass(slots=True, kw_only=True)
class Bin:
    """What one source gives for one stretch of days; `open` where an end has no upper limit."""

    first: date
    last: date
    low: float
    high: float
    open: bool
    count: int
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A source with its stretches in order."""

    source: str
    bins: Sequence[Bin]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch as it is drawn: a box from low to high, at least so high that it can be seen."""

    x: float
    y: float
    width: float
    height: float
    bin: Bin
    value: float | None = None  # where its value is written: None where there is no room beside the one before
    late: bool = False  # whether the value ends there, as it would run off the side


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The rows with their marks, and the ticks of the axis."""

    rows: Sequence[tuple[Row, Sequence[Mark]]]
    ticks: Sequence[tuple[float, str]]
    most: float
    height: float


def rows_of(points: Sequence[Point], *, unit: Unit, summed: bool) -> list[Row]:
    """Stretches by source, those with most points first: sums of what each incident has, or the range of all that was told."""
    held: dict[str, dict[date, Bin]] = defaultdict(dict)
    stretches: dict[date, tuple[date, date]] = {}
    for point in points:
        if point.day not in stretches:
            begun = begin(point.day, unit)
            stretches[point.day] = begun, end(begun, unit)
        first, last = stretches[point.day]
        low, high = _ends(point)
        is_open = point.open or point.high is None
        bins = held[point.source]
        one = bins.get(first)
        if one is None:
            bins[first] = Bin(
                first=first, last=last, low=low, high=high, open=is_open, count=point.count, about=point.about
            )
            continue
        one.low, one.high = (one.low + low, one.high + high) if summed else (min(one.low, low), max(one.high, high))
        one.open = one.open or is_open
        one.count += point.count
    rows = [Row(source=name, bins=[bins[day] for day in sorted(bins)]) for name, bins in held.items()]
    return sorted(rows, key=lambda row: (-sum(one.count for one in row.bins), row.source))


def _valued(marks: Sequence[Mark]) -> list[Mark]:
    """The marks with the places of their values, so that no two of them run into each other."""
    found, taken = [], -VALUE
    for mark in marks:
        late = mark.x + VALUE > WIDTH
        start = mark.x + mark.width - VALUE if late else mark.x
        if start >= taken:
            mark, taken = replace(mark, value=start + VALUE if late else start, late=late), start + VALUE
        found.append(mark)
    return found


def _ends(point: Point) -> tuple[float, float]:
    """Both ends as numbers; an open one stands where the other is."""
    low = point.low if point.low is not None else 0
    return low, point.high if point.high is not None else low


def plot(rows: Sequence[Row], ticks: Sequence[tuple[date, str]]) -> Plot:
    """Where everything stands in the picture."""
    if not rows:
        return Plot(rows=(), ticks=(), most=0, height=0)
    first = min(row.bins[0].first for row in rows)
    last = max(row.bins[-1].last for row in rows)
    whole = (last - first).days + 1
    most = max(one.high for row in rows for one in row.bins) or 1

    def at(day: date) -> float:
        return WIDTH * (day - first).days / whole

    across: dict[tuple[date, date], tuple[float, float]] = {}
    drawn: list[tuple[Row, list[Mark]]] = []
    for number, row in enumerate(rows):
        base = (number + 1) * (HIGH + LABEL)
        marks = []
        for one in row.bins:
            stretch = one.first, one.last
            if stretch not in across:
                x = at(one.first)
                across[stretch] = round(x, 2), round(max(3.0, at(one.last + timedelta(1)) - x - 1), 2)
            x, width = across[stretch]
            height = max(3.0, HIGH * (one.high - one.low) / most)
            y = base - HIGH * one.low / most - height
            marks.append(Mark(x=x, y=round(y, 2), width=width, height=round(height, 2), bin=one))
        drawn.append((row, _valued(marks)))
    placed = placed_ticks([(at(day), words) for day, words in ticks if first <= day <= last], width=WIDTH)
    return Plot(rows=drawn, ticks=placed, most=most, height=len(rows) * (HIGH + LABEL) + 22)
