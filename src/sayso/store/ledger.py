"""The ledger: documents and claims added for good, incidents assembled from them, and the questions asked of both.

>>> from sayso.model import Document
>>> with Ledger.open("sqlite://", create=True) as ledger:
...     ledger.add([Entry(document=Document(id="d1", text="Nothing happened."))], extractor="1").new
1
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from sayso.model import Claim, Document, Failure, Incident, Judgement, Operation, Page
from sayso.store import (
    audit,
    changes,
    failing,
    indexing,
    joining,
    judging,
    linking,
    named,
    operations,
    reading,
    relating,
    restoring,
    search,
    writing,
)
from sayso.store.acts import Act, By
from sayso.store.audit import Fault
from sayso.store.changes import Change
from sayso.store.database import place, version
from sayso.store.filters import ALL, Filters
from sayso.store.linking import Linking
from sayso.store.named import Kind
from sayso.store.opening import opened, write
from sayso.store.reading import SourceCount
from sayso.store.references import References
from sayso.store.restoring import Restored
from sayso.store.search import Hit
from sayso.store.size import Size, size_of
from sayso.store.tables import UNLINKED
from sayso.store.things import Head, Thing
from sayso.store.users import Users
from sayso.store.view import View
from sayso.store.writing import Added, Entry

__all__ = ["Added", "Entry", "Ledger", "Size", "SourceCount"]


class Ledger:
    """A ledger, open. Use `Ledger.open`; close it, or use it in a `with` block."""

    def __init__(self, engine: Engine, *, name: str, now: Callable[[], str] | None = None) -> None:
        self.engine = engine
        self.name = name
        self._now = now

    @classmethod
    def open(cls, address: str | Path, *, create: bool = False, now: Callable[[], str] | None = None) -> Self:
        """The ledger at a path or SQLAlchemy address; `create` makes one where there is none.

        `now` tells the time (ISO 8601, UTC) that changes are kept with; without it they are only numbered.
        Raises LedgerError where nothing is there, something else is, or a newer program made it.
        """
        there = place(str(address))
        return cls(opened(there, create=create), name=there.name, now=now)

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
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: all of it or nothing."""
        with write(self.engine) as connection:
            yield connection

    @contextmanager
    def view(self) -> Iterator[View]:
        """The ledger as it is at one moment, for as long as the block lasts: streams, pages, counts."""
        with self.engine.connect() as connection:
            yield View(connection)

    @property
    def users(self) -> Users:
        """Who may use the desk."""
        return Users(self.engine)

    @property
    def references(self) -> References:
        """Events as other data sets code them."""
        return References(self.engine)

    def known(self, documents: Iterable[Document], *, extractor: str) -> set[str]:
        """Identifiers of those documents that stand here in this very wording, read by this extractor."""
        with self.engine.connect() as connection:
            return reading.known(connection, documents, extractor=extractor)

    def holds(self, identifiers: Iterable[str]) -> set[str]:
        """Those of the identifiers that a document of the ledger bears."""
        with self.engine.connect() as connection:
            return reading.held(connection, identifiers)

    def dated(self, documents: Iterable[Document]) -> list[Document]:
        """The documents, with the dates that people gave for the same texts before.

        A date on the command line is for those without a sure one; what a person said of one report goes before all.
        """
        with self.engine.connect() as connection:
            return reading.dated(connection, list(documents))

    def note_date(self, document: str, *, before: str | None, after: str | None, by: By) -> None:
        """Keep who gave a document another date, and why, among the changes."""
        difference = changes.Difference(field="published", before=before, after=after)
        what = f"dated by {by.author}: {by.reason}"
        with self.write() as connection:
            changes.note(connection, kind="document", id=document, what=what, made=by.made, differences=[difference])

    def add(self, entries: Sequence[Entry], *, extractor: str) -> Added:
        """Keep documents with their claims, all in one transaction. What is known already changes nothing.

        A document whose identifier comes with another text or header supersedes the earlier version, whose claims are
        kept, marked superseded; so are claims of another extractor. Corrections by people stay with the text that they correct.
        """
        added = Added()
        with self.write() as connection:
            for batch in writing.distinct(entries):
                added = added + writing.add_batch(connection, batch, extractor=extractor, made=self._made())
            operations.take_effect_in(connection, {entry.document.id for entry in entries})
            indexing.post_again(connection, (entry.document.id for entry in entries))
            if added.new or added.changed:
                linking.queue(connection, (entry.document.id for entry in entries))
                writing.set_meta(connection, UNLINKED, "yes")
        return added

    def restore(self, head: Head, things: Iterable[Thing]) -> Restored:
        """Take in what another ledger kept (see `store.whole`), all in one transaction: where nothing is here, this one
        becomes equal to it, else it gets what it lacks. Raises InputError where things do not fit each other."""
        with self.write() as connection:
            if head.whole and restoring.is_empty(connection):
                return restoring.restore(connection, things, unlinked=head.unlinked)
            return joining.join(connection, things, made=self._made())

    def fail(self, failures: Iterable[Failure]) -> None:
        """Keep what could not be read, and why; a later success of the same document removes it."""
        with self.write() as connection:
            failing.keep(connection, failures)

    def failures(self) -> list[Failure]:
        """What could not be read, by name."""
        with self.engine.connect() as connection:
            return failing.kept(connection)

    def relate(self, judgements: Iterable[Judgement], incidents: Iterable[Incident]) -> None:
        """Put the linker's judgements and the incidents in place of the earlier ones, in one transaction.

        Judgements by people stay. An incident identifier that ceases leaves a tombstone that names its successors.
        """
        with self.linking() as book:
            book.replace(judgements, list(incidents))

    @contextmanager
    def linking(self) -> Iterator[Linking]:
        """The linker's view of the ledger, to put incidents in place of others, all in one transaction."""
        with self.write() as connection:
            yield Linking(connection, made=self._made())
            writing.set_meta(connection, UNLINKED, "no")

    def operate(self, act: Act, *, by: By) -> Operation:
        """Do what a person asks (`Merge`, `Split`, `Correct`, `Reject`, `Add`, `Undo`); incidents change when
        they are next put together.

        Identifiers may be beginnings. Raises NotFoundError, or UsageError where the act makes no sense.
        """
        with self.write() as connection:
            before = relating.derived(connection)
            made = operations.operate(connection, act, by=by)
            linking.queue_operation(connection, made, before)
            writing.set_meta(connection, UNLINKED, "yes")
        return made

    def operations(self, subjects: Iterable[str] | None = None) -> list[Operation]:
        """What people did, in order; or only what is about these incidents and claims (as first found)."""
        with self.engine.connect() as connection:
            if subjects is None:
                return operations.operations(connection)
            return operations.operations_on(connection, subjects)

    def operation(self, identifier: str) -> Operation:
        """An operation by its identifier; NotFoundError where there is none."""
        with self.engine.connect() as connection:
            return named.operation(connection, identifier)

    def standing(self, claim: str) -> Claim:
        """The claim so named, or so beginning, as it stands; UsageError for one that was rejected or is superseded."""
        with self.engine.connect() as connection:
            return named.claim(connection, claim)[0]

    def claims_of(self, document: str) -> list[Claim]:
        """The live claims of a document, by position."""
        with self.engine.connect() as connection:
            return reading.claims_of(connection, document)

    def ever_found(self, document: str) -> list[str]:
        """Identifiers of all claims ever found in a document: superseded, corrected and rejected ones too."""
        with self.engine.connect() as connection:
            return reading.ever_found(connection, document)

    def rejections(self, claims: Iterable[str]) -> dict[str, str]:
        """Those of the claims that people rejected, each with the operation."""
        with self.engine.connect() as connection:
            return named.rejections(connection, claims)

    def as_found(self, claims: Iterable[str]) -> dict[str, str]:
        """Each claim by identifier, with that of the claim as it was first found."""
        with self.engine.connect() as connection:
            return named.roots(connection, claims)

    def changes(self, *, since: str | None = None, after: int | None = None) -> list[Change]:
        """What changed at or after a time (ISO 8601, UTC), or after the change of that number; the earliest first."""
        with self.engine.connect() as connection:
            return changes.since(connection, when=since, after=after)

    def changes_of(self, identifiers: Iterable[str]) -> list[Change]:
        """All that happened to these incidents, documents or operations, the earliest first."""
        with self.engine.connect() as connection:
            return changes.about(connection, identifiers)

    @property
    def last_change(self) -> int:
        """The number of the newest change, 0 before the first."""
        with self.engine.connect() as connection:
            return changes.last_number(connection)

    def _made(self) -> str | None:
        return None if self._now is None else self._now()

    def judge(self, judgement: Judgement) -> None:
        """Keep the judgement of a person, for good; incidents change when they are next put together."""
        with self.write() as connection:
            if judging.keep(connection, judgement):
                linking.queue_judgement(connection, judgement)
                writing.set_meta(connection, UNLINKED, "yes")

    def judgements(self, *, human: bool | None = None) -> list[Judgement]:
        """All judgements as last related, or only those of the linker (`human=False`).

        With `human=True` those of people as they stand now, those that follow from operations too.
        """
        with self.engine.connect() as connection:
            return judging.judgements(connection, human=human)

    @property
    def unlinked(self) -> bool:
        """Whether claims or judgements have changed since incidents were last assembled."""
        with self.engine.connect() as connection:
            return writing.meta(connection, UNLINKED) == "yes"

    @property
    def linker(self) -> str | None:
        """The version of the linker that last assembled the incidents, None where none did."""
        with self.engine.connect() as connection:
            return Linking(connection, made=None).linker()

    def became(self, identifier: str) -> list[str] | None:
        """The incidents that hold now the claims of one that has ceased; None for one that has not."""
        with self.engine.connect() as connection:
            return named.became(connection, identifier)

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
        """The incidents asked for, newest first, undated last."""
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
            return named.find(connection, beginning)

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
            return judging.judgements_with(connection, identifiers)

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
        with self.write() as connection:  # the word index is checked by a statement that counts as writing
            return list(audit.verify(connection))

    @property
    def server(self) -> str | None:
        """The server that keeps it and its version, None for a file."""
        with self.engine.connect() as connection:
            told = version(connection)
        return None if told is None else f"PostgreSQL {told}"

    @property
    def size(self) -> Size:
        """How much it holds."""
        with self.engine.connect() as connection:
            return size_of(connection)
