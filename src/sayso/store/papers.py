"""Documents as a page lists and shows them: by SQL alone, so that a page costs the same however much there is.

>>> Header(row=1, id="d1", title="Fire", beginning="Fire", publisher=None, published=None, url=None).claims
0
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from sayso.model import Claim, Document, Failure
from sayso.store import reading, rows
from sayso.store.filters import ALL, Filters
from sayso.store.query import after_newest, current, document_conditions, holds_claim, live_claims
from sayso.store.tables import CLAIMS, DOCUMENTS, FAILURES, INCIDENT_CLAIMS, INCIDENTS, SET_ASIDE
from sayso.store.view import Key, Slice, View

BEGINNING = 160  # characters of a text that stand for a title


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A document as a list shows it; `beginning` stands for a title where there is none."""

    row: int
    id: str
    title: str  # empty where there is none
    beginning: str
    publisher: str | None
    published: date | None
    url: str | None
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An incident that a document tells of, and with how many claims."""

    id: str
    kind: str
    first: date | None
    last: date | None
    place: str | None
    disputed: bool
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a live claim stands in its document."""

    id: str
    start: int
    end: int


def headers(view: View, filters: Filters = ALL, *, limit: int, after: Key | None = None) -> Slice[Header]:
    """So many current documents, the last published first and the undated last, after the one at `after`."""
    conditions = _conditions(view, filters)
    if after is not None:
        conditions.append(after_newest(DOCUMENTS.c.published, DOCUMENTS.c.id, after))
    columns = (DOCUMENTS.c[name] for name in ("row", "id", "title", "publisher", "published", "url"))
    beginning = func.substr(DOCUMENTS.c.text, 1, BEGINNING).label("beginning")
    asked = select(*columns, beginning).where(*conditions)
    asked = asked.order_by(DOCUMENTS.c.published.desc().nulls_last(), DOCUMENTS.c.id).limit(limit + 1)
    found = view.connection.execute(asked).all()
    items = [Header(**row._mapping) for row in found[:limit]]
    counts = _counts(view, [one.row for one in items])
    more = len(found) > limit
    return Slice(
        items=tuple(replace(one, claims=counts.get(one.row, 0)) for one in items),
        next=(items[-1].published, items[-1].id) if more else None,
    )


def count(view: View, filters: Filters = ALL) -> int:
    """How many current documents are asked for; where claims decide that, every document has to be looked at."""
    if filters == ALL:
        return reading.count_current(view.connection, DOCUMENTS)
    asked = select(func.count()).select_from(DOCUMENTS).where(*_conditions(view, filters))
    return view.connection.scalar(asked) or 0


def _conditions(view: View, filters: Filters) -> list[ColumnElement[bool]]:
    """By their own day and words, and by the claims that stand in them."""
    conditions = [current(DOCUMENTS), *document_conditions(filters)]
    if filters.near is not None:  # has to be measured
        of_claims = replace(filters, since=None, until=None, text=None)
        conditions.append(DOCUMENTS.c.id.in_({claim.doc for claim in view.claims(of_claims)}))
    elif filters.of_claims:
        conditions.append(holds_claim(filters))
    return conditions


def _counts(view: View, documents: Sequence[int]) -> dict[int, int]:
    """How many live claims the rows hold."""
    asked = select(CLAIMS.c.document, func.count()).where(CLAIMS.c.document.in_(documents), live_claims())
    return {row[0]: row[1] for row in view.connection.execute(asked.group_by(CLAIMS.c.document))}


def failures(view: View, *, limit: int) -> tuple[list[Failure], int]:
    """The first of what could not be read, by name, and how many there are."""
    total = view.connection.scalar(select(func.count()).select_from(FAILURES)) or 0
    asked = select(FAILURES).order_by(FAILURES.c.document).limit(limit)
    found = view.connection.execute(asked)
    return [Failure(document=row.document, stage=row.stage, reason=row.reason) for row in found], total


# One document


def document(view: View, name: str) -> Document:
    """The current version of a document; NotFoundError where there is none."""
    return reading.document_with(view.connection, name)


def marks(view: View, name: str) -> list[Mark]:
    """Where the live claims of a document stand, in order of their beginnings, the longer before the shorter."""
    asked = select(CLAIMS.c.id, CLAIMS.c.start, CLAIMS.c.end).where(CLAIMS.c.document.in_(_rows(name)), live_claims())
    found = view.connection.execute(asked)
    return sorted(
        (Mark(id=row.id, start=row.start, end=row.end) for row in found), key=lambda one: (one.start, -one.end)
    )


def _rows(name: str) -> Select[int]:
    """The row of the current version of a document."""
    return select(DOCUMENTS.c.row).where(DOCUMENTS.c.id == name, current(DOCUMENTS))


def happenings(view: View, name: str) -> list[Happening]:
    """The incidents that a document tells of, those with most of its claims first."""
    joined = CLAIMS.join(INCIDENT_CLAIMS, INCIDENT_CLAIMS.c.claim == CLAIMS.c.id)
    joined = joined.join(INCIDENTS, INCIDENTS.c.id == INCIDENT_CLAIMS.c.incident)
    columns = [INCIDENTS.c[one] for one in ("id", "kind", "first", "last", "place", "disputed")]
    asked: Any = select(*columns, func.count(CLAIMS.c.id).label("claims")).select_from(joined)
    asked = asked.where(CLAIMS.c.document.in_(_rows(name)), live_claims()).group_by(*columns)
    asked = asked.order_by(func.count(CLAIMS.c.id).desc(), INCIDENTS.c.id)
    return [Happening(**row._mapping) for row in view.connection.execute(asked)]


def no_more(view: View, name: str, live: Iterable[str], *, limit: int) -> tuple[list[tuple[Claim, str | None]], int]:
    """Claims that were found or added in a document and do not stand there now, the newest first; and how many.

    Each with the operation that rejected it, where one did. What a standing claim corrects is not among them.
    """
    past = DOCUMENTS.alias("past")
    joined = CLAIMS.join(past, CLAIMS.c.document == past.c.row)
    joined = joined.outerjoin(SET_ASIDE, SET_ASIDE.c.claim == func.coalesce(CLAIMS.c.corrects, CLAIMS.c.id))
    stands = set(live)
    asked = select(CLAIMS.c.row, CLAIMS.c.id, CLAIMS.c.corrects, SET_ASIDE.c.operation).select_from(joined)
    found: dict[str, tuple[int, str | None]] = {}
    roots: set[str] = set()
    for row in view.connection.execute(asked.where(past.c.id == name).order_by(CLAIMS.c.row.desc())):
        found.setdefault(row.id, (row.row, row.operation))
        if row.corrects is not None and row.id in stands:
            roots.add(row.corrects)
    gone = [numbers for claim, numbers in found.items() if claim not in stands and claim not in roots]
    shown = gone[:limit]
    asked_records = select(CLAIMS.c.row, CLAIMS.c.record).where(CLAIMS.c.row.in_([number for number, _ in shown]))
    records = {row.row: rows.claim_record(row.record) for row in view.connection.execute(asked_records)}
    return [(records[number], operation) for number, operation in shown], len(gone)
