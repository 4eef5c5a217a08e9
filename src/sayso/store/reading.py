"""Reading: claims, documents, incidents and sources by the filters.

>>> link = SourceLine(name="Syrian Arab News Agency", wordings=("SANA",))
>>> SourceCount(source=(link,), claims=2, documents=1, disputed=0).source[0].wordings
('SANA',)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select, true

from sayso.errors import NotFoundError
from sayso.model import Claim, Document, Incident, Place, SourceBody, SourceLink, kilometres
from sayso.model.codec import loads
from sayso.model.document import PERSON, wants_date, with_given_date
from sayso.store import rows
from sayso.store.chosen import chosen
from sayso.store.filters import ALL, Filters, Near
from sayso.store.query import DOTS, NEWEST_FIRST, claim_rows, current, document_rows, live_claims
from sayso.store.tables import CLAIMS, DOCUMENTS, INCIDENT_CLAIMS, INCIDENTS

STREAMED = 500  # rows that are held at once


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One link of a chain over all documents: who it is, and every wording for it, the fullest first.

    `party` is None where the documents differ, and where none of them tells.
    """

    name: str
    wordings: tuple[str, ...]
    id: str | None = None
    type: str | None = None
    party: bool | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCount:
    """A source chain (outermost first; empty: reports in their own voice) and how much it is the source of."""

    source: tuple[SourceLine, ...]
    claims: int
    documents: int
    disputed: int  # its claims that stand on a side of a disagreement


def stream(connection: Connection, asked: Select[*tuple[Any, ...]], *, held: int = STREAMED) -> Iterator[Any]:
    """The rows of a question, so many of them held at a time."""
    with connection.execute(asked.execution_options(yield_per=held)) as found:
        yield from found


def count_current(connection: Connection, table: Table) -> int:
    """How many rows of `claims` or `documents` are not superseded; those that are have an index of their own."""
    every = connection.scalar(select(func.count()).select_from(table)) or 0
    return every - (connection.scalar(select(func.count()).select_from(table).where(table.c.superseded == true())) or 0)


def claims(connection: Connection, filters: Filters) -> Iterator[Claim]:
    """The claims asked for, by day of report, document and position."""
    for _, record in stream(connection, claim_rows(filters)):
        claim = rows.claim_record(record)
        if filters.near is None or any(is_near(place, filters.near) for place in claim.places):
            yield claim


def is_near(place: Place | None, near: Near) -> bool:
    """Whether a place that is known as well as a settlement lies within the distance."""
    if place is None or place.lat is None or place.lon is None or place.precision not in DOTS:
        return False
    return kilometres((place.lat, place.lon), (near.lat, near.lon)) <= near.km


def documents(connection: Connection, filters: Filters) -> Iterator[Document]:
    """The current documents asked for; what only a claim can answer is asked of any claim in the document."""
    return held_documents(connection, document_rows(filters), filters)


def held_documents(connection: Connection, asked: Select[str, str], filters: Filters) -> Iterator[Document]:
    """Those of the documents of `asked` (record and text) that hold a claim as the filters want it."""
    holding: set[str] | None = None
    if filters.of_claims:
        of_claims = replace(filters, since=None, until=None, text=None)
        holding = {claim.doc for claim in claims(connection, of_claims)}
    for record, text in stream(connection, asked):
        document = rows.document_record(record, text)
        if holding is None or document.id in holding:
            yield document


def incidents(connection: Connection, filters: Filters) -> Iterator[Incident]:
    """The incidents asked for, newest first, undated last; actor, source, place and text ask for a claim of the incident."""
    asked = select(INCIDENTS.c.record).where(*chosen(connection, filters).listed).order_by(*NEWEST_FIRST)
    for (record,) in stream(connection, asked):
        yield loads(record, Incident)


def incidents_with(connection: Connection, identifiers: Sequence[str]) -> dict[str, Incident]:
    """Incidents by identifier; those that are not here are left out."""
    found: dict[str, Incident] = {}
    for part in rows.chunks(identifiers):
        asked = select(INCIDENTS.c.id, INCIDENTS.c.record).where(INCIDENTS.c.id.in_(part))
        found.update((name, loads(record, Incident)) for name, record in connection.execute(asked))
    return found


def sources(connection: Connection, filters: Filters) -> list[SourceCount]:
    """Who is the source of the claims asked for: each chain of identities once, those with most claims first.

    A link without a lasting identity counts by its wording.
    """
    disputed = set(connection.scalars(select(INCIDENT_CLAIMS.c.claim).where(INCIDENT_CLAIMS.c.disputed)))
    told: dict[str, list[Claim]] = {}
    for claim in claims(connection, filters):
        told.setdefault(rows.chain_of(claim), []).append(claim)
    found = [
        SourceCount(
            source=tuple(map(_source_line, zip(*(claim.source for claim in group), strict=True))),
            claims=len(group),
            documents=len({claim.doc for claim in group}),
            disputed=sum(claim.id in disputed for claim in group),
        )
        for group in told.values()
    ]
    return sorted(found, key=lambda one: (-one.claims, tuple(line.name for line in one.source)))


def _source_line(links: tuple[SourceLink, ...]) -> SourceLine:
    """The links of one identity as one."""
    texts = {rows.fold(link.text): link.text for link in links}
    wordings = tuple(sorted(texts.values(), key=lambda text: (-len(text), text)))
    bodies = [link.body for link in links if link.body is not None]
    parties = {body.party for body in bodies}
    first = bodies[0] if bodies else SourceBody()
    return SourceLine(
        id=first.id,
        name=first.name or wordings[0],
        wordings=wordings,
        type=next((body.type for body in bodies if body.type is not None), None),
        party=parties.pop() if len(parties) == 1 else None,
        of=next((body.of for body in bodies if body.of is not None), None),
    )


def claims_with(connection: Connection, identifiers: tuple[str, ...]) -> dict[str, Claim]:
    """Claims by identifier, live ones before superseded ones."""
    kept: dict[str, Claim] = {}
    for part in rows.chunks(identifiers):
        asked = select(CLAIMS.c.id, CLAIMS.c.record).where(CLAIMS.c.id.in_(part))
        found = connection.execute(asked.order_by(CLAIMS.c.superseded.desc(), CLAIMS.c.row))
        kept.update({name: rows.claim_record(record) for name, record in found})
    return kept


def claims_of(connection: Connection, document: str) -> list[Claim]:
    """The live claims of a document, by position."""
    asked = claim_rows(ALL).with_only_columns(CLAIMS.c.record).where(DOCUMENTS.c.id == document)
    return [rows.claim_record(record) for record in connection.scalars(asked)]


def ever_found(connection: Connection, document: str) -> list[str]:
    """Identifiers of all claims ever found in a document, in any version of it."""
    asked = select(CLAIMS.c.id).join(DOCUMENTS, CLAIMS.c.document == DOCUMENTS.c.row)
    return list(connection.scalars(asked.where(DOCUMENTS.c.id == document).distinct().order_by(CLAIMS.c.id)))


def document_with(connection: Connection, identifier: str) -> Document:
    """The current version of a document."""
    asked = select(DOCUMENTS.c.record, DOCUMENTS.c.text).where(DOCUMENTS.c.id == identifier, current(DOCUMENTS))
    row = connection.execute(asked).first()
    if row is None:
        raise NotFoundError(
            found=f"no document {identifier!r}", expected="one that was read", mend="see: sayso documents"
        )
    return rows.document_record(row.record, row.text)


def held(connection: Connection, identifiers: Iterable[str]) -> set[str]:
    """Those of the identifiers that a document bears."""
    found: set[str] = set()
    for part in rows.chunks(sorted(set(identifiers))):
        found.update(connection.scalars(select(DOCUMENTS.c.id).where(DOCUMENTS.c.id.in_(part), current(DOCUMENTS))))
    return found


def dated_by_people(connection: Connection, identifiers: Iterable[str]) -> set[str]:
    """Those of the documents of which a person said when they were published."""
    told = f'"published_from": "{PERSON}'  # as records are written
    found: set[str] = set()
    for part in rows.chunks(sorted(set(identifiers))):
        asked = select(DOCUMENTS.c.id).where(DOCUMENTS.c.id.in_(part), current(DOCUMENTS))
        found.update(connection.scalars(asked.where(DOCUMENTS.c.record.contains(told, autoescape=True))))
    return found


def known(connection: Connection, documents: Iterable[Document], *, extractor: str) -> set[str]:
    """Identifiers of those documents that stand here in this very wording, read by this extractor."""
    versions = {rows.version(document): document.id for document in documents}
    asked = select(DOCUMENTS.c.version).where(
        DOCUMENTS.c.version.in_(versions), DOCUMENTS.c.extractor == extractor, ~DOCUMENTS.c.superseded
    )
    return {versions[version] for version in connection.scalars(asked)}


def dated(connection: Connection, documents: Sequence[Document]) -> list[Document]:
    """The documents, with the dates that people gave for the same texts before."""
    wanting = {one.id for one in documents if wants_date(one)}
    wanting |= dated_by_people(connection, (one.id for one in documents))
    held = documents_with(connection, wanting)
    return [with_given_date(one, held[one.id]) if one.id in held else one for one in documents]


def documents_with(connection: Connection, identifiers: Iterable[str]) -> dict[str, Document]:
    """The current versions of documents by identifier."""
    found: dict[str, Document] = {}
    for part in rows.chunks(sorted(set(identifiers))):
        asked = select(DOCUMENTS.c.record, DOCUMENTS.c.text)
        asked = asked.where(DOCUMENTS.c.id.in_(part), current(DOCUMENTS))
        for record, text in connection.execute(asked):
            document = rows.document_record(record, text)
            found[document.id] = document
    return found


def claim_counts(connection: Connection) -> dict[str, int]:
    """How many live claims each current document holds."""
    asked = select(DOCUMENTS.c.id, func.count()).join(CLAIMS, CLAIMS.c.document == DOCUMENTS.c.row)
    counted = connection.execute(asked.where(live_claims()).group_by(DOCUMENTS.c.id))
    return {row[0]: row[1] for row in counted}


def incident_with(connection: Connection, identifier: str) -> Incident:
    """An incident by its whole identifier."""
    record = connection.scalar(select(INCIDENTS.c.record).where(INCIDENTS.c.id == identifier))
    if record is None:
        raise NotFoundError(
            found=f"no incident {identifier!r}", expected="one of the ledger", mend="see: sayso incidents"
        )
    return loads(record, Incident)


def incident_of(connection: Connection, claim: str) -> str | None:
    """Identifier of the incident that a claim is part of."""
    return connection.scalar(select(INCIDENT_CLAIMS.c.incident).where(INCIDENT_CLAIMS.c.claim == claim))
