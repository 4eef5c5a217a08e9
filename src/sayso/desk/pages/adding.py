"""Reports are given here: pasted or as files, read one after another, and told what was and was not understood."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import UploadFile

from sayso.desk import bodies
from sayso.desk.guard import Reviews
from sayso.desk.jobs import Progress, begun
from sayso.desk.turn import Desk, Intake, ThisTurn, Turn
from sayso.errors import NotFoundError, UsageError
from sayso.ingest.files import read_files
from sayso.ingest.lines import read_object
from sayso.model import MAX_CHARACTERS, Document, Failure, Page, read_day
from sayso.model.identity import identify
from sayso.store.ledger import Ledger
from sayso.telling.history import time_words

if TYPE_CHECKING:
    from sayso.text.page import Given

router = APIRouter(dependencies=[Reviews])
FILES = 200  # at once, and ...
REPORTS = 20_000  # ... what is in them, and ...
UNPACKED = 4 * bodies.MOST  # ... its bytes, which are held until they are read
PASTED = "pasted text"  # what a failure calls it
FIELDS = ("title", "publisher", "published", "url")
SHOWN = 20  # of each kind of gap, and ...
TOLD = 100  # ... documents that are told one by one


@router.get("/add")
def add(turn: ThisTurn) -> HTMLResponse:
    """Where reports are pasted or chosen."""
    return turn.page("add.html", characters=MAX_CHARACTERS, megabytes=bodies.MOST // 1_000_000)


@router.post("/add")
async def take(turn: ThisTurn, request: Request) -> Response:
    """Take what is given, and go to where its reading is told."""
    async with request.form(max_files=FILES, max_fields=50, max_part_size=bodies.MOST) as form:
        fields = {name: str(value) for name, value in form.items() if isinstance(value, str)}
        sent = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
        files = [(_bare(one.filename or ""), await one.read()) for one in sent]
    return await run_in_threadpool(_begin, turn, fields, files)


def _bare(name: str) -> str:
    """The name of a file without the folders that some browsers send, and nothing that a line cannot hold."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in last)[:200] or "file"


def _begin(turn: Turn, fields: Mapping[str, str], files: Sequence[tuple[str, bytes]]) -> Response:
    text = fields.get("text", "").replace("\r\n", "\n")
    found: list[Page | Failure] = []
    if text.strip():
        found += pasted(turn.desk.ledger, text, fields)
    check_packed(files)
    found += within_bounds(read_files([(name, io.BytesIO(content)) for name, content in files]))
    if not found:
        raise UsageError(found="nothing to read", expected="a text or files", mend="paste one, or choose some")
    names = [name for name, _ in files]
    title = fields.get("title", "").strip() or (names[0] if names else PASTED)
    if len(names) > 1:
        title = f"{title} + {len(names) - 1}"
    job = turn.desk.jobs.begin(partial(_read, turn.desk, found), title=title, author=turn.user.name)
    return turn.go(f"/add/{job.id}")


def within_bounds(found: Iterable[Page | Failure]) -> Iterator[Page | Failure]:
    """What was found, as long as it is no more than one request may bring: a small packed file can hold very much."""
    held = 0
    for number, one in enumerate(found, 1):
        held += len(one.content) if isinstance(one, Page) else 0
        if number > REPORTS or held > UNPACKED:
            raise _too_much()
        yield one


def check_packed(files: Iterable[tuple[str, bytes]]) -> None:
    """UsageError where files that are packed hold more than one request may bring; what is broken is told when it is read."""
    held = 0
    for name, content in files:
        if name.lower().endswith(".gz"):
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream, suppress(OSError, EOFError, zlib.error):
                while part := stream.read(UNPACKED // 100):
                    held += len(part)
                    if held > UNPACKED:
                        raise _too_much()


def _too_much() -> UsageError:
    return UsageError(
        found=f"more than {REPORTS:,} reports, or {UNPACKED // 1_000_000} MB of them unpacked, in one request",
        expected="fewer",
        mend="send them in parts, or use: sayso read",
    )


def pasted(ledger: Ledger, text: str, fields: Mapping[str, str]) -> Iterator[Page | Failure]:
    """The page of a pasted text; a field that is left empty is as it was when the same text was given before."""
    given = {name: value for name in FIELDS if (value := fields.get(name, "").strip())}
    published = given.get("published")
    if published is not None and read_day(published) is None:
        raise UsageError(found=f"{published!r} as a date", expected="a day as 2016-05-04", mend="correct it")
    line = json.dumps({"text": text, **given}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    for found in read_object(line, address=PASTED):
        if isinstance(found, Page):
            before = _held(ledger, found)
            kept = {name: value for name, value in before.items() if name not in given}
            if kept:
                line = json.dumps({"text": text, **given, **kept}, ensure_ascii=False).encode()
                found = next(one for one in read_object(line, address=PASTED) if isinstance(one, Page))
            found = replace(found, address=None)
        yield found


def _held(ledger: Ledger, page: Page) -> dict[str, str]:
    """What was given with the same text before."""
    from sayso.text.page import documents_of

    (made,) = documents_of([page])
    if isinstance(made, Failure):
        return {}
    held = ledger.documents_with([made[1].id]).get(made[1].id)
    if held is None or held.text != made[1].text:
        return {}
    return {one.field: one.value for one in held.readings if one.where == "given" and one.field in FIELDS}


def _read(desk: Desk, found: Sequence[Page | Failure], progress: Progress) -> Intake:
    """The work of the job: from pages to documents, and into the ledger."""
    from sayso.text.page import documents_of

    given = [one if isinstance(one, Failure) else apart(desk.ledger, one) for one in documents_of(found)]
    return desk.resources.read(desk.ledger, given, progress=progress)


def apart(ledger: Ledger, given: Given) -> Given:
    """The document of a file by another name where the ledger holds another text by the name of that file.

    Browsers save many pages as "index.html"; one must not take the place of the other. Of JSON the `id` is meant.
    """
    page, document = given
    if page is None or page.media_type == "application/json":
        return given
    held = ledger.documents_with([document.id]).get(document.id)
    if held is None or held.text == document.text:
        return given
    name = identify("document", document.text)
    return replace(page, name=name), replace(document, id=name)


@router.get("/add/{name}")
def progress(turn: ThisTurn, name: str) -> HTMLResponse:
    """How far a reading is, then what came of it."""
    return _progress(turn, name, "adding.html")


@router.get("/add/{name}/progress")
def fragment(turn: ThisTurn, name: str) -> HTMLResponse:
    """The same, without the page around it."""
    return _progress(turn, name, "adding_progress.html")


def _progress(turn: Turn, name: str, template: str) -> HTMLResponse:
    """How far a job is; of one that is gone with a desk that was ended, what the ledger has of its time."""
    job, began = turn.desk.jobs.find(name), begun(name)
    if job is None and began is None:
        raise NotFoundError(found=f"no reading {name!r}", expected="one that was begun here", mend="see: /documents")
    intake = job.result if job is not None and isinstance(job.result, Intake) else None
    return turn.page(
        template,
        job=job,
        begun=None if began is None else time_words(began.isoformat()),
        since=_read_since(turn, began) if job is None and began is not None else [],
        before=0 if job is None else turn.desk.jobs.before(job),
        intake=intake,
        told=() if intake is None else intake.documents[:TOLD],
        shown=SHOWN,
        name_of=_name,
    )


def _read_since(turn: Turn, began: datetime) -> list[str]:
    """The documents that were added or read again at or after a time."""
    with turn.view() as view:
        changes = view.changes_after(0, when=began.astimezone(UTC).isoformat(timespec="seconds"), limit=10 * TOLD)
    return list(dict.fromkeys(one.id for one in changes if one.kind == "document"))[:TOLD]


def _name(document: Document) -> str:
    return document.title or document.id
