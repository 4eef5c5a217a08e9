"""Counts over all incidents that are asked for, and where they lie: for maps, timelines and headings.

Answered from one index where the filters allow it, never from the records.

>>> Dot._fields[:4]
('id', 'kind', 'lat', 'lon')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Integer, case, cast, func, select

from sayso.store.database import month_of
from sayso.store.filters import Filters
from sayso.store.index_tables import INCIDENT_TALLIES
from sayso.store.query import NEWEST_FIRST, incident_conditions
from sayso.store.stretches import Unit, begin
from sayso.store.tables import INCIDENTS
from sayso.store.tallying import NEVER

Conditions = Sequence[ColumnElement[bool]]


class Dot(NamedTuple):
    """An incident as a map shows it; `lat` and `lon` in degrees, WGS 84."""

    id: str
    kind: str
    lat: float
    lon: float
    precision: str
    disputed: bool
    first: date | None
    place: str | None
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Of the incidents asked for: how many, how many disputed, on the map, and without a day.

    `days`: for each day on which some began, how many did and how many of these are disputed; or for each stretch of a
    `unit`, by its first day.
    """

    total: int
    disputed: int
    located: int
    undated: int
    days: tuple[tuple[date, int, int], ...]
    unit: Unit = "day"


def by_day(_first: date, _last: date) -> Unit:
    """Every day by itself."""
    return "day"


def count(connection: Connection, conditions: Conditions) -> int:
    """How many incidents are asked for; here and below as `chosen` has it."""
    return connection.scalar(select(func.count()).select_from(INCIDENTS).where(*conditions)) or 0


def summary(connection: Connection, conditions: Conditions, unit: Callable[[date, date], Unit] = by_day) -> Summary:
    """All that headings and a timeline tell, asked at once; `unit` tells the stretches for the first and the last day."""
    first = INCIDENTS.c.first
    disputed, located = cast(INCIDENTS.c.disputed, Integer), func.count(INCIDENTS.c.lat)
    amounts = (func.min(first), func.max(first), func.count(), func.sum(disputed), located)
    by_month = select(*amounts).where(*conditions).group_by(month_of(connection, first))  # far fewer rows than by day
    months = connection.execute(by_month).all()
    days = [day for row in months for day in row[:2] if day is not None]
    by = unit(min(days), max(days)) if days else "day"
    if by in ("month", "year"):
        return _summed(((None if day is None else begin(day, by), *told) for day, _, *told in months), by)
    counted = select(first, *amounts[2:]).where(*conditions).group_by(first)
    return _summed(((day, *told) for day, *told in connection.execute(counted).all()), "day")


def is_kept(filters: Filters) -> bool:
    """Whether what the filters leave is counted as incidents come and go."""
    return filters == Filters(kind=filters.kind, grade=filters.grade, disputed=filters.disputed)


def kept(connection: Connection, filters: Filters, unit: Callable[[date, date], Unit]) -> Summary:
    """The same as it is kept; `unit` tells the stretches for the first and the last day."""
    table, amounts = INCIDENT_TALLIES, INCIDENT_TALLIES.c.incidents
    of: list[ColumnElement[bool]] = []
    of += [table.c.kind.in_(filters.kind)] if filters.kind else []
    of += [table.c.grade.in_(filters.grade)] if filters.grade else []
    of += [table.c.disputed] if filters.disputed else []
    first, last = _reach(connection, incident_conditions(filters, told=()))
    by = "day" if first is None or last is None else unit(first, last)
    disputed = case((table.c.disputed, amounts), else_=0)
    asked = select(table.c.first, *(func.sum(each) for each in (amounts, disputed, table.c.located)))
    rows = connection.execute(asked.where(*of, table.c.unit.in_((by, "undated"))).group_by(table.c.first)).all()
    told = ((None if day == NEVER else day, int(n), int(differ), int(located)) for day, n, differ, located in rows)
    return _summed(told, by)


def _reach(connection: Connection, conditions: Conditions) -> tuple[date | None, date | None]:
    """The first and the last day on which one of the incidents began; each is found at an end of their order."""
    ends = (select(end(INCIDENTS.c.first)).where(*conditions).scalar_subquery() for end in (func.min, func.max))
    first, last = connection.execute(select(*ends)).one()
    return first, last


def _summed(rows: Iterable[tuple[Any, ...]], unit: Unit) -> Summary:
    """Of rows with first day, how many, how many disputed and on the map."""
    total = disputes = places = undated = 0
    days: dict[date, tuple[int, int]] = {}
    for first, number, disputed, located in rows:
        total, disputes, places = total + number, disputes + disputed, places + located
        if first is None:
            undated = number
        else:
            held = days.get(first, (0, 0))
            days[first] = held[0] + number, held[1] + disputed
    found = tuple((day, *days[day]) for day in sorted(days))
    return Summary(total=total, disputed=disputes, located=places, undated=undated, days=found, unit=unit)


def dots(connection: Connection, conditions: Conditions, *, limit: int | None = None) -> list[Dot]:
    """The incidents asked for that have a place on the map, newest first; no more than `limit`."""
    asked = select(*(INCIDENTS.c[name] for name in Dot._fields)).where(INCIDENTS.c.lat.is_not(None), *conditions)
    return [Dot._make(row) for row in connection.execute(asked.order_by(*NEWEST_FIRST).limit(limit)).all()]
