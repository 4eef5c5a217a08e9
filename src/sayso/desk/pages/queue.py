"""The review queue: open joins, claims told with little confidence, incidents without place or day; made for the keyboard."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from sayso import review
from sayso.desk.guard import Reads, Reviews
from sayso.desk.pages.acts import done
from sayso.desk.pages.incident import card_title, publisher
from sayso.desk.passages import evidence
from sayso.desk.turn import ThisTurn
from sayso.errors import UsageError
from sayso.store.queue import SECTIONS, Section

router = APIRouter(dependencies=[Reads])
SHOWN = 20  # things to look at on a page
TELLING = 4  # claims that stand for an incident
Text = Annotated[str, Form()]


@router.get("/queue")
def queue(turn: ThisTurn, of: str = "") -> HTMLResponse:
    """What waits, in one of its sections; the first that holds something where none is asked for."""
    with turn.view() as view:
        waiting = view.waiting()
        section = read_section(of) if of else next((one for one in SECTIONS if waiting[one]), SECTIONS[0])
        joins = view.open_joins(limit=SHOWN) if section == "joins" else []
        unsure = view.unsure_claims(limit=SHOWN) if section == "confidence" else []
        lacking = {"unlocated": "place", "undated": "day"}.get(section)
        lost = view.lacking("place" if lacking == "place" else "day", limit=SHOWN) if lacking else []
        cards = view.cards_with(name for one in joins for name in (one.one, one.other))
        told = view.telling([*cards, *(one.id for one in lost)], most=TELLING, among=2 * TELLING)
        claims = view.claims_with(name for names in told.values() for name in names)
        documents = view.documents_with({one.doc for one in [*claims.values(), *unsure]})
    return turn.page(
        "queue.html",
        sections=SECTIONS,
        section=section,
        waiting=waiting,
        joins=[(cards[one.one], cards[one.other], one.judgement) for one in joins],
        unsure=unsure,
        lost=lost,
        lacking=lacking,
        documents=documents,
        telling=lambda one: [claims[name] for name in told.get(one.id, ())],
        title=lambda one: card_title(turn, one),
        evidence=evidence,
        publisher=publisher,
    )


def read_section(name: str) -> Section:
    """A section by its name; UsageError for another name."""
    for section in SECTIONS:
        if section == name:
            return section
    raise UsageError(found=f"{name!r} in the queue", expected=f"one of {', '.join(SECTIONS)}", mend="choose one")


acting = APIRouter(dependencies=[Reviews])


@acting.post("/queue/joins")
def judge_join(turn: ThisTurn, one: Text, other: Text, verdict: Text, reason: Text = "") -> Response:
    """The two incidents are the same, different, or nobody can tell."""
    act: review.Merge | review.Part | review.Confirm
    match verdict:
        case "same":
            act = review.Merge(incidents=(one, other))
        case "different":
            act = review.Part(incidents=(one, other))
        case "unsure":
            act = review.Confirm(subjects=(one, other), what="join")
        case _:
            raise _unknown(verdict, "same, different or unsure")
    return done(turn, act, reason, "/queue?of=joins")


@acting.post("/queue/claims")
def judge_claim(turn: ThisTurn, claim: Text, verdict: Text, reason: Text = "") -> Response:
    """The claim is right, or wrong altogether."""
    if verdict not in ("right", "wrong"):
        raise _unknown(verdict, "right or wrong")
    act = review.Confirm(subjects=(claim,), what="claim") if verdict == "right" else review.Reject(claim=claim)
    return done(turn, act, reason, "/queue?of=confidence")


@acting.post("/queue/incidents")
def let_stand(turn: ThisTurn, incident: Text, what: Text, reason: Text = "") -> Response:
    """No report tells the place or the day of the incident."""
    if what not in ("place", "day"):
        raise _unknown(what, "place or day")
    section = "unlocated" if what == "place" else "undated"
    return done(turn, review.Confirm(subjects=(incident,), what=what), reason, f"/queue?of={section}")


def _unknown(said: str, expected: str) -> UsageError:
    return UsageError(found=f"{said!r} as a verdict", expected=expected, mend="press one of the buttons")


router.include_router(acting)
