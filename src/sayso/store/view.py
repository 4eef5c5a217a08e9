"""A view of the ledger as it is at one moment: streams of what is asked for, pages of it, and counts over all of it.

>>> Slice(items=(1, 2), next=None).next is None
True
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, bindparam, func, or_, select

from sayso.model import Claim, Document, Incident
from sayso.model.codec import loads
from sayso.store import cards, changes, counts, named, queue, reading, rows, whole
from sayso.store.cards import Card
from sayso.store.changes import Change
from sayso.store.chosen import Chosen, chosen
from sayso.store.counts import Dot, Summary
from sayso.store.filters import ALL, Filters
from sayso.store.query import NEWEST_FIRST, after_newest, claim_rows, document_rows
from sayso.store.stretches import Unit
from sayso.store.tables import CHANGES, CLAIMS, DOCUMENTS, INCIDENT_CLAIMS, INCIDENTS

Item = TypeVar("Item")
Key = tuple[Any, ...]  # where in its order a thing stands
Shape = tuple[type, ...]  # of a key: the type of each part; a day may be None
BY_DAY: Shape = (date, str)  # incidents, documents: day and identifier
BY_REPORT: Shape = (date, str, int, int, str)  # claims: day of report, document, start, end, identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice(Generic[Item]):
    """Some of what was asked for, in order; `next` is where what follows begins, None where nothing does."""

    items: tuple[Item, ...]
    next: Key | None


class ClaimRecord(NamedTuple):
    """A claim as it is kept: `record` is its JSON text; the header of its document and the incident that it is part of."""

    record: str
    publisher: str | None
    published: date | None
    url: str | None
    title: str  # empty where there is none
    incident: str | None


class View:
    """What `Ledger.view` gives: use it within the `with` block only."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._found: dict[Filters, Chosen] = {}

    def _chosen(self, filters: Filters) -> Chosen:
        """What an incident that is asked for must be; found once."""
        if filters not in self._found:
            self._found[filters] = chosen(self.connection, filters)
        return self._found[filters]

    # Streams: any number of things, held a few at a time

    def incidents(self, filters: Filters = ALL) -> Iterator[Incident]:
        """The incidents asked for, newest first, undated last."""
        asked = self._newest(filters, INCIDENTS.c.id)  # whole records would be sorted on the disk
        for part in rows.chunks(self.connection.scalars(asked).all()):
            found = reading.incidents_with(self.connection, part)
            yield from (found[name] for name in part)

    def _newest(self, filters: Filters, *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
        """Columns of the incidents asked for, newest first, undated last."""
        return select(*columns).where(*self._chosen(filters).listed).order_by(*NEWEST_FIRST)

    def claims(self, filters: Filters = ALL) -> Iterator[Claim]:
        """The live claims asked for, by day of report, document and position."""
        return reading.claims(self.connection, filters)

    def documents(self, filters: Filters = ALL) -> Iterator[Document]:
        """The current documents asked for, by day of publication."""
        return reading.documents(self.connection, filters)

    # Batches of claims, for those who write many

    def claim_batches(self, filters: Filters = ALL) -> Iterator[list[Claim]]:
        """The live claims asked for, in the order of `claims`, some hundreds at a time."""
        for part in self._claim_rows(filters, (CLAIMS.c.record,), CLAIMS):
            yield [claim for row in part if _is_asked(claim := rows.claim_record(row.record), filters)]

    def claim_records(self, filters: Filters = ALL) -> Iterator[list[ClaimRecord]]:
        """As `claim_batches`, but each claim as the JSON text of its record, with its document's header and its incident."""
        joined = CLAIMS.join(DOCUMENTS, CLAIMS.c.document == DOCUMENTS.c.row)
        joined = joined.outerjoin(INCIDENT_CLAIMS, INCIDENT_CLAIMS.c.claim == CLAIMS.c.id)
        header = (DOCUMENTS.c.publisher, DOCUMENTS.c.published, DOCUMENTS.c.url, DOCUMENTS.c.title)
        for part in self._claim_rows(filters, (CLAIMS.c.record, *header, INCIDENT_CLAIMS.c.incident), joined):
            found = [ClaimRecord(*row[1:]) for row in part]
            yield [one for one in found if filters.near is None or _is_asked(rows.claim_record(one.record), filters)]

    def _claim_rows(
        self, filters: Filters, columns: Sequence[ColumnElement[Any]], joined: FromClause
    ) -> Iterator[list[Any]]:
        """Rows of the claims asked for, in their order, the row's number first; `near` only roughly."""
        asked = claim_rows(filters).with_only_columns(CLAIMS.c.row)
        numbers = array("q")  # a million take 8 MB; whole records would be sorted on the disk
        with self.connection.execute(asked.execution_options(yield_per=rows.ASKED)) as told:
            for some in told.partitions():
                numbers.extend([row[0] for row in some])
        wanted = select(CLAIMS.c.row, *columns).select_from(joined)
        wanted = wanted.where(CLAIMS.c.row.in_(bindparam("numbers", expanding=True)))
        for part in rows.chunks(numbers):
            held = self.connection.execute(wanted, {"numbers": list(part)}).all()
            found = {row[0]: row for row in held}
            yield [found[number] for number in part]

    def records(self, filters: Filters = ALL) -> Iterator[str]:
        """All that the ledger keeps, or a part that can stand by itself, a line of JSON a thing: see `store.whole`."""
        return whole.records(self.connection, filters)

    # What is named by its identifier

    def claims_with(self, identifiers: Iterable[str]) -> dict[str, Claim]:
        """Claims by identifier, superseded ones too; those that are not here are left out."""
        return reading.claims_with(self.connection, tuple(identifiers))

    def documents_with(self, identifiers: Iterable[str]) -> dict[str, Document]:
        """Current documents by identifier; those that are not here are left out."""
        return reading.documents_with(self.connection, identifiers)

    def incidents_of(self, claims: Sequence[str]) -> dict[str, str]:
        """The incident of each of the claims that is part of one."""
        found: dict[str, str] = {}
        for part in rows.chunks(claims):
            asked = select(INCIDENT_CLAIMS.c.claim, INCIDENT_CLAIMS.c.incident)
            held = self.connection.execute(asked.where(INCIDENT_CLAIMS.c.claim.in_(part)))
            found.update((claim, incident) for claim, incident in held)
        return found

    def last_changes(self, incidents: Sequence[str]) -> dict[str, str]:
        """When each of the incidents last changed (ISO 8601, UTC); those of which nobody noted it are left out."""
        found: dict[str, str] = {}
        for part in rows.chunks(incidents):
            asked = select(CHANGES.c.id, func.max(CHANGES.c.made)).where(CHANGES.c.kind == "incident")
            found.update(
                (name, made)
                for name, made in self.connection.execute(asked.where(CHANGES.c.id.in_(part)).group_by(CHANGES.c.id))
                if made is not None
            )
        return found

    # The review queue

    def waiting(self) -> dict[queue.Section, int]:
        """How much waits for a person in each section of the queue."""
        return queue.waiting(self.connection)

    def open_joins(self, *, limit: int) -> list[queue.OpenJoin]:
        """Pairs of incidents that may be one, the likeliest first."""
        return queue.open_joins(self.connection, limit=limit)

    def unsure_claims(self, *, limit: int) -> list[Claim]:
        """Claims told with little confidence, the least sure first."""
        return queue.unsure_claims(self.connection, limit=limit)

    def lacking(self, what: Literal["place", "day"], *, limit: int) -> list[Card]:
        """Incidents of violence without a place on the map, or without a day."""
        return queue.lacking(self.connection, what, limit=limit)

    def incidents_with(self, identifiers: Sequence[str]) -> dict[str, Incident]:
        """Incidents by identifier; those that are not here are left out."""
        return reading.incidents_with(self.connection, identifiers)

    def cards_with(self, identifiers: Iterable[str]) -> dict[str, Card]:
        """Incidents as lists show them, by identifier; those that are not here are left out."""
        return cards.cards_with(self.connection, identifiers)

    def telling(self, incidents: Iterable[str], *, most: int, among: int) -> dict[str, list[str]]:
        """For each incident up to `most` of its first claims, each in other words; `among` are looked at."""
        return cards.telling(self.connection, incidents, most=most, among=among)

    def changes(self, *, before: int | None = None, limit: int) -> list[Change]:
        """So many changes before the one of a number, or the last ones; the newest first."""
        return changes.before(self.connection, before, limit=limit)

    def changes_after(self, number: int, *, when: str | None = None, limit: int) -> list[Change]:
        """So many changes after the one of a number, and at or after a time (ISO 8601, UTC); the earliest first."""
        return changes.since(self.connection, when=when, after=number, limit=limit)

    def tombstones(self, after: tuple[int, str], *, limit: int) -> list[tuple[int, str, list[str]]]:
        """Incidents that have ceased, after a change and a name: the change, their identifier, what became of them."""
        return named.tombstones(self.connection, after, limit=limit)

    # Pages, each from where the one before ended

    def incident_page(self, filters: Filters = ALL, *, limit: int, after: Key | None = None) -> Slice[Incident]:
        """So many incidents, newest first, after the one at `after`."""
        page = self.incident_records(filters, limit=limit, after=after)
        return Slice(items=tuple(loads(record, Incident) for record in page.items), next=page.next)

    def cards(self, filters: Filters = ALL, *, limit: int, after: Key | None = None) -> Slice[Card]:
        """The same as lists show them."""
        found = self._newest_page(filters, cards.COLUMNS, limit=limit, after=after)
        return Slice(items=tuple(cards.cards_of(self.connection, found.items)), next=found.next)

    def incident_records(self, filters: Filters = ALL, *, limit: int, after: Key | None = None) -> Slice[str]:
        """The same as the records that are kept of them, in JSON."""
        columns = (INCIDENTS.c.record, INCIDENTS.c.first, INCIDENTS.c.id)
        found = self._newest_page(filters, columns, limit=limit, after=after)
        return Slice(items=tuple(row.record for row in found.items), next=found.next)

    def _newest_page(
        self, filters: Filters, columns: Sequence[ColumnElement[Any]], *, limit: int, after: Key | None
    ) -> Slice[Any]:
        """So many rows of incidents with these columns, of which the day and the identifier are two."""
        asked = self._newest(filters, *columns)
        if after is not None:
            asked = asked.where(_later(after))
        streamed = reading.stream(self.connection, asked.limit(limit + 1))
        return _slice(streamed, limit, lambda row: (row.first, row.id))

    def claim_page(self, filters: Filters = ALL, *, limit: int, after: Key | None = None) -> Slice[Claim]:
        """So many claims, by day of report, document and position, after the one at `after`."""
        columns = (DOCUMENTS.c.published, DOCUMENTS.c.id, CLAIMS.c.start, CLAIMS.c.end, CLAIMS.c.id)
        asked = claim_rows(filters).with_only_columns(CLAIMS.c.record, *columns)
        if after is not None:
            asked = asked.where(_beyond(columns, after))
        pairs = (
            (rows.claim_record(row[0]), tuple(row[1:])) for row in _streamed(self.connection, asked, filters, limit)
        )
        near = ((claim, key) for claim, key in pairs if _is_asked(claim, filters))
        found = _slice(near, limit, lambda pair: pair[1])
        return Slice(items=tuple(claim for claim, _ in found.items), next=found.next)

    def document_page(self, filters: Filters = ALL, *, limit: int, after: Key | None = None) -> Slice[Document]:
        """So many documents, by day of publication, after the one at `after`."""
        asked = document_rows(filters)
        if after is not None:
            asked = asked.where(_beyond((DOCUMENTS.c.published, DOCUMENTS.c.id), after))
        found = reading.held_documents(self.connection, asked, filters)
        return _slice(found, limit, lambda one: (one.published, one.id))

    # Counts over all that is asked for

    def count_incidents(self, filters: Filters = ALL) -> int:
        """How many incidents are asked for."""
        return counts.count(self.connection, self._chosen(filters).counted)

    def count_claims(self, filters: Filters = ALL) -> int:
        """How many live claims are asked for."""
        if filters.near is not None:
            return sum(1 for _ in self.claims(filters))
        asked = claim_rows(filters).with_only_columns(func.count()).order_by(None)
        return self.connection.scalar(asked) or 0

    def summary(self, filters: Filters = ALL, *, unit: Callable[[date, date], Unit] = lambda *_: "day") -> Summary:
        """Of the incidents asked for: how many, disputed, on the map, undated, and day by day.

        `unit` gives the stretches to count by, for the first and the last of the days; weeks are told day by day.
        """
        if counts.is_kept(filters):
            return counts.kept(self.connection, filters, unit)
        return counts.summary(self.connection, self._chosen(filters).counted, unit)

    def dots(self, filters: Filters = ALL, *, limit: int | None = None) -> list[Dot]:
        """The incidents asked for that have a place on the map, newest first; no more than `limit`."""
        return counts.dots(self.connection, self._chosen(filters).listed, limit=limit)


def _is_asked(claim: Claim, filters: Filters) -> bool:
    """Whether a claim that lies roughly near enough does so exactly."""
    return filters.near is None or any(reading.is_near(place, filters.near) for place in claim.places)


def _streamed(connection: Connection, asked: Select[*tuple[Any, ...]], filters: Filters, limit: int) -> Iterator[Any]:
    """The rows; no more than are wanted, where the database alone decides which."""
    if filters.near is None:
        asked = asked.limit(limit + 1)
    return reading.stream(connection, asked)


def _slice(found: Iterator[Item], limit: int, key: Callable[[Item], Key]) -> Slice[Item]:
    items = tuple(islice(found, limit + 1))
    more = len(items) > limit
    return Slice(items=items[:limit], next=key(items[limit - 1]) if more else None)


def _later(after: Key) -> ColumnElement[bool]:
    """What follows an incident where the newest come first and the undated last."""
    return after_newest(INCIDENTS.c.first, INCIDENTS.c.id, after)


def _beyond(columns: tuple[ColumnElement[Any], ...], after: Key) -> ColumnElement[bool]:
    """What follows in the order of the columns, the undated first."""
    (column, *others), (value, *values) = columns, after
    following = column.is_not(None) if value is None else column > value
    if not others:
        return following
    same = column.is_(None) if value is None else column == value
    return or_(following, and_(same, _beyond(tuple(others), tuple(values))))
