"""A site of incident sheets, publishable as it is: plain pages with relative links, no scripts, nothing from elsewhere.

>>> SiteExporter.takes
'incidents'
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.export.archive import entry
from sayso.export.credits import credits
from sayso.export.exporter import Exporter, Sheet, Spot, Takes
from sayso.export.geojson import derived
from sayso.export.incident_table import cells
from sayso.export.package import MASKED, NAMED, RULES
from sayso.export.sentences import days_words, heading, place_words, toll_words
from sayso.model import Account, Claim, Document, Incident, Toll
from sayso.telling.wording import kind_words

ROWS = 500  # incidents of a page of the index
CAUTION = (
    "What stands here is what reports claim, each with whoever says so. None of it is established by standing here."
)
# Said beside each grade, so that nobody need look it up: see docs/tolls.md.
GRADES = {
    "confirmed": "a belligerent accepts it as its own deed, and that it harmed others than fighters",
    "fair": "two accounts or more, independent of each other, and a belligerent is said to have acted",
    "weak": "one account alone, or none that says which belligerent acted",
    "contested": "accounts lay it on different sides",
    "discounted": "those who told of it took it back, nobody asserts it, or those hurt were fighters only",
}


class SiteExporter(Exporter[Sheet]):
    """The site as an archive: `index.html`, further pages of the index, a sheet for each incident, a style sheet, credits."""

    takes: ClassVar[Takes] = "incidents"

    def setup(self) -> None:
        loader = PackageLoader("sayso.export", "templates")
        self.pages = Environment(loader=loader, autoescape=True, trim_blocks=True, undefined=StrictUndefined)
        self.pages.globals.update(
            name=self.options.ledger or "Incidents",
            caution=CAUTION,
            rule=RULES[self.options.rule],
            names=NAMED if self.options.with_names else MASKED,
            made=self.options.made,
        )
        self.archive = zipfile.ZipFile(self.target, "w", zipfile.ZIP_DEFLATED)
        self.number = 1  # of the page of the index that is being filled
        self.rows: list[dict[str, Any]] = []
        self.spots: list[Spot] = []

    def feed(self, item: Sheet) -> None:
        self.explain(item.incident.id, derived(cells(item)))
        self._page(sheet_path(item.incident), "incident.html", root="../", **self._sheet(item))
        if len(self.rows) == ROWS:
            self._index(last=False)
        self.rows.append(_row(item))
        spot = _spot(item.incident)
        self.spots += [] if spot is None else [spot]

    def finish(self) -> None:
        self._index(last=True)
        paragraphs = [words for words in credits().split("\n\n")[1:] if words.strip()]
        self._page("credits.html", "credits.html", root="", credits=paragraphs)
        source = self.pages.loader.get_source(self.pages, "style.css")[0] if self.pages.loader else ""
        self.archive.writestr(entry("style.css"), source)
        self.archive.close()

    def _index(self, *, last: bool) -> None:
        """Write a page of the index."""
        self._page(
            _index_name(self.number),
            "index.html",
            root="",
            number=self.number,
            first=(self.number - 1) * ROWS + 1,
            before=_index_name(self.number - 1) if self.number > 1 else None,
            after=None if last else _index_name(self.number + 1),
            rows=self.rows,
            unlocated=len(self.rows) - len(self.spots),
            map=self._map(self.spots, width=960, height=520, title="Where the incidents were"),
        )
        self.number += 1
        self.rows, self.spots = [], []

    def _page(self, path: str, template: str, **values: Any) -> None:
        words = self.pages.get_template(template).render(**values)
        self.archive.writestr(entry(path), words.encode("utf-8", "backslashreplace"))

    def _map(self, spots: list[Spot], *, width: int, height: int, title: str) -> Markup | None:
        """The map as the caller draws it; it comes as markup."""
        if self.options.draw is None or not spots:
            return None
        return Markup(self.options.draw(spots, width, height, title))  # drawn by ours, words escaped

    def _sheet(self, sheet: Sheet) -> dict[str, Any]:
        incident = sheet.incident
        place = incident.place
        spot = _spot(incident, linked=False)
        tolls = {measure: sheet.toll(measure) for measure in ("killed", "injured")}
        dotted = place is not None and place.lat is not None and place.lon is not None
        return {
            "heading": heading(incident),
            "incident": incident,
            "when": days_words(incident.when.first, incident.when.last),
            "when_reason": incident.when.reason,
            "where": place_words(place),
            "dot": f"{place.lat:.4f}, {place.lon:.4f} (precision: {place.precision})" if place and dotted else None,
            **{name: None if one is None else toll_words(one.low, one.high) for name, one in tolls.items()},
            **{f"{name}_rule": None if one is None else one.says for name, one in tolls.items()},
            "grade_means": GRADES.get(incident.grade or ""),
            "map": self._map([] if spot is None else [spot], width=640, height=400, title=heading(incident)),
            "accounts": [_account(account) for account in incident.accounts],
            "claims": [_claim(claim, sheet.documents) for claim in sheet.claims],
            "documents": [_document(document) for document in sheet.documents.values()],
        }


def sheet_path(incident: Incident) -> str:
    """Where an incident's sheet stands; in its folder, whatever the incident is called."""
    return f"incidents/{quote(incident.id, safe='')}.html"


def _index_name(number: int) -> str:
    return "index.html" if number == 1 else f"index-{number}.html"


def _row(sheet: Sheet) -> dict[str, Any]:
    incident = sheet.incident
    killed, injured = sheet.toll("killed"), sheet.toll("injured")
    return {
        "path": sheet_path(incident),
        "when": days_words(incident.when.first, incident.when.last),
        "kind": kind_words(incident.kind),
        "place": place_words(incident.place),
        "killed": None if killed is None else toll_words(killed.low, killed.high),
        "injured": None if injured is None else toll_words(injured.low, injured.high),
        "accounts": len(incident.accounts),
        "grade": incident.grade,
        "disputed": ", ".join(sorted({one.type for one in incident.disagreements})),
    }


def _spot(incident: Incident, *, linked: bool = True) -> Spot | None:
    place = incident.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return Spot(
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        label=heading(incident),
        country=place.country,
        disputed=bool(incident.disagreements),
        href=sheet_path(incident) if linked else None,
    )


def _account(account: Account) -> dict[str, Any]:
    def words(toll: Toll | None) -> str | None:
        return None if toll is None else toll.text

    return {
        "origin": account.origin,
        "killed": words(account.killed),
        "injured": words(account.injured),
        "actor": account.actor,
        "occurred": account.occurred,
        "reports": len(account.docs),
    }


def _document(document: Document | None) -> dict[str, Any]:
    """A report's header; only addresses of the web become links."""
    if document is None:
        return {"title": "a report that has changed since", "url": None, "publisher": None, "published": "day unknown"}
    web = document.url is not None and document.url.startswith(("http://", "https://"))
    return {
        "title": document.title or document.id,
        "url": document.url if web else None,
        "publisher": document.publisher,
        "published": str(document.published or "day unknown"),
    }


def _claim(claim: Claim, documents: Mapping[str, Document]) -> dict[str, Any]:
    source = ", as told by ".join(link.text for link in reversed(claim.source)) or "the report itself"
    told = {"id": claim.id, "evidence": claim.evidence, "source": source, "status": claim.status}
    return {**told, **_document(documents.get(claim.doc))}
