"""The API put together: its addresses, what they give, and its OpenAPI document at /api/v1/openapi.json."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Path, Query
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException

from sayso.desk import schemas
from sayso.desk.api.answers import Written, answer, told, written
from sayso.desk.api.asked import TEXT, Asked, Cursor, Limit
from sayso.desk.cursors import MOST_NUMBER, read_cursor, write_cursor
from sayso.desk.guard import Reads
from sayso.desk.turn import Desk, ThisTurn
from sayso.errors import NotFoundError, SaysoError
from sayso.model import Incident, Measure, Rule
from sayso.model.codec import loads
from sayso.reconcile.rules import cell
from sayso.store import voices
from sayso.store.changes import read_when
from sayso.store.view import BY_DAY, BY_REPORT, View
from sayso.telling import lines
from sayso.telling.history import change_line

VERSION = "1"
MEASURES: tuple[Measure, ...] = ("killed", "injured")
LISTED = 50
LAST_NAME = "\U0010ffff"  # after all names
KEPT = 4096  # incidents whose lines are kept, as they are asked for again and again
Name = Annotated[str, Path(max_length=300, pattern=TEXT, description="The identifier, or its beginning.")]

PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"model": schemas.Problem, "description": "A value that cannot be read."},
    401: {"model": schemas.Problem, "description": "No user, or a token that does not stand."},
    403: {"model": schemas.Problem, "description": "Not allowed."},
    422: {"model": schemas.Problem, "description": "A value out of its bounds."},
    304: {"description": "What the caller holds (If-None-Match) still stands."},
}
MISSING: dict[int | str, dict[str, Any]] = {404: {"model": schemas.Problem, "description": "Nothing bears that name."}}

router = APIRouter(
    dependencies=[Reads, Depends(HTTPBearer(auto_error=False, description="From: sayso user token NAME"))],
    responses=PROBLEMS,
)


def create_api(desk: Desk) -> FastAPI:
    """The API as an app to be mounted at /api/v1."""
    app = FastAPI(
        title="Sayso",
        version=VERSION,
        description="Reports of armed conflict as claims, each with its words and its source; and the incidents they tell of.",
        docs_url=None,
        redoc_url=None,
    )
    app.state.desk = desk
    app.include_router(router)
    for kind in (SaysoError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, told)
    return app


@router.get("/incidents", responses={200: {"model": schemas.Incidents}})
def incidents(turn: ThisTurn, filters: Asked, limit: Limit = LISTED, cursor: Cursor = None) -> Response:
    """Incidents, newest first, the undated last."""
    after = read_cursor(cursor, BY_DAY)

    def make() -> object:
        with turn.view() as view:
            page = view.incident_records(filters, limit=limit, after=after)
        following = written(None if page.next is None else write_cursor(page.next))
        return Written(f'{{"results":[{",".join(map(_incident, page.items))}],"next":{following}}}')

    return answer(turn, make)


@lru_cache(maxsize=KEPT)
def _incident(record: str) -> str:
    """The line of an incident, written, from its record."""
    return written(lines.incident_line(loads(record, Incident)))


@router.get("/incidents/{name}", responses={200: {"model": schemas.IncidentWhole}, **MISSING})
def incident(turn: ThisTurn, name: Name, rule: Rule = "range") -> Response:
    """One incident, with its tolls by a rule. One that has ceased: see /deleted for what became of it."""
    ledger = turn.desk.ledger

    def make() -> object:
        one = ledger.incident(_named(turn, name, "incident"))
        claims = ledger.claims_with(one.claims)
        tolls = [asdict(made) for measure in MEASURES if (made := cell(one, claims, measure, rule=rule)) is not None]
        return {**lines.incident_line(one), "tolls": tolls}

    return answer(turn, make)


@router.get("/incidents/{name}/claims", responses={200: {"model": schemas.Claims}, **MISSING})
def incident_claims(turn: ThisTurn, name: Name) -> Response:
    """All claims of one incident, in the order of telling."""

    def make() -> object:
        one = turn.desk.ledger.incident(_named(turn, name, "incident"))
        with turn.view() as view:
            return _page(_claims(view, list(one.claims)), None)

    return answer(turn, make)


@router.get("/claims", responses={200: {"model": schemas.Claims}})
def claims(turn: ThisTurn, filters: Asked, limit: Limit = LISTED, cursor: Cursor = None) -> Response:
    """Claims, by day of report, document and position."""
    after = read_cursor(cursor, BY_REPORT)

    def make() -> object:
        with turn.view() as view:
            page = view.claim_page(filters, limit=limit, after=after)
            return _page(_claims(view, [claim.id for claim in page.items]), page.next)

    return answer(turn, make)


@router.get("/claims/{name}", responses={200: {"model": schemas.ClaimLine}, **MISSING})
def claim(turn: ThisTurn, name: Name) -> Response:
    """One claim."""

    def make() -> object:
        whole = _named(turn, name, "claim")
        with turn.view() as view:
            (one,) = _claims(view, [whole])
        return one

    return answer(turn, make)


def _claims(view: View, names: list[str]) -> Iterator[lines.Line]:
    """Claims by identifier, in order, each with the incident that it is part of."""
    found = view.claims_with(names)
    documents = view.documents_with({one.doc for one in found.values()})
    homes = view.incidents_of(names)
    for name in names:
        one = found[name]
        yield {**lines.claim_line(documents[one.doc], one), "incident": homes.get(name)}


@router.get("/documents", responses={200: {"model": schemas.Documents}})
def documents(turn: ThisTurn, filters: Asked, limit: Limit = LISTED, cursor: Cursor = None) -> Response:
    """Reports, by day of publication; without their texts."""
    after = read_cursor(cursor, BY_DAY)

    def make() -> object:
        with turn.view() as view:
            page = view.document_page(filters, limit=limit, after=after)
        return _page((_header(lines.document_line(one, claims={})) for one in page.items), page.next)

    return answer(turn, make)


def _header(line: lines.Line) -> lines.Line:
    return {name: value for name, value in line.items() if name != "claims"}


@router.get("/documents/{name:path}", responses={200: {"model": schemas.DocumentWhole}, **MISSING})
def document(turn: ThisTurn, name: Name) -> Response:
    """One report with its text."""

    def make() -> object:
        one = turn.desk.ledger.document(_named(turn, name, "document"))
        return {**_header(lines.document_line(one, claims={})), "text": one.text}

    return answer(turn, make)


@router.get("/sources", responses={200: {"model": schemas.Sources}})
def sources(turn: ThisTurn, filters: Asked, limit: Limit = LISTED, cursor: Cursor = None) -> Response:
    """Who gives accounts of the incidents asked for, those of most first; counts only."""
    offset = _number(cursor)

    def make() -> object:
        with turn.view() as view:
            found, total = voices.voices(view.connection, filters, limit=limit, offset=offset)
        told = [
            {"name": one.name, "incidents": one.incidents, "tolls": one.tolls, "differing": one.differing}
            for one in found
        ]
        return _page(told, (offset + limit,) if total > offset + limit else None)

    return answer(turn, make)


@router.get("/changes", responses={200: {"model": schemas.Changes}})
def changes(
    turn: ThisTurn,
    since: Annotated[
        str | None, Query(max_length=40, pattern=TEXT, description="A day, month, year or time, ISO 8601.")
    ] = None,
    after: Annotated[int, Query(ge=0, le=MOST_NUMBER, description="The number of the last change seen.")] = 0,
    limit: Limit = LISTED,
    cursor: Cursor = None,
) -> Response:
    """What was read, what people did, and what these did to incidents; the earliest first."""
    ledger = turn.desk.ledger
    first = max(after, _number(cursor))
    when = None if since is None else read_when(since)

    def make() -> object:
        with turn.view() as view:
            found = view.changes_after(first, when=when, limit=limit + 1)
        shown = found[:limit]
        operations = (
            {one.id: one for one in ledger.operations()} if any(one.kind == "operation" for one in shown) else {}
        )
        told = [change_line(one, operations, ledger.became(one.id) if one.what == "ceased" else None) for one in shown]
        return _page(told, (shown[-1].number,) if len(found) > limit else None)

    return answer(turn, make)


@router.get("/deleted", responses={200: {"model": schemas.Deleted}})
def deleted(
    turn: ThisTurn,
    after: Annotated[int, Query(ge=0, le=MOST_NUMBER, description="The number of the last one seen.")] = 0,
    limit: Limit = LISTED,
    cursor: Cursor = None,
) -> Response:
    """Incidents that have ceased, with those that hold their claims now; the earliest first."""
    number, name = read_cursor(cursor, (int, str)) or (after, LAST_NAME)

    def make() -> object:
        with turn.view() as view:
            found = view.tombstones((number, name), limit=limit + 1)
        told = [{"number": at, "id": one, "became": became} for at, one, became in found[:limit]]
        return _page(told, found[limit - 1][:2] if len(found) > limit else None)

    return answer(turn, make)


def _page(results: Any, following: tuple[Any, ...] | None) -> dict[str, object]:
    return {"results": list(results), "next": None if following is None else write_cursor(following)}


def _number(cursor: str | None) -> int:
    """The number that a cursor stands for, 0 where there is none."""
    (number,) = read_cursor(cursor, (int,)) or (0,)
    return int(number)


def _named(turn: ThisTurn, name: str, kind: str) -> str:
    """The identifier that begins so; NotFoundError where it is of another kind."""
    found, whole = turn.desk.ledger.find(name)
    if found != kind:
        raise NotFoundError(found=f"{found} {whole!r}", expected=f"the name of a {kind}", mend=f"see: /{found}s")
    return whole
