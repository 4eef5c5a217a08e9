"""Search: the claims and reports that hold all of the words."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from sayso.desk.guard import Reads
from sayso.desk.turn import ThisTurn

router = APIRouter(dependencies=[Reads])
MOST = 40  # hits of each kind


@router.get("/search")
def search(turn: ThisTurn, words: str = "") -> HTMLResponse:
    """Claims first, then reports; nothing where no word is given."""
    ledger = turn.desk.ledger
    hits = ledger.search(words, limit=MOST) if any(character.isalnum() for character in words) else []
    documents = ledger.documents_with({hit.document for hit in hits})
    claims = [hit for hit in hits if hit.kind == "claim"]
    return turn.page(
        "search.html",
        words=words,
        claims=claims,
        reports=[hit for hit in hits if hit.kind == "document"],
        documents=documents,
        most=MOST,
    )
