"""How a ledger is made, recognised, and brought up to the version of this program.

>>> len(STEPS)
7
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, func, insert, inspect, select, union, update

from sayso.errors import LedgerError
from sayso.model import Claim, Incident
from sayso.model.codec import loads
from sayso.store import indexing, tallying, undecided
from sayso.store.database import create_search
from sayso.store.index_tables import FIGURE_COUNTS, INCIDENT_SIDES
from sayso.store.rows import Row, account_rows, chain_of, chunks, disagreement_rows, incident_row, membership_rows
from sayso.store.schema import METADATA
from sayso.store.tables import (
    CLAIM_FIGURES,
    CLAIM_PLACES,
    CLAIM_SOURCES,
    CLAIMS,
    DOCUMENTS,
    INCIDENT_ACCOUNTS,
    INCIDENT_CLAIMS,
    INCIDENT_DISAGREEMENTS,
    INCIDENTS,
    META,
)
from sayso.store.writing import insert_all

FORMAT = "sayso ledger"


def _add_identities(connection: Connection) -> None:
    """Sources get their lasting identity; it stays open for what was read before, until it is read again."""
    for column, kind in (("body", "TEXT"), ("belongs", "TEXT"), ("type", "TEXT"), ("party", "BOOLEAN")):
        connection.exec_driver_sql(f"ALTER TABLE claim_sources ADD COLUMN {column} {kind}")
    for column in ("body", "belongs"):
        connection.exec_driver_sql(f"CREATE INDEX ix_claim_sources_{column} ON claim_sources ({column})")


def _add_operations(connection: Connection) -> None:
    """What people do is kept, and what changes by it and by reading."""
    for statement in (
        "ALTER TABLE judgements ADD COLUMN operation TEXT",
        "CREATE INDEX ix_judgements_operation ON judgements (operation)",
        "ALTER TABLE incidents ADD COLUMN founded INTEGER DEFAULT '0' NOT NULL",
        "ALTER TABLE tombstones ADD COLUMN founded INTEGER DEFAULT '0' NOT NULL",
        "ALTER TABLE tombstones ADD COLUMN buried INTEGER DEFAULT '0' NOT NULL",
        (
            "CREATE TABLE operations (number INTEGER NOT NULL, id TEXT NOT NULL, verb TEXT NOT NULL, author TEXT NOT NULL, "
            "made TEXT, undoes TEXT, record TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (id))"
        ),
        "CREATE INDEX ix_operations_undoes ON operations (undoes)",
        (
            "CREATE TABLE operation_subjects (operation INTEGER NOT NULL, subject TEXT NOT NULL, "
            "PRIMARY KEY (operation, subject), FOREIGN KEY(operation) REFERENCES operations (number))"
        ),
        "CREATE INDEX ix_operation_subjects_subject ON operation_subjects (subject)",
        "CREATE TABLE set_aside (claim TEXT NOT NULL, operation TEXT NOT NULL, PRIMARY KEY (claim))",
        (
            "CREATE TABLE changes (number INTEGER NOT NULL, made TEXT, kind TEXT NOT NULL, id TEXT NOT NULL, "
            "what TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (number))"
        ),
        "CREATE INDEX ix_changes_made ON changes (made)",
        "CREATE INDEX ix_changes_id ON changes (id)",
    ):
        connection.exec_driver_sql(statement)


def _add_threads(connection: Connection) -> None:
    """What the linker remembers; it is made at the next linking."""
    for statement in (
        (
            "CREATE TABLE link_threads (number INTEGER NOT NULL, document TEXT NOT NULL, bundle INTEGER NOT NULL, "
            "lead BOOLEAN NOT NULL, fixes TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (number))"
        ),
        "CREATE INDEX ix_link_threads_bundle ON link_threads (bundle)",
        "CREATE INDEX ix_link_threads_document ON link_threads (document)",
        (
            "CREATE TABLE link_keys (block INTEGER NOT NULL, thread INTEGER NOT NULL, PRIMARY KEY (block, "
            "thread)) WITHOUT ROWID"
        ),
        "CREATE INDEX ix_link_keys_thread ON link_keys (thread)",
        (
            "CREATE TABLE link_pairs (one INTEGER NOT NULL, other INTEGER NOT NULL, score FLOAT NOT NULL, verdict "
            "TEXT NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID"
        ),
        "CREATE INDEX ix_link_pairs_other ON link_pairs (other)",
        (
            "CREATE TABLE link_texts (number INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (number), "
            "UNIQUE (document))"
        ),
        (
            "CREATE TABLE link_text_keys (band INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (band, "
            "number)) WITHOUT ROWID"
        ),
        "CREATE INDEX ix_link_text_keys_number ON link_text_keys (number)",
        "CREATE TABLE link_queue (document TEXT NOT NULL, PRIMARY KEY (document))",
    ):
        connection.exec_driver_sql(statement)


def _add_desk(connection: Connection) -> None:
    """What the desk asks of all incidents and claims at once stands in columns; who may use it is kept."""
    for statement in (
        "ALTER TABLE claims ADD COLUMN chain TEXT DEFAULT '' NOT NULL",
        "ALTER TABLE claims ADD COLUMN confidence FLOAT DEFAULT '0' NOT NULL",
        "CREATE INDEX ix_claims_chain ON claims (chain)",
        "CREATE INDEX ix_claims_folded_actor ON claims (folded_actor, id, superseded, corrects)",
        "CREATE INDEX ix_claims_confidence ON claims (confidence, id, superseded, corrects)",
        "CREATE INDEX ix_documents_folded_publisher ON documents (folded_publisher)",
        "CREATE INDEX ix_incidents_folded_place ON incidents (folded_place)",
        "DROP INDEX ix_incident_claims_claim",
        "CREATE INDEX ix_incident_claims_claim ON incident_claims (claim, incident)",
        "CREATE INDEX ix_judgements_open ON judgements (verdict, human, score)",
        "ALTER TABLE incidents ADD COLUMN place TEXT",
        "ALTER TABLE incidents ADD COLUMN grade TEXT",
        "ALTER TABLE incidents ADD COLUMN country TEXT",
        "DROP INDEX ix_claims_superseded",  # nearly all rows are alike in it, and yet it is taken
        "DROP INDEX ix_documents_superseded",
        "DROP INDEX ix_incidents_kind",
        "DROP INDEX ix_incidents_first",
        (
            'CREATE INDEX ix_incidents_shown ON incidents (first DESC, id, "last", kind, lat, lon, "precision", disputed, '
            "grade, place, country)"
        ),
    ):
        connection.exec_driver_sql(statement)
    for name in ("incident_accounts", "incident_disagreements", "settled", "users", "sessions", "tokens"):
        METADATA.tables[name].create(connection)
    _fill(connection, CLAIMS, CLAIMS.c.row, lambda record: _claim_columns(loads(record, Claim)))
    _fill(connection, INCIDENTS, INCIDENTS.c.id, lambda record: _incident_columns(loads(record, Incident)))
    for record in connection.scalars(select(INCIDENTS.c.record)).all():
        incident = loads(record, Incident)
        insert_all(connection, INCIDENT_ACCOUNTS, account_rows(incident))
        insert_all(connection, INCIDENT_DISAGREEMENTS, disagreement_rows(incident))


def _add_references(connection: Connection) -> None:
    """What other data sets tell is kept."""
    METADATA.tables["reference_records"].create(connection)


def _add_postings(connection: Connection) -> None:
    """What filters and counts ask of all incidents and claims is found by indexes of its own."""
    true, false = ("1", "0") if connection.dialect.name == "sqlite" else ("true", "false")
    for statement in (
        "ALTER TABLE incidents ADD COLUMN number INTEGER DEFAULT '0' NOT NULL",
        "ALTER TABLE incidents ADD COLUMN sure FLOAT",
        "DROP INDEX ix_incidents_shown",
        "DROP INDEX ix_documents_published",
        "CREATE INDEX ix_documents_shown ON documents (published DESC, id, superseded)",
        f'CREATE INDEX ix_documents_gone ON documents ("row") WHERE superseded = {true}',
        f'CREATE INDEX ix_claims_gone ON claims ("row") WHERE superseded = {true}',
        "DROP INDEX ix_claim_places_folded",
        "CREATE INDEX ix_claim_places_folded ON claim_places (folded, claim)",
        *(f"DROP INDEX ix_claim_sources_{name}" for name in ("folded", "body", "belongs")),
        *(
            f"CREATE INDEX ix_claim_sources_{name} ON claim_sources ({name}, claim)"
            for name in ("folded", "body", "belongs")
        ),
        "DROP INDEX ix_judgements_human",
        f"CREATE INDEX ix_judgements_human ON judgements (id) WHERE human = {true}",
        "DROP INDEX ix_judgements_open",
        (
            'CREATE INDEX ix_judgements_open ON judgements (score DESC, id, "left", "right") '
            f"WHERE verdict = 'unsure' AND human = {false}"
        ),
    ):
        connection.exec_driver_sql(statement)
    for name in ("names", "told", "incident_names", "incident_sides"):
        METADATA.tables[name].create(connection)
    _post_all(connection)
    connection.exec_driver_sql(
        'CREATE INDEX ix_incidents_shown ON incidents (first DESC, id, number, "last", kind, lat, lon, "precision", '
        "disputed, grade, place, country, sure)"
    )


def _post_all(connection: Connection) -> None:
    """Number the incidents, keep the names that all claims and documents give, and post what each incident tells."""
    connection.exec_driver_sql(
        "UPDATE incidents SET number = counted.number FROM "
        "(SELECT id, row_number() OVER (ORDER BY id) AS number FROM incidents) AS counted WHERE counted.id = incidents.id"
    )
    connection.exec_driver_sql("CREATE INDEX ix_incidents_number ON incidents (number)")
    for what, column in (
        ("actor", CLAIMS.c.folded_actor),
        ("place", CLAIM_PLACES.c.folded),
        ("publisher", DOCUMENTS.c.folded_publisher),
    ):
        found = connection.scalars(select(column).distinct()).all()
        indexing.keep_names(connection, ((what, folded, "", "") for folded in found))
    sources = select(CLAIM_SOURCES.c.folded, CLAIM_SOURCES.c.body, CLAIM_SOURCES.c.belongs).distinct()
    links = connection.execute(sources).all()
    indexing.keep_names(connection, (("source", folded, body or "", of or "") for folded, body, of in links))
    disputes = INCIDENT_DISAGREEMENTS
    sides = union(*(select(column, disputes.c.incident) for column in (disputes.c.one, disputes.c.other)))
    connection.execute(insert(INCIDENT_SIDES).from_select(["folded", "incident"], sides))
    indexing.post(connection, connection.scalars(select(INCIDENTS.c.id)).all())


_SHOWN_WORDS = ("actor", "grade_rule", "open_because")
_SHOWN_TOLLS = ("killed_low", "killed_high", "injured_low", "injured_high")


def _add_tallies(connection: Connection) -> None:
    """What accounts add up to, open joins, and what a list shows of an incident stand in tables and columns of their own."""
    true = "1" if connection.dialect.name == "sqlite" else "true"
    for statement in (
        (
            'CREATE INDEX ix_incidents_disputed ON incidents (first DESC, id, number, "last", kind, lat, lon, "precision", '
            f"disputed, grade, place, country, sure) WHERE disputed = {true}"
        ),
        *(f"ALTER TABLE incidents ADD COLUMN {name} TEXT" for name in _SHOWN_WORDS),
        *(f"ALTER TABLE incidents ADD COLUMN {name} FLOAT" for name in _SHOWN_TOLLS),
        "ALTER TABLE incident_claims ADD COLUMN position INTEGER DEFAULT '0' NOT NULL",
        "DROP INDEX ix_incidents_number",
        (
            'CREATE INDEX ix_incidents_number ON incidents (number, first, id, "last", kind, lat, lon, "precision", disputed, '
            "grade, place, country, sure)"
        ),
        "DROP INDEX ix_incidents_lat",
        "CREATE INDEX ix_incidents_lat ON incidents (lat) WHERE lat IS NOT NULL",
        'CREATE INDEX ix_incidents_begun ON incidents ("last") WHERE first IS NULL AND "last" IS NOT NULL',
        "CREATE INDEX ix_incidents_unplaced ON incidents (lat, first DESC, id) WHERE lat IS NULL AND grade IS NOT NULL",
        "CREATE INDEX ix_incidents_undated ON incidents (first, id) WHERE first IS NULL AND grade IS NOT NULL",
    ):
        connection.exec_driver_sql(statement)
    for name in (
        "incident_tallies",
        "account_tallies",
        "account_tolls",
        "account_company",
        "figure_counts",
        "open_joins",
    ):
        METADATA.tables[name].create(connection)
    counted = select(CLAIM_FIGURES.c.measure, func.count()).group_by(CLAIM_FIGURES.c.measure)
    connection.execute(insert(FIGURE_COUNTS).from_select(["measure", "figures"], counted))
    for part in chunks(connection.scalars(select(INCIDENTS.c.id)).all()):
        _show(connection, part)
        tallying.add(connection, *tallying.here(connection, part))
    undecided.keep_all(connection)


def _show(connection: Connection, names: Sequence[str]) -> None:
    """Give incidents the columns that a list shows, and their claims their places among them."""
    found = connection.execute(select(INCIDENTS.c.id, INCIDENTS.c.record).where(INCIDENTS.c.id.in_(names))).all()
    held = [loads(record, Incident) for _, record in found]
    shown = [{"named": one.id, **_shown_columns(one)} for one in held]
    connection.execute(update(INCIDENTS).where(INCIDENTS.c.id == bindparam("named")), shown)
    members = INCIDENT_CLAIMS
    here = (members.c.incident == bindparam("within")) & (members.c.claim == bindparam("named"))
    places = [
        {"within": row["incident"], "named": row["claim"], "position": row["position"]}
        for one in held
        for row in membership_rows(one)
    ]
    connection.execute(update(members).where(here).values(position=bindparam("position")), places)


def _shown_columns(incident: Incident) -> Row:
    row = incident_row(incident)
    return {name: row[name] for name in (*_SHOWN_WORDS, *_SHOWN_TOLLS)}


def _claim_columns(claim: Claim) -> Row:
    return {"chain": chain_of(claim), "confidence": claim.confidence}


def _incident_columns(incident: Incident) -> Row:
    row = incident_row(incident)
    return {name: row[name] for name in ("place", "grade", "country")}


def _fill(connection: Connection, table: Table, key: Column[Any], columns: Callable[[str], Row]) -> None:
    """Give every row of a table the columns that follow from its record."""
    for name, record in connection.execute(select(key, table.c.record)).all():
        connection.execute(update(table).where(key == name).values(columns(record)))


# STEPS[0] takes a ledger from version 1 to 2, and so on; each changes the schema and the rows, and is never edited later.
# The first three are for SQLite alone, as no ledger of PostgreSQL is older; later ones are for both.
STEPS: list[Callable[[Connection], None]] = [
    _add_identities,
    _add_operations,
    _add_threads,
    _add_desk,
    _add_references,
    _add_postings,
    _add_tallies,
]


def is_empty(connection: Connection) -> bool:
    """Whether the database holds no table at all."""
    return not inspect(connection).get_table_names()


def create(connection: Connection) -> None:
    """A new ledger of the present version in an empty database."""
    METADATA.create_all(connection)
    create_search(connection)
    connection.execute(
        insert(META), [{"key": "format", "value": FORMAT}, {"key": "version", "value": str(1 + len(STEPS))}]
    )


def version_of(connection: Connection, *, name: str) -> int:
    """The version of the ledger; LedgerError where the database is something else."""
    values: dict[str, str] = {}
    if inspect(connection).has_table("meta"):
        names = {column["name"] for column in inspect(connection).get_columns("meta")}
        if {"key", "value"} <= names:
            values = {row.key: row.value for row in connection.execute(select(META))}
    if values.get("format") != FORMAT:
        raise LedgerError(
            found=f"another program's database in {name!r}",
            expected="a ledger that sayso made",
            mend="name another file with --db",
        )
    return int(values["version"])


def is_old(connection: Connection, *, name: str) -> bool:
    """Whether steps are lacking; LedgerError where the ledger is newer than this program."""
    version, present = version_of(connection, name=name), 1 + len(STEPS)
    if version > present:
        raise LedgerError(
            found=f"a ledger of version {version} in {name!r}",
            expected=f"version {present} or older",
            mend="bring sayso up to date (pip install --upgrade sayso); nothing was changed",
        )
    return version < present


def migrate(connection: Connection, *, name: str) -> None:
    """Apply the steps that the ledger still lacks, within the caller's transaction."""
    if not is_old(connection, name=name):
        return
    for step in STEPS[version_of(connection, name=name) - 1 :]:
        step(connection)
    connection.execute(update(META).where(META.c.key == "version").values(value=str(1 + len(STEPS))))
