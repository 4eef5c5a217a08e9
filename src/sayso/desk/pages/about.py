"""About: what this is, by which rules it counts and grades, whose data it stands on, and what it holds."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from sayso import __version__
from sayso.desk.guard import Reads
from sayso.desk.turn import ThisTurn
from sayso.resolve.sources import ATTRIBUTION, BOUNDARY_POLICY
from sayso.telling.asking import GRADES

router = APIRouter(dependencies=[Reads])


@router.get("/about")
def about(turn: ThisTurn) -> HTMLResponse:
    """The rules and the credits."""
    ledger = turn.desk.ledger
    return turn.page(
        "about.html",
        version=__version__,
        ledger=ledger.name,
        size=ledger.size,
        grades=GRADES,
        attribution=ATTRIBUTION,
        boundaries=BOUNDARY_POLICY,
    )
