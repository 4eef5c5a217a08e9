"""The claim matrix of an incident: a row an account, a column a question, each cell with the claims that it rests on.

>>> COLUMNS
('what', 'where', 'when', 'who', 'killed', 'injured', 'destroyed', 'other')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.desk.words import Words
from sayso.model import Account, Claim, Figure, Incident, Toll
from sayso.telling.matrix import Row, rows_of

COLUMNS = ("what", "where", "when", "who", "killed", "injured", "destroyed", "other")
DISPUTES = {"what": "occurrence", "where": "place", "when": "date", "who": "responsibility"}
TAKEN = ("killed", "injured", "destroyed", "damaged")  # measures that have a column of their own


@dataclass(frozen=True, slots=True)
class Cell:
    """The values of a cell in words, the claims behind them, whom it differs from, and what is to be said beside it."""

    values: Sequence[str]
    claims: Sequence[Claim]
    differs: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An account with its cells, in the order of the columns shown."""

    account: Account
    cells: Sequence[Cell]
    claims: Sequence[Claim]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The columns that some account fills, and the accounts."""

    columns: Sequence[str]
    lines: Sequence[Line]


def matrix(incident: Incident, claims: Mapping[str, Claim], words: Words) -> Matrix:
    """The matrix of an incident; `claims` are its claims by identifier."""
    rows = rows_of(incident, claims)
    cells = {name: [_CELLS[name](row, words) for row in rows] for name in COLUMNS}
    shown = [name for name in COLUMNS if any(cell.values for cell in cells[name])]
    lines = [Line(row.account, [cells[name][number] for name in shown], row.claims) for number, row in enumerate(rows)]
    return Matrix(shown, lines)


def _what(row: Row, words: Words) -> Cell:
    kinds = list(dict.fromkeys(words.kind(claim.kind) for claim in row.claims))
    status = row.account.occurred
    differs = _names(row.differs.get("occurrence", ()), words)
    note = "" if status == "asserted" else words("status." + status)
    if victims := row.differs.get("victims", ()):
        note = " · ".join(part for part in (note, words("victims.differ", names=words.names(victims))) if part)
    return Cell(kinds, row.claims, differs, note)


def _where(row: Row, words: Words) -> Cell:
    telling = [claim for claim in row.claims if any(place.role == "site" for place in claim.places)]
    places = [place for claim in telling for place in claim.places if place.role == "site"]
    exact = [place for place in places if place.precision in ("exact", "near", "settlement")] or places
    return Cell(_distinct(map(words.place, exact)), telling, _names(row.differs.get("place", ()), words))


def _when(row: Row, words: Words) -> Cell:
    telling = [claim for claim in row.claims if claim.time is not None and _known(claim)]
    said = (words.days(claim.time.interval.first, claim.time.interval.last) for claim in telling if claim.time)
    return Cell(_distinct(said), telling, _names(row.differs.get("date", ()), words))


def _known(claim: Claim) -> bool:
    return claim.time is not None and not (claim.time.interval.first is None and claim.time.interval.last is None)


def _names(names: Iterable[str], words: Words) -> list[str]:
    return [words.foreign(name) for name in names]


def _who(row: Row, words: Words) -> Cell:
    telling = [claim for claim in row.claims if claim.actor is not None and claim.actor.text == row.account.actor]
    values = [] if row.account.actor is None else [words.foreign(row.account.actor)]
    return Cell(values, telling, _names(row.differs.get("responsibility", ()), words))


def _toll(measure: str) -> Callable[[Row, Words], Cell]:
    def cell(row: Row, words: Words) -> Cell:
        toll: Toll | None = getattr(row.account, measure)
        telling = [claim for claim in row.claims if any(figure.measure == measure for figure in claim.figures)]
        telling = telling or [claim for claim in row.claims if any(f.text in row.none[measure] for f in claim.figures)]
        values = _names(row.none[measure], words) if toll is None else [words.toll(toll)]
        note = words("aside") if measure in row.account.aside else ""
        return Cell(values, telling, [words.retold(one) for one in row.differs.get(measure, ())], note)

    return cell


def _destroyed(row: Row, words: Words) -> Cell:
    return _counted(row, words, lambda measure: measure in ("destroyed", "damaged"))


def _other(row: Row, words: Words) -> Cell:
    return _counted(row, words, lambda measure: measure not in TAKEN)


def _counted(row: Row, words: Words, wanted: Callable[[str], bool]) -> Cell:
    telling = [claim for claim in row.claims if any(wanted(figure.measure) for figure in claim.figures)]
    figures = [figure for claim in telling for figure in claim.figures if wanted(figure.measure)]
    return Cell(_distinct(_told(figure, words) for figure in figures), telling)


def _told(figure: Figure, words: Words) -> str:
    """A figure, without what it measures where its own words or the column name that already."""
    named = figure.measure == "destroyed" or figure.measure in (figure.unit or "").split()
    return words.figure(figure, measured=not named)


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


_CELLS: Mapping[str, Callable[[Row, Words], Cell]] = {
    "what": _what,
    "where": _where,
    "when": _when,
    "who": _who,
    "killed": _toll("killed"),
    "injured": _toll("injured"),
    "destroyed": _destroyed,
    "other": _other,
}
