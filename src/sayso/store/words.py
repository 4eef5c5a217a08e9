"""A condition for either database: the row holds all of the words, whatever their case and accents.

>>> from sqlalchemy.dialects import sqlite
>>> "MATCH" in str(HoldsWords("claims", "raids").compile(dialect=sqlite.dialect()))
True
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, Boolean, ColumnElement, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from sayso.store import postgresql, sqlite


class HoldsWords(ColumnElement[bool]):
    """Whether a row of `table` holds all of the words."""

    type = Boolean()
    inherit_cache = False

    def __init__(self, table: str, words: str) -> None:
        self.table = table
        self.fts: BindParameter[str] = bindparam(None, sqlite.match_words(words), unique=True)
        self.plain: BindParameter[str] = bindparam(None, words, unique=True)


@compiles(HoldsWords, "sqlite")
def _in_sqlite(element: HoldsWords, compiler: SQLCompiler, **options: Any) -> str:
    query = compiler.process(element.fts, **options)
    table = element.table
    return f'{table}."row" IN (SELECT rowid FROM {table}_words WHERE {table}_words MATCH {query})'


@compiles(HoldsWords, "postgresql")
def _in_postgresql(element: HoldsWords, compiler: SQLCompiler, **options: Any) -> str:
    query = postgresql.query_for(compiler.process(element.plain, **options))
    return f"{element.table}.words @@ {query}"
