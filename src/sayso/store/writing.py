"""Writing: a batch of documents with their claims, within a transaction.

>>> Added(new=1) + Added(new=2, known=1)
Added(new=3, changed=0, known=1, claims=0)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from sayso.model import Claim, Document, Page
from sayso.store import changes, indexing, rows
from sayso.store.changes import Change
from sayso.store.database import add_up, insert_rows, next_numbers
from sayso.store.index_tables import FIGURE_COUNTS
from sayso.store.rows import Row
from sayso.store.tables import (
    CLAIM_FIGURES,
    CLAIM_PLACES,
    CLAIM_SOURCES,
    CLAIMS,
    DOCUMENTS,
    FAILURES,
    META,
    OPERATION_SUBJECTS,
    PAGES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document as read: the page that it came from, and the claims found in it."""

    document: Document
    page: Page | None = None
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an addition did: documents new, changed (in text, header or extractor), known; claims written."""

    new: int = 0
    changed: int = 0
    known: int = 0
    claims: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(
            new=self.new + other.new,
            changed=self.changed + other.changed,
            known=self.known + other.known,
            claims=self.claims + other.claims,
        )


def distinct(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """The entries in order, in batches in which no document's identifier comes twice."""
    batch: list[Entry] = []
    seen: set[str] = set()
    for entry in entries:
        if entry.document.id in seen:
            yield batch
            batch, seen = [], set()
        batch.append(entry)
        seen.add(entry.document.id)
    if batch:
        yield batch


def insert_all(connection: Connection, table: Table, values: list[Row]) -> None:
    """Insert the rows, if there are any; all have the same columns."""
    if values:
        insert_rows(connection, table, values)


def insert_numbered(connection: Connection, table: Table, values: list[Row]) -> list[int]:
    """Insert the rows and give their numbers, in order."""
    if not values:
        return []
    numbers = next_numbers(connection, table.name, len(values))
    insert_all(connection, table, [{"row": number, **value} for number, value in zip(numbers, values, strict=True)])
    return numbers


def add_batch(connection: Connection, entries: Sequence[Entry], *, extractor: str, made: str | None = None) -> Added:
    """Write entries with distinct identifiers; those that stand already as they are, are left alone."""
    ids = [entry.document.id for entry in entries]
    asked = select(DOCUMENTS.c.row, DOCUMENTS.c.id, DOCUMENTS.c.version, DOCUMENTS.c.extractor, DOCUMENTS.c.superseded)
    old = connection.execute(asked.where(DOCUMENTS.c.id.in_(ids))).all()
    by_version = {row.version: row for row in old}
    had = {row.id for row in old}
    fresh: list[Entry] = []
    again: list[tuple[Entry, int]] = []
    for entry in entries:
        row = by_version.get(rows.version(entry.document))
        if row is None:
            fresh.append(entry)
        elif row.extractor != extractor or row.superseded:
            again.append((entry, row.row))
    _add_pages(connection, [entry.page for entry in fresh if entry.page is not None])
    supersede(connection, [e.document.id for e in fresh if e.document.id in had] + [e.document.id for e, _ in again])
    numbers = write_documents(connection, [_document_row(entry, extractor) for entry in fresh])
    for entry, number in again:
        _restore(connection, number, extractor=extractor)
        _keep_corrections(connection, entry.document, number)
    for entry, number in zip(fresh, numbers, strict=True):
        if entry.document.id in had:
            _keep_corrections(connection, entry.document, number)
    changed = [(entry.claims, number) for entry, number in again]
    written = write_claims(connection, [(e.claims, n) for e, n in zip(fresh, numbers, strict=True)], again=False)
    written += write_claims(connection, changed, again=True)
    paths = [entry.page.address for entry in entries if entry.page is not None and entry.page.address]
    connection.execute(delete(FAILURES).where(FAILURES.c.document.in_([*ids, *paths])))
    told = [(entry, "changed" if entry.document.id in had else "new") for entry in fresh]
    told += [(entry, "read again") for entry, _ in again]
    changes.note_all(
        connection,
        [Change(number=0, made=made, kind="document", id=entry.document.id, what=what) for entry, what in told],
    )
    new = sum(entry.document.id not in had for entry in fresh)
    touched = len(fresh) + len(again)
    return Added(new=new, changed=touched - new, known=len(entries) - touched, claims=written)


def _document_row(entry: Entry, extractor: str) -> Row:
    return {
        **rows.document_row(entry.document, extractor=extractor),
        "page": entry.page.id if entry.page is not None else None,
    }


def _add_pages(connection: Connection, pages: Iterable[Page]) -> None:
    by_id = {page.id: page for page in pages}
    stored = set(connection.scalars(select(PAGES.c.id).where(PAGES.c.id.in_(by_id))))
    insert_all(connection, PAGES, [rows.page_row(page) for name, page in by_id.items() if name not in stored])


def supersede(connection: Connection, ids: list[str]) -> None:
    """Mark every version of these documents, and all that was found in them, as superseded."""
    if not ids:
        return
    versions = select(DOCUMENTS.c.row).where(DOCUMENTS.c.id.in_(ids))
    connection.execute(update(CLAIMS).where(CLAIMS.c.document.in_(versions)).values(superseded=True))
    connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id.in_(ids)).values(superseded=True))


def _restore(connection: Connection, document: int, *, extractor: str) -> None:
    """Make a version current, as read by `extractor`."""
    values = {"superseded": False, "extractor": extractor}
    connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.row == document).values(values))


def _keep_corrections(connection: Connection, document: Document, number: int) -> None:
    """What people corrected in this text stays with the version that is current now, whatever its date and title.

    What an operation corrected comes back to life as that takes effect, if it stands; what came as a claim does so here.
    """
    same = select(DOCUMENTS.c.row).where(DOCUMENTS.c.id == document.id, DOCUMENTS.c.text == document.text)
    corrections = CLAIMS.c.document.in_(same) & CLAIMS.c.corrects.is_not(None)
    connection.execute(update(CLAIMS).where(corrections).values(document=number))
    bare = corrections & CLAIMS.c.corrects.not_in(select(OPERATION_SUBJECTS.c.subject))
    connection.execute(update(CLAIMS).where(bare).values(superseded=False))


def write_claims(connection: Connection, found: Sequence[tuple[tuple[Claim, ...], int]], *, again: bool) -> int:
    """Write claims with their parts; with `again`, those that stand there from an earlier time come back to life."""
    pairs = [(claim, number) for claims, number in found for claim in claims]
    if again and pairs:
        pairs = [pair for pair in pairs if not _revive(connection, *pair)]
    numbers = insert_numbered(connection, CLAIMS, [rows.claim_row(claim, document=number) for claim, number in pairs])
    write_parts(connection, [claim for claim, _ in pairs], numbers)
    return sum(len(claims) for claims, _ in found)


def write_parts(connection: Connection, claims: Sequence[Claim], numbers: Sequence[int]) -> None:
    """Write the parts of claims that stand in the rows of these numbers, and keep the names that they give."""
    parts = [rows.part_rows(claim, number) for claim, number in zip(claims, numbers, strict=True)]
    sources, places, figures = ([row for part in parts for row in part[position]] for position in range(3))
    for table, values in ((CLAIM_SOURCES, sources), (CLAIM_PLACES, places), (CLAIM_FIGURES, figures)):
        insert_all(connection, table, values)
    measures = Counter(row["measure"] for row in figures)
    add_up(connection, FIGURE_COUNTS, [{"measure": name, "figures": number} for name, number in measures.items()])
    indexing.keep_named(connection, claims, sources=sources, places=places)


def write_documents(connection: Connection, values: list[Row]) -> list[int]:
    """Write versions of documents, and keep the names of their publishers; the rows' numbers, in order."""
    indexing.keep_publishers(connection, values)
    return insert_numbered(connection, DOCUMENTS, values)


def _revive(connection: Connection, claim: Claim, document: int) -> bool:
    same = (CLAIMS.c.id == claim.id) & (CLAIMS.c.document == document) & (CLAIMS.c.extractor == claim.extractor)
    return connection.execute(update(CLAIMS).where(same).values(superseded=False)).rowcount > 0


def read_page(connection: Connection, identifier: str) -> Page | None:
    """A page as it came, None where it is not kept."""
    row: Any = connection.execute(select(PAGES).where(PAGES.c.id == identifier)).first()
    return None if row is None else rows.page_record(row)


def set_meta(connection: Connection, key: str, value: str) -> None:
    """What a ledger says of itself."""
    if connection.execute(update(META).where(META.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(insert(META), {"key": key, "value": value})


def meta(connection: Connection, key: str) -> str | None:
    """What was said of the ledger under a key, None where nothing was."""
    return connection.scalar(select(META.c.value).where(META.c.key == key))
