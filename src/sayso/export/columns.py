"""Columns of tables: what each is called, holds and means; and tables as batches of rows.

>>> Column("killed_low", NUMBER, "the least killed").name
'killed_low'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

import pyarrow as pa

WORDS: pa.DataType = pa.string()
NUMBER: pa.DataType = pa.float64()
COUNT: pa.DataType = pa.int64()
DAY: pa.DataType = pa.date32()
YES: pa.DataType = pa.bool_()

Rows = Literal["incidents", "claims", "accounts", "disagreements"]  # what the rows of a table are


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `words` say what it holds, `empty` when it is empty ("" where it never is).

    `nested` ones hold lists and stand only in formats that have such; `unit` is of the number.
    """

    name: str
    type: pa.DataType
    words: str
    empty: str = ""
    unit: str = ""
    nested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its name, what a row is, and its columns in their order."""

    name: Rows
    words: str
    columns: tuple[Column, ...]
    metadata: tuple[tuple[str, str], ...] = ()  # what a Parquet file says of the whole

    @property
    def flat(self) -> tuple[Column, ...]:
        """The columns that hold one value each."""
        return tuple(column for column in self.columns if not column.nested)

    @property
    def schema(self) -> pa.Schema:
        """As Arrow has it, with the words of each column."""
        fields = [pa.field(one.name, one.type, metadata={"description": one.words}) for one in self.columns]
        return pa.schema(fields, metadata=dict(self.metadata) or None)

    def batch(self, rows: Iterable[dict[str, Any]]) -> pa.RecordBatch:
        """Rows, each by name of column, as a batch."""
        return pa.RecordBatch.from_pylist(list(rows), schema=self.schema)

    def batches(self, rows: Iterable[dict[str, Any]], *, size: int) -> Iterator[pa.RecordBatch]:
        """The same, so many rows in each."""
        rest = iter(rows)
        while held := list(islice(rest, size)):
            yield self.batch(held)


TYPE_WORDS: dict[pa.DataType, str] = {WORDS: "string", NUMBER: "number", COUNT: "integer", DAY: "date", YES: "boolean"}


def type_words(column: Column) -> str:
    """The type of a column, in the words of a data package."""
    return "array" if column.nested else TYPE_WORDS[column.type]
