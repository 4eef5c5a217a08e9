"""Records of one ledger taken into another that holds something: it gets what it lacks, and what it has stays as it is.

Which of two versions of a document is newer is told by the ledger that knows both; where neither does, that is a conflict.
Incidents, the linker's judgements and the list of changes follow from the rest and are made anew in this ledger.

>>> newer(here="v1", there="v2", known_here={"v1"}, known_there={"v1", "v2"})
'there'
>>> newer(here="v1", there="v2", known_here={"v1"}, known_there={"v2"}) is None
True
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, insert, select

from sayso.model import Failure, Page, by_person
from sayso.store import changes, linking, operations, references, rows, undecided, writing
from sayso.store.changes import Change
from sayso.store.restoring import (
    Restored,
    batches,
    documents_of,
    number_of,
    version_row,
    write_claims,
    write_graves,
    write_incidents,
    write_operation,
)
from sayso.store.tables import (
    CLAIMS,
    DOCUMENTS,
    FAILURES,
    INCIDENT_CLAIMS,
    INCIDENTS,
    JUDGEMENTS,
    META,
    OPERATIONS,
    PAGES,
    TOMBSTONES,
    UNLINKED,
)
from sayso.store.things import Assembled, Done, Grave, Judged, Noted, Referred, Thing, Told, Version


def newer(
    *, here: str | None, there: str, known_here: Collection[str], known_there: Collection[str]
) -> Literal["here", "there"] | None:
    """Which of the current versions of a document is newer: that of the ledger which knows both; None where neither does."""
    if here == there or there in known_here:
        return "here"
    return "there" if here in known_there else None


def join(connection: Connection, things: Iterable[Thing], *, made: str | None) -> Restored:
    """Take in what the ledger lacks of the things; `made` is when (ISO 8601, UTC). Nothing that it holds is changed, but
    that newer versions of its documents supersede their earlier ones."""
    joining = _Joining(connection, made)
    for batch in batches(things):
        joining.take(batch)
    return joining.end()


@dataclass(slots=True)
class _Joining:
    """A ledger into which another one's things come."""

    connection: Connection
    made: str | None
    numbers: dict[str, int] = field(default_factory=dict)  # of the versions of documents that claims may stand in
    new: set[str] = field(default_factory=set)  # versions that were not here before
    refused: set[str] = field(default_factory=set)  # versions that are in conflict with what is here
    waiting: dict[str, list[Version]] = field(
        default_factory=dict
    )  # versions of documents that are here, to be decided on
    fresh: set[str] = field(default_factory=set)  # live claims that were not here before
    touched: set[str] = field(default_factory=set)  # documents with claims that were not here before
    conflicts: list[str] = field(default_factory=list)
    differing: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # claims, by document
    left_out: set[str] = field(default_factory=set)  # operations that are about what is not here
    told: Restored = field(default_factory=Restored)
    of_people: bool = False

    def take(self, batch: list[Any]) -> None:
        """Take in some things of one kind."""
        kind = type(batch[0])
        if kind is not Version and kind is not Page:
            self._decide()
        match batch[0]:
            case Page():
                self._pages(batch)
            case Version():
                self._versions(batch)
            case Told():
                self._claims(batch)
            case Judged():
                self._judgements([one for one in batch if one.human and one.operation is None])
            case Done():
                for one in batch:
                    self._operation(one)
            case Assembled():
                self._incidents(batch)
            case Grave():
                self._graves(batch)
            case Failure():
                self._failures(batch)
            case Referred():
                self._references(batch)
            case _:
                assert kind is Noted, f"what a ledger keeps: {kind}"  # this ledger notes its own changes

    def end(self) -> Restored:
        """Let follow what follows from people's words, and have the incidents put together anew where need be."""
        self._decide()
        for doc, number in self.differing.items():
            self.conflicts.append(f"{number:,} claims of document {doc!r} are here otherwise; what is here stays")
        if self.touched or self.of_people:
            operations.settle(self.connection, self.touched)
            linking.queue(self.connection, self.touched)
            writing.set_meta(self.connection, UNLINKED, "yes")
        if self.of_people:  # what people judged may reach far: all is linked anew
            self.connection.execute(delete(META).where(META.c.key == linking.LINKER))
        return replace(self.told, conflicts=tuple(self.conflicts))

    def _pages(self, some: list[Page]) -> None:
        held = set(self.connection.scalars(select(PAGES.c.id).where(PAGES.c.id.in_([one.id for one in some]))))
        writing.insert_all(self.connection, PAGES, [rows.page_row(one) for one in some if one.id not in held])

    def _versions(self, some: list[Version]) -> None:
        """Versions of documents that are not here are written; for the others all of them must be known first."""
        here = self._here({one.document.id for one in some})
        fresh = [one for one in some if one.document.id not in here and one.document.id not in self.waiting]
        self._write(fresh, [one.superseded for one in fresh])
        for one in some:
            if one.document.id in here and one.name not in self.new:
                self.waiting.setdefault(one.document.id, []).append(one)

    def _here(self, names: Collection[str]) -> dict[str, dict[str, tuple[int, bool]]]:
        """The versions of each document that is here, with row and whether superseded; not those that just came."""
        found: dict[str, dict[str, tuple[int, bool]]] = {}
        for part in rows.chunks(sorted(names)):
            asked = select(DOCUMENTS.c.id, DOCUMENTS.c.version, DOCUMENTS.c.row, DOCUMENTS.c.superseded)
            for name, version, row, superseded in self.connection.execute(asked.where(DOCUMENTS.c.id.in_(part))):
                if version not in self.new:
                    found.setdefault(name, {})[version] = row, superseded
        return found

    def _decide(self) -> None:
        """Of the documents that both ledgers know: which version is current, and whether they are in conflict."""
        if not self.waiting:
            return
        here = self._here(self.waiting)
        for name, versions in self.waiting.items():
            known = here[name]
            self.numbers.update((version, row) for version, (row, _) in known.items())
            lacking = [one for one in versions if one.name not in known]
            now = next((version for version, (_, superseded) in known.items() if not superseded), None)
            then = next((one.name for one in versions if not one.superseded), versions[-1].name)
            side = newer(here=now, there=then, known_here=known, known_there={one.name for one in versions})
            if side is None:
                self.refused |= {one.name for one in lacking}
                self.conflicts.append(
                    f"document {name!r} is here with another text or header; what is here stays, and nothing is taken in of the other"
                )
            elif lacking:
                if side == "there":
                    writing.supersede(self.connection, [name])
                self._write(lacking, [side == "here" or one.superseded for one in lacking], what="changed")
        self.waiting = {}

    def _write(self, some: list[Version], superseded: list[bool], *, what: str = "new") -> None:
        wanted = {one.document.page for one in some if one.document.page is not None}
        pages = set(self.connection.scalars(select(PAGES.c.id).where(PAGES.c.id.in_(wanted))))
        pairs = list(zip(some, superseded, strict=True))
        values = [version_row(one, pages, superseded=old) for one, old in pairs]
        numbers = writing.write_documents(self.connection, values)
        self.numbers.update((one.name, number) for one, number in zip(some, numbers, strict=True))
        self.new.update(one.name for one in some)
        names = [one.document.id for one, old in pairs if not old]
        self.touched.update(names)
        self._note("document", names, what)
        self.connection.execute(delete(FAILURES).where(FAILURES.c.document.in_(names)))
        self.told = replace(self.told, documents=self.told.documents + len(names))

    def _claims(self, some: list[Told]) -> None:
        """Claims that are not here; where their document was here, they are earlier readings of it."""
        some = [one for one in some if one.version not in self.refused]
        keyed = {(one.claim.id, number_of(one, self.numbers), one.claim.extractor): one for one in some}
        held = self._held(keyed)
        lacking = []
        for key, one in keyed.items():
            if key not in held:
                told = by_person(one.claim)  # these follow from the operations that stand
                lacking.append((one, key[1], one.superseded or told or one.version not in self.new))
            elif held[key] != one.record:
                self.differing[one.claim.doc] += 1
        write_claims(self.connection, lacking)
        self.fresh.update(one.claim.id for one, _, _ in lacking if not one.superseded)
        self.touched.update(one.claim.doc for one, _, _ in lacking)
        self.told = replace(self.told, claims=self.told.claims + len(lacking))

    def _held(self, keys: Collection[tuple[str, int, str]]) -> dict[tuple[str, int, str], str]:
        """The records of the claims that are here under these keys."""
        asked = select(CLAIMS.c.id, CLAIMS.c.document, CLAIMS.c.extractor, CLAIMS.c.record)
        found = self.connection.execute(asked.where(CLAIMS.c.id.in_(sorted({key[0] for key in keys}))))
        return {(name, number, extractor): record for name, number, extractor, record in found}

    def _judgements(self, some: list[Judged]) -> None:
        names = {name for one in some for name in (one.judgement.left, one.judgement.right)}
        claims = self._known_claims(names)
        held = dict(
            self.connection.execute(
                select(JUDGEMENTS.c.id, JUDGEMENTS.c.record).where(
                    JUDGEMENTS.c.id.in_([one.judgement.id for one in some]), JUDGEMENTS.c.human
                )
            ).all()
        )
        for one in some:
            judgement = one.judgement
            if judgement.id in held:
                if held[judgement.id] != one.record:
                    self.conflicts.append(f"judgement {judgement.id!r} is here otherwise; what is here stays")
            elif not {judgement.left, judgement.right} <= claims:
                self.conflicts.append(f"judgement {judgement.id!r} is about claims that are not here; it is left out")
            else:
                self.connection.execute(delete(JUDGEMENTS).where(JUDGEMENTS.c.id == judgement.id))
                undecided.close(self.connection, [judgement.id])
                row = {**rows.judgement_row(judgement, human=True), "record": one.record}
                self.connection.execute(insert(JUDGEMENTS), row)
                self.of_people = True
                self.told = replace(self.told, judgements=self.told.judgements + 1)

    def _known_claims(self, names: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for part in rows.chunks(sorted(set(names))):
            found.update(self.connection.scalars(select(CLAIMS.c.id).where(CLAIMS.c.id.in_(part))))
        return found

    def _operation(self, one: Done) -> None:
        """An operation that is not here comes after all that are."""
        made = one.operation
        if self.connection.scalar(select(OPERATIONS.c.id).where(OPERATIONS.c.id == made.id)) is not None:
            return
        about = {name for side in made.sides for piece in side for name in piece} | {made.claim} - {None}
        claims = {name for name in about if name is not None}
        if made.undoes in self.left_out or claims - self._known_claims(claims):
            self.left_out.add(made.id)
            self.conflicts.append(f"operation {made.id!r} is about claims that are not here; it is left out")
            return
        number = (self.connection.scalar(select(func.max(OPERATIONS.c.number))) or 0) + 1
        write_operation(self.connection, one, number=number)
        self.touched |= documents_of(self.connection, claims)
        self._note("operation", [made.id], made.verb)
        self.of_people = True
        self.told = replace(self.told, operations=self.told.operations + 1)

    def _incidents(self, some: list[Assembled]) -> None:
        """Incidents of which all is new, so that they keep their names when all is put together anew."""
        known = set(
            self.connection.scalars(select(INCIDENTS.c.id).where(INCIDENTS.c.id.in_([one.incident.id for one in some])))
        )
        founded = changes.last_number(self.connection)
        whole = [one for one in some if one.incident.id not in known and self.fresh.issuperset(one.incident.claims)]
        names = {name for one in whole for name in one.incident.claims}
        taken: set[str] = set()
        for part in rows.chunks(sorted(names)):
            asked = select(INCIDENT_CLAIMS.c.claim).where(INCIDENT_CLAIMS.c.claim.in_(part))
            taken.update(self.connection.scalars(asked))
        whole = [one for one in whole if not taken.intersection(one.incident.claims)]
        write_incidents(self.connection, [(one, founded) for one in whole])
        self._note("incident", [one.incident.id for one in whole], "new")

    def _graves(self, some: list[Grave]) -> None:
        if not self.touched:
            return
        names = [one.id for one in some]
        held = {
            name
            for table in (INCIDENTS, TOMBSTONES)
            for name in self.connection.scalars(select(table.c.id).where(table.c.id.in_(names)))
        }
        at = changes.last_number(self.connection)
        write_graves(self.connection, [replace(one, founded=at, buried=at) for one in some if one.id not in held])

    def _failures(self, some: list[Failure]) -> None:
        names = [one.document for one in some]
        held = set(self.connection.scalars(select(DOCUMENTS.c.id).where(DOCUMENTS.c.id.in_(names))))
        held |= set(self.connection.scalars(select(FAILURES.c.document).where(FAILURES.c.document.in_(names))))
        values = [{"document": one.document, "stage": one.stage, "reason": one.reason} for one in some]
        writing.insert_all(self.connection, FAILURES, [row for row in values if row["document"] not in held])

    def _references(self, some: list[Referred]) -> None:
        kept = references.add(self.connection, [(one.reference, one.record) for one in some])
        self.told = replace(self.told, references=self.told.references + kept.new)
        for one in kept.conflicts:
            self.conflicts.append(f"{one.dataset} {one.key!r} is here otherwise; what is here stays")

    def _note(self, kind: changes.ChangeKind, names: list[str], what: str) -> None:
        changes.note_all(
            self.connection, [Change(number=0, made=self.made, kind=kind, id=name, what=what) for name in names]
        )
