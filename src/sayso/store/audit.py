"""Whether a ledger is whole: every hash, every quote, every reference checked again.

>>> Fault(where="claim c1", what="its words stand elsewhere").where
'claim c1'
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sayso.model import Claim, Document
from sayso.model.identity import fingerprint
from sayso.store import rows
from sayso.store.database import faults
from sayso.store.operations import operations
from sayso.store.quotes import misquoted
from sayso.store.tables import CLAIMS, DOCUMENTS, INCIDENT_CLAIMS, JUDGEMENTS, PAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in the ledger that does not hold, and where."""

    where: str
    what: str


def verify(connection: Connection) -> Iterator[Fault]:
    """Every fault found; a whole ledger yields none."""
    for what in faults(connection):
        yield Fault(where="database", what=what)
    yield from _pages(connection)
    yield from _documents(connection)
    yield from _references(connection)


def _pages(connection: Connection) -> Iterator[Fault]:
    for row in connection.execute(select(PAGES).execution_options(yield_per=50)):
        if fingerprint(rows.page_record(row).content) != row.id:
            yield Fault(where=f"page {row.id}", what="its content is not what its hash says")


def _documents(connection: Connection) -> Iterator[Fault]:
    asked = select(DOCUMENTS.c.row, DOCUMENTS.c.id, DOCUMENTS.c.version, DOCUMENTS.c.record, DOCUMENTS.c.text)
    for row in connection.execute(asked.execution_options(yield_per=50)):
        document = rows.document_record(row.record, row.text)
        if document.id != row.id or rows.version(document) != row.version:
            yield Fault(where=f"document {row.id}", what="its text or header is not what its hash says")
        for record, evidence in connection.execute(
            select(CLAIMS.c.record, CLAIMS.c.evidence).where(CLAIMS.c.document == row.row)
        ):
            claim = rows.claim_record(record)
            yield from _quotes(claim, document)
            if claim.evidence != evidence:
                yield Fault(where=f"claim {claim.id}", what="its record and its row quote different words")


def _quotes(claim: Claim, document: Document) -> Iterator[Fault]:
    """Whether the claim's words stand where it says."""
    for part, span in misquoted(claim, document.text):
        what = f"{part} is not what stands at {span.start}-{span.end} of {claim.doc!r}"
        yield Fault(where=f"claim {claim.id}", what=what)


def _references(connection: Connection) -> Iterator[Fault]:
    claims = set(connection.scalars(select(CLAIMS.c.id)))
    for incident, claim in connection.execute(select(INCIDENT_CLAIMS.c.incident, INCIDENT_CLAIMS.c.claim)):
        if claim not in claims:
            yield Fault(where=f"incident {incident}", what=f"it names a claim that is not here: {claim}")
    for row in connection.execute(select(JUDGEMENTS.c.id, JUDGEMENTS.c.left, JUDGEMENTS.c.right)):
        for claim in {row.left, row.right} - claims:
            yield Fault(where=f"judgement {row.id}", what=f"it names a claim that is not here: {claim}")
    for one in operations(connection):
        told = {one.claim} if one.claim is not None else set()
        told |= {claim for side in one.sides for piece in side for claim in piece}
        for claim in sorted(told - claims):
            yield Fault(where=f"operation {one.id}", what=f"it names a claim that is not here: {claim}")
    for claim in set(connection.scalars(select(CLAIMS.c.corrects).where(CLAIMS.c.corrects.is_not(None)))) - claims:
        yield Fault(where="corrections", what=f"one is of a claim that is not here: {claim}")
