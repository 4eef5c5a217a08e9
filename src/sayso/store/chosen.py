"""Which incidents the filters choose, as conditions that are asked again and again: for a list, for counts, for a map.

>>> from sqlalchemy import create_engine
>>> from sayso.store.filters import ALL
>>> with create_engine("sqlite://").connect() as connection:
...     chosen(connection, ALL)
Chosen(listed=[], counted=[])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, func, select

from sayso.model import kilometres
from sayso.store.among import Among
from sayso.store.filters import Filters, Near
from sayso.store.query import incident_conditions, is_among, told_by_claims
from sayso.store.tables import INCIDENTS

FEW = 500  # so many incidents are looked up one by one, whatever is asked of them
MANY = 20_000  # so many are looked up to be counted; where there are more, all are gone through by their index

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
        _listed(connection.scalars(numbers.distinct()).all()) if what == "text" else _one_of(connection, numbers)
        for what, numbers in told_by_claims(filters).items()
    ]
    listed = incident_conditions(filters, told=[one for one, _ in told])
    counted = incident_conditions(filters, told=[one for _, one in told])
    if filters.near is not None:
        near = _near(connection, counted, filters.near)
        return Chosen([near[0]], [near[1]])
    return Chosen(listed, counted)


Pair = tuple[ColumnElement[bool], ColumnElement[bool]]  # a condition for lists, and for counts


def _one_of(connection: Connection, numbers: Select[int]) -> Pair:
    """That an incident is one of these; where they are few, they are found now."""
    first = connection.scalars(numbers.limit(FEW + 1)).all()
    if len(first) <= FEW:
        return _listed(sorted(set(first)))
    many = connection.scalar(select(func.count()).select_from(numbers.subquery())) or 0
    return is_among(numbers), INCIDENTS.c.number.in_(numbers) if many <= MANY else is_among(numbers)


def _near(connection: Connection, conditions: Conditions, near: Near) -> Pair:
    """That an incident is one of those for which the conditions hold and which lie within the distance."""
    asked = select(INCIDENTS.c.number, INCIDENTS.c.lat, INCIDENTS.c.lon).where(*conditions)
    found = [
        number
        for number, lat, lon in connection.execute(asked)
        if kilometres((lat, lon), (near.lat, near.lon)) <= near.km
    ]
    return _listed(found)


def _listed(numbers: Sequence[int]) -> Pair:
    if len(numbers) <= FEW:
        few = INCIDENTS.c.number.in_(numbers)
        return few, few
    return Among(INCIDENTS.c.number, numbers), Among(INCIDENTS.c.number, numbers, looked_up=len(numbers) <= MANY)
