"""FollowTheMoney: an Event for each incident with its Address, the Articles that tell of it, and the Organizations in it.

>>> thing("Address", "place", "Aleppo", full=["Aleppo"])["schema"]
'Address'
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sayso.export.exporter import Exporter, Sheet
from sayso.export.geojson import derived
from sayso.export.identifiers import Written
from sayso.export.incident_table import cells
from sayso.export.names import is_public
from sayso.export.sentences import account_words, heading, place_words, sentences
from sayso.lexicon.bodies import body_named
from sayso.model import Document, Place, SourceLink
from sayso.telling.wording import kind_words

# Languages as FollowTheMoney has them (ISO 639-3), of those that documents give in two letters.
LANGUAGES = {"en": "eng", "ar": "ara", "fr": "fra", "ru": "rus", "uk": "ukr", "es": "spa", "de": "deu", "tr": "tur", "fa": "fas"}  # fmt: skip
Entity = dict[str, Any]


def thing(schema: str, kind: str, key: str, /, **properties: list[str]) -> Entity:
    """An entity; its identifier is the same for the same thing at every export. Properties without a value are left out."""
    digest = hashlib.sha256(f"{kind} {key}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    kept = {one: sorted(set(values)) for one, values in properties.items() if values}
    return {"id": f"sayso-{kind}-{digest}", "schema": schema, "properties": kept}


class FtmExporter(Exporter[Sheet]):
    """JSON lines, an entity a line; what several incidents share is written once."""

    def setup(self) -> None:
        self.written = Written()

    def feed(self, item: Sheet) -> None:
        self.explain(item.incident.id, derived(cells(item)))
        for entity in entities(item):
            if self.written.first("entity", entity["id"]):
                self.write(json.dumps(entity, ensure_ascii=False) + "\n")


def entities(sheet: Sheet) -> list[Entity]:
    """All that an incident is made of, the event last."""
    articles = [_article(document) for document in sheet.documents.values()]
    organizations = {one["id"]: one for one in _organizations(sheet)}
    addresses = [] if sheet.incident.place is None else [_address(sheet.incident.place)]
    return [*articles, *organizations.values(), *addresses, _event(sheet, articles, organizations, addresses)]


def _event(sheet: Sheet, articles: list[Entity], organizations: dict[str, Entity], addresses: list[Entity]) -> Entity:
    incident, place = sheet.incident, sheet.incident.place
    when = incident.when
    one_day = [str(when.first)] if when.first is not None and when.first == when.last else []
    actors = [body for name in incident.actors if (body := _organization(name)) is not None]
    return thing(
        "Event",
        "incident",
        incident.id,
        name=[heading(incident)],
        summary=[" ".join(sentences(sheet))],
        description=[account_words(account) for account in incident.accounts],
        recordId=[incident.id],
        date=one_day,
        startDate=[] if when.first is None or one_day else [str(when.first)],
        endDate=[] if when.last is None or one_day else [str(when.last)],
        location=[] if place is None else [place_words(place)],
        addressEntity=[one["id"] for one in addresses],
        country=_country(place),
        involved=[body["id"] for body in actors if body["id"] in organizations],
        proof=[one["id"] for one in articles],
        sourceUrl=[document.url for document in sheet.documents.values() if document.url is not None],
        publisher=[document.publisher for document in sheet.documents.values() if document.publisher is not None],
        keywords=[kind_words(incident.kind)],
    )


def _country(place: Place | None) -> list[str]:
    return [] if place is None or place.country is None else [place.country.lower()]


def _address(place: Place) -> Entity:
    name = place.name or place.text
    dotted = place.lat is not None and place.lon is not None
    return thing(
        "Address",
        "place",
        f"{name} {place.admin1} {place.country} {place.lat} {place.lon}",
        full=[", ".join(filter(None, (name, place.admin1, place.country)))],
        city=[name] if place.precision in ("exact", "near", "settlement") else [],
        region=[place.admin1] if place.admin1 is not None else [],
        country=_country(place),
        latitude=[str(place.lat)] if dotted else [],
        longitude=[str(place.lon)] if dotted else [],
        remarks=[f"how exactly: {place.precision}"],
    )


def _article(document: Document) -> Entity:
    return thing(
        "Article",
        "document",
        document.id,
        title=[document.title or document.id],
        author=[] if document.byline is None else [document.byline],
        publisher=[] if document.publisher is None else [document.publisher],
        publishedAt=[] if document.published is None else [document.published.isoformat()],
        language=[LANGUAGES[document.language]] if document.language in LANGUAGES else [],
        sourceUrl=[] if document.url is None else [document.url],
    )


def _organizations(sheet: Sheet) -> list[Entity]:
    """The bodies that speak in an incident or are named as its doers; no person is one."""
    speaking = [body for claim in sheet.claims for link in claim.source if (body := _speaker(link)) is not None]
    acting = [body for name in sheet.incident.actors if (body := _organization(name)) is not None]
    return speaking + acting


def _speaker(link: SourceLink) -> Entity | None:
    body = link.body
    if body is None or body.id is None or body.name is None or not is_public(link):
        return None
    if body.id.startswith("person/") or body.id.endswith("/spokesperson"):
        return None
    return _body(body.id, body.name, link.text)


def _organization(name: str) -> Entity | None:
    """The body of the lexicon that an actor's name means; None for one that it does not know."""
    body = body_named(name.removeprefix("the ").removeprefix("The "))
    return None if body is None else _body(body.id, body.name, name)


def _body(identifier: str, name: str, wording: str) -> Entity:
    return thing("Organization", "body", identifier, name=[name], alias=[wording] if wording != name else [])
