"""A condition for either database: a column holds one of many values, which are sent as one.

>>> from sqlalchemy import column
>>> from sqlalchemy.dialects import sqlite
>>> str(Among(column("id"), ["i1"]).compile(dialect=sqlite.dialect()))
'id IN (SELECT value FROM json_each(?))'
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Boolean, ColumnElement, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

FEW = 500  # that many are looked up one by one; where there are more, SQLite goes through all rows of its best index


class Among(ColumnElement[bool]):
    """Whether `column` holds one of the values, however many these are."""

    type = Boolean()
    inherit_cache = False

    def __init__(self, column: ColumnElement[Any], values: Sequence[str]) -> None:
        self.column, self.few = column, len(values) <= FEW
        self.values: BindParameter[str] = bindparam(None, json.dumps(values), unique=True)


@compiles(Among, "sqlite")
def _in_sqlite(element: Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(one, **options) for one in (element.column, element.values))
    return f"{'' if element.few else '+'}{column} IN (SELECT value FROM json_each({values}))"


@compiles(Among, "postgresql")
def _in_postgresql(element: Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(one, **options) for one in (element.column, element.values))
    return f"{column} IN (SELECT json_array_elements_text(CAST({values} AS json)))"
