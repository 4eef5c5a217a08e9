"""How much a ledger holds.

>>> Size(documents=1, claims=2, incidents=1, failures=0).claims
2
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sayso.store.reading import count_current
from sayso.store.tables import CLAIMS, DOCUMENTS, FAILURES, INCIDENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much a ledger holds, superseded rows left out."""

    documents: int
    claims: int
    incidents: int
    failures: int


def size_of(connection: Connection) -> Size:
    """How much there is now."""
    return Size(
        documents=count_current(connection, DOCUMENTS),
        claims=count_current(connection, CLAIMS),
        incidents=connection.scalar(select(func.count()).select_from(INCIDENTS)) or 0,
        failures=connection.scalar(select(func.count()).select_from(FAILURES)) or 0,
    )
