"""PROV-JSON of the W3C: which reports each claim was quoted from, on whose word it stands, what found it, and what was made of it.

>>> ProvExporter.takes
'incidents'
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import quote

from sayso.export.exporter import Exporter, Sheet
from sayso.export.geojson import derived
from sayso.export.identifiers import Written
from sayso.export.incident_table import cells
from sayso.export.names import is_public
from sayso.export.sentences import days_words, heading, place_words
from sayso.model import Claim, Document, SourceLink, by_person, finder

PREFIX = {"sayso": "urn:sayso:", "prov": "http://www.w3.org/ns/prov#", "xsd": "http://www.w3.org/2001/XMLSchema#"}
SECTIONS = (
    "entity",
    "activity",
    "agent",
    "wasGeneratedBy",
    "wasDerivedFrom",
    "wasAttributedTo",
    "wasAssociatedWith",
    "actedOnBehalfOf",
)
AT_ONCE = 1 << 20  # characters of a part that are held
Values = dict[str, Any]


class ProvExporter(Exporter[Sheet]):
    """A PROV document. Its parts are sorted by what they are, so each part waits in a file of its own until the end."""

    def setup(self) -> None:
        self.open = ExitStack()
        self.parts: dict[str, IO[str]] = {section: self.open.enter_context(_waiting()) for section in SECTIONS}
        self.begun: set[str] = set()
        self.relations = 0
        self.written = Written()
        self._put("activity", name("activity", "linking"), {"prov:label": "claims of one happening put together"})

    def feed(self, item: Sheet) -> None:
        incident = item.incident
        made = cells(item)
        self.explain(incident.id, derived(made))
        for document in item.documents.values():
            self._document(document)
        for claim in item.claims:
            self._claim(claim)
        facts = {
            "prov:type": {"$": "sayso:Incident", "type": "prov:QUALIFIED_NAME"},
            "prov:label": heading(incident),
            "sayso:kind": incident.kind,
            "sayso:when": days_words(incident.when.first, incident.when.last),
            "sayso:where": place_words(incident.place),
            "sayso:grade": incident.grade,
            "sayso:killed_rule": made["killed_rule"].value,
        }
        this = name("incident", incident.id)
        self._put("entity", this, facts)
        self._relate("wasGeneratedBy", {"prov:entity": this, "prov:activity": name("activity", "linking")})
        for claim in item.claims:
            used = {"prov:generatedEntity": this, "prov:usedEntity": name("claim", claim.id)}
            self._relate("wasDerivedFrom", used)

    def finish(self) -> None:
        self.write('{"prefix": ' + json.dumps(PREFIX))
        for section, part in self.parts.items():
            if section in self.begun:
                self.write(f',\n"{section}": {{')
                part.seek(0)
                while some := part.read(AT_ONCE):
                    self.write(some)
                self.write("}")
        self.write("}\n")
        self.open.close()

    def _document(self, document: Document) -> None:
        if not self.written.first("document", document.id):
            return
        facts = {
            "prov:type": {"$": "sayso:Document", "type": "prov:QUALIFIED_NAME"},
            "prov:label": document.title or document.id,
            "prov:location": document.url,
            "sayso:published": None if document.published is None else document.published.isoformat(),
            "sayso:page_sha256": document.page,
        }
        this = name("document", document.id)
        self._put("entity", this, facts)
        if document.publisher is not None:
            publisher = self._agent("publisher", document.publisher, document.publisher, "prov:Organization")
            self._relate("wasAttributedTo", {"prov:entity": this, "prov:agent": publisher})

    def _claim(self, claim: Claim) -> None:
        this = name("claim", claim.id)
        facts = {
            "prov:type": {"$": "sayso:Claim", "type": "prov:QUALIFIED_NAME"},
            "prov:value": claim.evidence,
            "sayso:kind": claim.kind,
            "sayso:status": claim.status,
            "sayso:start": claim.span.start,
            "sayso:end": claim.span.end,
        }
        self._put("entity", this, facts)
        quoted = {"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"}
        derived_from = {"prov:generatedEntity": this, "prov:usedEntity": name("document", claim.doc)}
        self._relate("wasDerivedFrom", {**derived_from, "prov:type": quoted})
        self._found(claim, this)
        chain = [self._speaker(link) for link in claim.source]
        if chain:
            self._relate("wasAttributedTo", {"prov:entity": this, "prov:agent": chain[-1]})

    def _found(self, claim: Claim, this: str) -> None:
        """By which program, or by which person, in place of which claim."""
        who, person = finder(claim), by_person(claim)
        agent = self._agent("finder", who, who, "prov:Person" if person else "prov:SoftwareAgent")
        what = "reading" if not person else "correction" if claim.corrects is not None else "addition"
        activity = name("activity", f"{what} {who}")
        if self.written.first("activity", activity):
            label = {"reading": "reading of reports", "correction": "a correction", "addition": "a claim added"}[what]
            self._put("activity", activity, {"prov:label": label})
            self._relate("wasAssociatedWith", {"prov:activity": activity, "prov:agent": agent})
        self._relate("wasGeneratedBy", {"prov:entity": this, "prov:activity": activity})
        if claim.corrects is not None:
            before = name("claim", claim.corrects)
            if self.written.first("claim", before):
                self._put("entity", before, {"prov:label": "the claim as first found"})
            revision = {"$": "prov:Revision", "type": "prov:QUALIFIED_NAME"}
            self._relate(
                "wasDerivedFrom", {"prov:generatedEntity": this, "prov:usedEntity": before, "prov:type": revision}
            )

    def _speaker(self, link: SourceLink) -> str:
        """Who says it: an agent of its own where it can be known again."""
        body = link.body
        key = link.text if body is None or body.id is None else body.id
        label = link.text if body is None or body.name is None else body.name
        person = body is None or body.id is None or body.id.startswith("person/")
        agent = self._agent("source", key, label, "prov:Person" if person and is_public(link) else "prov:Agent")
        if body is not None and body.of is not None:
            whole = self._agent("source", body.of, body.of, "prov:Organization")
            if self.written.first("behalf", f"{agent} {whole}"):
                self._relate("actedOnBehalfOf", {"prov:delegate": agent, "prov:responsible": whole})
        return agent

    def _agent(self, kind: str, key: str, label: str, type_: str) -> str:
        this = name(kind, key)
        if self.written.first("agent", this):
            facts: Values = {"prov:label": label}
            if type_ != "prov:Agent":
                facts["prov:type"] = {"$": type_, "type": "prov:QUALIFIED_NAME"}
            self._put("agent", this, facts)
        return this

    def _relate(self, section: str, facts: Values) -> None:
        self.relations += 1
        self._put(section, f"_:r{self.relations}", facts)

    def _put(self, section: str, key: str, facts: Values) -> None:
        kept = {one: value for one, value in facts.items() if value is not None}
        before = ",\n" if section in self.begun else "\n"
        self.begun.add(section)
        self.parts[section].write(f"{before}{json.dumps(key)}: {json.dumps(kept, ensure_ascii=False)}")


def _waiting() -> IO[str]:
    return TemporaryFile("w+", encoding="utf-8", errors="backslashreplace")  # closed with the exporter


def name(kind: str, key: str) -> str:
    """A qualified name of ours.

    >>> name("document", "a/b c")
    'sayso:document.a%2Fb%20c'
    """
    return f"sayso:{kind}.{quote(key, safe='')}"
