"""The tables by which pages find and count, so that nothing is gone through as a whole to answer one.

They follow from documents, claims, judgements and incidents, and are written with these: names and what gives them by
`store.indexing`, what accounts add up to by `store.tallying`, open joins by `store.undecided`. A name is an actor, a place,
a source or a publisher as rows have it folded; whoever is not named at all has the empty name.

>>> [column.name for column in INCIDENT_NAMES.primary_key]
['name', 'incident']
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Float, Index, Integer, Table, UniqueConstraint

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

# How many incidents of each kind and grade there are, by stretches of the day on which they began.
INCIDENT_TALLIES = Table(
    "incident_tallies",
    METADATA,
    Column("unit", TEXT, primary_key=True),  # day, week, month, year; or undated
    Column("kind", TEXT, primary_key=True),
    Column("grade", TEXT, primary_key=True),  # empty where there is none
    Column("disputed", Boolean, primary_key=True),
    Column("first", Date, primary_key=True),  # of the stretch; `tallying.NEVER` where undated
    Column("incidents", Integer, nullable=False),
    Column("located", Integer, nullable=False),  # with a place on the map
    sqlite_with_rowid=False,
)

# How many accounts each source gives, by stretches of the day on which their incidents began.
ACCOUNT_TALLIES = Table(
    "account_tallies",
    METADATA,
    Column("unit", TEXT, primary_key=True),  # day, week, month, year; or undated
    Column("folded", TEXT, primary_key=True),  # the source, as in its accounts
    Column("first", Date, primary_key=True),  # of the stretch; `tallying.NEVER` where undated
    Column("origin", TEXT, primary_key=True),  # as it is shown
    Column("accounts", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),  # of disputed incidents
    Column("told", Integer, nullable=False),  # with a toll of killed
    sqlite_with_rowid=False,
)

# What the tolls that these give add up to; those that stand aside of their incident's range do not count.
ACCOUNT_TOLLS = Table(
    "account_tolls",
    METADATA,
    Column("measure", TEXT, primary_key=True),  # killed, injured
    Column("unit", TEXT, primary_key=True),
    Column("folded", TEXT, primary_key=True),
    Column("first", Date, primary_key=True),
    Column("origin", TEXT, primary_key=True),
    Column("accounts", Integer, nullable=False),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),  # of a toll without an upper end its lower one
    Column("closed", Integer, nullable=False),  # tolls that have an upper end
    Column("numbers", NUMBER, nullable=False),  # of the incidents, added up: where it is one account, its incident's
    sqlite_with_rowid=False,
)

# In how many incidents one source stands beside another, and how their tolls compare (killed, the lower end).
ACCOUNT_COMPANY = Table(
    "account_company",
    METADATA,
    Column("one", TEXT, primary_key=True),
    Column("other", TEXT, primary_key=True),
    Column(
        "ratio", Float, primary_key=True
    ),  # the one's toll divided by the other's; 0 where one of them gives none above 0
    Column("shared", Integer, nullable=False),  # incidents
    Column("differing", Integer, nullable=False),  # those in which the two disagree
    Column("compared", Integer, nullable=False),  # pairs of tolls
    sqlite_with_rowid=False,
)

# How many figures of each measure all claims ever found give.
FIGURE_COUNTS = Table(
    "figure_counts",
    METADATA,
    Column("measure", TEXT, primary_key=True),
    Column("figures", Integer, nullable=False),
)

# The judgements that the linker leaves open between claims of different incidents, with these.
OPEN_JOINS = Table(
    "open_joins",
    METADATA,
    Column("judgement", TEXT, primary_key=True),
    Column("one", TEXT, nullable=False, index=True),  # the incident of its left claim
    Column("other", TEXT, nullable=False, index=True),
    Column("score", Float, nullable=False),
)
Index(
    "ix_open_joins_likeliest",
    OPEN_JOINS.c.score.desc(),
    *(OPEN_JOINS.c[name] for name in ("judgement", "one", "other")),
)
