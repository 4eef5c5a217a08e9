"""Which incidents the filters choose, as conditions that are asked again and again: for a list, for counts, for a map.

>>> from sqlalchemy import create_engine
>>> from sayso.store.filters import ALL
>>> with create_engine("sqlite://").connect() as connection:
...     chosen(connection, ALL)
[]
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, select

from sayso.model import kilometres
from sayso.store.among import Among
from sayso.store.filters import Filters, Near
from sayso.store.query import incident_conditions, is_among, told_by_claims
from sayso.store.tables import INCIDENTS

FEW = 500  # so many incidents are looked up one by one; where there are more, all are gone through by their index


def chosen(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """What an incident must be, all of it exactly: how far it is from a point has been measured."""
    told = [  # words take longest: they are sought once
        _listed(connection.scalars(numbers.distinct()).all()) if what == "text" else _one_of(connection, numbers)
        for what, numbers in told_by_claims(filters).items()
    ]
    conditions = incident_conditions(filters, told=told)
    return conditions if filters.near is None else [_near(connection, conditions, filters.near)]


def _one_of(connection: Connection, numbers: Select[int]) -> ColumnElement[bool]:
    """That an incident is one of these; where they are few, they are found now."""
    first = connection.scalars(numbers.limit(FEW + 1)).all()
    return INCIDENTS.c.number.in_(sorted(set(first))) if len(first) <= FEW else is_among(numbers)


def _near(connection: Connection, conditions: list[ColumnElement[bool]], near: Near) -> ColumnElement[bool]:
    """That an incident is one of those for which the conditions hold and which lie within the distance."""
    asked = select(INCIDENTS.c.number, INCIDENTS.c.lat, INCIDENTS.c.lon).where(*conditions)
    found = [
        number
        for number, lat, lon in connection.execute(asked)
        if kilometres((lat, lon), (near.lat, near.lon)) <= near.km
    ]
    return _listed(found)


def _listed(numbers: Sequence[int]) -> ColumnElement[bool]:
    return INCIDENTS.c.number.in_(numbers) if len(numbers) <= FEW else Among(INCIDENTS.c.number, numbers)
