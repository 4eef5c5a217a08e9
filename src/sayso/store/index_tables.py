"""The tables by which filters find incidents: names, and which of them the claims of each incident give.

They follow from documents, claims and incidents, and are written with these (see `store.indexing`). A name is an actor, a
place, a source or a publisher as rows have it folded; whoever is not named at all has the empty name.

>>> [column.name for column in INCIDENT_NAMES.primary_key]
['name', 'incident']
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, UniqueConstraint

from sayso.store.schema import METADATA, NUMBER, TEXT

NAMES = Table(
    "names",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=False),  # made from the rest
    Column("what", TEXT, nullable=False),  # actor, place, source, publisher
    Column("folded", TEXT, nullable=False),
    Column("body", TEXT, nullable=False),  # of a source, as in `claim_sources`; empty where that has none
    Column("belongs", TEXT, nullable=False),
    UniqueConstraint("what", "folded", "body", "belongs"),
)

# The live claims of each incident, by their rows.
TOLD = Table(
    "told",
    METADATA,
    Column("claim", Integer, primary_key=True, autoincrement=False),
    Column("incident", Integer, primary_key=True, autoincrement=False),  # its number
    sqlite_with_rowid=False,
)
Index("ix_told_incident", TOLD.c.incident)

# The names that live claims of each incident give, and that of its own place.
INCIDENT_NAMES = Table(
    "incident_names",
    METADATA,
    Column("name", NUMBER, primary_key=True, autoincrement=False),
    Column("incident", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
Index("ix_incident_names_incident", INCIDENT_NAMES.c.incident)

# The origins that stand on a side of a disagreement of each incident, folded as in its accounts.
INCIDENT_SIDES = Table(
    "incident_sides",
    METADATA,
    Column("folded", TEXT, primary_key=True),
    Column("incident", TEXT, primary_key=True),
    sqlite_with_rowid=False,
)
Index("ix_incident_sides_incident", INCIDENT_SIDES.c.incident)

POSTINGS = (NAMES, TOLD, INCIDENT_NAMES, INCIDENT_SIDES)
