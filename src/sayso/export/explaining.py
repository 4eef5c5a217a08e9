"""Rows told of in the sidecar: for each derived cell the rule that made it and its claims, for each empty one why.

>>> AS_TOLD
'as its claims have it'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sayso.export.columns import Table
from sayso.export.exporter import Cell, Explanation

AS_TOLD = "as its claims have it"


def explain(
    row: Mapping[str, Any],
    table: Table,
    *,
    name: str,
    claims: Sequence[str],
    rules: Mapping[str, str],
    explanation: Explanation,
) -> None:
    """Tell of one row; `rules` are those of derived columns, `name` is what the sidecar calls the row."""
    for column in table.flat:
        value, rule = row[column.name], rules.get(column.name)
        if value is None and column.empty:
            explanation.cell(
                name, column.name, Cell(value=None, rule=rule or AS_TOLD, claims=tuple(claims), why=column.empty)
            )
        elif value is not None and rule is not None:
            explanation.cell(name, column.name, Cell(value=value, rule=rule, claims=tuple(claims)))
