"""Counts over all incidents that are asked for, and where they lie: for maps, timelines and headings.

Answered from one index where the filters allow it, never from the records.

>>> Dot._fields[:4]
('id', 'kind', 'lat', 'lon')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Integer, Select, cast, func, intersect, select

from sayso.store import reading
from sayso.store.filters import Filters
from sayso.store.query import NEWEST_FIRST, incident_conditions, told_by_claims
from sayso.store.tables import INCIDENTS


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


def among(connection: Connection, filters: Filters) -> tuple[str, ...] | None:
    """The incidents that what their claims say leaves, found once for all that is asked of them; None for all."""
    told = told_by_claims(filters)
    if not told:
        return None
    return tuple(dict.fromkeys(connection.scalars(intersect(*told) if len(told) > 1 else told[0])))


def count(connection: Connection, filters: Filters, known: Sequence[str] | None = None) -> int:
    """How many incidents are asked for. Here and below `known` is what `among` found for the same filters."""
    if filters.near is not None:
        return len(_near(connection, filters))
    conditions = incident_conditions(filters, among=known)
    return connection.scalar(select(func.count()).select_from(INCIDENTS).where(*conditions)) or 0


def summary(connection: Connection, filters: Filters, known: Sequence[str] | None = None) -> Summary:
    """All that headings and a timeline tell, asked at once."""
    if filters.near is not None:
        asked = select(INCIDENTS.c.id, INCIDENTS.c.first, INCIDENTS.c.disputed)
        held: dict[date | None, list[int]] = {}
        for _, first, disputed in _among(connection, filters, asked):
            one = held.setdefault(first, [0, 0, 0])
            one[0] += 1
            one[1] += disputed
            one[2] += 1  # what is near has a place
        return _summed([(first, one[0], one[1], one[2]) for first, one in held.items()])
    disputed, located = cast(INCIDENTS.c.disputed, Integer), func.count(INCIDENTS.c.lat)
    counted = select(INCIDENTS.c.first, func.count(), func.sum(disputed), located)
    conditions = incident_conditions(filters, among=known)
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


def dots(
    connection: Connection, filters: Filters, known: Sequence[str] | None = None, *, limit: int | None = None
) -> list[Dot]:
    """The incidents asked for that have a place on the map, newest first; no more than `limit`."""
    asked = select(*(INCIDENTS.c[name] for name in Dot._fields)).where(INCIDENTS.c.lat.is_not(None))
    asked = asked.order_by(*NEWEST_FIRST)
    if filters.near is not None:
        return [Dot._make(row) for row in _among(connection, filters, asked)[:limit]]
    conditions = incident_conditions(filters, among=known)
    return [Dot._make(row) for row in connection.execute(asked.where(*conditions).limit(limit))]


def _near(connection: Connection, filters: Filters) -> set[str]:
    """Identifiers of the incidents asked for, each measured."""
    return {one.id for one in reading.incidents(connection, filters)}


def _among(connection: Connection, filters: Filters, asked: Select[*tuple[Any, ...]]) -> list[Any]:
    """The rows whose first column is the identifier of an incident asked for, each measured."""
    near = _near(connection, filters)
    return [row for row in connection.execute(asked.where(*incident_conditions(filters))) if row[0] in near]
