"""Records as the JSON objects that the command line promises: fixed keys in a fixed order, offsets into the text as given.

>>> day(None) is None
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from sayso.model import (
    Account,
    Attribution,
    Claim,
    Disagreement,
    Document,
    Figure,
    Incident,
    Place,
    PlaceCandidate,
    PlaceMention,
    SourceBody,
    Span,
    TimeExpression,
    Toll,
)

if TYPE_CHECKING:
    from sayso.store.reading import SourceLine

Line = dict[str, object]


def day(value: date | None) -> str | None:
    """A day as YYYY-MM-DD."""
    return None if value is None else value.isoformat()


def pair(document: Document, span: Span) -> list[int]:
    """Start and end in the text as given."""
    given = document.given(span)
    return [given.start, given.end]


def place_line(document: Document, mention: PlaceMention, place: Place) -> Line:
    """A place name of a document and what it resolves to."""
    start, end = pair(document, mention.span)
    return {
        "doc": document.id,
        "start": start,
        "end": end,
        "text": mention.text,
        "form": mention.form,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
        "country": place.country,
        "admin1": place.admin1,
        "precision": place.precision,
        "confidence": place.confidence,
        "candidates": [candidate_line(candidate) for candidate in place.candidates],
        "ucdp": place.ucdp,
        "acled": place.acled,
    }


def candidate_line(candidate: PlaceCandidate) -> Line:
    """One thing that a place name may stand for."""
    return {
        "name": candidate.name,
        "lat": candidate.lat,
        "lon": candidate.lon,
        "kind": candidate.kind,
        "geonameid": candidate.geonameid,
        "country": candidate.country,
        "admin1": candidate.admin1,
        "population": candidate.population,
        "score": candidate.score,
    }


def time_line(document: Document, time: TimeExpression) -> Line:
    """A time expression and the days that it stands for."""
    start, end = pair(document, time.span)
    return {
        "doc": document.id,
        "start": start,
        "end": end,
        "text": time.text,
        "type": time.type,
        "value": time.value,
        "from": day(time.interval.first),
        "to": day(time.interval.last),
        "reason": time.interval.reason,
    }


def quote_line(document: Document, attribution: Attribution) -> Line:
    """Who says what: the words of the innermost source; `speaker` is the whole chain in its fullest wording."""
    return {
        "doc": document.id,
        "source": [pair(document, span) for span in attribution.source[-1:]],
        "cue": [pair(document, span) for span in attribution.cue],
        "content": [pair(document, span) for span in attribution.content],
        "kind": attribution.kind,
        "speaker": list(attribution.speaker),
        "speaker_bodies": [body_line(body) for body in attribution.bodies],
    }


def body_line(body: SourceBody) -> Line:
    """Who a source is, whatever the document calls it."""
    return {
        "id": body.id,
        "name": body.name,
        "type": body.type,
        "party": body.party,
        "of": body.of,
        "reason": body.reason,
    }


def source_line(line: SourceLine) -> Line:
    """Who a link of a chain is over all documents of a ledger, with every wording for it."""
    return {
        "id": line.id,
        "name": line.name,
        "type": line.type,
        "party": line.party,
        "of": line.of,
        "wordings": list(line.wordings),
    }


def claim_line(document: Document, claim: Claim) -> Line:
    """A claim."""
    start, end = pair(document, claim.span)
    return {
        "doc": claim.doc,
        "id": claim.id,
        "start": start,
        "end": end,
        "evidence": claim.evidence,
        "also_spans": [pair(document, span) for span in claim.also],
        "kind": claim.kind,
        "status": claim.status,
        "stance": claim.stance,
        "source": [link.text for link in claim.source],
        "source_spans": [None if link.span is None else pair(document, link.span) for link in claim.source],
        "source_bodies": [None if link.body is None else body_line(link.body) for link in claim.source],
        "cue": None if claim.cue is None else claim.cue.text,
        "actor": None if claim.actor is None else claim.actor.text,
        "target": None if claim.target is None else claim.target.text,
        "instrument": None if claim.instrument is None else claim.instrument.text,
        "places": [_claim_place(document, place) for place in claim.places],
        "time": None if claim.time is None else _claim_time(claim.time),
        "figures": [_claim_figure(document, figure) for figure in claim.figures],
        "confidence": claim.confidence,
        "slot_confidence": asdict(claim.slots),
        "extractor": claim.extractor,
        "corrects": claim.corrects,
    }


def _claim_place(document: Document, place: Place) -> Line:
    start, end = pair(document, place.span)
    return {
        "text": place.text,
        "role": place.role,
        "start": start,
        "end": end,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
        "precision": place.precision,
    }


def _claim_time(time: TimeExpression) -> Line:
    """`start` and `end` are days here, both inclusive."""
    return {
        "text": time.text,
        "start": day(time.interval.first),
        "end": day(time.interval.last),
        "precision": time.interval.precision,
        "reason": time.interval.reason,
    }


def _claim_figure(document: Document, figure: Figure) -> Line:
    start, end = pair(document, figure.span)
    return {
        "text": figure.text,
        "start": start,
        "end": end,
        "measure": figure.measure,
        "low": figure.low,
        "high": figure.high,
        "basis": figure.basis,
        "unit": figure.unit,
        "part_of": figure.part_of,
        "scope": figure.scope,
    }


def toll_pair(toll: Toll | None) -> list[int | float | None] | None:
    """[low, high], None where nobody gave a figure."""
    return None if toll is None else [toll.low, toll.high]


def incident_line(incident: Incident) -> Line:
    """An incident with its accounts and disagreements."""
    place = incident.place
    return {
        "id": incident.id,
        "kind": incident.kind,
        "docs": [doc for doc, _ in incident.claims_by_doc],
        "claims": len(incident.claims),
        "claims_by_doc": dict(incident.claims_by_doc),
        "start": day(incident.when.first),
        "end": day(incident.when.last),
        "place": None if place is None else place.name or place.text,
        "lat": None if place is None else place.lat,
        "lon": None if place is None else place.lon,
        "precision": None if place is None else place.precision,
        "actors": list(incident.actors),
        "targets": list(incident.targets),
        "killed": toll_pair(incident.killed),
        "injured": toll_pair(incident.injured),
        "figures": [_account_figure(claim, figure) for one in incident.accounts for claim, figure in one.figures],
        "accounts": [_account(account) for account in incident.accounts],
        "disagreements": [_disagreement(one) for one in incident.disagreements],
        "grade": incident.grade,
        "grade_rule": incident.grade_rule,
    }


def _account(account: Account) -> Line:
    return {
        "origin": account.origin,
        "source": list(account.source),
        "docs": list(account.docs),
        "claims": list(account.claims),
        "killed": toll_pair(account.killed),
        "injured": toll_pair(account.injured),
        "figures": [_account_figure(claim, figure) for claim, figure in account.figures],
        "actor": account.actor,
        "occurred": account.occurred,
        "aside": list(account.aside),
    }


def _account_figure(claim: str, figure: Figure) -> Line:
    return {
        "claim": claim,
        "text": figure.text,
        "measure": figure.measure,
        "low": figure.low,
        "high": figure.high,
        "basis": figure.basis,
        "unit": figure.unit,
        "part_of": figure.part_of,
        "scope": figure.scope,
    }


def _disagreement(one: Disagreement) -> Line:
    return {
        "type": one.type,
        "between": list(one.between),
        "size": one.size,
        "claims": [list(side) for side in one.claims],
    }


def document_line(document: Document, *, claims: Mapping[str, int]) -> Line:
    """A document's header, with the number of its claims."""
    return {
        "id": document.id,
        "title": document.title,
        "byline": document.byline,
        "publisher": document.publisher,
        "published": day(document.published),
        "published_from": document.published_from,
        "url": document.url,
        "language": document.language,
        "characters": len(document.text),
        "claims": claims.get(document.id, 0),
    }
