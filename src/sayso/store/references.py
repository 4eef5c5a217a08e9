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
from itertools import islice

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, or_, select, update

from sayso.model import ReferenceRecord
from sayso.model.codec import dumps, loads
from sayso.store.opening import write
from sayso.store.rows import ASKED, Row
from sayso.store.tables import REFERENCES
from sayso.store.writing import insert_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What came of some records: how many were new, how many were here as they are, and those that were here otherwise."""

    new: int = 0
    known: int = 0
    replaced: int = 0
    conflicts: tuple[ReferenceRecord, ...] = ()  # as they came; what was here stays

    def __add__(self, other: Kept) -> Kept:
        return Kept(
            new=self.new + other.new,
            known=self.known + other.known,
            replaced=self.replaced + other.replaced,
            conflicts=self.conflicts + other.conflicts,
        )


class References:
    """The reference records of a ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, records: Iterable[ReferenceRecord], *, replace: bool = False) -> Kept:
        """Keep records, all in one transaction. One that is here already changes nothing, unless `replace` puts those that
        come otherwise now in place of what was here."""
        kept = Kept()
        waiting = iter(records)
        with write(self._engine) as connection:
            while part := list(islice(waiting, ASKED)):
                kept = kept + add(connection, [(one, dumps(one)) for one in part], replace=replace)
        return kept

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


def add(connection: Connection, told: Sequence[tuple[ReferenceRecord, str]], *, replace: bool = False) -> Kept:
    """Keep records with their JSON; those that are here stay as they are, and what comes otherwise is told, or put in place."""
    asked = select(REFERENCES.c.id, REFERENCES.c.record).where(REFERENCES.c.id.in_([one.id for one, _ in told]))
    held: dict[str, str] = dict(connection.execute(asked).all())
    values: list[Row] = []
    conflicts: list[ReferenceRecord] = []
    new, replaced = 0, 0
    for one, record in told:
        if one.id not in held:
            values.append(_row(one, record))
            held[one.id] = record
        elif held[one.id] == record:
            continue
        elif replace:
            insert_all(connection, REFERENCES, values)  # what comes twice in one file is replaced too
            new, values = new + len(values), []
            connection.execute(update(REFERENCES).where(REFERENCES.c.id == one.id).values(_row(one, record)))
            held[one.id] = record
            replaced += 1
        else:
            conflicts.append(one)
    insert_all(connection, REFERENCES, values)
    new += len(values)
    return Kept(
        new=new, known=len(told) - new - replaced - len(conflicts), replaced=replaced, conflicts=tuple(conflicts)
    )


def _row(one: ReferenceRecord, record: str) -> Row:
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
