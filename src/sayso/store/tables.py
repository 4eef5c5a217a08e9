"""The tables of a ledger, written for any database that SQLAlchemy speaks to.

Each record is kept whole as JSON in `record`; the other columns are what people filter and join by. Columns whose name
begins with `folded` hold the words as `sayso.store.rows.fold` makes them, so that a filter need not know of accents.

>>> [column.name for column in CLAIM_PLACES.primary_key]
['claim', 'position']
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    and_,
    false,
    literal_column,
    true,
)

from sayso.store.schema import METADATA, TEXT

UNLINKED = "unlinked"  # meta: claims have changed since incidents were last assembled

META = Table("meta", METADATA, Column("key", TEXT, primary_key=True), Column("value", TEXT, nullable=False))

PAGES = Table(
    "pages",
    METADATA,
    Column("id", TEXT, primary_key=True),  # SHA-256 of the content
    Column("content", LargeBinary, nullable=False),  # zlib
    Column("media_type", TEXT, nullable=False),
    Column("name", TEXT),
    Column("address", TEXT),
    Column("retrieved", TEXT),
)

# One row a version of a document. The newest version of an `id` is current; older ones are kept as `superseded`.
DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("version", TEXT, nullable=False, unique=True),  # hash of the identifier, text and headers
    Column("id", TEXT, nullable=False, index=True),
    Column("title", TEXT, nullable=False),
    Column("text", TEXT, nullable=False),
    Column("publisher", TEXT),
    Column("folded_publisher", TEXT, nullable=False, index=True),
    Column("published", Date),
    Column("url", TEXT),
    Column("page", TEXT, ForeignKey("pages.id")),
    Column("extractor", TEXT, nullable=False),  # the version that last read it
    Column("superseded", Boolean, nullable=False),
    Column("record", TEXT, nullable=False),  # the document without its text
)

Index("ix_documents_shown", DOCUMENTS.c.published.desc(), DOCUMENTS.c.id, DOCUMENTS.c.superseded)

# One row a claim as one extractor found it. `superseded`: its document changed, or a newer extractor read it again.
CLAIMS = Table(
    "claims",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("id", TEXT, nullable=False, index=True),
    Column("document", Integer, ForeignKey("documents.row"), nullable=False, index=True),
    Column("extractor", TEXT, nullable=False),
    Column("superseded", Boolean, nullable=False),
    Column("corrects", TEXT, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", TEXT, nullable=False, index=True),
    Column("status", TEXT, nullable=False),
    Column("first", Date),  # of the claim's own time; both None where the text fixes none
    Column("last", Date),
    Column("folded_actor", TEXT, nullable=False),
    Column("own_voice", Boolean, nullable=False),
    Column(
        "chain", TEXT, nullable=False, index=True, server_default=""
    ),  # who says it, as one word for each chain of identities
    Column("confidence", Float, nullable=False, server_default="0"),
    Column("evidence", TEXT, nullable=False),
    Column("record", TEXT, nullable=False),
    UniqueConstraint("id", "document", "extractor"),
)

# What a filter asks of all claims, with what tells whether a claim stands, so that it need not go through the records.
for _name in ("folded_actor", "confidence"):
    Index(f"ix_claims_{_name}", *(CLAIMS.c[name] for name in (_name, "id", "superseded", "corrects")))

# The few rows that do not count, so that the others need not be looked at to be counted.
for _table in (DOCUMENTS, CLAIMS):
    _gone = _table.c.superseded == true()
    Index(f"ix_{_table.name}_gone", _table.c.row, sqlite_where=_gone, postgresql_where=_gone)

CLAIM_SOURCES = Table(
    "claim_sources",
    METADATA,
    Column("claim", Integer, ForeignKey("claims.row"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", TEXT, nullable=False),
    Column("folded", TEXT, nullable=False),
    Column("body", TEXT),  # who it is in every document; None too for claims read before it was asked
    Column("belongs", TEXT),  # the body that the source is of
    Column("type", TEXT),
    Column("party", Boolean),
)

for _name in ("folded", "body", "belongs"):
    Index(f"ix_claim_sources_{_name}", CLAIM_SOURCES.c[_name], CLAIM_SOURCES.c.claim)

CLAIM_PLACES = Table(
    "claim_places",
    METADATA,
    Column("claim", Integer, ForeignKey("claims.row"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("folded", TEXT, nullable=False),
    Column("precision", TEXT, nullable=False),
    Column("lat", Float, index=True),
    Column("lon", Float),
)

Index("ix_claim_places_folded", CLAIM_PLACES.c.folded, CLAIM_PLACES.c.claim)

CLAIM_FIGURES = Table(
    "claim_figures",
    METADATA,
    Column("claim", Integer, ForeignKey("claims.row"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("measure", TEXT, nullable=False, index=True),
    Column("low", Float),
    Column("high", Float),
    Column("unit", TEXT),
    Column("scope", TEXT, nullable=False),
)

# Machine judgements are derived and made anew at each linking; those of people are never removed, only taken back, but
# for those that follow from an operation, which are made anew from it.
JUDGEMENTS = Table(
    "judgements",
    METADATA,
    Column("id", TEXT, primary_key=True),
    Column("left", TEXT, nullable=False, index=True),
    Column("right", TEXT, nullable=False, index=True),
    Column("verdict", TEXT, nullable=False),
    Column("author", TEXT, nullable=False),
    Column("human", Boolean, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", TEXT),
    Column("takes_back", TEXT),
    Column("record", TEXT, nullable=False),
    Column("operation", TEXT, index=True),
)

_BY_PEOPLE = JUDGEMENTS.c.human == true()
Index("ix_judgements_human", JUDGEMENTS.c.id, sqlite_where=_BY_PEOPLE, postgresql_where=_BY_PEOPLE)

# What the linker leaves open, the likeliest first, with the claims.
OPEN = and_(JUDGEMENTS.c.verdict == literal_column("'unsure'"), JUDGEMENTS.c.human == false())
Index(
    "ix_judgements_open",
    JUDGEMENTS.c.score.desc(),
    *(JUDGEMENTS.c[name] for name in ("id", "left", "right")),
    sqlite_where=OPEN,
    postgresql_where=OPEN,
)

INCIDENTS = Table(
    "incidents",
    METADATA,
    Column("id", TEXT, primary_key=True),
    Column("kind", TEXT, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("folded_place", TEXT, nullable=False, index=True),
    Column("precision", TEXT, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("disputed", Boolean, nullable=False),
    Column("place", TEXT),  # as it is shown
    Column("grade", TEXT),
    Column("country", TEXT),  # of the place: ISO 3166-1, two letters
    Column("record", TEXT, nullable=False),
    Column("founded", Integer, nullable=False, server_default="0"),  # the change before it was first put together
    Column("number", Integer, nullable=False, server_default="0"),  # of this ledger alone, see `store.index_tables`
    Column("sure", Float),  # the greatest confidence of its live claims
    Column("actor", TEXT),  # the first, as it is shown
    *(Column(f"{measure}_{end}", Float) for measure in ("killed", "injured") for end in ("low", "high")),
    Column("grade_rule", TEXT),
    Column("open_because", TEXT),  # why its time has an open end
)

_PLACED = INCIDENTS.c.lat.is_not(None)
Index("ix_incidents_lat", INCIDENTS.c.lat, sqlite_where=_PLACED, postgresql_where=_PLACED)

# Those that ended on a known day, and began nobody knows when: few.
_BEGUN_BEFORE = and_(INCIDENTS.c.first.is_(None), INCIDENTS.c.last.is_not(None))
Index("ix_incidents_begun", INCIDENTS.c.last, sqlite_where=_BEGUN_BEFORE, postgresql_where=_BEGUN_BEFORE)

# Incidents of violence that lack a place on the map, or a day: they wait for a person to look at.
for _name, _lacking, _order in (
    ("lat", "unplaced", (INCIDENTS.c.lat, INCIDENTS.c.first.desc(), INCIDENTS.c.id)),
    ("first", "undated", (INCIDENTS.c.first, INCIDENTS.c.id)),
):
    _waits = and_(INCIDENTS.c[_name].is_(None), INCIDENTS.c.grade.is_not(None))
    Index(f"ix_incidents_{_lacking}", *_order, sqlite_where=_waits, postgresql_where=_waits)

# All that a map, a timeline, counts and filters ask of incidents, so that these need not go through the records: of all of
# them in order, and of some by their numbers.
_ASKED = [
    INCIDENTS.c[name]
    for name in ("last", "kind", "lat", "lon", "precision", "disputed", "grade", "place", "country", "sure")
]
_ORDER = (INCIDENTS.c.first.desc(), INCIDENTS.c.id, INCIDENTS.c.number)
Index("ix_incidents_shown", *_ORDER, *_ASKED)
_DISPUTED = INCIDENTS.c.disputed == true()
Index("ix_incidents_disputed", *_ORDER, *_ASKED, sqlite_where=_DISPUTED, postgresql_where=_DISPUTED)
Index("ix_incidents_number", INCIDENTS.c.number, INCIDENTS.c.first, INCIDENTS.c.id, *_ASKED)

INCIDENT_CLAIMS = Table(
    "incident_claims",
    METADATA,
    Column("incident", TEXT, ForeignKey("incidents.id"), primary_key=True),
    Column("claim", TEXT, primary_key=True),
    Column("disputed", Boolean, nullable=False),
    Column("position", Integer, nullable=False, server_default="0"),  # among the claims of the incident
)

Index("ix_incident_claims_claim", INCIDENT_CLAIMS.c.claim, INCIDENT_CLAIMS.c.incident)

# The accounts of incidents, for questions over all incidents: who agrees with whom, and by how much tolls differ.
INCIDENT_ACCOUNTS = Table(
    "incident_accounts",
    METADATA,
    Column("incident", TEXT, ForeignKey("incidents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("origin", TEXT, nullable=False),
    Column("folded", TEXT, nullable=False),
    Column("killed_low", Float),
    Column("killed_high", Float),
    Column("injured_low", Float),
    Column("injured_high", Float),
    Column("occurred", TEXT, nullable=False),
    Column("aside", Boolean, nullable=False),  # whether a toll of it stands beside the incident's range
    Column("first", Date),  # of the incident, as is ...
    Column("disputed", Boolean, nullable=False),
)

_TOLLS = ("killed_low", "killed_high", "injured_low", "injured_high")
Index(
    "ix_incident_accounts_told",
    *(INCIDENT_ACCOUNTS.c[name] for name in ("folded", "first", "incident", "disputed", *_TOLLS, "aside", "origin")),
)

# Who disagrees with whom, folded as in the accounts.
INCIDENT_DISAGREEMENTS = Table(
    "incident_disagreements",
    METADATA,
    Column("incident", TEXT, ForeignKey("incidents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("type", TEXT, nullable=False, index=True),
    Column("one", TEXT, nullable=False, index=True),
    Column("other", TEXT, nullable=False, index=True),
    Column("size", Float),
)

# An identifier that was once given and has ceased, with the incidents that its claims were in then (JSON list), when it
# was first given, and the number of the change by which it ceased.
TOMBSTONES = Table(
    "tombstones",
    METADATA,
    Column("id", TEXT, primary_key=True),
    Column("became", TEXT, nullable=False),
    Column("founded", Integer, nullable=False, server_default="0"),
    Column("buried", Integer, nullable=False, server_default="0"),
)

# What people did, in order; never changed.
OPERATIONS = Table(
    "operations",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", TEXT, nullable=False, unique=True),
    Column("verb", TEXT, nullable=False),
    Column("author", TEXT, nullable=False),
    Column("made", TEXT),
    Column("undoes", TEXT, index=True),
    Column("record", TEXT, nullable=False),
)

# Which incidents and claims an operation is about.
OPERATION_SUBJECTS = Table(
    "operation_subjects",
    METADATA,
    Column("operation", Integer, ForeignKey("operations.number"), primary_key=True),
    Column("subject", TEXT, primary_key=True, index=True),
)

# Claims that a person rejected, as they were first found; follows from the operations that stand.
SET_ASIDE = Table(
    "set_aside", METADATA, Column("claim", TEXT, primary_key=True), Column("operation", TEXT, nullable=False)
)

# What people looked at and let stand, so that nobody is asked again; follows from the operations that stand.
SETTLED = Table(
    "settled",
    METADATA,
    Column(
        "subject", TEXT, primary_key=True
    ),  # a claim as first found, an incident, or two incidents with a blank between
    Column("what", TEXT, primary_key=True),
    Column("operation", TEXT, nullable=False),
)

# What changed, in order: documents read, operations, and what these did to incidents.
CHANGES = Table(
    "changes",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("made", TEXT, index=True),  # ISO 8601, UTC; None where nobody told the time
    Column("kind", TEXT, nullable=False),
    Column("id", TEXT, nullable=False, index=True),
    Column("what", TEXT, nullable=False),
    Column("record", TEXT, nullable=False),
)

# Who may use the desk and the API of a shared ledger. Secrets are kept as hashes only.
USERS = Table(
    "users",
    METADATA,
    Column("name", TEXT, primary_key=True),
    Column("password", TEXT, nullable=False),  # argon2
    Column("role", TEXT, nullable=False),
    Column("made", TEXT),
)
SESSIONS = Table(
    "sessions",
    METADATA,
    Column("id", TEXT, primary_key=True),  # SHA-256 of what the browser holds
    Column("user", TEXT, ForeignKey("users.name"), nullable=False, index=True),
    Column("until", TEXT, nullable=False),  # ISO 8601, UTC
)
TOKENS = Table(
    "tokens",
    METADATA,
    Column("id", TEXT, primary_key=True),  # SHA-256 of the token
    Column("user", TEXT, ForeignKey("users.name"), nullable=False, index=True),
    Column("label", TEXT, nullable=False),
    Column("made", TEXT),
)

FAILURES = Table(
    "failures",
    METADATA,
    Column("document", TEXT, primary_key=True),
    Column("stage", TEXT, nullable=False),
    Column("reason", TEXT, nullable=False),
)

# Events as other data sets code them, each row as it came in its record; which incident each tells of is found when asked.
REFERENCES = Table(
    "reference_records",
    METADATA,
    Column("id", TEXT, primary_key=True),
    Column("dataset", TEXT, nullable=False),
    Column("key", TEXT, nullable=False),
    Column("first", Date, index=True),
    Column("last", Date),
    Column("lat", Float),
    Column("lon", Float),
    Column("record", TEXT, nullable=False),
    UniqueConstraint("dataset", "key"),
)

SEARCHED = {"documents": ("title", "text"), "claims": ("evidence",)}  # table: its columns that words are sought in
