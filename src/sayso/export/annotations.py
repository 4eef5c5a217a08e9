"""Web Annotations of the W3C: each claim as a note on the words that state it, by their position and, where they may be shown, by themselves.

>>> AnnotationExporter.takes
'claims'
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from sayso.export.exporter import Cell, Exporter, Takes, Told
from sayso.export.identifiers import urn
from sayso.export.names import MASK
from sayso.export.sentences import days_words, place_words, toll_words
from sayso.model import Claim, by_person, finder
from sayso.telling.wording import kind_words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after a quote, by which it is found again where the text has changed
HIDDEN = "no quote: it holds the name of a private person; ask for names to have it"
RULE = "the words that state the claim"


class AnnotationExporter(Exporter[Told]):
    """An AnnotationPage in JSON-LD, an annotation a line."""

    takes: ClassVar[Takes] = "claims"

    def setup(self) -> None:
        self.first = True
        head = {"@context": CONTEXT, "id": urn("export", self.options.ledger or "ledger"), "type": "AnnotationPage"}
        self.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "items": [')

    def feed(self, item: Told) -> None:
        claim = item.claim
        if MASK in claim.evidence:
            self.explain(claim.id, {"quote": Cell(value=None, rule=RULE, claims=(claim.id,), why=HIDDEN)})
        self.write(("\n" if self.first else ",\n") + json.dumps(annotation(item), ensure_ascii=False))
        self.first = False

    def finish(self) -> None:
        self.write("\n]}\n")


def annotation(told: Told) -> dict[str, Any]:
    """A claim as a note."""
    claim = told.claim
    bodies = [
        _text(words(claim), "describing"),
        _text(kind_words(claim.kind), "tagging"),
        _text(claim.status, "tagging"),
    ]
    if told.incident is not None:
        bodies.append({"type": "SpecificResource", "source": urn("incident", told.incident), "purpose": "linking"})
    return {
        "id": urn("claim", claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "creator": {"type": "Person" if by_person(claim) else "Software", "name": finder(claim)},
        "body": bodies,
        "target": {
            "type": "SpecificResource",
            "source": told.document.url or urn("document", claim.doc),
            "scope": urn("document", claim.doc),
            "selector": selectors(told),
        },
    }


def _text(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": "en", "purpose": purpose}


def selectors(told: Told) -> list[dict[str, Any]]:
    """Where the words stand: code points into the text as it was given; and the words, unless a name in them is masked.

    What stands before and after is told only where names were asked for.
    """
    claim, text = told.claim, told.document.text
    given = told.document.given(claim.span)
    found: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": given.start, "end": given.end}]
    if MASK not in claim.evidence:
        quote = {"type": "TextQuoteSelector", "exact": claim.evidence}
        if text:
            start, end = claim.span.start, claim.span.end
            quote |= {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
        found.append(quote)
    return found


def words(claim: Claim) -> str:
    """A claim in a sentence: who says that what happened."""
    who = ", as told by ".join(link.text for link in reversed(claim.source)) or "the report itself"
    site = next((place for place in claim.places if place.role == "site"), None)
    when = None if claim.time is None else days_words(claim.time.interval.first, claim.time.interval.last)
    figures = [f"{figure.measure} {toll_words(figure.low, figure.high) or '?'}" for figure in claim.figures]
    facts = [
        f"{kind_words(claim.kind)} ({claim.status})",
        f"by {claim.actor.text}" if claim.actor is not None else None,
        f"on {claim.target.text}" if claim.target is not None else None,
        place_words(site) if site is not None else None,
        when,
        *figures,
    ]
    return f"{who} {claim.stance}: {', '.join(filter(None, facts))}"
