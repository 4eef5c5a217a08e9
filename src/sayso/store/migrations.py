"""How a ledger is made, recognised, and brought up to the version of this program.

>>> len(STEPS)
1
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, insert, inspect, select, update

from sayso.errors import LedgerError
from sayso.store.sqlite import create_search
from sayso.store.tables import META, METADATA

FORMAT = "sayso ledger"


def _add_identities(connection: Connection) -> None:
    """Sources get their lasting identity; it stays open for what was read before, until it is read again."""
    for column, kind in (("body", "TEXT"), ("belongs", "TEXT"), ("type", "TEXT"), ("party", "BOOLEAN")):
        connection.exec_driver_sql(f"ALTER TABLE claim_sources ADD COLUMN {column} {kind}")
    for column in ("body", "belongs"):
        connection.exec_driver_sql(f"CREATE INDEX ix_claim_sources_{column} ON claim_sources ({column})")


# STEPS[0] takes a ledger from version 1 to 2, and so on; each changes the schema and the rows, and is never edited later.
STEPS: list[Callable[[Connection], None]] = [_add_identities]


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
