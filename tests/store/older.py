"""Ledgers made older than they are: their tables, columns and indexes as earlier versions had them, with all that they hold."""

from __future__ import annotations

from sqlalchemy import Connection, text


def as_version_7(connection: Connection) -> None:
    """A ledger as version 7 had it."""
    tables = ("incident_tallies", "account_tallies", "account_tolls", "account_company", "figure_counts", "open_joins")
    words, tolls = ("actor", "grade_rule", "open_because"), ("killed", "injured")
    for statement in (
        *(f"DROP TABLE {table}" for table in tables),
        *(f"DROP INDEX ix_incidents_{name}" for name in ("unplaced", "undated", "begun", "disputed", "lat", "number")),
        *(f"ALTER TABLE incidents DROP COLUMN {name}" for name in words),
        *(f"ALTER TABLE incidents DROP COLUMN {name}_{at}" for name in tolls for at in ("low", "high")),
        "ALTER TABLE incident_claims DROP COLUMN position",
        "CREATE INDEX ix_incidents_lat ON incidents (lat)",
        "CREATE INDEX ix_incidents_number ON incidents (number)",
        "UPDATE meta SET value = '7' WHERE key = 'version'",
    ):
        connection.execute(text(statement))


def as_version_6(connection: Connection) -> None:
    """A ledger as version 6 had it."""
    as_version_7(connection)
    for statement in (
        *(f"DROP TABLE {table}" for table in ("names", "told", "incident_names", "incident_sides")),
        *(f"DROP INDEX ix_incidents_{name}" for name in ("shown", "number")),
        *(f"DROP INDEX ix_documents_{name}" for name in ("shown", "gone")),
        *(f"DROP INDEX ix_claim_sources_{name}" for name in ("folded", "body", "belongs")),
        *(f"DROP INDEX ix_judgements_{name}" for name in ("open", "human")),
        "DROP INDEX ix_claims_gone",
        "DROP INDEX ix_claim_places_folded",
        *(f"ALTER TABLE incidents DROP COLUMN {name}" for name in ("number", "sure")),
        "CREATE INDEX ix_incidents_shown ON incidents (first DESC, id)",
        "CREATE INDEX ix_documents_published ON documents (published)",
        *(f"CREATE INDEX ix_claim_sources_{name} ON claim_sources ({name})" for name in ("folded", "body", "belongs")),
        "CREATE INDEX ix_claim_places_folded ON claim_places (folded)",
        "CREATE INDEX ix_judgements_open ON judgements (verdict, human, score)",
        "CREATE INDEX ix_judgements_human ON judgements (human)",
        "UPDATE meta SET value = '6' WHERE key = 'version'",
    ):
        connection.execute(text(statement))
