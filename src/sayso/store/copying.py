"""A ledger copied whole into another database: every row of every table, between SQLite and PostgreSQL or within one.

>>> names = [table.name for table in TABLES]
>>> names.index("documents") < names.index("claims") < names.index("claim_places")
True
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, func, select

from sayso.errors import UsageError
from sayso.store.database import after_copy
from sayso.store.ledger import Ledger
from sayso.store.rows import ASKED
from sayso.store.schema import METADATA
from sayso.store.writing import insert_all

TABLES = METADATA.sorted_tables  # those that others name come first


def copy(source: Ledger, target: Ledger, *, progress: Callable[[str, int], None] = lambda *_: None) -> dict[str, int]:
    """Copy all rows into an empty ledger, all of them or none; the number of rows of each table.

    `progress` is told the table and how many of its rows are there. UsageError where the target holds something.
    """
    counts: dict[str, int] = {}
    with source.engine.connect() as reading, target.write() as writing:
        held = sum(
            writing.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES if table.name != "meta"
        )
        if held:
            raise UsageError(found=f"rows in {target.name!r}", expected="a new ledger", mend="name another place")
        for table in TABLES:
            writing.execute(delete(table))  # what a new ledger says of itself
        for table in TABLES:
            counts[table.name] = 0
            asked = select(table).order_by(*table.primary_key.columns)
            with reading.execute(asked.execution_options(yield_per=ASKED)) as found:
                for part in found.mappings().partitions(ASKED):
                    insert_all(writing, table, [dict(row) for row in part])
                    counts[table.name] += len(part)
                    progress(table.name, counts[table.name])
        after_copy(writing)
    return counts
