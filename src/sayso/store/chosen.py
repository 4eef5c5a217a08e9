"""Which incidents the filters choose, as conditions that are asked again and again: for a list, for counts, for a map.

>>> from sqlalchemy import create_engine
>>> from sayso.store.filters import ALL
>>> with create_engine("sqlite://").connect() as connection:
...     chosen(connection, ALL)
Chosen(listed=[], counted=[])
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from sayso.model import kilometres
from sayso.store.among import Among
from sayso.store.database import gather
from sayso.store.filters import Filters, Near
from sayso.store.query import Told, incident_conditions, incident_days, is_among, told_by_claims
from sayso.store.tables import INCIDENTS

FEW = 500  # so many incidents are looked up one by one, whatever is asked of them
MANY = 20_000  # so many are looked up to be counted; where there are more, all are gone through by their index

DENSE = 5_000  # where there are more, so many of the incidents are among them that each is asked as it comes

Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an incident must be, all of it exactly; said so that all are gone through in their order until enough of them
    are found (`listed`), or so that those that are told of are looked up (`counted`)."""

    listed: Conditions
    counted: Conditions


def chosen(connection: Connection, filters: Filters) -> Chosen:
    """What an incident must be; how far it is from a point has been measured."""
    told = [  # words take longest: they are sought once
        _listed(*gather(connection, one.numbers)) if what == "text" else _one_of(connection, one)
        for what, one in told_by_claims(filters).items()
    ]
    days = _days(connection, filters)
    listed = [*days, *incident_conditions(filters, told=(one for one, _ in told))]
    counted = [*days, *incident_conditions(filters, told=(one for _, one in told))]
    if filters.near is not None:
        near = _near(connection, counted, filters.near)
        return Chosen([near[0]], [near[1]])
    return Chosen(listed, counted)


Pair = tuple[ColumnElement[bool], ColumnElement[bool]]  # a condition for lists, and for counts


def _one_of(connection: Connection, told: Told) -> Pair:
    """That an incident is one of these; where they are few, they are found now."""
    numbers = told.numbers
    first = connection.scalars(numbers.limit(FEW + 1)).all()
    if len(first) <= FEW:
        return _few(sorted(set(first)))
    many = connection.scalar(select(func.count()).select_from(numbers.subquery())) or 0
    listed = is_among(numbers) if many <= DENSE else told.gives
    return listed, INCIDENTS.c.number.in_(numbers) if many <= MANY else is_among(numbers)


def _days(connection: Connection, filters: Filters) -> Conditions:
    """That the days of an incident touch those asked for; with the first days between which all of them began, so that no
    others are looked at. Where some began nobody knows when, this cannot be said."""
    conditions = incident_days(filters)
    first, last = INCIDENTS.c.first, INCIDENTS.c.last
    if (
        not conditions
        or connection.scalar(select(last).where(first.is_(None), last.is_not(None)).order_by(last).limit(1)) is not None
    ):
        return conditions
    if filters.since is not None:
        before = select(func.min(first)).where(first < filters.since, last >= filters.since)
        conditions.append(first >= (connection.scalar(before) or filters.since))
    if filters.until is not None:
        conditions.append(first <= filters.until)
    return conditions


def _near(connection: Connection, conditions: Conditions, near: Near) -> Pair:
    """That an incident is one of those for which the conditions hold and which lie within the distance."""
    asked = select(INCIDENTS.c.number, INCIDENTS.c.lat, INCIDENTS.c.lon).where(*conditions)
    found = [
        number
        for number, lat, lon in connection.execute(asked)
        if kilometres((lat, lon), (near.lat, near.lon)) <= near.km
    ]
    return _listed(len(found), json.dumps(found))


def _listed(count: int, numbers: str) -> Pair:
    """That an incident is one of so many, which are listed in JSON."""
    if count <= FEW:
        return _few(json.loads(numbers))
    return Among(INCIDENTS.c.number, numbers), Among(INCIDENTS.c.number, numbers, looked_up=count <= MANY)


def _few(numbers: Sequence[int]) -> Pair:
    few = INCIDENTS.c.number.in_(numbers)
    return few, few
