"""The reports: a list of them, one with every claim marked in place, and one claim with all its slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, get_args
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from sayso import review
from sayso.desk.chips import chips
from sayso.desk.cursors import read_cursor, write_cursor
from sayso.desk.guard import Reads, Reviews
from sayso.desk.happened import happened
from sayso.desk.jobs import Progress
from sayso.desk.passages import Part, cut, evidence
from sayso.desk.reports import lanes, lines, part_of, parts
from sayso.desk.turn import Intake, ThisTurn, Turn
from sayso.desk.typed import slots, typed_places
from sayso.errors import NotFoundError, SaysoError, UsageError
from sayso.model import Claim, Document, Place, Span, by_person, finder, is_added, read_days
from sayso.model.document import PERSON, as_page_dates, dated_by
from sayso.model.mention import Status
from sayso.review.slots import MEASURES
from sayso.store import papers
from sayso.store.view import BY_DAY
from sayso.telling import asking
from sayso.telling.history import changes_about

router = APIRouter()
Text = Annotated[str, Form()]
LISTED = 40  # reports a page
FAILED = 100  # failures told at once
PAST = 50  # claims of earlier versions told at once
CHANGES = 40  # of a report or a claim, the newest
AROUND = 300  # characters of the report on either side of a claim that is shown by itself
STATUSES: tuple[str, ...] = get_args(Status)
WEB = ("http://", "https://")


@router.get("/documents", dependencies=[Reads])
def documents(turn: ThisTurn, after: str | None = None) -> HTMLResponse:
    """The reports that the filter leaves, the last published first; and what could not be read."""
    filters = turn.filters
    with turn.view() as view:
        page = papers.headers(view, filters, limit=LISTED, after=read_cursor(after, BY_DAY))
        total = None if filters.of_claims else papers.count(view, filters)
        failed, failures = papers.failures(view, limit=FAILED)
    return turn.page(
        "documents.html",
        documents=page.items,
        total=total,
        filters=filters,
        chips=chips(turn, "/documents"),
        kinds=asking.kinds(),
        failed=failed if after is None else [],
        failures=failures,
        following=None if page.next is None else write_cursor(page.next),
    )


@router.get("/documents/{name:path}", dependencies=[Reads])
def document(turn: ThisTurn, name: str, claim: str | None = None, part: int | None = None) -> Response:
    """A report with its claims marked in place; `claim` is the one that is looked for."""
    with turn.view() as view:
        try:
            found = papers.document(view, name)
        except NotFoundError:
            return _by_beginning(turn, name, "document")
        marks = papers.marks(view, name)
        numbers = {mark.id: number for number, mark in enumerate(marks)}
        wanted = _standing(turn, claim, numbers)
        cuts = parts(found.text, marks)
        at = part_of(cuts, marks[numbers[wanted]].start) if part is None and wanted is not None else (part or 1) - 1
        span = cuts[max(0, min(at, len(cuts) - 1))]
        here = [mark for mark in marks if mark.start < span.end and span.start < mark.end]
        claims = view.claims_with([mark.id for mark in here])
        incidents = view.incidents_of([mark.id for mark in here])
        happenings = papers.happenings(view, name)
        gone, past = papers.no_more(view, name, numbers, limit=PAST)
    changes, operations = changes_about(turn.desk.ledger, "document", name)
    return turn.page(
        "document.html",
        document=found,
        home=f"/documents/{quoted(name)}",
        lines=list(lines(found.text, span, here, furniture=found.furniture)),
        span=span,
        claims=[claims[mark.id] for mark in here],
        marks=here,
        numbers=numbers,
        lanes=lanes(here),
        total=len(marks),
        wanted=wanted,
        incidents=incidents,
        happenings=happenings,
        cuts=cuts,
        at=cuts.index(span),
        gone=gone,
        past=past,
        history=[happened(change, operations, turn.words) for change in reversed(changes[-CHANGES:])],
        said_by=said_by(found),
        is_web=(found.url or "").lower().startswith(WEB),
        **_forms(),
    )


def _forms() -> dict[str, Any]:
    """What the forms for slots offer, and who a claim is of."""
    return {
        "slots": slots,
        "kinds": asking.kinds(),
        "statuses": STATUSES,
        "measures": MEASURES,
        "finder": finder,
        "is_added": is_added,
        "is_of_person": by_person,
    }


def said_by(report: Document) -> str | None:
    """The person who said when the report was published; None where it says so itself, or nobody does."""
    where = report.published_from or ""
    return where.removeprefix(PERSON) if where.startswith(PERSON) else None


def _standing(turn: Turn, claim: str | None, numbers: Mapping[str, int]) -> str | None:
    """The claim that stands in the report for the one that is asked for, which may have been corrected since."""
    if claim is None or claim in numbers:
        return claim
    try:
        now = turn.desk.ledger.standing(claim).id
    except (NotFoundError, UsageError):
        return None
    return now if now in numbers else None


def _by_beginning(turn: Turn, name: str, kind: str) -> Response:
    """The page of the one thing whose identifier begins so."""
    found, whole = turn.desk.ledger.find(name)
    homes = {"document": "/documents/", "claim": "/claims/", "incident": "/incidents/", "tombstone": "/incidents/"}
    if found not in homes or (found == kind and whole == name):
        raise NotFoundError(found=f"no {kind} {name!r}", expected=f"a {kind} of the ledger", mend="look for its words")
    return turn.go(homes[found] + quoted(whole))


def quoted(name: str) -> str:
    """An identifier as a part of an address."""
    return quote(name, safe="")


# One claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A place that words of a claim may stand for; `value` says so for all places of the claim."""

    place: Place
    name: str
    where: str
    point: str
    score: float
    chosen: bool
    value: str


@router.get("/claims/{name}", dependencies=[Reads])
def claim(turn: ThisTurn, name: str) -> Response:
    """A claim with all its slots, and what became of it."""
    ledger = turn.desk.ledger
    held = ledger.claims_with([name]).get(name)
    if held is None:
        return _by_beginning(turn, name, "claim")
    try:
        now: Claim | None = ledger.standing(name)
        fallen = ""
    except SaysoError as error:
        now, fallen = None, str(error)
    done = turn.request.query_params.get("done")
    if done and now is not None and now.id != name:
        return turn.go(f"/claims/{now.id}", done=done)
    try:
        report: Document | None = ledger.document(held.doc)
    except NotFoundError:
        report = None
    changes, operations = changes_about(ledger, "claim", name)
    return turn.page(
        "claim.html",
        claim=held,
        now=now,
        fallen=fallen,
        document=report,
        before=ledger.claims_with([held.corrects]).get(held.corrects) if held.corrects is not None else None,
        passage=passage(held, report),
        also=[] if report is None else [report.quote(span) for span in held.also if span.end <= len(report.text)],
        incident=ledger.incident_of(held.id),
        choices=choices(held),
        history=[happened(change, operations, turn.words) for change in reversed(changes[-CHANGES:])],
        typed_places=typed_places,
        **_forms(),
    )


@router.get("/claims/{name}/slots", dependencies=[Reads])
def claim_slots(turn: ThisTurn, name: str) -> HTMLResponse:
    """The slots of a claim that stands, with the forms that correct them, to be put beside its words in the report."""
    held = turn.desk.ledger.standing(name)
    root = held.corrects or held.id
    back = f"/documents/{quoted(held.doc)}?claim={root}#n-{root}"
    return turn.page("claim_slots.html", claim=held, back=back, **_forms())


def passage(claim: Claim, report: Document | None) -> list[Part]:
    """The claim's words with some of what stands around them, where the report has them still; they are marked."""
    if report is None or claim.span.end > len(report.text) or report.quote(claim.span) != claim.evidence:
        return evidence(claim)
    start, end = max(0, claim.span.start - AROUND), min(len(report.text), claim.span.end + AROUND)
    if start > 0:  # no part of a word
        start = min(claim.span.start, report.text.find(" ", start, claim.span.start) + 1 or claim.span.start)
    if end < len(report.text):
        end = max(claim.span.end, report.text.rfind(" ", claim.span.end, end))
    around = Span(start, end)
    marks = [(claim.span.start - around.start, claim.span.end - around.start, "claim")]
    found = list(cut(report.quote(around), marks))
    before = [Part("… ", 0, ())] if start > 0 else []
    return [*before, *found, *([Part(" …", 0, ())] if end < len(report.text) else [])]


def choices(claim: Claim) -> list[tuple[Place, list[Choice]]]:
    """Each place of a claim with what else its words may stand for, the likeliest first."""
    return [(place, _candidates(claim.places, position)) for position, place in enumerate(claim.places)]


def _candidates(places: Sequence[Place], position: int) -> list[Choice]:
    found = []
    for one in places[position].candidates:
        name = f"{one.name}, {one.admin1 or one.country}" if one.admin1 or one.country else one.name
        others = [typed_places((place,)) for place in places]
        role = places[position].role
        others[position] = ("" if role == "site" else f"{role}: ") + name
        held = places[position]
        chosen = (held.lat, held.lon) == (one.lat, one.lon)
        where = ", ".join(part for part in (one.admin1, one.country) if part)
        found.append(
            Choice(
                place=held,
                name=one.name,
                where=where,
                point=f"{one.lat:.3f}, {one.lon:.3f}",
                score=one.score,
                chosen=chosen,
                value="; ".join(others),
            )
        )
    return found


# What reviewers do to a report


@router.post("/documents/{name:path}/claims", dependencies=[Reviews])
async def add_claim(turn: ThisTurn, request: Request, name: str) -> Response:
    """Add a claim that the program did not find."""
    async with request.form() as form:
        sent = {key: str(value) for key, value in form.items() if isinstance(value, str)}
    return await run_in_threadpool(_add_claim, turn, name, sent)


def _add_claim(turn: Turn, name: str, sent: Mapping[str, str]) -> Response:
    ledger = turn.desk.ledger
    report = ledger.document(name)
    told = {slot.removeprefix("slot."): value for slot, value in sent.items() if slot.startswith("slot.")}
    measure, figure = told.pop("measure", ""), told.pop("figure", "")
    if measure and figure.strip():
        told[measure] = figure
    start = sent.get("start", "")
    act = review.read_claim(
        report,
        quoted=sent.get("quoted", ""),
        kind=sent.get("kind", ""),
        slots=told,
        start=int(start) if start.isascii() and start.isdigit() and len(start) < 9 else None,
        others=ledger.claims_of(name),
        gazetteer=turn.desk.resources.gazetteer,
    )
    made = review.operate(ledger, act, by=turn.by(sent.get("reason", ""))).operation
    return turn.go(f"/documents/{quoted(name)}?claim={made.claim}#n-{made.claim}", done=made.id)


@router.post("/documents/{name:path}/date", dependencies=[Reviews])
def set_date(turn: ThisTurn, name: str, published: Text = "", reason: Text = "") -> Response:
    """Say when a report was published, or leave it to the report again; it is read again, so that its times follow."""
    by = turn.by(reason)
    ledger, resources = turn.desk.ledger, turn.desk.resources
    before = ledger.document(name)
    day = day_of(published)
    after = as_said(before, day, by.author)
    if after == before:
        raise UsageError(
            found=f"{before.published} as the date, as it is already", expected="another", mend="nothing was changed"
        )
    page = None if before.page is None else ledger.page(before.page)

    def work(progress: Progress) -> Intake:
        intake = resources.read(ledger, [(page, after)], progress=progress, keep_dates=False)
        if not intake.failures:
            ledger.note_date(name, before=_iso(before.published), after=_iso(after.published), by=by)
        return intake

    home = f"/documents/{quoted(name)}"
    job = turn.desk.jobs.begin(work, title=before.title or name, author=by.author, home=home)
    return turn.go(f"/add/{job.id}")


def day_of(words: str) -> date | None:
    """A day as a form sends it; None where the field was left empty, UsageError for anything else."""
    if not words.strip():
        return None
    days = read_days(words)
    if days is None or days[2] != "day":
        raise UsageError(found=f"{words!r} as a date", expected="a day as 2016-05-04", mend="correct it")
    return days[0]


def as_said(report: Document, day: date | None, author: str) -> Document:
    """The report with the date that a person says; with None, as what it tells itself dates it."""
    from sayso.text.page import published_by

    return as_page_dates(report, published_by) if day is None else dated_by(report, day, author)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
