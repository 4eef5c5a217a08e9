"""A ledger found or made: its database is reached, looked at, and brought up to the version of this program.

>>> from sayso.store.database import place
>>> opened(place("sqlite://"), create=True).dialect.name
'sqlite'
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from sayso.errors import LedgerError
from sayso.store.database import Place, open_engine, says
from sayso.store.migrations import create as create_tables
from sayso.store.migrations import is_empty, is_old, migrate
from sayso.store.sqlite import write_ahead


def opened(there: Place, *, create: bool) -> Engine:
    """The engine of the ledger at a place, which is made where there is none and `create` is set; LedgerError otherwise."""
    _look(there, create=create)
    engine = open_engine(there)
    try:
        _prepare(engine, there, create=create)
    except DatabaseError as error:
        engine.dispose()
        raise LedgerError(
            found=f"{there.name!r}, which cannot be used as a ledger ({says(error)})",
            expected="a ledger that sayso made, in a place that can be written to",
            mend=there.mend,
        ) from error
    except LedgerError:
        engine.dispose()
        raise
    return engine


@contextmanager
def write(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it or nothing, one writer at a time."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def _look(there: Place, *, create: bool) -> None:
    """Whether the file is there, or the folder to make it in."""
    if there.path is None:
        return
    if not create and not (there.path.is_file() and there.path.stat().st_size):
        raise _no_ledger(there)
    if not there.path.parent.is_dir():
        raise LedgerError(
            found=f"no folder {str(there.path.parent)!r}", expected="one for the ledger", mend="make it first"
        )


def _no_ledger(there: Place) -> LedgerError:
    return LedgerError(
        found=f"no ledger at {there.name!r}", expected="one that sayso made", mend="make it with: sayso read PATH"
    )


def _prepare(engine: Engine, there: Place, *, create: bool) -> None:
    with engine.connect() as connection:
        fresh = is_empty(connection)
        if fresh and not create:
            raise _no_ledger(there)
        if not fresh and not is_old(connection, name=there.name):
            return
    if fresh and not there.is_server:
        write_ahead(engine)
    with write(engine) as connection:
        if create and is_empty(connection):
            create_tables(connection)
        migrate(connection, name=there.name)
