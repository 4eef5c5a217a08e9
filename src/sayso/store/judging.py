"""Judgements: those of people kept for good, and those of people and of the linker as they stand.

>>> from sqlalchemy import create_engine
>>> from sayso.store.schema import METADATA
>>> engine = create_engine("sqlite://")
>>> METADATA.create_all(engine)
>>> with engine.connect() as connection:
...     judgements(connection, human=True)
[]
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from sayso.model import Judgement
from sayso.model.codec import loads
from sayso.store import relating, rows, undecided
from sayso.store.tables import JUDGEMENTS


def keep(connection: Connection, judgement: Judgement) -> bool:
    """Keep the judgement of a person, in place of one of the linker; False where it is here already."""
    if connection.scalar(select(JUDGEMENTS.c.human).where(JUDGEMENTS.c.id == judgement.id)):
        return False
    connection.execute(delete(JUDGEMENTS).where(JUDGEMENTS.c.id == judgement.id))
    undecided.close(connection, [judgement.id])
    connection.execute(insert(JUDGEMENTS), rows.judgement_row(judgement, human=True))
    return True


def judgements(connection: Connection, *, human: bool | None) -> list[Judgement]:
    """All as last related, or only those of the linker; with `human=True` those of people as they stand now."""
    asked = select(JUDGEMENTS.c.record).order_by(JUDGEMENTS.c.id)
    if human is not None:
        asked = asked.where(JUDGEMENTS.c.human == human, JUDGEMENTS.c.operation.is_(None))
    found = [loads(record, Judgement) for record in connection.scalars(asked)]
    return found + [one.judgement for one in relating.derived(connection)] if human else found


def judgements_with(connection: Connection, identifiers: Iterable[str]) -> list[Judgement]:
    """Judgements by identifier, the surest first."""
    found: list[Judgement] = []
    for part in rows.chunks(sorted(identifiers)):
        asked = select(JUDGEMENTS.c.record).where(JUDGEMENTS.c.id.in_(part))
        found += [loads(record, Judgement) for record in connection.scalars(asked)]
    return sorted(found, key=lambda one: (-one.score, one.id))
