"""All that a ledger keeps of its own, thing by thing: what an equal ledger can be made of. Users and sessions are not.

>>> line("failure", {"document": "a.txt", "stage": "ingest", "reason": "found an empty file"})[:22]
'{"record": "failure", '
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from sayso.model import Operation
from sayso.model.codec import loads
from sayso.store import reading, rows
from sayso.store.filters import ALL, Filters
from sayso.store.query import document_rows
from sayso.store.tables import (
    CHANGES,
    CLAIMS,
    DOCUMENTS,
    FAILURES,
    INCIDENTS,
    JUDGEMENTS,
    OPERATION_SUBJECTS,
    OPERATIONS,
    PAGES,
    REFERENCES,
    TOMBSTONES,
    UNLINKED,
)
from sayso.store.writing import meta

FORMAT = 1  # of these lines; counted up when they change so that older programs cannot read them


def whole(connection: Connection) -> Iterator[str]:
    """Each page, document (every version), claim (superseded ones too), judgement, operation, incident, tombstone, change,
    record of another data set and failure as a line of JSON, those that others name first."""
    yield from _pages(connection, select(PAGES).order_by(PAGES.c.id))
    yield from _documents(connection, select(DOCUMENTS).order_by(DOCUMENTS.c.row))
    yield from _claims(connection, _all_claims().order_by(CLAIMS.c.row))
    yield from _judgements(connection)
    yield from _operations(connection)
    for row in reading.stream(connection, select(INCIDENTS.c.founded, INCIDENTS.c.record).order_by(INCIDENTS.c.id)):
        yield line("incident", {"founded": row.founded}, value=row.record)
    for row in reading.stream(connection, select(TOMBSTONES).order_by(TOMBSTONES.c.id)):
        yield line("tombstone", {**row._mapping, "became": json.loads(row.became)})
    for row in reading.stream(connection, select(CHANGES).order_by(CHANGES.c.number)):
        yield line("change", {**row._mapping, "record": None}, value=row.record)
    for row in reading.stream(connection, select(REFERENCES).order_by(REFERENCES.c.id)):
        yield line("reference", {"id": row.id}, value=row.record)
    for row in reading.stream(connection, select(FAILURES).order_by(FAILURES.c.document)):
        yield line("failure", dict(row._mapping))


def part(connection: Connection, filters: Filters) -> Iterator[str]:
    """The documents asked for with their pages and claims, and the judgements and operations that are about these alone.

    Incidents are left to be put together anew, from what is there.
    """
    asked = reading.held_documents(connection, document_rows(filters), filters)
    versions = [rows.version(document) for document in asked]
    pages: set[str] = set()
    held: set[str] = set()
    for some in rows.chunks(versions):
        found = select(DOCUMENTS).where(DOCUMENTS.c.version.in_(some))
        wanted = sorted({row.page for row in connection.execute(found) if row.page is not None} - pages)
        yield from _pages(connection, select(PAGES).where(PAGES.c.id.in_(wanted)).order_by(PAGES.c.id))
        pages.update(wanted)
        yield from _documents(connection, found.order_by(DOCUMENTS.c.row))
    for some in rows.chunks(versions):
        claims = _all_claims().where(DOCUMENTS.c.version.in_(some)).order_by(CLAIMS.c.row)
        held.update(connection.scalars(claims.with_only_columns(CLAIMS.c.id)))
        yield from _claims(connection, claims)
    yield from _judgements(connection, held)
    yield from _operations(connection, held)


def records(connection: Connection, filters: Filters) -> Iterator[str]:
    """All, or where filters are set, a part that can stand by itself; the last line says how many came before it."""
    unlinked = meta(connection, UNLINKED) == "yes"
    yield line("ledger", {"format": FORMAT, "whole": filters == ALL, "unlinked": unlinked})
    lines = 1
    for told in whole(connection) if filters == ALL else part(connection, filters):
        yield told
        lines += 1
    yield line("end", {"lines": lines})


def line(kind: str, facts: dict[str, Any], *, value: str | None = None) -> str:
    """A thing as a line: its kind, what the ledger knows of it beside, and its record's own JSON as `value`."""
    known = {"record": kind, **{name: one for name, one in facts.items() if name != "record"}}
    head = json.dumps(known, ensure_ascii=False, default=str)
    return head if value is None else f'{head[:-1]}, "value": {value}}}'


def _pages(connection: Connection, asked: Select[Any]) -> Iterator[str]:
    for row in reading.stream(connection, asked):
        content = base64.b64encode(zlib.decompress(row.content)).decode("ascii")
        yield line("page", {**row._mapping, "content": content})


def _documents(connection: Connection, asked: Select[Any]) -> Iterator[str]:
    for row in reading.stream(connection, asked):
        facts = {"version": row.version, "extractor": row.extractor, "superseded": row.superseded}
        value = json.dumps({**json.loads(row.record), "text": row.text}, ensure_ascii=False)
        yield line("document", facts, value=value)


def _all_claims() -> Select[Any]:
    joined = CLAIMS.join(DOCUMENTS, CLAIMS.c.document == DOCUMENTS.c.row)
    return select(DOCUMENTS.c.version, CLAIMS.c.superseded, CLAIMS.c.record).select_from(joined)


def _claims(connection: Connection, asked: Select[Any]) -> Iterator[str]:
    """`document` is the version of the document in which the claim stands."""
    for row in reading.stream(connection, asked):
        yield line("claim", {"document": row.version, "superseded": row.superseded}, value=row.record)


def _judgements(connection: Connection, held: set[str] | None = None) -> Iterator[str]:
    """All, or those between claims that are held."""
    for row in reading.stream(connection, select(JUDGEMENTS).order_by(JUDGEMENTS.c.id)):
        if held is None or {row.left, row.right} <= held:
            yield line("judgement", {"human": row.human, "operation": row.operation}, value=row.record)


def _operations(connection: Connection, held: set[str] | None = None) -> Iterator[str]:
    """All with what they are about; or those about claims that are held alone, and what takes such a one back."""
    kept: set[str] = set()
    for row in reading.stream(connection, select(OPERATIONS).order_by(OPERATIONS.c.number)):
        about = select(OPERATION_SUBJECTS.c.subject).where(OPERATION_SUBJECTS.c.operation == row.number)
        if held is None or _is_within(loads(row.record, Operation), held, kept):
            kept.add(row.id)
            subjects = sorted(connection.scalars(about))
            yield line("operation", {"number": row.number, "subjects": subjects}, value=row.record)


def _is_within(operation: Operation, held: set[str], kept: set[str]) -> bool:
    if operation.undoes is not None:
        return operation.undoes in kept
    pieces = {claim for side in operation.sides for piece in side for claim in piece}
    about = pieces if operation.claim is None else pieces | {operation.claim}
    return bool(about) and about <= held
