"""A condition for either database: a column holds one of many numbers, which are sent as one.

>>> from sqlalchemy import column
>>> from sqlalchemy.dialects import sqlite
>>> str(Among(column("number"), "[1]").compile(dialect=sqlite.dialect()))
'+number IN (SELECT value FROM json_each(?))'
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, Boolean, ColumnElement, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler


class Among(ColumnElement[bool]):
    """Whether `column` holds one of the numbers, a list in JSON, however many these are.

    An index is asked for each of them only where they are `looked_up`.
    """

    type = Boolean()
    inherit_cache = False

    def __init__(self, column: ColumnElement[Any], values: str, *, looked_up: bool = False) -> None:
        self.column, self.looked_up = column, looked_up
        self.values: BindParameter[str] = bindparam(None, values, unique=True)

    def self_group(self, against: object = None) -> Among:  # noqa: ARG002
        """Itself: compared with "true", as SQLAlchemy would have it, SQLite asks no index."""
        return self


@compiles(Among, "sqlite")
def _in_sqlite(element: Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(one, **options) for one in (element.column, element.values))
    return f"{'' if element.looked_up else '+'}{column} IN (SELECT value FROM json_each({values}))"


@compiles(Among, "postgresql")
def _in_postgresql(element: Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(one, **options) for one in (element.column, element.values))
    return f"{column} IN (SELECT CAST(json_array_elements_text(CAST({values} AS json)) AS bigint))"
