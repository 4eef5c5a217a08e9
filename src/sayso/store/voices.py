"""Who gives accounts of incidents: how many, when, with whom they agree and differ, and how their tolls compare.

Counts only; what to make of them is the reader's.

>>> Voice(folded="a", name="A", incidents=2, tolls=1, differing=0).incidents
2
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from sayso.errors import NotFoundError
from sayso.model import Toll
from sayso.store.cards import toll_of
from sayso.store.chosen import chosen
from sayso.store.filters import ALL, Filters
from sayso.store.index_tables import ACCOUNT_COMPANY, ACCOUNT_TALLIES, INCIDENT_SIDES
from sayso.store.rows import fold
from sayso.store.stretches import Unit
from sayso.store.tables import INCIDENT_ACCOUNTS, INCIDENTS

DISPUTED = Filters(disputed=True)


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
    counted = _kept() if filters == ALL else _counted(connection, filters)
    ordered = counted.order_by(counted.selected_columns[2].desc(), counted.selected_columns[0])
    found = connection.execute(ordered.limit(limit).offset(offset)).all()
    total = found[0][-1] if found else _count(connection, counted)
    differing = _differing(connection, filters, [row[0] for row in found])
    told = [
        Voice(folded=folded, name=name, incidents=int(number), tolls=int(tolls), differing=differing.get(folded, 0))
        for folded, name, number, tolls, _ in found
    ]
    return told, total


def _kept() -> Select[str, str, int, int, int]:
    """Each origin: folded, as it is shown, its incidents, those with a toll, and how many origins there are."""
    table = ACCOUNT_TALLIES
    columns = (func.min(table.c.origin), func.sum(table.c.accounts), func.sum(table.c.told), func.count().over())
    whole = select(table.c.folded, *columns).where(table.c.unit.in_(("year", "undated")))
    return whole.group_by(table.c.folded)


def _counted(connection: Connection, filters: Filters) -> Select[str, str, int, int, int]:
    """The same for the incidents asked for."""
    table = INCIDENT_ACCOUNTS
    tolls = func.count(func.coalesce(table.c.killed_low, table.c.killed_high))
    columns = (func.min(table.c.origin), func.count(), tolls, func.count().over())
    return select(table.c.folded, *columns).where(_asked(connection, table, filters)).group_by(table.c.folded)


def _count(connection: Connection, asked: Select[*tuple[Any, ...]]) -> int:
    """How many rows a question has, where none of them was shown."""
    return connection.scalar(select(func.count()).select_from(asked.subquery())) or 0


def _differing(connection: Connection, filters: Filters, names: list[str]) -> dict[str, int]:
    """In how many of the incidents asked for each of the origins differs from another; perhaps of more origins too."""
    sides = INCIDENT_SIDES
    asked = select(sides.c.folded, func.count()).group_by(sides.c.folded)
    if filters in (ALL, DISPUTED):  # whoever differs, does so over a disputed incident
        asked = asked.where(sides.c.folded.in_(names))
    else:  # the names are not asked too: incidents are fewer than their sides
        asked = asked.where(_asked(connection, sides, filters))
    return dict(connection.execute(asked).all())


def _asked(connection: Connection, table: Table, filters: Filters) -> ColumnElement[bool]:
    """That the incident of an account is one of those that the filters leave."""
    if filters == DISPUTED and table is INCIDENT_ACCOUNTS:
        return INCIDENT_ACCOUNTS.c.disputed
    return table.c.incident.in_(select(INCIDENTS.c.id).where(*chosen(connection, filters).counted))


def voice(connection: Connection, name: str) -> Voice:
    """The origin so named, without regard to case and accents; NotFoundError where none gives an account."""
    folded = fold(name)
    kept = connection.execute(_kept().where(ACCOUNT_TALLIES.c.folded == folded)).first()
    if kept is None:
        raise NotFoundError(
            found=f"no account by {name!r}", expected="one of the ledger's sources", mend="see: sources"
        )
    differing = select(func.count()).where(INCIDENT_SIDES.c.folded == folded)
    _, shown, number, tolls, _ = kept
    return Voice(
        folded=folded,
        name=shown,
        incidents=int(number),
        tolls=int(tolls),
        differing=connection.scalar(differing) or 0,
    )


def company(connection: Connection, folded: str, *, limit: int) -> list[Company]:
    """The origins that tell of the same incidents as this one, those that share most first."""
    table = ACCOUNT_COMPANY
    shared: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    ratios: dict[str, dict[float, int]] = defaultdict(dict)
    asked = select(table.c.other, table.c.ratio, table.c.shared, table.c.differing, table.c.compared)
    for other, ratio, both, apart, compared in connection.execute(asked.where(table.c.one == folded)):
        shared[other] += both
        differing[other] += apart
        if compared:
            ratios[other][ratio] = compared
    first = sorted(shared, key=lambda other: (-shared[other], other))[:limit]
    kept = connection.execute(_kept().where(ACCOUNT_TALLIES.c.folded.in_(first)))
    names = {other: name for other, name, *_ in kept}
    return [
        Company(
            name=names[other],
            shared=shared[other],
            differing=differing[other],
            compared=sum(ratios[other].values()),
            ratio=median_of(ratios[other]) if ratios[other] else None,
        )
        for other in first
    ]


def median_of(counts: Mapping[float, int]) -> float:
    """The median of values of which each stands there so many times.

    >>> median_of({1.0: 2, 3.0: 1, 5.0: 1}), median_of({0.5: 1})
    (2.0, 0.5)
    """
    values = sorted(counts)
    upto = list(accumulate(counts[value] for value in values))
    lower, upper = (values[bisect_left(upto, place + 1)] for place in ((upto[-1] - 1) // 2, upto[-1] // 2))
    return (lower + upper) / 2


def stretches_of(connection: Connection, folded: str, unit: Unit) -> list[tuple[date, int, int]]:
    """For each stretch in which incidents began that this origin tells of: its first day, how many, how many are disputed."""
    table = ACCOUNT_TALLIES
    asked = select(table.c.first, func.sum(table.c.accounts), func.sum(table.c.disputed))
    asked = asked.where(table.c.unit == unit, table.c.folded == folded).group_by(table.c.first)
    return [
        (day, int(total), int(disputed)) for day, total, disputed in connection.execute(asked.order_by(table.c.first))
    ]


def reach_of(connection: Connection, folded: str) -> tuple[date, date] | None:
    """The first and the last of the days on which incidents began that this origin tells of."""
    table = ACCOUNT_TALLIES
    asked = select(func.min(table.c.first), func.max(table.c.first))
    first, last = connection.execute(asked.where(table.c.unit == "day", table.c.folded == folded)).one()
    return None if first is None else (first, last)


def incidents_of(connection: Connection, folded: str, *, limit: int) -> list[tuple[str, Toll | None]]:
    """Identifiers of the newest incidents that this origin tells of, and how many it says were killed."""
    table = INCIDENT_ACCOUNTS
    asked = select(table.c.incident, table.c.killed_low, table.c.killed_high).where(table.c.folded == folded)
    found = connection.execute(asked.order_by(table.c.first.desc().nulls_last(), table.c.incident).limit(limit))
    return [(name, toll_of(low, high)) for name, low, high in found]
