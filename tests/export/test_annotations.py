"""Web Annotations: quotes are found again in the report by position and by words; a masked quote is left out."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from sayso.export.exporter import Options
from sayso.store.ledger import Ledger
from tests.export.golden import explained, exported
from tests.export.ledgers import BAKER

# What the Web Annotation Data Model asks of an annotation and its selectors (§3.1, §4.2).
SELECTOR = {
    "oneOf": [
        {
            "required": ["type", "start", "end"],
            "properties": {"type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0}},
        },
        {
            "required": ["type", "exact"],
            "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1}},
        },
    ]
}
PAGE = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationPage"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "type", "target", "body"],
                "properties": {
                    "type": {"const": "Annotation"},
                    "motivation": {"const": "describing"},
                    "target": {"required": ["source", "selector"], "properties": {"selector": {"items": SELECTOR}}},
                },
            },
        },
    },
}


def page(ledger: Ledger, *, with_names: bool) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(exported(ledger, "annotations", Options(with_names=with_names)))
    Draft202012Validator(PAGE).validate(found)
    return found


def selectors(item: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["type"]: one for one in item["target"]["selector"]}


def test_quotes_are_found_again(ledger: Ledger) -> None:
    items = {one["id"].rpartition(":")[2]: one for one in page(ledger, with_names=True)["items"]}
    claims = ledger.claims()
    assert items.keys() == {claim.id for claim in claims}
    for claim in claims:
        text = ledger.document(claim.doc).text
        found = selectors(items[claim.id])
        position, quote = found["TextPositionSelector"], found["TextQuoteSelector"]
        assert text[position["start"] : position["end"]] == quote["exact"] == claim.evidence
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1


def test_a_quote_with_a_name_is_left_out_with_the_reason(ledger: Ledger) -> None:
    items = {one["target"]["scope"]: one for one in page(ledger, with_names=False)["items"]}
    assert "TextQuoteSelector" not in selectors(items["urn:sayso:document:baker"])
    assert "prefix" not in selectors(items["urn:sayso:document:official"])["TextQuoteSelector"]
    told = [json.loads(line) for line in explained(ledger, "annotations").splitlines()]
    reasons = [one["why_empty"] for one in told]
    assert len(reasons) == 2
    assert all("private person" in reason for reason in reasons)


def test_the_words_before_and_after(ledger: Ledger) -> None:
    items = {one["target"]["scope"]: one for one in page(ledger, with_names=True)["items"]}
    quote = selectors(items["urn:sayso:document:baker"])["TextQuoteSelector"]
    assert quote["suffix"] == BAKER[BAKER.index(". ") :][:32]
