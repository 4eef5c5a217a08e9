"""A ledger made again from its records: an empty one becomes equal to theirs, another one takes in what it lacks.

>>> Restored(documents=2).anything
True
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, func, insert, select

from sayso.errors import InputError
from sayso.model import Failure, Page
from sayso.store import operations, references, rows
from sayso.store.incidents import put
from sayso.store.quotes import misquoted
from sayso.store.rows import ASKED, Row
from sayso.store.schema import METADATA
from sayso.store.tables import (
    CHANGES,
    CLAIMS,
    DOCUMENTS,
    FAILURES,
    JUDGEMENTS,
    OPERATION_SUBJECTS,
    OPERATIONS,
    PAGES,
    TOMBSTONES,
    UNLINKED,
)
from sayso.store.things import Assembled, Done, Grave, Judged, Noted, Referred, Thing, Told, Version
from sayso.store.writing import insert_all, insert_numbered, set_meta, write_documents, write_parts

APART = {"meta", "users", "sessions", "tokens"}  # what a ledger may hold that is made equal to another


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """How much came that was not here, and what could not be taken in, each in a line; all of the rest was here already."""

    documents: int = 0
    claims: int = 0
    operations: int = 0
    judgements: int = 0  # of people
    references: int = 0
    conflicts: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether the ledger holds more than before."""
        return bool(self.documents or self.claims or self.operations or self.judgements or self.references)


def is_empty(connection: Connection) -> bool:
    """Whether the ledger holds nothing but its users."""
    tables = [table for table in METADATA.sorted_tables if table.name not in APART]
    return not any(connection.scalar(select(func.count()).select_from(table)) for table in tables)


def batches(things: Iterable[Thing]) -> Iterator[list[Any]]:
    """The things in order, some hundred of one kind at a time."""
    for _, some in groupby(things, key=type):
        batch: list[Any] = []
        for one in some:
            batch.append(one)
            if len(batch) == ASKED:
                yield batch
                batch = []
        if batch:
            yield batch


def restore(connection: Connection, things: Iterable[Thing], *, unlinked: bool) -> Restored:
    """Fill an empty ledger with all that another kept, number by number. InputError where one does not fit the others."""
    filling = _Filling(connection)
    for batch in batches(things):
        filling.take(batch)
    operations.settle(connection, filling.corrected)
    set_meta(connection, UNLINKED, "yes" if unlinked else "no")
    counts = filling.counts
    return Restored(
        documents=counts.get(Version, 0),
        claims=counts.get(Told, 0),
        operations=counts.get(Done, 0),
        judgements=filling.people,
        references=counts.get(Referred, 0),
    )


@dataclass(slots=True)
class _Filling:
    """An empty ledger that is being filled."""

    connection: Connection
    numbers: dict[str, int] = field(default_factory=dict)  # of the versions of documents
    counts: dict[type, int] = field(default_factory=dict)
    corrected: set[str] = field(default_factory=set)  # documents with claims that people said something of
    pages: set[str] = field(default_factory=set)
    people: int = 0  # judgements that follow from no operation

    def take(self, batch: list[Any]) -> None:
        """Write some things of one kind."""
        kind = type(batch[0])
        self.counts[kind] = self.counts.get(kind, 0) + len(batch)
        writers: Mapping[type, Callable[[list[Any]], None]] = {
            Page: self._pages,
            Version: self._versions,
            Told: self._claims,
            Judged: self._judgements,
            Done: self._operations,
            Assembled: lambda some: write_incidents(self.connection, [(one, one.founded) for one in some]),
            Grave: lambda some: write_graves(self.connection, some),
            Noted: self._changes,
            Failure: self._failures,
            Referred: self._references,
        }
        writers[kind](batch)

    def _pages(self, some: list[Page]) -> None:
        insert_all(self.connection, PAGES, [rows.page_row(one) for one in some])
        self.pages.update(one.id for one in some)

    def _versions(self, some: list[Version]) -> None:
        values = [version_row(one, self.pages) for one in some]
        numbers = write_documents(self.connection, values)
        self.numbers.update((one.name, number) for one, number in zip(some, numbers, strict=True))

    def _claims(self, some: list[Told]) -> None:
        places = [(one, number_of(one, self.numbers), one.superseded) for one in some]
        write_claims(self.connection, places)

    def _judgements(self, some: list[Judged]) -> None:
        values = [
            {**rows.judgement_row(one.judgement, human=one.human, operation=one.operation), "record": one.record}
            for one in some
        ]
        insert_all(self.connection, JUDGEMENTS, values)
        self.people += sum(one.human and one.operation is None for one in some)

    def _operations(self, some: list[Done]) -> None:
        for one in some:
            write_operation(self.connection, one, number=one.number)
        names = {one.operation.claim for one in some if one.operation.claim is not None}
        self.corrected |= documents_of(self.connection, names)

    def _changes(self, some: list[Noted]) -> None:
        names = ("number", "made", "kind", "id", "what", "record")
        insert_all(self.connection, CHANGES, [{name: getattr(one, name) for name in names} for one in some])

    def _failures(self, some: list[Failure]) -> None:
        values = [{"document": one.document, "stage": one.stage, "reason": one.reason} for one in some]
        insert_all(self.connection, FAILURES, values)

    def _references(self, some: list[Referred]) -> None:
        references.add(self.connection, [(one.reference, one.record) for one in some])


def version_row(one: Version, pages: set[str], *, superseded: bool | None = None) -> Row:
    """A version as it is kept; its page where that is kept too."""
    page = one.document.page
    return {
        **rows.document_row(one.document, extractor=one.extractor),
        "record": one.record,
        "superseded": one.superseded if superseded is None else superseded,
        "page": page if page in pages else None,
    }


def number_of(one: Told, numbers: Mapping[str, int]) -> int:
    """The row of the version that a claim stands in; InputError where there is none."""
    number = numbers.get(one.version)
    if number is None:
        raise InputError(
            found=f"claim {one.claim.id!r} of a document that does not come before it",
            expected="each document before its claims",
            mend="export the records again; nothing was changed",
        )
    return number


def write_claims(connection: Connection, told: Sequence[tuple[Told, int, bool]]) -> None:
    """Write claims with their parts, each with its document's row and whether it is superseded; all must quote its words."""
    texts: dict[int, str] = {}
    wanted = sorted({number for _, number, _ in told})
    for part in rows.chunks(wanted):
        found = connection.execute(select(DOCUMENTS.c.row, DOCUMENTS.c.text).where(DOCUMENTS.c.row.in_(part)))
        texts.update((number, text) for number, text in found)
    for one, number, _ in told:
        for wrong, span in misquoted(one.claim, texts[number]):
            raise InputError(
                found=f"claim {one.claim.id!r}, of which {wrong} is not what stands at {span.start}-{span.end} of {one.claim.doc!r}",
                expected="the words of its document",
                mend="export the records again; nothing was changed",
            )
    values = [
        {**rows.claim_row(one.claim, document=number), "record": one.record, "superseded": superseded}
        for one, number, superseded in told
    ]
    numbers = insert_numbered(connection, CLAIMS, values)
    write_parts(connection, [one.claim for one, _, _ in told], numbers)


def write_operation(connection: Connection, one: Done, *, number: int) -> None:
    """Write an operation under a number, and what it is about."""
    made = one.operation
    row = {"number": number, "id": made.id, "verb": made.verb, "author": made.author, "made": made.made}
    connection.execute(insert(OPERATIONS), {**row, "undoes": made.undoes, "record": one.record})
    insert_all(connection, OPERATION_SUBJECTS, [{"operation": number, "subject": name} for name in one.subjects])


def write_incidents(connection: Connection, some: Sequence[tuple[Assembled, int]]) -> None:
    """Write incidents with what is asked of all at once, each with the number of the change before it was first put together."""
    found = [one.incident for one, _ in some]
    values = [{**rows.incident_row(one.incident, founded=founded), "record": one.record} for one, founded in some]
    put(connection, found, values)


def write_graves(connection: Connection, some: Sequence[Grave]) -> None:
    """Write tombstones."""
    insert_all(
        connection,
        TOMBSTONES,
        [
            {"id": one.id, "became": json.dumps(list(one.became)), "founded": one.founded, "buried": one.buried}
            for one in some
        ],
    )


def documents_of(connection: Connection, claims: Iterable[str]) -> set[str]:
    """The documents of the claims that are here."""
    found: set[str] = set()
    for part in rows.chunks(sorted(set(claims))):
        asked = select(DOCUMENTS.c.id).join(CLAIMS, CLAIMS.c.document == DOCUMENTS.c.row)
        found.update(connection.scalars(asked.where(CLAIMS.c.id.in_(part))))
    return found
