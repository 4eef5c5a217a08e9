"""Who gives accounts of incidents: how many, when, with whom they agree and differ, and how their tolls compare.

Counts only; what to make of them is the reader's.

>>> Voice(folded="a", name="A", incidents=2, tolls=1, differing=0).incidents
2
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, cast, func, or_, select

from sayso.errors import NotFoundError
from sayso.store.filters import ALL, Filters
from sayso.store.index_tables import INCIDENT_SIDES
from sayso.store.query import incident_conditions
from sayso.store.rows import fold
from sayso.store.tables import INCIDENT_ACCOUNTS, INCIDENT_DISAGREEMENTS, INCIDENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """An origin, with the incidents it gives accounts of, those with a toll, and those where it differs from another."""

    folded: str
    name: str
    incidents: int
    tolls: int
    differing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """How one origin stands to another over the incidents that both tell of.

    `ratio`: the median of its tolls (killed, the lower end) divided by the other's, over the `compared` incidents where
    both give one above 0; None where there is none.
    """

    name: str
    shared: int
    differing: int
    compared: int
    ratio: float | None


def voices(connection: Connection, filters: Filters = ALL, *, limit: int, offset: int = 0) -> tuple[list[Voice], int]:
    """Origins by the number of incidents they tell of, among those asked for; and how many origins there are."""
    table = INCIDENT_ACCOUNTS
    counted = select(
        table.c.folded,
        func.min(table.c.origin),
        func.count(),
        func.count(func.coalesce(table.c.killed_low, table.c.killed_high)),
        func.count().over(),
    ).where(*_asked(table.c.incident, filters))
    counted = counted.group_by(table.c.folded)
    ordered = counted.order_by(func.count().desc(), table.c.folded).limit(limit).offset(offset)
    found = connection.execute(ordered).all()
    total = found[0][-1] if found else _count(connection, counted)
    differing = _differing(connection, filters, [row[0] for row in found])
    told = [
        Voice(folded=folded, name=name, incidents=number, tolls=tolls, differing=differing.get(folded, 0))
        for folded, name, number, tolls, _ in found
    ]
    return told, total


def _count(connection: Connection, asked: Select[*tuple[Any, ...]]) -> int:
    """How many rows a question has, where none of them was shown."""
    return connection.scalar(select(func.count()).select_from(asked.subquery())) or 0


def _differing(connection: Connection, filters: Filters, names: list[str]) -> dict[str, int]:
    """In how many of the incidents asked for each of the origins differs from another; perhaps of more origins too."""
    sides = INCIDENT_SIDES
    asked = select(sides.c.folded, func.count()).group_by(sides.c.folded)
    conditions = _asked(sides.c.incident, filters) or [
        sides.c.folded.in_(names)
    ]  # incidents are fewer than their sides
    asked = asked.where(*conditions)
    return dict(connection.execute(asked).all())


def _asked(column: ColumnElement[Any], filters: Filters) -> list[ColumnElement[bool]]:
    """Only of incidents that the filters leave; `near` roughly, as a box."""
    return [] if filters == ALL else [column.in_(select(INCIDENTS.c.id).where(*incident_conditions(filters)))]


def voice(connection: Connection, name: str) -> Voice:
    """The origin so named, without regard to case and accents; NotFoundError where none gives an account."""
    folded, table = fold(name), INCIDENT_ACCOUNTS
    asked = select(
        func.min(table.c.origin), func.count(), func.count(func.coalesce(table.c.killed_low, table.c.killed_high))
    ).where(table.c.folded == folded)
    shown, number, tolls = connection.execute(asked).one()
    if not number:
        raise NotFoundError(
            found=f"no account by {name!r}", expected="one of the ledger's sources", mend="see: sources"
        )
    differing = select(func.count()).where(INCIDENT_SIDES.c.folded == folded)
    return Voice(folded=folded, name=shown, incidents=number, tolls=tolls, differing=connection.scalar(differing) or 0)


def company(connection: Connection, folded: str, *, limit: int) -> list[Company]:
    """The origins that tell of the same incidents as this one, those that share most first."""
    mine, theirs = INCIDENT_ACCOUNTS.alias("mine"), INCIDENT_ACCOUNTS.alias("theirs")
    asked: Select[*tuple[Any, ...]] = select(
        theirs.c.folded, theirs.c.origin, theirs.c.incident, mine.c.killed_low, theirs.c.killed_low
    ).join_from(mine, theirs, (mine.c.incident == theirs.c.incident) & (mine.c.folded != theirs.c.folded))
    shared: dict[str, set[str]] = defaultdict(set)
    ratios: dict[str, list[float]] = defaultdict(list)
    names: dict[str, str] = {}
    for other, name, incident, own, others in connection.execute(asked.where(mine.c.folded == folded)):
        shared[other].add(incident)
        names[other] = min(name, names.get(other, name))
        if own and others:
            ratios[other].append(own / others)
    differing: dict[str, set[str]] = defaultdict(set)
    disputes = INCIDENT_DISAGREEMENTS
    sides = select(disputes.c.one, disputes.c.other, disputes.c.incident)
    for one, other, incident in connection.execute(
        sides.where(or_(disputes.c.one == folded, disputes.c.other == folded))
    ):
        differing[other if one == folded else one].add(incident)
    first = sorted(shared, key=lambda other: (-len(shared[other]), other))[:limit]
    return [
        Company(
            name=names[other],
            shared=len(shared[other]),
            differing=len(differing[other]),
            compared=len(ratios[other]),
            ratio=median(ratios[other]) if ratios[other] else None,
        )
        for other in first
    ]


def days_of(connection: Connection, folded: str) -> list[tuple[date, int, int]]:
    """For each day on which incidents began that this origin tells of: how many, and how many of them are disputed."""
    table = INCIDENT_ACCOUNTS
    asked = select(table.c.first, func.count(), func.sum(cast(table.c.disputed, Integer)))
    asked = asked.where(table.c.folded == folded, table.c.first.is_not(None)).group_by(table.c.first)
    return [(day, total, disputed) for day, total, disputed in connection.execute(asked.order_by(table.c.first))]


def incidents_of(connection: Connection, folded: str, *, limit: int) -> list[str]:
    """Identifiers of the newest incidents that this origin tells of."""
    table = INCIDENT_ACCOUNTS
    asked = select(table.c.incident).where(table.c.folded == folded)
    return list(connection.scalars(asked.order_by(table.c.first.desc().nulls_last(), table.c.incident).limit(limit)))
