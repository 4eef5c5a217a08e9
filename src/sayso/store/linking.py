"""What the linker remembers of a ledger, and the exchange of some incidents for others, within one transaction.

>>> from sqlalchemy import create_engine
>>> from sayso.store.schema import METADATA
>>> engine = create_engine("sqlite://")
>>> METADATA.create_all(engine)
>>> with engine.connect() as connection:
...     Linking(connection, made=None).queued()
[]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, delete, insert, select, true, update

from sayso.model import Claim, Document, Incident, Judgement, Operation
from sayso.model.codec import loads
from sayso.store import changes, lasting, people, reading, relating, rows, undecided
from sayso.store.incidents import put, take_out
from sayso.store.linker_tables import LINK_QUEUE, TEXT_KEYS, TEXTS, THREAD_KEYS, THREAD_PAIRS, THREADS
from sayso.store.named import roots
from sayso.store.operations import operations
from sayso.store.people import Derived
from sayso.store.query import current, live_claims
from sayso.store.rows import chunks
from sayso.store.tables import CLAIMS, DOCUMENTS, INCIDENT_CLAIMS, INCIDENTS, JUDGEMENTS, META, TOMBSTONES
from sayso.store.writing import insert_all, meta

LINKER = "linker"  # meta: the version of the linker that made what is remembered; absent where nothing is
MEMORY = (THREAD_KEYS, THREAD_PAIRS, THREADS, TEXT_KEYS, TEXTS)
WHOLE = 2_000  # rows at once where all is written


def queue(connection: Connection, documents: Iterable[str]) -> None:
    """Note that claims of these documents, or what people said of them, changed."""
    for part in chunks(sorted(set(documents))):
        held = set(connection.scalars(select(LINK_QUEUE.c.document).where(LINK_QUEUE.c.document.in_(part))))
        insert_all(connection, LINK_QUEUE, [{"document": one} for one in part if one not in held])


def queue_operation(connection: Connection, made: Operation, before: Iterable[Derived]) -> None:
    """The same for what an operation is about, and for the claims of which people judged otherwise `before` it."""
    was = {one.judgement.id: one.judgement for one in before}
    now = {one.judgement.id: one.judgement for one in relating.derived(connection)}
    changed = [(was | now)[name] for name in was.keys() ^ now.keys()]
    about = {made.claim} - {None} | {name for item in changed for name in (item.left, item.right)}
    queue(connection, documents_of(connection, (name for name in about if name is not None)).values())


def queue_judgement(connection: Connection, judgement: Judgement) -> None:
    """The same for the claims that a person judged, and for those of a judgement that is taken back."""
    every = [judgement]
    while every[-1].takes_back is not None:
        record = connection.scalar(select(JUDGEMENTS.c.record).where(JUDGEMENTS.c.id == every[-1].takes_back))
        if record is None:
            break
        every.append(loads(record, Judgement))
    names = {name for item in every for name in (item.left, item.right)}
    queue(connection, documents_of(connection, names).values())


def documents_of(connection: Connection, claims: Iterable[str]) -> dict[str, str]:
    """The document of each claim; those that are not here are left out."""
    found: dict[str, str] = {}
    for part in chunks(sorted(set(claims))):
        asked = select(CLAIMS.c.id, DOCUMENTS.c.id).join(DOCUMENTS, CLAIMS.c.document == DOCUMENTS.c.row)
        found.update(connection.execute(asked.where(CLAIMS.c.id.in_(part))).all())
    return found


class Linking:
    """The linker's view of a ledger in one transaction. Threads, keys, texts and bands are numbers."""

    def __init__(self, connection: Connection, *, made: str | None) -> None:
        self._connection = connection
        self._made = made

    def queued(self) -> list[str]:
        """The documents that changed, in order."""
        return list(self._connection.scalars(select(LINK_QUEUE.c.document).order_by(LINK_QUEUE.c.document)))

    def linker(self) -> str | None:
        """The version of the linker that made what is remembered, None where nothing is."""
        return meta(self._connection, LINKER)

    def people(self) -> list[Judgement]:
        """The judgements of people as they stand."""
        asked = select(JUDGEMENTS.c.record, JUDGEMENTS.c.operation).where(JUDGEMENTS.c.human == true())
        told = self._connection.execute(asked)  # few; those without an operation are nearly all, so that is not asked
        kept = [loads(record, Judgement) for record, operation in told if operation is None]
        return kept + [one.judgement for one in relating.derived(self._connection)]

    def incidents(self) -> list[str]:
        """The identifiers of all incidents."""
        return list(self._connection.scalars(select(INCIDENTS.c.id)))

    def forget(self) -> None:
        """Let go of all that the linker judged and remembers."""
        for table in MEMORY:
            self._connection.execute(delete(table))
        self._connection.execute(delete(META).where(META.c.key == LINKER))
        self._connection.execute(delete(JUDGEMENTS).where(~JUDGEMENTS.c.human))
        undecided.close_all(self._connection)

    def documents_of(self, claims: Iterable[str]) -> dict[str, str]:
        """The document of each claim; those that are not here are left out."""
        return documents_of(self._connection, claims)

    def documents(self, identifiers: Iterable[str]) -> dict[str, Document]:
        """Current documents by identifier; those that are not here are left out."""
        return reading.documents_with(self._connection, identifiers)

    def claims(self, documents: Iterable[str]) -> dict[str, list[Claim]]:
        """The live claims of each document, by position."""
        found: dict[str, list[Claim]] = {}
        for part in chunks(sorted(set(documents))):
            asked = select(DOCUMENTS.c.id, CLAIMS.c.record).join(DOCUMENTS, CLAIMS.c.document == DOCUMENTS.c.row)
            asked = asked.where(DOCUMENTS.c.id.in_(part), current(DOCUMENTS), live_claims())
            for doc, record in self._connection.execute(asked.order_by(CLAIMS.c.start, CLAIMS.c.end, CLAIMS.c.id)):
                found.setdefault(doc, []).append(rows.claim_record(record))
        return found

    def all_documents(self) -> list[str]:
        """Identifiers of all current documents, the oldest first."""
        asked = select(DOCUMENTS.c.id).where(~DOCUMENTS.c.superseded)
        return list(self._connection.scalars(asked.order_by(DOCUMENTS.c.published, DOCUMENTS.c.id)))

    # What is remembered of threads

    def holders(self, keys: Iterable[int]) -> dict[int, list[int]]:
        """The threads of each key, in order."""
        return self._grouped(THREAD_KEYS.c.block, THREAD_KEYS.c.thread, keys)

    def keys(self, threads: Iterable[int]) -> dict[int, list[int]]:
        """The keys of each thread, in order."""
        return self._grouped(THREAD_KEYS.c.thread, THREAD_KEYS.c.block, threads)

    def records(self, threads: Iterable[int]) -> dict[int, str]:
        """The record of each thread."""
        return dict(self._pairs_of(THREADS.c.number, THREADS.c.record, threads))

    def fixes(self, threads: Iterable[int]) -> dict[int, str]:
        """What of its claims keeps a group within bounds, of each thread."""
        return dict(self._pairs_of(THREADS.c.number, THREADS.c.fixes, threads))

    def bundles(self, threads: Iterable[int]) -> dict[int, int]:
        """The bundle of each thread that has one."""
        return dict(self._pairs_of(THREADS.c.number, THREADS.c.bundle, threads))

    def members(self, bundles: Iterable[int]) -> dict[int, list[int]]:
        """The threads of each bundle, in order."""
        return self._grouped(THREADS.c.bundle, THREADS.c.number, bundles)

    def threads(self, documents: Iterable[str]) -> dict[str, list[int]]:
        """The threads of each document, in order."""
        return self._grouped(THREADS.c.document, THREADS.c.number, documents)

    def leads(self, documents: Iterable[str]) -> dict[str, int]:
        """The thread that each document is mainly about."""
        found: dict[str, int] = {}
        for part in chunks(sorted(set(documents))):
            asked = select(THREADS.c.document, THREADS.c.number).where(THREADS.c.document.in_(part), THREADS.c.lead)
            found.update(self._connection.execute(asked).all())
        return found

    def pairs(self, threads: Iterable[int]) -> set[tuple[int, int, float, str]]:
        """All pairs in which one of the threads is: both threads, score, verdict."""
        found: set[tuple[int, int, float, str]] = set()
        for column in (THREAD_PAIRS.c.one, THREAD_PAIRS.c.other):
            for part in chunks(sorted(set(threads))):
                found.update(map(tuple, self._connection.execute(select(THREAD_PAIRS).where(column.in_(part)))))
        return found

    def inside(self, bundles: Iterable[int]) -> list[tuple[int, int, float, str]]:
        """All pairs of two threads of one of the bundles."""
        one, other = THREADS.alias("a"), THREADS.alias("b")
        asked = select(THREAD_PAIRS).join(one, one.c.number == THREAD_PAIRS.c.one)
        asked = asked.join(other, (other.c.number == THREAD_PAIRS.c.other) & (other.c.bundle == one.c.bundle))
        found: list[tuple[int, int, float, str]] = []
        for part in chunks(sorted(set(bundles))):
            found += self._connection.execute(asked.where(one.c.bundle.in_(part))).all()
        return found

    def texts(self, bands: Iterable[int]) -> dict[int, list[int]]:
        """The texts of each band, in order."""
        return self._grouped(TEXT_KEYS.c.band, TEXT_KEYS.c.number, bands)

    def bands(self, texts: Iterable[int]) -> dict[int, list[int]]:
        """The bands of each text, in order."""
        return self._grouped(TEXT_KEYS.c.number, TEXT_KEYS.c.band, texts)

    def texts_of(self, texts: Iterable[int]) -> dict[int, str]:
        """The document of each text."""
        return dict(self._pairs_of(TEXTS.c.number, TEXTS.c.document, texts))

    # Writing

    def drop(self, threads: Iterable[int], texts: Iterable[int]) -> None:
        """Forget threads, with their keys and pairs, and texts."""
        gone = list(threads)
        self.drop_pairs(gone)
        self._delete(THREAD_KEYS.c.thread, gone)
        self._delete(THREADS.c.number, gone)
        gone = list(texts)
        self._delete(TEXT_KEYS.c.number, gone)
        self._delete(TEXTS.c.number, gone)

    def drop_pairs(self, threads: Iterable[int]) -> None:
        """Forget all pairs in which one of the threads is."""
        gone = list(threads)
        self._delete(THREAD_PAIRS.c.one, gone)
        self._delete(THREAD_PAIRS.c.other, gone)

    def keep_threads(self, threads: Iterable[Mapping[str, Any]]) -> None:
        """Remember threads: number, document, bundle, lead, fixes, record; and their keys."""
        for part in _batches(threads):
            own = [{name: value for name, value in one.items() if name != "keys"} for one in part]
            insert_all(self._connection, THREADS, own)
            held = [{"block": key, "thread": one["number"]} for one in part for key in sorted(set(one["keys"]))]
            insert_all(self._connection, THREAD_KEYS, held)

    def keep_texts(self, texts: Iterable[tuple[int, str, Sequence[int]]]) -> None:
        """Remember texts: number, document, bands."""
        for part in _batches(texts):
            insert_all(self._connection, TEXTS, [{"number": number, "document": doc} for number, doc, _ in part])
            held = [{"band": band, "number": number} for number, _, bands in part for band in sorted(set(bands))]
            insert_all(self._connection, TEXT_KEYS, held)

    def keep_pairs(self, pairs: Iterable[tuple[int, int, float, str]]) -> None:
        """Remember pairs: both threads, score, verdict."""
        for part in _batches(pairs):
            values = [
                {"one": one, "other": other, "score": score, "verdict": verdict} for one, other, score, verdict in part
            ]
            insert_all(self._connection, THREAD_PAIRS, values)

    def bundle(self, bundles: Mapping[int, int]) -> None:
        """Put threads into other bundles."""
        by_bundle: dict[int, list[int]] = defaultdict(list)
        for number, bundle in bundles.items():
            by_bundle[bundle].append(number)
        for bundle, numbers in by_bundle.items():
            for part in chunks(numbers):
                changed = THREADS.c.number.in_(part) & (THREADS.c.bundle != bundle)
                self._connection.execute(update(THREADS).where(changed).values(bundle=bundle))

    def keep_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements of the linker."""
        for part in _batches(judgements):
            insert_all(self._connection, JUDGEMENTS, [rows.judgement_row(one, human=False) for one in part])
            undecided.reopen(self._connection, [one.id for one in part if one.verdict == "unsure"])

    def drop_judgements(self, identifiers: Iterable[str]) -> None:
        """Let go of judgements of the linker."""
        gone = list(identifiers)
        self._delete(JUDGEMENTS.c.id, gone)
        undecided.close(self._connection, gone)

    def done(self, *, linker: str) -> None:
        """All is linked, and remembered as this version of the linker has it."""
        relating.write_people(self._connection)
        self._connection.execute(delete(LINK_QUEUE))
        self._connection.execute(delete(META).where(META.c.key == LINKER))
        self._connection.execute(insert(META), {"key": LINKER, "value": linker})

    def touched(self, claims: Iterable[str]) -> set[str]:
        """The incidents that hold any of the claims."""
        return {name for _, name in self._pairs_of(INCIDENT_CLAIMS.c.claim, INCIDENT_CLAIMS.c.incident, claims)}

    def claiming(self, claims: Iterable[str], but: Collection[str]) -> set[str]:
        """Claims of incidents that bear a name which one of these claims gives, without the incidents `but`."""
        names = {lasting.name_by(root, self._given) for root in roots(self._connection, claims).values()}
        bearing = {name for name, _ in self._pairs_of(INCIDENTS.c.id, INCIDENTS.c.kind, names)} - set(but)
        return {claim for _, claim in self._pairs_of(INCIDENT_CLAIMS.c.incident, INCIDENT_CLAIMS.c.claim, bearing)}

    def exchange(self, before: Collection[str], incidents: Sequence[Incident]) -> None:
        """Put incidents in place of those named `before`, which hold no claims but theirs and those of gone documents."""
        connection = self._connection
        held = self._held(before, incidents)
        after = lasting.named(incidents, held)
        at = changes.last_number(connection)
        old = dict(self._pairs_of(INCIDENTS.c.id, INCIDENTS.c.record, before))
        new = {one.id: rows.incident_row(one, founded=held.founded.get(one.id, at)) for one in after}
        noted = relating.changed(old, {one.id: one for one in after}, new, self._made)
        changes.note_all(connection, list(noted))
        relating.bury(connection, after, held, buried=changes.last_number(connection))
        take_out(connection, before)
        put(connection, after, [new[one.id] for one in after])

    def replace(self, judgements: Iterable[Judgement], incidents: Sequence[Incident]) -> None:
        """Put judgements of the linker and incidents in place of all; what people judged stays, or follows from what they did."""
        self.forget()
        relating.write_people(self._connection)
        human = set(self._connection.scalars(select(JUDGEMENTS.c.id)))
        self.keep_judgements(one for one in judgements if one.id not in human)
        self.exchange(self.incidents(), incidents)

    def _held(self, before: Collection[str], incidents: Sequence[Incident]) -> lasting.Held:
        """The names that matter where only these incidents are exchanged."""
        members = self._grouped(INCIDENT_CLAIMS.c.incident, INCIDENT_CLAIMS.c.claim, before)
        told = (*(one.claims for one in incidents), *members.values())
        corrects = roots(self._connection, (claim for found in told for claim in found))
        names = {*before, *(one.id for one in incidents)}
        names.update(lasting.name_by(root, self._given) for root in corrects.values())
        living = dict(self._pairs_of(INCIDENTS.c.id, INCIDENTS.c.founded, names))
        graves: dict[str, tuple[int, int]] = {}
        for part in chunks(sorted(names)):
            asked = select(TOMBSTONES.c.id, TOMBSTONES.c.founded, TOMBSTONES.c.buried)
            for name, founded, buried in self._connection.execute(asked.where(TOMBSTONES.c.id.in_(part))):
                graves[name] = founded, buried
        return lasting.Held(
            members={name: [corrects[one] for one in members.get(name, ())] for name in before},
            founded={name: founded for name, (founded, _) in graves.items()} | living,
            buried={name: buried for name, (_, buried) in graves.items() if name not in living},
            corrects=corrects,
            given=self._given,
        )

    @cached_property
    def _given(self) -> dict[str, str]:
        """Claims that give an incident another name than their own; nobody does anything while all is linked."""
        return people.names(operations(self._connection))

    def _pairs_of(self, name: Column[Any], value: Column[Any], wanted: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        for part in chunks(sorted(set(wanted))):
            yield from self._connection.execute(select(name, value).where(name.in_(part)))

    def _grouped(self, name: Column[Any], value: Column[Any], wanted: Iterable[Any]) -> dict[Any, list[Any]]:
        found: dict[Any, list[Any]] = {}
        for part in chunks(sorted(set(wanted))):
            asked: Select[Any, Any] = select(name, value).where(name.in_(part)).order_by(name, value)
            for one, other in self._connection.execute(asked):
                found.setdefault(one, []).append(other)
        return found

    def _delete(self, column: Column[Any], wanted: Sequence[Any]) -> None:
        table: Table = column.table
        for part in chunks(sorted(set(wanted))):
            self._connection.execute(delete(table).where(column.in_(part)))


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == WHOLE:
            yield batch
            batch = []
    if batch:
        yield batch
