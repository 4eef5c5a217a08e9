"""Incidents put into a ledger and taken out of it, each with all that follows from it.

>>> [table.name for table in FOLLOWING]
['incident_claims', 'incident_accounts', 'incident_disagreements', 'incident_sides']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete

from sayso.model import Incident
from sayso.store import indexing, rows, tallying, undecided
from sayso.store.index_tables import INCIDENT_SIDES
from sayso.store.rows import Row, chunks
from sayso.store.tables import INCIDENT_ACCOUNTS, INCIDENT_CLAIMS, INCIDENT_DISAGREEMENTS, INCIDENTS
from sayso.store.writing import insert_all

FOLLOWING = (INCIDENT_CLAIMS, INCIDENT_ACCOUNTS, INCIDENT_DISAGREEMENTS, INCIDENT_SIDES)


def put(connection: Connection, incidents: Sequence[Incident], values: Sequence[Row]) -> None:
    """Write incidents, each with its row; their claims are there already."""
    first = indexing.next_number(connection)
    numbered = [{**row, "number": number} for number, row in enumerate(values, first)]
    insert_all(connection, INCIDENTS, numbered)
    insert_all(connection, INCIDENT_CLAIMS, [row for one in incidents for row in rows.membership_rows(one)])
    accounts = [row for one in incidents for row in rows.account_rows(one)]
    insert_all(connection, INCIDENT_ACCOUNTS, accounts)
    disagreements = [row for one in incidents for row in rows.disagreement_rows(one)]
    insert_all(connection, INCIDENT_DISAGREEMENTS, disagreements)
    tallying.add(connection, numbered, accounts, disagreements)
    insert_all(connection, INCIDENT_SIDES, [row for one in incidents for row in rows.side_rows(one)])
    names = [one.id for one in incidents]
    indexing.post(connection, names)
    undecided.put(connection, names)


def take_out(connection: Connection, names: Iterable[str]) -> None:
    """Let go of incidents and of all that follows from them."""
    gone = sorted(set(names))
    indexing.drop(connection, gone)
    tallying.take(connection, gone)
    undecided.take_out(connection, gone)
    for part in chunks(gone):
        for table in FOLLOWING:
            connection.execute(delete(table).where(table.c.incident.in_(part)))
        connection.execute(delete(INCIDENTS).where(INCIDENTS.c.id.in_(part)))
