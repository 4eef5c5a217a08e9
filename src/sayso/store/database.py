"""Where a ledger lies: a file of SQLite, or a database of PostgreSQL; and the words for it, without the password.

>>> place("war.db").path
PosixPath('war.db')
>>> place("postgresql://ada:secret@host/war").name
'postgresql://ada:***@host/war'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, ColumnElement, Connection, Engine, Select, Table, Text, cast, func, make_url, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import ArgumentError, DatabaseError

from sayso.errors import LedgerError
from sayso.store import postgresql, sqlite

MEMORY = ("sqlite://", "sqlite:///:memory:")
SERVERS = ("postgresql", "postgres", "postgresql+psycopg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address as given: `name` is fit to be shown; `path` is the file, None for memory and for a server."""

    url: URL
    name: str
    path: Path | None = None

    @property
    def is_server(self) -> bool:
        """Whether it is a database of PostgreSQL."""
        return self.url.get_backend_name() == "postgresql"

    @property
    def mend(self) -> str:
        """What to do where it cannot be used."""
        if not self.is_server:
            return "name another file with --db"
        return (
            f"see that the server runs and lets you in, and make the database: createdb {self.url.database or 'NAME'}"
        )


def place(address: str) -> Place:
    """The place that an address means; LedgerError for a database of another kind."""
    if address in MEMORY:
        return Place(url=make_url("sqlite://"), name=address)
    if "://" not in address or address.startswith("sqlite:///"):
        path = Path(address.removeprefix("sqlite:///"))
        return Place(url=URL.create("sqlite", database=str(path)), name=address, path=path)
    kind = address.split("://")[0]
    if kind not in SERVERS:
        raise LedgerError(
            found=f"{kind!r} as the database",
            expected="SQLite or PostgreSQL",
            mend="give a path, or postgresql://USER@HOST/DATABASE",
        )
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise LedgerError(
            found="an address of PostgreSQL that cannot be read",
            expected="postgresql://USER@HOST:PORT/DATABASE",
            mend="correct it",
        ) from error
    return Place(url=url, name=url.set(drivername="postgresql").render_as_string(hide_password=True))


def open_engine(there: Place) -> Engine:
    """An engine for the place."""
    return postgresql.open_engine(there.url) if there.is_server else sqlite.open_engine(there.url)


def create_search(connection: Connection) -> None:
    """Word indexes that no writer can forget."""
    if connection.dialect.name == "postgresql":
        postgresql.create_search(connection)
    else:
        sqlite.create_search(connection)


def best_rows(connection: Connection, table: str, words: str, *, limit: int) -> list[tuple[int, str]]:
    """Row and excerpt of the best hits, best first; the words found stand between U+0002 and U+0003."""
    if connection.dialect.name == "postgresql":
        return postgresql.best_rows(connection, table, words, limit=limit)
    return sqlite.best_rows(connection, table, words, limit=limit)


def faults(connection: Connection) -> list[str]:
    """What the database itself finds wrong."""
    return [] if connection.dialect.name == "postgresql" else sqlite.faults(connection)


def after_copy(connection: Connection) -> None:
    """Once rows were written with their numbers: the database goes on counting after them."""
    if connection.dialect.name == "postgresql":
        postgresql.count_on(connection)


def next_numbers(connection: Connection, table: str, count: int) -> list[int]:
    """Numbers for so many new rows of a table whose rows the database numbers, those that it would give; for who writes."""
    if connection.dialect.name == "postgresql":
        return postgresql.next_numbers(connection, table, count)
    return sqlite.next_numbers(connection, table, count)


def insert_rows(connection: Connection, table: Table, values: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that have the same columns, in the way that costs this database least."""
    if connection.dialect.name == "postgresql":
        postgresql.insert_rows(connection, table, values)
    else:
        sqlite.insert_rows(connection, table, values)


def add_up(connection: Connection, table: Table, values: Sequence[Mapping[str, Any]]) -> None:
    """Add amounts to those of the rows of the same keys, which are made where there are none; no key comes twice."""
    if not values:
        return
    inserts = {"postgresql": postgresql_insert, "sqlite": sqlite_insert}
    made: Any = inserts[connection.dialect.name](table)
    amounts = [column for column in table.columns if not column.primary_key]
    sums = {column.name: column + made.excluded[column.name] for column in amounts}
    connection.execute(made.on_conflict_do_update(index_elements=list(table.primary_key), set_=sums), values)


def gather(connection: Connection, numbers: Select[int]) -> tuple[int, str]:
    """How many different numbers a question finds, and these as a JSON list, made by the database: many come as one."""
    column = numbers.subquery().columns[0].distinct()
    listed: Any = func.json_group_array(column)
    if connection.dialect.name == "postgresql":
        listed = cast(func.json_agg(column), Text)
    told: str = connection.scalar(select(listed)) or "[]"
    return 0 if told == "[]" else told.count(",") + 1, told


def month_of(connection: Connection, day: ColumnElement[Any]) -> ColumnElement[str]:
    """The year and month of a day, as days are sorted."""
    return func.to_char(day, "YYYY-MM") if connection.dialect.name == "postgresql" else func.substr(day, 1, 7)


def says(error: DatabaseError) -> str:
    """What the database complains of, in one line."""
    return " ".join(str(error.orig).split())


def version(connection: Connection) -> str | None:
    """The version of the server, None where there is none."""
    return postgresql.version(connection) if connection.dialect.name == "postgresql" else None
