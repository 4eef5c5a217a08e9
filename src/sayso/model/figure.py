"""Figures: a number with what it counts, its bounds, and what it is a part of.

>>> Figure(span=Span(0, 11), text="at least 13", measure="killed", low=13, high=None, basis="at least", unit="people").high is None
True
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.model.document import Span

Number = int | float
Measure = Literal[
    "killed",
    "injured",
    "casualties",
    "missing",
    "detained",
    "abducted",
    "displaced",
    "troops",
    "strikes",
    "sorties",
    "munitions",
    "targets",
    "destroyed",
    "damaged",
    "money",
    "vehicles",
    "buildings",
    "area",
    "distance",
    "duration",
    "besieged",
    "recipients",
    "other",
]
Basis = Literal["exact", "at least", "more than", "up to", "less than", "about", "between", "vague"]
Scope = Literal["incident", "period", "total", "rate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`low` and `high` are inclusive; None is open-ended. `part_of` is the text of the whole that this is a part of."""

    span: Span
    text: str
    measure: Measure
    low: Number | None
    high: Number | None
    basis: Basis
    unit: str | None = None
    part_of: str | None = None
    scope: Scope = "incident"
