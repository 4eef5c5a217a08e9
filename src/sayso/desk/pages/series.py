"""Series: any measure over time by source, as bands from the lowest to the highest that each gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from sayso.desk.apart import marked
from sayso.desk.bands import Said, bands
from sayso.desk.guard import Reads
from sayso.desk.plot import Row, plot, rows_of
from sayso.desk.timeline import ticks_of, unit_for
from sayso.desk.turn import ThisTurn, Turn
from sayso.errors import UsageError
from sayso.store import series as stored
from sayso.store.stretches import UNITS, Unit
from sayso.store.tallying import SUMMED

router = APIRouter(dependencies=[Reads])
DRAWN = 8  # sources in the picture
LISTED = 200  # rows of the table


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the table: what a source gives for a stretch of days, and where to see what it rests on."""

    source: str
    days: Markup
    told: Markup
    href: str
    name: str
    named: bool  # whether it leads to one thing, of which `name` is the identifier's beginning
    more: int = 0  # things that it rests on besides that one


@router.get("/series")
def series(turn: ThisTurn, measure: str = "", unit: str = "") -> HTMLResponse:
    """A measure, the commonest where none is asked for, over the incidents and claims that the filter leaves."""
    asked = _unit(unit) if unit else None
    with turn.view() as view:
        measures = stored.measures(view.connection)
        chosen = measure or (measures[0][0] if measures else "killed")
        if measures and chosen not in dict(measures):
            named = ", ".join(name for name, _ in measures)
            raise UsageError(found=f"{chosen!r} as a measure", expected=f"one of {named}", mend="choose one")
        summed = chosen in SUMMED
        over = (lambda _first, _last: asked) if asked is not None else unit_for
        found = (
            stored.tolls(view.connection, chosen, turn.filters, sources=DRAWN, unit=over)
            if summed
            else stored.figures(view.connection, chosen, turn.filters, unit=over)
        )
    rows = rows_of(found.points, unit=found.unit, summed=summed)
    drawn = rows[:DRAWN]
    picture = plot(drawn, ticks_of(*found.days) if found.days is not None else [])
    return turn.page(
        "series.html",
        filters=turn.filters,
        measures=measures,
        measure=chosen,
        summed=summed,
        unit=found.unit,
        units=UNITS,
        plot=picture,
        bands=bands(picture, turn.words),
        lines=list(_lines(turn, drawn, summed=summed)),
        left_out=len(rows) - len(drawn) + found.others,
        cut=max(0, sum(len(row.bins) for row in drawn) - LISTED),
    )


def _lines(turn: Turn, rows: Sequence[Row], *, summed: bool) -> Iterator[Line]:
    """The table: as many of the stretches as are listed."""
    days: dict[date, Markup] = {}
    said = Said(turn.words)
    room = LISTED
    for row in rows:
        home = turn.address_with("/", source=row.source, since=None, until=None)
        for one in row.bins[:room]:
            if one.first not in days:
                days[one.first] = marked(turn.words.days(one.first, one.last))
            by_name = not summed or one.count == 1
            yield Line(
                source=row.source,
                days=days[one.first],
                told=said.told(one),
                href=f"/{'incidents' if summed else 'claims'}/{one.about}"
                if by_name
                else f"{home}&since={one.first}&until={one.last}",
                name=one.about[:8] if by_name else turn.words.count("incident", one.count),
                named=by_name,
                more=one.count - 1 if by_name else 0,
            )
        room = max(0, room - len(row.bins))


def _unit(name: str) -> Unit:
    for unit in UNITS:
        if unit == name:
            return unit
    raise UsageError(found=f"{name!r} as a stretch of time", expected=f"one of {', '.join(UNITS)}", mend="choose one")
