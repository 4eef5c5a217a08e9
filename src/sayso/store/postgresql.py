"""All that is peculiar to PostgreSQL: how a connection is set up, writers one after another, and word search by tsvector.

>>> excerpt("Two raids hit the market.", "RAIDS market")
'Two \\x02raids\\x03 hit the \\x02market\\x03.'
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, text

from sayso.errors import LedgerError
from sayso.store.rows import fold
from sayso.store.tables import SEARCHED

NUMBERED = ("documents", "claims")  # tables whose rows the database numbers
WRITER = 0x5A750  # the advisory lock that a writer holds: one at a time, as with SQLite
EXCERPT = 24  # words of an excerpt
# Letters without case and accents, and blanks for what parts words, as rows and questions have them alike.
_FOLDED = (
    "lower(regexp_replace(regexp_replace(normalize({}, NFKD), '[\\u0300-\\u036f]', '', 'g'), "
    "'[!-/:-@\\[-`{{-~\\u2010-\\u205e]+', ' ', 'g'))"
)


def open_engine(url: URL) -> Engine:
    """An engine whose questions see one state of the ledger, and whose writers wait for each other."""
    try:
        engine = create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise LedgerError(
            found="no driver for PostgreSQL", expected="psycopg", mend="install it: pip install 'sayso[postgresql]'"
        ) from error
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """A writer takes the lock before it looks at anything, so that it sees all that the one before it wrote."""
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")


def create_search(connection: Connection) -> None:
    """The words of each row in a column that the database keeps in step, and an index over it."""
    for table, columns in SEARCHED.items():
        words = " || ' ' || ".join(columns)
        connection.exec_driver_sql(
            f"ALTER TABLE {table} ADD COLUMN words tsvector "
            f"GENERATED ALWAYS AS (to_tsvector('simple', {_FOLDED.format(words)})) STORED"
        )
        connection.exec_driver_sql(f"CREATE INDEX ix_{table}_words ON {table} USING gin (words)")


def query_for(words: str) -> str:
    """SQL for a question for all of the words; `words` is SQL for them as a person types them."""
    return f"plainto_tsquery('simple', {_FOLDED.format(f'CAST({words} AS text)')})"


def best_rows(connection: Connection, table: str, words: str, *, limit: int) -> list[tuple[int, str]]:
    """Row and excerpt of the best hits, best first."""
    query = query_for(":words")
    said = " || ' ' || ".join(SEARCHED[table])
    found = connection.execute(
        text(
            f"SELECT row, {said} FROM {table}, {query} AS query WHERE words @@ query "
            "ORDER BY ts_rank_cd(words, query) DESC, row LIMIT :limit"
        ),
        {"words": words, "limit": limit},
    )
    return [(row, excerpt(said, words)) for row, said in found]


def excerpt(said: str, words: str) -> str:
    """Some two dozen words around the first of those sought, which stand between U+0002 and U+0003."""
    sought = {fold(word) for word in re.findall(r"\w+", words)}
    tokens = list(re.finditer(r"\w+", said))
    hits = [number for number, token in enumerate(tokens) if fold(token[0]) in sought]
    first = max(0, min((hits or [0])[0] - EXCERPT // 4, len(tokens) - EXCERPT))
    shown = tokens[first : first + EXCERPT]
    if not shown:
        return said
    begin = 0 if first == 0 else shown[0].start()
    end = len(said) if first + EXCERPT >= len(tokens) else shown[-1].end()
    pieces, at = [] if begin == 0 else ["…"], begin
    for token in shown:
        if fold(token[0]) in sought:
            pieces += [said[at : token.start()], "\x02", token[0], "\x03"]
            at = token.end()
    return "".join([*pieces, said[at:end], "" if end == len(said) else "…"])


def count_on(connection: Connection) -> None:
    """Let the numbering of rows go on after the highest."""
    for table in NUMBERED:
        connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'row'), "
            f"(SELECT coalesce(max(row), 0) + 1 FROM {table}), false)"
        )


def next_numbers(connection: Connection, table: str, count: int) -> list[int]:
    """The next numbers of the sequence, in one round trip."""
    asked = f"SELECT nextval(pg_get_serial_sequence('{table}', 'row')) FROM generate_series(1, {count})"
    return [number for (number,) in connection.exec_driver_sql(asked)]


def insert_rows(connection: Connection, table: Table, values: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that have the same columns, in one stream."""
    names = list(values[0])
    columns = ", ".join(f'"{name}"' for name in names)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as stream:
        for value in values:
            stream.write_row([value[name] for name in names])


def version(connection: Connection) -> str:
    """The version of the server, as it tells it."""
    told: str = connection.exec_driver_sql("SHOW server_version").scalar_one()
    return told
