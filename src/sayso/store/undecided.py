"""Writing the joins that the linker leaves open between incidents, as judgements and incidents come and go.

>>> from sqlalchemy import create_engine
>>> from sayso.store.schema import METADATA
>>> engine = create_engine("sqlite://")
>>> METADATA.create_all(engine)
>>> with engine.connect() as connection:
...     reopen(connection, [])
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select

from sayso.store.index_tables import OPEN_JOINS
from sayso.store.rows import chunks
from sayso.store.tables import INCIDENT_CLAIMS, JUDGEMENTS, OPEN
from sayso.store.writing import insert_all

_LEFT, _RIGHT = INCIDENT_CLAIMS.alias("a"), INCIDENT_CLAIMS.alias("b")


def reopen(connection: Connection, judgements: Iterable[str]) -> None:
    """Keep the open ones among judgements that were just written, so far as their claims are in incidents."""
    for part in chunks(sorted(set(judgements))):
        _keep(connection, _open().where(JUDGEMENTS.c.id.in_(part)))


def close(connection: Connection, judgements: Iterable[str]) -> None:
    """Let go of judgements that are no more."""
    for part in chunks(sorted(set(judgements))):
        connection.execute(delete(OPEN_JOINS).where(OPEN_JOINS.c.judgement.in_(part)))


def close_all(connection: Connection) -> None:
    """The same for all of them."""
    connection.execute(delete(OPEN_JOINS))


def put(connection: Connection, incidents: Iterable[str]) -> None:
    """Keep what is open between incidents, of which nothing is kept yet, and all others; once they are here."""
    found: dict[str, Any] = {}
    for part in chunks(sorted(set(incidents))):
        for side in (_LEFT, _RIGHT):
            found.update((row[0], row) for row in connection.execute(_open().where(side.c.incident.in_(part))))
    insert_all(connection, OPEN_JOINS, [dict(zip(OPEN_JOINS.c.keys(), row, strict=True)) for row in found.values()])


def take_out(connection: Connection, incidents: Iterable[str]) -> None:
    """Let go of what is open between incidents and all others; before or after they go."""
    for part in chunks(sorted(set(incidents))):
        for column in (OPEN_JOINS.c.one, OPEN_JOINS.c.other):
            connection.execute(delete(OPEN_JOINS).where(column.in_(part)))


def keep_all(connection: Connection) -> None:
    """Keep all that is open, where nothing is kept yet."""
    _keep(connection, _open())


def _open() -> Select[str, str, str, float]:
    """Open judgements between claims of different incidents, as they are kept."""
    asked = select(JUDGEMENTS.c.id, _LEFT.c.incident, _RIGHT.c.incident, JUDGEMENTS.c.score)
    asked = asked.join_from(JUDGEMENTS, _LEFT, _LEFT.c.claim == JUDGEMENTS.c.left)
    asked = asked.join(_RIGHT, _RIGHT.c.claim == JUDGEMENTS.c.right)
    return asked.where(OPEN, _LEFT.c.incident != _RIGHT.c.incident)


def _keep(connection: Connection, asked: Select[Any, Any, Any, Any]) -> None:
    connection.execute(insert(OPEN_JOINS).from_select(OPEN_JOINS.c.keys(), asked))
