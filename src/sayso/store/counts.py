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
    rows = connection.execute(counted.where(*conditions).group_by(INCIDENTS.c.first)).all()
    total = disputes = places = undated = 0
    days: list[tuple[date, int, int]] = []
    for first, count_, disputed_, located_ in rows:
        total, disputes, places = total + count_, disputes + disputed_, places + located_
        if first is None:
            undated = count_
        else:
            days.append((first, count_, disputed_))
    return Summary(total=total, disputed=disputes, located=places, undated=undated, days=tuple(sorted(days)))


def dots(connection: Connection, conditions: Conditions, *, limit: int | None = None) -> list[Dot]:
    """The incidents asked for that have a place on the map, newest first; no more than `limit`."""
    asked = select(*(INCIDENTS.c[name] for name in Dot._fields)).where(INCIDENTS.c.lat.is_not(None), *conditions)
    return [Dot._make(row) for row in connection.execute(asked.order_by(*NEWEST_FIRST).limit(limit)).all()]
