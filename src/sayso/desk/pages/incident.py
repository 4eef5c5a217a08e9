"""One incident: its accounts side by side, every value with its words; tolls, grade, map, relays, history."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from sayso.desk.atlas import MapPoint, svg_map
from sayso.desk.guard import Reads
from sayso.desk.happened import happened
from sayso.desk.matrix import matrix
from sayso.desk.passages import evidence
from sayso.desk.turn import ThisTurn, Turn
from sayso.errors import UsageError
from sayso.imports.matching import of_incident
from sayso.model import Claim, Document, Incident, Rule
from sayso.model.figure import Measure
from sayso.reconcile.rules import RULES, cell
from sayso.review.slots import SLOTS
from sayso.store.cards import Card
from sayso.store.filters import Filters
from sayso.telling.history import changes_about

router = APIRouter(dependencies=[Reads])
MEASURES: tuple[Measure, ...] = ("killed", "injured")
JOINS = 8  # reasons shown before one asks for all
OTHERS = 12  # incidents offered to merge with
HOMES = {"claim": "/claims/", "document": "/documents/", "operation": "/changes#"}


@router.get("/incidents/{name}")
def incident(turn: ThisTurn, name: str, rule: str = "range", joins: bool = False) -> Response:
    """The sheet of an incident; a name that has ceased leads to what became of it."""
    ledger = turn.desk.ledger
    kind, whole = ledger.find(name)
    if kind == "tombstone":
        became = ledger.became(whole) or []
        return turn.go(f"/incidents/{became[0]}") if len(became) == 1 else turn.page("ceased.html", became=became)
    if kind != "incident":
        return turn.go(HOMES[kind] + whole)
    if whole != name:
        return turn.go(f"/incidents/{whole}")
    return _sheet(turn, ledger.incident(whole), rule=read_rule(rule), joins=joins)


def read_rule(name: str) -> Rule:
    """The rule by which tolls are made; UsageError for another name."""
    for rule in RULES:
        if rule == name:
            return rule
    raise UsageError(found=f"{name!r} as a rule", expected=f"one of {', '.join(RULES)}", mend="choose one")


def _sheet(turn: Turn, one: Incident, *, rule: Rule, joins: bool) -> HTMLResponse:
    ledger = turn.desk.ledger
    claims = ledger.claims_with(one.claims)
    documents = ledger.documents_with(doc for doc, _ in one.claims_by_doc)
    judgements = sorted(ledger.judgements_with(one.joins), key=lambda one: one.reason is None)  # those of people first
    found, operations = changes_about(ledger, "incident", one.id)
    return turn.page(
        "incident.html",
        incident=one,
        title=title(turn, one),
        claims=claims,
        documents=documents,
        matrix=matrix(one, claims, turn.words),
        cells=[made for measure in MEASURES if (made := cell(one, claims, measure, rule=rule)) is not None],
        rules=RULES,
        rule=rule,
        picture=picture(turn, one),
        relays=relays(claims.values()),
        joins=judgements if joins else judgements[:JOINS],
        hidden=0 if joins else max(0, len(judgements) - JOINS),
        history=[happened(change, operations, turn.words) for change in found],
        others=_others(turn, one),
        elsewhere=of_incident(ledger, one),
        evidence=evidence,
        publisher=publisher,
        slots=SLOTS,
    )


def title(turn: Turn, one: Incident) -> str:
    """What, where and when, as the heading says it."""
    words = turn.words
    return " · ".join(
        [words.kind(one.kind).capitalize(), words.place(one.place), words.days(one.when.first, one.when.last)]
    )


def card_title(turn: Turn, one: Card) -> str:
    """The same of an incident in a list."""
    words = turn.words
    where, when = words.placed(one.place, one.precision), words.days(one.first, one.last)
    return " · ".join([words.kind(one.kind).capitalize(), where, when])


def picture(turn: Turn, one: Incident) -> str:
    """The still map of the incident's place; nothing where it has no point."""
    place = one.place
    if place is None or place.lat is None or place.lon is None:
        return ""
    point = MapPoint(
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        label=turn.words.place(place),
        country=place.country,
        disputed=bool(one.disagreements),
    )
    return svg_map([point], width=520, height=340, title=turn.words("map.of_incident"), language=turn.words.language)


def relays(claims: Iterable[Claim]) -> list[tuple[str, list[list[str]]]]:
    """Who took it from whom: for each report the chains of sources in it, the one who first said it last."""
    chains: dict[str, dict[tuple[str, ...], None]] = {}
    for claim in sorted(claims, key=lambda one: (one.doc, one.span)):
        chains.setdefault(claim.doc, {})[tuple(link.text for link in claim.source)] = None
    return [(doc, [list(chain) for chain in told if chain]) for doc, told in sorted(chains.items())]


def publisher(document: Document | None, doc: str) -> str:
    """Who published a report, else the report's name."""
    return (document.publisher if document is not None else None) or doc


def _others(turn: Turn, one: Incident) -> list[Card]:
    """Incidents of about the same days, which this one may be merged with; those at the same place first."""
    if one.when.first is None and one.when.last is None:
        return []
    near = Filters(since=one.when.first or one.when.last, until=one.when.last or one.when.first)
    with turn.view() as view:
        found = [other for other in view.cards(near, limit=10 * OTHERS).items if other.id != one.id]
    here = one.place.name or one.place.text if one.place is not None else None
    found.sort(key=lambda other: (other.place is None or other.place != here, other.kind != one.kind, other.id))
    return found[:OTHERS]
