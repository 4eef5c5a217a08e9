"""The page on exports tells of every format and every column, as the program has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.export.columns import Table
from sayso.export.formats import FORMATS
from sayso.export.package import table_words
from sayso.export.tables import TABLES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_the_tables_of_columns_are_current(table: Table) -> None:
    assert table_words(table).strip() in PAGE


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_told_of(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_nested_columns_are_told_of() -> None:
    for table in TABLES.values():
        for column in table.columns:
            if column.nested:
                assert f"`{column.name}`" in PAGE
