"""A condition for either database: the row holds all of the words, whatever their case and accents.

>>> from sqlalchemy import column
>>> from sqlalchemy.dialects import sqlite
>>> str(HoldsWords("claims", "raids", row=column("claim")).compile(dialect=sqlite.dialect()))
'claim IN (SELECT rowid FROM claims_words WHERE claims_words MATCH ?)'
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, Boolean, ColumnElement, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from sayso.store import postgresql, sqlite


class HoldsWords(ColumnElement[bool]):
    """Whether the row of `table` that the column `row` numbers holds all of the words."""

    type = Boolean()
    inherit_cache = False

    def __init__(self, table: str, words: str, *, row: ColumnElement[int]) -> None:
        self.table, self.row = table, row
        self.fts: BindParameter[str] = bindparam(None, sqlite.match_words(words), unique=True)
        self.plain: BindParameter[str] = bindparam(None, words, unique=True)

    def self_group(self, against: object = None) -> HoldsWords:  # noqa: ARG002
        """Itself: compared with "true", as SQLAlchemy would have it, SQLite asks no index."""
        return self


@compiles(HoldsWords, "sqlite")
def _in_sqlite(element: HoldsWords, compiler: SQLCompiler, **options: Any) -> str:
    row, query = (compiler.process(one, **options) for one in (element.row, element.fts))
    return f"{row} IN (SELECT rowid FROM {element.table}_words WHERE {element.table}_words MATCH {query})"


@compiles(HoldsWords, "postgresql")
def _in_postgresql(element: HoldsWords, compiler: SQLCompiler, **options: Any) -> str:
    row, plain = (compiler.process(one, **options) for one in (element.row, element.plain))
    return f"{row} IN (SELECT row FROM {element.table} WHERE words @@ {postgresql.query_for(plain)})"
