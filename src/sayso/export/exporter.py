"""What every exporter is: set up once, fed one thing after another, finished once, writing to a binary target.

>>> Cell(value=8, rule="lowest given", claims=("c1",)).why is None
True
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, ClassVar, Generic, Literal, Protocol, TypeVar

from sayso.export.columns import Rows
from sayso.model import Claim, Document, Incident, Measure, Rule
from sayso.reconcile.counts import Whom
from sayso.reconcile.rules import Cell as TollCell

Item = TypeVar("Item")
Value = str | int | float | bool | date | None
ROW = "row"  # the column under which the sidecar says why a thing was left out
Takes = Literal["incidents", "claims", "tables", "package", "ledger"]  # what an exporter is fed with


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An incident on a map: degrees of WGS 84, how exactly it is placed, a line that tells of it, and where its sheet is."""

    lat: float
    lon: float
    precision: str
    label: str
    country: str | None = None
    disputed: bool = False
    href: str | None = None


Draw = Callable[[Sequence[Spot], int, int, str], str]  # spots, width and height in pixels, title: a picture as SVG


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user chose: how one toll is made of many accounts', and whether private persons are named.

    `of` is what the rows of a table are; `filtered` whether a part of the ledger was asked for. `made` is the time of the
    export (ISO 8601, UTC), None where nobody looked at a clock; `ledger` is what the ledger is called, `draw` how maps are
    drawn.
    """

    rule: Rule = "range"
    with_names: bool = False
    of: Rows = "incidents"
    filtered: bool = False
    made: str | None = None
    ledger: str | None = None
    draw: Draw | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A derived value with the rule and the claims that made it; `why` says why there is none."""

    value: Value
    rule: str
    claims: tuple[str, ...] = ()
    why: str | None = None


class Tolls(Protocol):
    """The killed, the injured, ... by the rule asked for, of civilians or fighters alone where `whom` asks; None where nobody tells."""

    def __call__(self, measure: Measure, whom: Whom | None = None) -> TollCell | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An incident with all its live claims, in its order, and their documents by identifier.

    Unless names were asked for, those of private persons are masked in every string here, and documents come without
    their text. `toll` works from the words as they stand, and masks what it says of them.
    `changed` is when the incident last changed (ISO 8601, UTC), None where nobody noted it.
    """

    incident: Incident
    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]
    toll: Tolls
    changed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim with its document and the incident that it is part of (None: of none). Masked as a sheet is."""

    claim: Claim
    document: Document
    incident: str | None


class Explanation:
    """The sidecar: for every derived cell which claims and which rule made it, or why it is empty. One JSON object a line."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target

    def cell(self, row: str, column: str, cell: Cell) -> None:
        """One cell of the row of that identifier."""
        line = {
            "id": row,
            "column": column,
            "value": cell.value.isoformat() if isinstance(cell.value, date) else cell.value,
            "rule": cell.rule,
            "claims": list(cell.claims),
            "why_empty": cell.why,
        }
        self._target.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")


class Exporter(Generic[Item]):
    """One file being written.

    `takes` says what it is fed with: sheets, told claims, batches of a table, batches of both, or all that a ledger keeps.
    """

    takes: ClassVar[Takes] = "incidents"

    def __init__(self, target: BinaryIO, options: Options, explanation: Explanation | None = None) -> None:
        self.target = target
        self.options = options
        self.explanation = explanation
        self.left_out = 0  # things that the format has no room for: told of by `omit`

    def setup(self) -> None:
        """Write what comes first."""

    def feed(self, item: Item) -> None:
        """Write one thing."""
        raise NotImplementedError

    def finish(self) -> None:
        """Write what comes last; the target is left open."""

    def write(self, words: str) -> None:
        """Words to the target, in UTF-8; half a character of a broken text becomes its escape."""
        self.target.write(words.encode("utf-8", "backslashreplace"))

    def omit(self, row: str, why: str) -> None:
        """Count a thing that the format has no room for, and say why, where that was asked for."""
        self.left_out += 1
        self.explain(row, {ROW: Cell(value=None, rule="left out", why=why)})

    def explain(self, row: str, cells: Mapping[str, Cell]) -> None:
        """Say how the derived cells of a row came about, where that was asked for."""
        if self.explanation is not None:
            for column, cell in cells.items():
                self.explanation.cell(row, column, cell)
