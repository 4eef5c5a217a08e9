"""What could not be read, and why.

>>> from sqlalchemy import create_engine
>>> from sayso.store.schema import METADATA
>>> engine = create_engine("sqlite://")
>>> METADATA.create_all(engine)
>>> with engine.begin() as connection:
...     keep(connection, [Failure(document="a.txt", stage="ingest", reason="found an empty file")])
...     [one.document for one in kept(connection)]
['a.txt']
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from sayso.model import Failure
from sayso.store.tables import FAILURES


def keep(connection: Connection, failures: Iterable[Failure]) -> None:
    """Keep them in place of earlier ones of the same documents."""
    newest = {failure.document: failure for failure in failures}
    if not newest:
        return
    connection.execute(delete(FAILURES).where(FAILURES.c.document.in_(newest)))
    values = [{"document": f.document, "stage": f.stage, "reason": f.reason} for f in newest.values()]
    connection.execute(insert(FAILURES), values)


def kept(connection: Connection) -> list[Failure]:
    """All of them, by name."""
    found = connection.execute(select(FAILURES).order_by(FAILURES.c.document)).all()
    return [Failure(document=row.document, stage=row.stage, reason=row.reason) for row in found]
