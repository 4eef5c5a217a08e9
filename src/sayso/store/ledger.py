"""The ledger: documents and claims added for good, incidents assembled from them, and the questions asked of both.

>>> from sayso.model import Document
>>> with Ledger.open("sqlite://", create=True) as ledger:
...     ledger.add([Entry(document=Document(id="d1", text="Nothing happened."))], extractor="1").new
1
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL, Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import DatabaseError

from sayso.errors import LedgerError
from sayso.model import Claim, Document, Failure, Incident, Judgement, Page
from sayso.model.codec import loads
from sayso.model.document import wants_date, with_given_date
from sayso.store import audit, reading, rows, search, writing
from sayso.store.audit import Fault
from sayso.store.filters import ALL, Filters
from sayso.store.migrations import create as create_tables
from sayso.store.migrations import is_empty, is_old, migrate
from sayso.store.reading import Kind, SourceCount
from sayso.store.search import Hit
from sayso.store.sqlite import open_engine, write_ahead
from sayso.store.tables import (
    CLAIMS,
    DOCUMENTS,
    FAILURES,
    INCIDENT_CLAIMS,
    INCIDENTS,
    JUDGEMENTS,
    META,
    TOMBSTONES,
)
from sayso.store.writing import Added, Entry

__all__ = ["Added", "Entry", "Ledger", "Size", "SourceCount"]

UNLINKED = "unlinked"  # meta: claims have changed since incidents were last assembled


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much a ledger holds, superseded rows left out."""

    documents: int
    claims: int
    incidents: int
    failures: int


class Ledger:
    """A ledger, open. Use `Ledger.open`; close it, or use it in a `with` block."""

    def __init__(self, engine: Engine, *, name: str) -> None:
        self.engine = engine
        self.name = name

    @classmethod
    def open(cls, address: str | Path, *, create: bool = False) -> Ledger:
        """The ledger at a path or SQLAlchemy address; `create` makes one where there is none.

        Raises LedgerError where nothing is there, something else is, or a newer program made it.
        """
        name = str(address)
        path = _path(name)
        if path is not None and not create and not (path.is_file() and path.stat().st_size):
            raise LedgerError(
                found=f"no ledger at {name!r}", expected="one that sayso made", mend="make it with: sayso read PATH"
            )
        if path is not None and not path.parent.is_dir():
            raise LedgerError(
                found=f"no folder {str(path.parent)!r}", expected="one for the ledger", mend="make it first"
            )
        engine = open_engine(name if path is None else URL.create("sqlite", database=str(path)))
        ledger = cls(engine, name=name)
        try:
            ledger._prepare(create=create)
        except DatabaseError as error:
            engine.dispose()
            raise LedgerError(
                found=f"{name!r}, which cannot be used as a ledger ({error.orig})",
                expected="a ledger that sayso made, in a place that can be written to",
                mend="name another file with --db",
            ) from error
        except LedgerError:
            engine.dispose()
            raise
        return ledger

    def _prepare(self, *, create: bool) -> None:
        with self.engine.connect() as connection:
            fresh = create and is_empty(connection)
            if not fresh and not is_old(connection, name=self.name):
                return
        if fresh:
            write_ahead(self.engine)
        with self._write() as connection:
            if create and is_empty(connection):
                create_tables(connection)
            migrate(connection, name=self.name)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """A transaction that writes: all of it or nothing."""
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def known(self, documents: Iterable[Document], *, extractor: str) -> set[str]:
        """Identifiers of those documents that stand here in this very wording, read by this extractor."""
        versions = {rows.version(document): document.id for document in documents}
        asked = select(DOCUMENTS.c.version).where(
            DOCUMENTS.c.version.in_(versions), DOCUMENTS.c.extractor == extractor, ~DOCUMENTS.c.superseded
        )
        with self.engine.connect() as connection:
            return {versions[version] for version in connection.scalars(asked)}

    def dated(self, documents: Iterable[Document]) -> list[Document]:
        """The documents; one without a sure date bears the one that a person gave when the same text was read before."""
        documents = list(documents)
        with self.engine.connect() as connection:
            held = reading.documents_with(connection, (one.id for one in documents if wants_date(one)))
        return [with_given_date(one, held[one.id]) if one.id in held else one for one in documents]

    def add(self, entries: Sequence[Entry], *, extractor: str) -> Added:
        """Keep documents with their claims, all in one transaction. What is known already changes nothing.

        A document whose identifier comes with another text or header supersedes the earlier version, whose claims are
        kept, marked superseded; so are claims of another extractor. Corrections by people stay with the text that they correct.
        """
        added = Added()
        with self._write() as connection:
            for batch in writing.distinct(entries):
                added = added + writing.add_batch(connection, batch, extractor=extractor)
            if added.new or added.changed:
                _set_meta(connection, UNLINKED, "yes")
        return added

    def fail(self, failures: Iterable[Failure]) -> None:
        """Keep what could not be read, and why; a later success of the same document removes it."""
        newest = {failure.document: failure for failure in failures}
        if not newest:
            return
        with self._write() as connection:
            connection.execute(delete(FAILURES).where(FAILURES.c.document.in_(newest)))
            values = [{"document": f.document, "stage": f.stage, "reason": f.reason} for f in newest.values()]
            connection.execute(insert(FAILURES), values)

    def failures(self) -> list[Failure]:
        """What could not be read, by name."""
        with self.engine.connect() as connection:
            found = connection.execute(select(FAILURES).order_by(FAILURES.c.document)).all()
        return [Failure(document=row.document, stage=row.stage, reason=row.reason) for row in found]

    def relate(self, judgements: Iterable[Judgement], incidents: Iterable[Incident]) -> None:
        """Put the linker's judgements and the incidents in place of the earlier ones, in one transaction.

        Judgements by people stay. An incident identifier that ceases leaves a tombstone that names its successors.
        """
        incidents = list(incidents)
        with self._write() as connection:
            writing.bury(connection, incidents)
            for table in (INCIDENT_CLAIMS, INCIDENTS):
                connection.execute(delete(table))
            connection.execute(delete(JUDGEMENTS).where(~JUDGEMENTS.c.human))
            human = set(connection.scalars(select(JUDGEMENTS.c.id)))
            new = [rows.judgement_row(one, human=False) for one in judgements if one.id not in human]
            writing.insert_all(connection, JUDGEMENTS, new)
            writing.insert_all(connection, INCIDENTS, [rows.incident_row(one) for one in incidents])
            writing.insert_all(
                connection, INCIDENT_CLAIMS, [row for one in incidents for row in rows.membership_rows(one)]
            )
            _set_meta(connection, UNLINKED, "no")

    def judge(self, judgement: Judgement) -> None:
        """Keep the judgement of a person, for good; incidents change at the next `relate`."""
        with self._write() as connection:
            if connection.scalar(select(JUDGEMENTS.c.human).where(JUDGEMENTS.c.id == judgement.id)):
                return
            connection.execute(delete(JUDGEMENTS).where(JUDGEMENTS.c.id == judgement.id))
            connection.execute(insert(JUDGEMENTS), rows.judgement_row(judgement, human=True))
            _set_meta(connection, UNLINKED, "yes")

    def judgements(self, *, human: bool | None = None) -> list[Judgement]:
        """All judgements, or only those of people (`human=True`) or of the linker (`human=False`)."""
        asked = select(JUDGEMENTS.c.record).order_by(JUDGEMENTS.c.id)
        if human is not None:
            asked = asked.where(JUDGEMENTS.c.human == human)
        with self.engine.connect() as connection:
            return [loads(record, Judgement) for record in connection.scalars(asked)]

    @property
    def unlinked(self) -> bool:
        """Whether claims or judgements have changed since incidents were last assembled."""
        with self.engine.connect() as connection:
            return connection.scalar(select(META.c.value).where(META.c.key == UNLINKED)) == "yes"

    def became(self, identifier: str) -> list[str] | None:
        """What an incident that has ceased became: identifiers of its successors; None where it never ceased."""
        with self.engine.connect() as connection:
            found = connection.scalar(select(TOMBSTONES.c.became).where(TOMBSTONES.c.id == identifier))
        return None if found is None else json.loads(found)

    def page(self, identifier: str) -> Page | None:
        """A page as it came."""
        with self.engine.connect() as connection:
            return writing.read_page(connection, identifier)

    def claims(self, filters: Filters = ALL) -> list[Claim]:
        """The live claims asked for, by day of report, document and position."""
        with self.engine.connect() as connection:
            return list(reading.claims(connection, filters))

    def documents(self, filters: Filters = ALL) -> list[Document]:
        """The current documents asked for, by day of publication."""
        with self.engine.connect() as connection:
            return list(reading.documents(connection, filters))

    def incidents(self, filters: Filters = ALL) -> list[Incident]:
        """The incidents asked for, oldest first."""
        with self.engine.connect() as connection:
            return list(reading.incidents(connection, filters))

    def sources(self, filters: Filters = ALL) -> list[SourceCount]:
        """Who the claims asked for come from, those with most claims first."""
        with self.engine.connect() as connection:
            return reading.sources(connection, filters)

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        """Claims, then documents, that hold all of the words; at most `limit` of each, best first."""
        with self.engine.connect() as connection:
            return search.search(connection, words, limit=limit)

    def find(self, beginning: str) -> tuple[Kind, str]:
        """Kind and identifier of the one thing whose identifier begins so; NotFoundError, UsageError otherwise."""
        with self.engine.connect() as connection:
            return reading.find(connection, beginning)

    def incident(self, identifier: str) -> Incident:
        """An incident by its whole identifier; NotFoundError where there is none."""
        with self.engine.connect() as connection:
            return reading.incident_with(connection, identifier)

    def document(self, identifier: str) -> Document:
        """The current version of a document; NotFoundError where there is none."""
        with self.engine.connect() as connection:
            return reading.document_with(connection, identifier)

    def documents_with(self, identifiers: Iterable[str]) -> dict[str, Document]:
        """Current documents by identifier; those that are not here are left out."""
        with self.engine.connect() as connection:
            return reading.documents_with(connection, identifiers)

    def claim_counts(self) -> dict[str, int]:
        """How many live claims each document holds."""
        with self.engine.connect() as connection:
            return reading.claim_counts(connection)

    def judgements_with(self, identifiers: Iterable[str]) -> list[Judgement]:
        """Judgements by identifier, the surest first."""
        with self.engine.connect() as connection:
            return reading.judgements_with(connection, identifiers)

    def claims_with(self, identifiers: Iterable[str]) -> dict[str, Claim]:
        """Claims by identifier, superseded ones too; those that are not here are left out."""
        with self.engine.connect() as connection:
            return reading.claims_with(connection, tuple(identifiers))

    def incident_of(self, claim: str) -> str | None:
        """Identifier of the incident that a claim is part of."""
        with self.engine.connect() as connection:
            return reading.incident_of(connection, claim)

    def verify(self) -> list[Fault]:
        """Check every hash, quote and reference again; what does not hold."""
        with self._write() as connection:  # the word index is checked by a statement that counts as writing
            return list(audit.verify(connection))

    @property
    def size(self) -> Size:
        """How much it holds."""
        with self.engine.connect() as connection:
            return Size(
                documents=connection.scalar(select(func.count()).where(~DOCUMENTS.c.superseded)) or 0,
                claims=connection.scalar(select(func.count()).where(~CLAIMS.c.superseded)) or 0,
                incidents=connection.scalar(select(func.count()).select_from(INCIDENTS)) or 0,
                failures=connection.scalar(select(func.count()).select_from(FAILURES)) or 0,
            )


def _path(name: str) -> Path | None:
    """The file that an address means, None for a database in memory. Other databases are refused."""
    if name in ("sqlite://", "sqlite:///:memory:"):
        return None
    if name.startswith("sqlite:///"):
        return Path(name.removeprefix("sqlite:///"))
    if "://" in name:
        raise LedgerError(
            found=f"{name.split('://')[0]!r} as the database", expected="SQLite", mend="give a path, or sqlite:///PATH"
        )
    return Path(name)


def _set_meta(connection: Connection, key: str, value: str) -> None:
    if connection.execute(update(META).where(META.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(insert(META), {"key": key, "value": value})
