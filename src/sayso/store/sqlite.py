"""All that is peculiar to SQLite: how a connection is set up, and word search by FTS5.

>>> match_words('air "raid" AND')
'"air" "raid" "AND"'
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import URL, Connection, Date, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from sayso.store.tables import SEARCHED

BUSY_MS = 30_000  # wait so long for another process that is writing
_PAUSE_MS = 50
WRITER_KB = 65_536  # of pages that a writer may hold: with SQLite's own 2 MB many rows are written over and over


def open_engine(address: str | URL) -> Engine:
    """An engine whose connections keep foreign keys, write ahead, and wait for each other."""
    memory = make_url(address).database in (None, "", ":memory:")
    engine = create_engine(address, poolclass=StaticPool) if memory else create_engine(address)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: object, _record: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # BEGIN is ours, so that schema changes roll back too
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    if writes:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{WRITER_KB}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def write_ahead(engine: Engine) -> None:
    """Let readers go on while one process writes; kept in the file, so once at its making is enough.

    Two processes that make the same ledger at once both come here. SQLite answers "locked" at once instead of waiting
    when the change of mode meets another connection, so the waiting is done here; then DatabaseError.
    """
    connection = engine.raw_connection()
    try:
        for left in reversed(range(BUSY_MS // _PAUSE_MS)):
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or not left:
                    raise DatabaseError("PRAGMA journal_mode = WAL", None, error) from error
                time.sleep(_PAUSE_MS / 1000)
            else:
                return
    finally:
        connection.close()


def create_search(connection: Connection) -> None:
    """The word indexes, kept in step by triggers so that no writer can forget them."""
    for table, columns in SEARCHED.items():
        names = ", ".join(columns)
        values = ", ".join(f"new.{name}" for name in columns)
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {table}_words USING fts5({names}, content='{table}', content_rowid='row', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_words_insert AFTER INSERT ON {table} BEGIN "
            f"INSERT INTO {table}_words(rowid, {names}) VALUES (new.row, {values}); END"
        )


def match_words(words: str) -> str:
    """Words as a person types them, as an FTS5 query for all of them."""
    return " ".join('"' + word + '"' for word in words.replace('"', " ").split())


def best_rows(connection: Connection, table: str, words: str, *, limit: int) -> list[tuple[int, str]]:
    """Row and excerpt of the best hits, best first; the words found stand between U+0002 and U+0003."""
    found = connection.execute(
        text(
            f"SELECT rowid, snippet({table}_words, -1, char(2), char(3), '…', 24) FROM {table}_words "
            f"WHERE {table}_words MATCH :words ORDER BY rank, rowid LIMIT :limit"
        ),
        {"words": match_words(words), "limit": limit},
    )
    return [(row, excerpt) for row, excerpt in found]


def next_numbers(connection: Connection, table: str, count: int) -> list[int]:
    """The numbers after the highest: nobody else writes as long as the transaction lasts."""
    first: int = connection.exec_driver_sql(f"SELECT coalesce(max(row), 0) + 1 FROM {table}").scalar_one()
    return list(range(first, first + count))


def insert_rows(connection: Connection, table: Table, values: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that have the same columns: handed to SQLite as they are, but for days."""
    names = list(values[0])
    days = [name for name in names if isinstance(table.c[name].type, Date)]
    if days:
        values = [{**value, **{day: value[day] and value[day].isoformat() for day in days}} for value in values]
    columns, places = ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({places})", list(values))


def faults(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong: torn pages, broken foreign keys, word indexes out of step."""
    found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    found += [
        f"{row[0]}: a row names a missing row of {row[2]}"
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    for table in SEARCHED:
        try:
            connection.exec_driver_sql(f"INSERT INTO {table}_words({table}_words, rank) VALUES ('integrity-check', 1)")
        except DatabaseError as error:
            found.append(f"the word index of {table} is out of step: {error.orig}")
    return found
