"""Whose word an event stands on: attacks that somebody claims, and speech acts in the speaker's own words."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.assemble import assemble
from sayso.extract.attribution import find_attributions
from sayso.extract.events import find_events
from sayso.extract.figures import find_figures

TWICE = [("asserts", ""), ("claims_responsibility", "The Lions")]
CLAIMED = [
    pytest.param("The Lions claimed responsibility for the bombing, which killed nine people.", id="responsibility"),
    pytest.param("The Lions claimed a car bombing that killed six policemen.", id="claimed a bombing"),
]


def told(nlp: Language, text: str, kind: str) -> list[tuple[str, str]]:
    """Stance and innermost source (empty for the report's own voice) of each draft of a kind."""
    doc = nlp(text)
    attributions = list(find_attributions(doc))
    drafts = assemble(
        doc,
        events=find_events(doc),
        figures=list(find_figures(doc)),
        places=[],
        times=[],
        attributions=attributions,
    )
    return [
        ("asserts", "")
        if draft.attribution is None
        else (draft.attribution.stance, draft.attribution.source[-1].quote(text))
        for draft in drafts
        if draft.event.kind == kind
    ]


@pytest.mark.parametrize("text", CLAIMED)
def test_a_claimed_attack_is_told_twice(nlp: Language, text: str) -> None:
    assert told(nlp, text, "bombing") == TWICE


def test_an_attack_claimed_by_the_way(nlp: Language) -> None:
    text = "The bombing, claimed by the Lions, killed nine people."
    assert told(nlp, text, "bombing") == [("asserts", ""), ("claims_responsibility", "the Lions")]


def test_nobody_claimed_it(nlp: Language) -> None:
    assert told(nlp, "No group claimed the bombing, which killed nine people.", "bombing") == [("asserts", "")]


def test_a_demand_in_the_speakers_own_words_is_told_by_the_report(nlp: Language) -> None:
    assert told(nlp, "“We demand a truce in Sona,” the envoy said.", "demand") == [("asserts", "")]
