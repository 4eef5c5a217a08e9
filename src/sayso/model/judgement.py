"""Judgements: whether two claims tell of one happening, by whom, and why. Taken back at will, never erased.

>>> Feature(name="place", value=1.0, weight=2.0, says="both name Aleppo").says
'both name Aleppo'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One reason: its value (-1 to 1, for to against), its weight, and a sentence for a person."""

    name: str
    value: float
    weight: float
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """`left` and `right` are claim identifiers, in order; `author` is a version of the linker or a person."""

    id: str
    left: str
    right: str
    verdict: Verdict
    author: str
    score: float = 0.0
    reason: str | None = None
    features: tuple[Feature, ...] = ()
    takes_back: str | None = None
