"""Records to rows and back.

>>> fold("Al-Ḥasakah  Province")
'al-hasakah province'
"""

from __future__ import annotations

import json
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sayso.model import Claim, Document, Incident, Judgement, Page, Place, SourceLink, Toll
from sayso.model.codec import dumps, from_plain, loads, to_plain
from sayso.model.identity import identify

Value = TypeVar("Value")
Row = dict[str, Any]  # a row as SQLAlchemy takes it: column to value


ASKED = 500  # values that one statement asks for


def chunks(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values, so many at a time as one statement takes.

    >>> [len(part) for part in chunks(range(1001))]
    [500, 500, 1]
    """
    for start in range(0, len(values), ASKED):
        yield values[start : start + ASKED]


def fold(text: str | None) -> str:
    """The words without case, accents and superfluous space, as filters compare them."""
    lower = (text or "").casefold()
    if not lower.isascii():  # which most words are, and then there is nothing to take off
        lower = "".join(char for char in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(char))
    return " ".join(lower.split())


def version(document: Document) -> str:
    """The identifier of this wording of the document: another text or another header is another version."""
    published = document.published.isoformat() if document.published is not None else None
    return identify(
        "version",
        document.id,
        document.text,
        document.title,
        document.byline,
        document.publisher,
        published,
        document.url,
    )


def page_row(page: Page) -> Row:
    return {
        "id": page.id,
        "content": zlib.compress(page.content, 6),
        "media_type": page.media_type,
        "name": page.name,
        "address": page.address,
        "retrieved": page.retrieved,
    }


def page_record(row: Any) -> Page:
    return Page(
        id=row.id,
        content=zlib.decompress(row.content),
        media_type=row.media_type,
        name=row.name,
        address=row.address,
        retrieved=row.retrieved,
    )


def document_row(document: Document, *, extractor: str) -> Row:
    record = to_plain(document)
    record.pop("text")
    return {
        "version": version(document),
        "id": document.id,
        "title": document.title or "",
        "text": document.text,
        "publisher": document.publisher,
        "folded_publisher": fold(document.publisher),
        "published": document.published,
        "url": document.url,
        "page": document.page,
        "extractor": extractor,
        "superseded": False,
        "record": json.dumps(record, ensure_ascii=False),
    }


def document_record(record: str, text: str) -> Document:
    return from_plain({**json.loads(record), "text": text}, Document)


def claim_row(claim: Claim, *, document: int) -> Row:
    time = claim.time.interval if claim.time is not None else None
    return {
        "id": claim.id,
        "document": document,
        "extractor": claim.extractor,
        "superseded": False,
        "corrects": claim.corrects,
        "start": claim.span.start,
        "end": claim.span.end,
        "kind": claim.kind,
        "status": claim.status,
        "first": time.first if time is not None else None,
        "last": time.last if time is not None else None,
        "folded_actor": actor_of(claim),
        "own_voice": not claim.source,
        "chain": chain_of(claim),
        "confidence": claim.confidence,
        "evidence": claim.evidence,
        "record": dumps(claim),
    }


def actor_of(claim: Claim) -> str:
    """Who did it, folded; empty where nobody is named."""
    return fold(claim.actor.text) if claim.actor is not None else ""


def chain_of(claim: Claim) -> str:
    """What a claim's source chain is counted by; empty for a report in its own voice."""
    return "\u001f".join(map(identity_of, claim.source))


def identity_of(link: SourceLink) -> str:
    """What a link is counted by: its lasting identifier, else the body and type of the nameless, else its wording."""
    if link.body is not None and link.body.id is not None:
        return f"body {link.body.id}"
    if link.body is not None and link.body.of is not None and link.body.name is None:
        return f"of {link.body.of} {link.body.type}"
    return f"words {fold(link.text)}"


def claim_record(record: str) -> Claim:
    return loads(record, Claim)


def place_words(place: Place) -> str:
    """Everything a place is called, folded, so that a filter for any of it finds it."""
    return " | ".join(fold(name) for name in (place.text, place.name, place.admin1) if name)


def part_rows(claim: Claim, row: int) -> tuple[list[Row], list[Row], list[Row]]:
    """The rows of a claim's sources, places and figures."""
    sources = [
        {
            "claim": row,
            "position": position,
            "text": link.text,
            "folded": fold(link.text),
            "body": None if link.body is None else link.body.id,
            "belongs": None if link.body is None else link.body.of,
            "type": None if link.body is None else link.body.type,
            "party": None if link.body is None else link.body.party,
        }
        for position, link in enumerate(claim.source)
    ]
    places = [
        {
            "claim": row,
            "position": position,
            "folded": place_words(place),
            "precision": place.precision,
            "lat": place.lat,
            "lon": place.lon,
        }
        for position, place in enumerate(claim.places)
    ]
    figures = [
        {
            "claim": row,
            "position": position,
            "measure": figure.measure,
            "low": figure.low,
            "high": figure.high,
            "unit": figure.unit,
            "scope": figure.scope,
        }
        for position, figure in enumerate(claim.figures)
    ]
    return sources, places, figures


def judgement_row(judgement: Judgement, *, human: bool, operation: str | None = None) -> Row:
    return {
        "id": judgement.id,
        "left": judgement.left,
        "right": judgement.right,
        "verdict": judgement.verdict,
        "author": judgement.author,
        "human": human,
        "score": judgement.score,
        "reason": judgement.reason,
        "takes_back": judgement.takes_back,
        "record": dumps(judgement),
        "operation": operation,
    }


def incident_row(incident: Incident, *, founded: int = 0) -> Row:
    place = incident.place
    return {
        "id": incident.id,
        "kind": incident.kind,
        "first": incident.when.first,
        "last": incident.when.last,
        "folded_place": place_words(place) if place is not None else "",
        "precision": place.precision if place is not None else "unresolved",
        "lat": place.lat if place is not None else None,
        "lon": place.lon if place is not None else None,
        "disputed": bool(incident.disagreements),
        "place": (place.name or place.text) if place is not None else None,
        "grade": incident.grade,
        "country": place.country if place is not None else None,
        "record": dumps(incident),
        "founded": founded,
        "actor": incident.actors[0] if incident.actors else None,
        **_ends("killed", incident.killed),
        **_ends("injured", incident.injured),
        "grade_rule": incident.grade_rule,
        "open_because": incident.when.reason,
    }


def _ends(measure: str, toll: Toll | None) -> Row:
    """Both ends of a toll."""
    return {
        f"{measure}_low": None if toll is None else toll.low,
        f"{measure}_high": None if toll is None else toll.high,
    }


def membership_rows(incident: Incident) -> list[Row]:
    """A row for each claim of the incident, with whether it stands on a side of a disagreement."""
    disputed = {claim for one in incident.disagreements for side in one.claims for claim in side}
    return [
        {"incident": incident.id, "claim": claim, "disputed": claim in disputed, "position": position}
        for position, claim in enumerate(incident.claims)
    ]


def account_rows(incident: Incident) -> list[Row]:
    """A row for each account of the incident, with its tolls."""
    return [
        {
            "incident": incident.id,
            "position": position,
            "origin": account.origin,
            "folded": fold(account.origin),
            **_ends("killed", account.killed),
            **_ends("injured", account.injured),
            "occurred": account.occurred,
            "aside": bool(account.aside),
            "first": incident.when.first,
            "disputed": bool(incident.disagreements),
        }
        for position, account in enumerate(incident.accounts)
    ]


def disagreement_rows(incident: Incident) -> list[Row]:
    """A row for each disagreement of the incident."""
    return [
        {
            "incident": incident.id,
            "position": position,
            "type": one.type,
            "one": fold(one.between[0]),
            "other": fold(one.between[1]),
            "size": one.size,
        }
        for position, one in enumerate(incident.disagreements)
    ]


def side_rows(incident: Incident) -> list[Row]:
    """A row for each origin that stands on a side of a disagreement of the incident."""
    sides = {fold(name) for one in incident.disagreements for name in one.between}
    return [{"folded": folded, "incident": incident.id} for folded in sorted(sides)]
