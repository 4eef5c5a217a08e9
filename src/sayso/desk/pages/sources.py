"""Sources: who gives accounts, of how much, with whom each agrees and differs, and how tolls compare; counts, no verdicts."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from sayso.desk.guard import Reads
from sayso.desk.timeline import timeline, unit_for
from sayso.desk.turn import ThisTurn
from sayso.store import voices

router = APIRouter(dependencies=[Reads])
LISTED = 50
COMPANY = 40  # other sources on the page of one
NEWEST = 20  # incidents on it


@router.get("/sources")
def sources(turn: ThisTurn, page: int = 1) -> HTMLResponse:
    """Who tells of the incidents that the filter leaves."""
    page = min(max(1, page), 10_000)
    with turn.view() as view:
        found, total = voices.voices(view.connection, turn.filters, limit=LISTED, offset=(page - 1) * LISTED)
    return turn.page("sources.html", voices=found, total=total, number=page, more=total > page * LISTED)


@router.get("/sources/{name:path}")
def source(turn: ThisTurn, name: str) -> HTMLResponse:
    """One source."""
    with turn.view() as view:
        one = voices.voice(view.connection, name)
        company = voices.company(view.connection, one.folded, limit=COMPANY)
        reach = voices.reach_of(view.connection, one.folded)
        unit = unit_for(*reach) if reach is not None else "day"
        began = voices.stretches_of(view.connection, one.folded, unit)
        newest = voices.incidents_of(view.connection, one.folded, limit=NEWEST)
        cards = view.cards_with(name for name, _ in newest)
    return turn.page(
        "source.html",
        one=one,
        company=company,
        timeline=timeline(began, unit=unit),
        incidents=[(cards[name], toll) for name, toll in newest],
    )
