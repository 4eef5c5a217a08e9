"""What people do: merge, split, correct, reject, undo; each with a reason, kept under their name, and taken back at will."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from sayso import review
from sayso.desk.guard import Reviews
from sayso.desk.turn import ThisTurn, Turn
from sayso.errors import NotFoundError, UsageError
from sayso.store.acts import Act

router = APIRouter(dependencies=[Reviews])
Text = Annotated[str, Form()]


@router.post("/incidents/{name}/merge")
def merge(turn: ThisTurn, name: str, other: Text, reason: Text = "", back: Text = "") -> Response:
    """Say that this incident and another are one."""
    return done(turn, review.Merge(incidents=(name, other.strip())), reason, back)


@router.post("/incidents/{name}/split")
def split(
    turn: ThisTurn,
    name: str,
    claims: Annotated[list[str] | None, Form()] = None,
    reason: Text = "",
    back: Text = "",
) -> Response:
    """Say that some claims of the incident are of another."""
    if not claims:
        raise UsageError(found="no claim chosen", expected="those that are of another incident", mend="tick them first")
    return done(turn, review.Split(incident=name, claims=tuple(claims)), reason, back)


@router.post("/claims/{name}/correct")
def correct(
    turn: ThisTurn, name: str, slot: Text, value: Text = "", quoted: Text = "", reason: Text = "", back: Text = ""
) -> Response:
    """Say what is right in a slot of a claim."""
    ledger = turn.desk.ledger
    claim = ledger.standing(name)
    field, made = review.read_slot(
        slot,
        value,
        claim=claim,
        document=ledger.document(claim.doc),
        quoted=quoted.strip() or None,
        others=[one for one in ledger.claims_of(claim.doc) if one.id != claim.id],
        gazetteer=turn.desk.resources.gazetteer,
    )
    return done(turn, review.Correct(claim=claim.id, slot=field, value=made), reason, back)


@router.post("/claims/{name}/reject")
def reject(turn: ThisTurn, name: str, reason: Text = "", back: Text = "") -> Response:
    """Say that a claim is wrong altogether."""
    return done(turn, review.Reject(claim=name), reason, back)


@router.post("/undo")
def undo(turn: ThisTurn, operation: Text, reason: Text = "", back: Text = "") -> Response:
    """Take an operation back; taking back a taking-back restores it."""
    return done(turn, review.Undo(operation=operation), reason, back)


def done(turn: Turn, act: Act, reason: str, back: str) -> Response:
    """Do it and go back to where it was asked for, or to what became of that; the page offers to take it back."""
    outcome = review.operate(turn.desk.ledger, act, by=turn.by(reason))
    return turn.go(_home(turn, back), done=outcome.operation.id)


def _home(turn: Turn, back: str) -> str:
    """A path of this desk only; an incident that has ceased stands for what became of it."""
    if not back.startswith("/") or back.startswith(("//", "/\\")):
        return "/"
    begin = "/incidents/"
    if not back.startswith(begin):
        return back
    name = back.removeprefix(begin).split("?")[0]
    try:
        became = turn.desk.ledger.became(name)
    except NotFoundError:
        return "/"
    return begin + became[0] if became else "/" if became is not None else back
