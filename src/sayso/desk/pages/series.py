"""Series: any measure over time by source, as bands from the lowest to the highest that each gives."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from sayso.desk.guard import Reads
from sayso.desk.plot import plot, rows_of
from sayso.desk.timeline import Unit, ticks_of, unit_for
from sayso.desk.turn import ThisTurn
from sayso.errors import UsageError
from sayso.store import series as stored

router = APIRouter(dependencies=[Reads])
DRAWN = 8  # sources in the picture
LISTED = 200  # rows of the table
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")


@router.get("/series")
def series(turn: ThisTurn, measure: str = "", unit: str = "") -> HTMLResponse:
    """A measure, the commonest where none is asked for, over the incidents and claims that the filter leaves."""
    with turn.view() as view:
        measures = stored.measures(view.connection)
        chosen = measure or (measures[0][0] if measures else "killed")
        if measures and chosen not in dict(measures):
            named = ", ".join(name for name, _ in measures)
            raise UsageError(found=f"{chosen!r} as a measure", expected=f"one of {named}", mend="choose one")
        summed = chosen in stored.SUMMED
        points, others = (
            stored.tolls(view.connection, chosen, turn.filters, sources=DRAWN)
            if summed
            else (stored.figures(view.connection, chosen, turn.filters), 0)
        )
    by = _unit(unit) if unit else unit_for(points[0].day, points[-1].day) if points else "day"
    rows = rows_of(points, unit=by, summed=summed)
    drawn = rows[:DRAWN]
    ticks = ticks_of(points[0].day, points[-1].day) if points else []
    return turn.page(
        "series.html",
        filters=turn.filters,
        measures=measures,
        measure=chosen,
        summed=summed,
        unit=by,
        units=UNITS,
        plot=plot(drawn, ticks),
        rows=[(row.source, one) for row in drawn for one in row.bins][:LISTED],
        left_out=len(rows) - len(drawn) + others,
        cut=max(0, sum(len(row.bins) for row in drawn) - LISTED),
    )


def _unit(name: str) -> Unit:
    for unit in UNITS:
        if unit == name:
            return unit
    raise UsageError(found=f"{name!r} as a stretch of time", expected=f"one of {', '.join(UNITS)}", mend="choose one")
