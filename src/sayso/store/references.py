"""Events as other data sets code them: kept beside the incidents, and asked for by day and place.

>>> from sayso.store.ledger import Ledger
>>> with Ledger.open("sqlite://", create=True) as ledger:
...     ledger.references.sets()
{}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, insert, or_, select

from sayso.model import ReferenceRecord
from sayso.model.codec import dumps, loads
from sayso.store.opening import write
from sayso.store.rows import Row, chunks
from sayso.store.tables import REFERENCES


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What came of some records: how many were new, how many were here as they are, and those that were here otherwise."""

    new: int = 0
    known: int = 0
    conflicts: tuple[ReferenceRecord, ...] = ()  # as they came; what was here stays


class References:
    """The reference records of a ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, records: Iterable[ReferenceRecord]) -> Kept:
        """Keep records, all in one transaction; one that is here already, as it is or otherwise, changes nothing."""
        new, known = 0, 0
        conflicts: list[ReferenceRecord] = []
        with write(self._engine) as connection:
            for part in chunks(list(records)):
                kept = add(connection, [(one, dumps(one)) for one in part])
                new, known = new + kept.new, known + kept.known
                conflicts += kept.conflicts
        return Kept(new=new, known=known, conflicts=tuple(conflicts))

    def sets(self) -> dict[str, int]:
        """How many records of each data set are kept."""
        asked = select(REFERENCES.c.dataset, func.count()).group_by(REFERENCES.c.dataset)
        with self._engine.connect() as connection:
            return dict(connection.execute(asked.order_by(REFERENCES.c.dataset)).all())

    def between(self, first: date, last: date) -> list[ReferenceRecord]:
        """The records that may lie on a day from first to last, by data set and key."""
        with self._reading() as connection:
            return list(_found(connection, select(REFERENCES.c.record).where(*_meeting(first, last))))

    def all(self) -> list[ReferenceRecord]:
        """All of them, by data set and key."""
        with self._reading() as connection:
            return list(_found(connection, select(REFERENCES.c.record)))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            yield connection


def _meeting(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    starts = or_(REFERENCES.c.first.is_(None), REFERENCES.c.first <= last)
    ends = or_(REFERENCES.c.last.is_(None), REFERENCES.c.last >= first)
    known = or_(REFERENCES.c.first.is_not(None), REFERENCES.c.last.is_not(None))
    return starts, ends, known


def _found(connection: Connection, asked: Select[str]) -> Iterator[ReferenceRecord]:
    ordered = asked.order_by(REFERENCES.c.dataset, REFERENCES.c.key)
    return (loads(record, ReferenceRecord) for record in connection.scalars(ordered).all())


def add(connection: Connection, told: Sequence[tuple[ReferenceRecord, str]]) -> Kept:
    """Keep records with their JSON; those that are here stay as they are, and what comes otherwise is told."""
    asked = select(REFERENCES.c.id, REFERENCES.c.record).where(REFERENCES.c.id.in_([one.id for one, _ in told]))
    held: dict[str, str] = dict(connection.execute(asked).all())
    values: list[Row] = []
    conflicts: list[ReferenceRecord] = []
    for one, record in told:
        if one.id not in held:
            values.append(_row(one, record))
            held[one.id] = record
        elif held[one.id] != record:
            conflicts.append(one)
    if values:
        connection.execute(insert(REFERENCES), values)
    known = len(told) - len(values) - len(conflicts)
    return Kept(new=len(values), known=known, conflicts=tuple(conflicts))


def _row(one: ReferenceRecord, record: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "dataset": one.dataset,
        "key": one.key,
        "first": one.when.first,
        "last": one.when.last,
        "lat": one.lat,
        "lon": one.lon,
        "record": record,
    }
