"""The tables of a ledger, written for any database that SQLAlchemy speaks to.

Each record is kept whole as JSON in `record`; the other columns are what people filter and join by. Columns whose name
begins with `folded` hold the words as `sayso.store.rows.fold` makes them, so that a filter need not know of accents.

>>> sorted(METADATA.tables)[:3]
['claim_figures', 'claim_places', 'claim_sources']
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

META = Table("meta", METADATA, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

PAGES = Table(
    "pages",
    METADATA,
    Column("id", Text, primary_key=True),  # SHA-256 of the content
    Column("content", LargeBinary, nullable=False),  # zlib
    Column("media_type", Text, nullable=False),
    Column("name", Text),
    Column("address", Text),
    Column("retrieved", Text),
)

# One row a version of a document. The newest version of an `id` is current; older ones are kept as `superseded`.
DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("version", Text, nullable=False, unique=True),  # hash of the identifier, text and headers
    Column("id", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("publisher", Text),
    Column("folded_publisher", Text, nullable=False),
    Column("published", Date, index=True),
    Column("url", Text),
    Column("page", Text, ForeignKey("pages.id")),
    Column("extractor", Text, nullable=False),  # the version that last read it
    Column("superseded", Boolean, nullable=False, index=True),
    Column("record", Text, nullable=False),  # the document without its text
)

# One row a claim as one extractor found it. `superseded`: its document changed, or a newer extractor read it again.
CLAIMS = Table(
    "claims",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("document", Integer, ForeignKey("documents.row"), nullable=False, index=True),
    Column("extractor", Text, nullable=False),
    Column("superseded", Boolean, nullable=False, index=True),
    Column("corrects", Text, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", Text, nullable=False, index=True),
    Column("status", Text, nullable=False),
    Column("first", Date),  # of the claim's own time; both None where the text fixes none
    Column("last", Date),
    Column("folded_actor", Text, nullable=False),
    Column("own_voice", Boolean, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("record", Text, nullable=False),
    UniqueConstraint("id", "document", "extractor"),
)

CLAIM_SOURCES = Table(
    "claim_sources",
    METADATA,
    Column("claim", Integer, ForeignKey("claims.row"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("body", Text, index=True),  # who it is in every document; None too for claims read before it was asked
    Column("belongs", Text, index=True),  # the body that the source is of
    Column("type", Text),
    Column("party", Boolean),
)

CLAIM_PLACES = Table(
    "claim_places",
    METADATA,
    Column("claim", Integer, ForeignKey("claims.row"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("folded", Text, nullable=False, index=True),
    Column("precision", Text, nullable=False),
    Column("lat", Float, index=True),
    Column("lon", Float),
)

CLAIM_FIGURES = Table(
    "claim_figures",
    METADATA,
    Column("claim", Integer, ForeignKey("claims.row"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("measure", Text, nullable=False, index=True),
    Column("low", Float),
    Column("high", Float),
    Column("unit", Text),
    Column("scope", Text, nullable=False),
)

# Machine judgements are derived and made anew at each linking; those of people are never removed, only taken back.
JUDGEMENTS = Table(
    "judgements",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("left", Text, nullable=False, index=True),
    Column("right", Text, nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("human", Boolean, nullable=False, index=True),
    Column("score", Float, nullable=False),
    Column("reason", Text),
    Column("takes_back", Text),
    Column("record", Text, nullable=False),
)

INCIDENTS = Table(
    "incidents",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False, index=True),
    Column("first", Date, index=True),
    Column("last", Date),
    Column("folded_place", Text, nullable=False),
    Column("precision", Text, nullable=False),
    Column("lat", Float, index=True),
    Column("lon", Float),
    Column("disputed", Boolean, nullable=False),
    Column("record", Text, nullable=False),
)

INCIDENT_CLAIMS = Table(
    "incident_claims",
    METADATA,
    Column("incident", Text, ForeignKey("incidents.id"), primary_key=True),
    Column("claim", Text, primary_key=True, index=True),
    Column("disputed", Boolean, nullable=False),
)

# An identifier that was once given and has ceased, with the incidents that its claims are in now (JSON list).
TOMBSTONES = Table("tombstones", METADATA, Column("id", Text, primary_key=True), Column("became", Text, nullable=False))

FAILURES = Table(
    "failures",
    METADATA,
    Column("document", Text, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
