"""Changes: what was read, what people did, and what these did to incidents; the newest first."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from sayso.desk.guard import Reads
from sayso.desk.turn import ThisTurn
from sayso.telling.history import change_words, time_words

router = APIRouter(dependencies=[Reads])
LISTED = 100


@router.get("/changes")
def changes(turn: ThisTurn, before: int | None = None) -> HTMLResponse:
    """So many changes before the one of a number, or the last ones."""
    ledger = turn.desk.ledger
    with turn.view() as view:
        found = view.changes(before=before, limit=LISTED + 1)
    operations = {one.id: one for one in ledger.operations()}
    shown = found[:LISTED]
    became = {one.id: ledger.became(one.id) for one in shown if one.what == "ceased"}
    return turn.page(
        "changes.html",
        rows=[
            (
                one,
                time_words(one.made),
                change_words(one, operations, became.get(one.id)),
                one.id if one.kind == "operation" and one.id in operations else None,
            )
            for one in shown
        ],
        following=shown[-1].number if len(found) > LISTED else None,
    )
