"""Changes: what was read, what people did, and what these did to incidents; the newest first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from sayso.desk.cursors import MOST_NUMBER
from sayso.desk.guard import Reads
from sayso.desk.happened import happened
from sayso.desk.pages.incident import card_title
from sayso.desk.turn import ThisTurn

router = APIRouter(dependencies=[Reads])
LISTED = 100


@router.get("/changes")
def changes(turn: ThisTurn, before: Annotated[int | None, Query(ge=1, le=MOST_NUMBER)] = None) -> HTMLResponse:
    """So many changes before the one of a number, or the last ones."""
    ledger = turn.desk.ledger
    with turn.view() as view:
        found = view.changes(before=before, limit=LISTED + 1)
        titles = {
            name: card_title(turn, one)
            for name, one in view.cards_with([one.id for one in found if one.kind == "incident"]).items()
        }
    operations = {one.id: one for one in ledger.operations()}
    shown = found[:LISTED]
    rows = [
        (one, happened(one, operations, turn.words, ledger.became(one.id) if one.what == "ceased" else None))
        for one in shown
    ]
    return turn.page(
        "changes.html",
        titles=titles,
        rows=[(one, *told) for one, told in rows],
        following=shown[-1].number if len(found) > LISTED else None,
    )
