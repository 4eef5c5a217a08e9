"""Counts over all incidents that are asked for, and where they lie: for maps, timelines and headings.

Answered from one index where the filters allow it, never from the records.

>>> Dot._fields[:4]
('id', 'kind', 'lat', 'lon')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Integer, cast, func, select

from sayso.store.query import NEWEST_FIRST
from sayso.store.tables import INCIDENTS

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

    `days`: for each day on which some began, how many did and how many of these are disputed.
    """

    total: int
    disputed: int
    located: int
    undated: int
    days: tuple[tuple[date, int, int], ...]


def count(connection: Connection, conditions: Conditions) -> int:
    """How many incidents are asked for; here and below as `chosen` has it."""
    return connection.scalar(select(func.count()).select_from(INCIDENTS).where(*conditions)) or 0


def summary(connection: Connection, conditions: Conditions) -> Summary:
    """All that headings and a timeline tell, asked at once."""
    disputed, located = cast(INCIDENTS.c.disputed, Integer), func.count(INCIDENTS.c.lat)
    counted = select(INCIDENTS.c.first, func.count(), func.sum(disputed), located)
    rows = connection.execute(counted.where(*conditions).group_by(INCIDENTS.c.first))
    return _summed([(first, total, disputed, located) for first, total, disputed, located in rows])


def _summed(rows: Sequence[tuple[date | None, int, int, int]]) -> Summary:
    days = ((first, total, disputed) for first, total, disputed, _ in rows if first is not None)
    return Summary(
        total=sum(row[1] for row in rows),
        disputed=sum(row[2] for row in rows),
        located=sum(row[3] for row in rows),
        undated=sum(row[1] for row in rows if row[0] is None),
        days=tuple(sorted(days)),
    )


def dots(connection: Connection, conditions: Conditions, *, limit: int | None = None) -> list[Dot]:
    """The incidents asked for that have a place on the map, newest first; no more than `limit`."""
    asked = select(*(INCIDENTS.c[name] for name in Dot._fields)).where(INCIDENTS.c.lat.is_not(None), *conditions)
    return [Dot._make(row) for row in connection.execute(asked.order_by(*NEWEST_FIRST).limit(limit))]
