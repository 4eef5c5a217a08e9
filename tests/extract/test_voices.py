"""Whose word an event stands on: attacks that somebody claims, and speech acts in the speaker's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from sayso.extract.assemble import assemble
from sayso.extract.attribution import find_attributions
from sayso.extract.blocks import Blocks
from sayso.extract.events import find_events
from sayso.extract.figures import find_figures
from sayso.extract.voices import by_voice
from sayso.model import Attribution, ClaimDraft, Span

TWICE = [("asserts", ""), ("claims_responsibility", "The Lions")]
CLAIMED = [
    pytest.param("The Lions claimed responsibility for the bombing, which killed nine people.", id="responsibility"),
    pytest.param("The Lions claimed a car bombing that killed six policemen.", id="claimed a bombing"),
]


FIGURES = [
    pytest.param(
        "A monitor confirmed the raids while a local doctor put the death toll at 50.",
        [("A monitor", []), ("a local doctor", [50])],
        id="another puts the toll",
    ),
    pytest.param(
        "Clinic officials counted 60 bodies, but a spokesman for the junta said only two people had died in the strike.",
        [("a spokesman for the junta", [2]), ("Clinic officials", [60])],
        id="two count the dead",
    ),
    pytest.param(
        "Jets bombed a camp, killing what doctors said were 50 people.",
        [("", []), ("doctors", [50])],
        id="what others say within the report's own words",
    ),
    pytest.param(
        "The guard said it had killed 42 rebels near Orlo. Villagers gave a different account, saying at least 23 of the dead "
        "were herders.",
        [("The guard", [42]), ("Villagers", [23])],
        id="a part, of another speaker's sentence",
    ),
    pytest.param(
        "The army bombed a base, killing up to 60 fighters, the ministry said. The mayor put the number of wounded at 31.",
        [("the ministry", [60]), ("The mayor", [31])],
        id="the wounded of another speaker's sentence",
    ),
    pytest.param(
        "The ministry said a raid near Orlo killed nine fighters and wounded four.",
        [("The ministry", [9, 4])],
        id="one speaker",
    ),
    pytest.param(
        "The Lions claimed responsibility for the bombing of the mill, which killed nine people.",
        [("", [9]), ("The Lions", [])],
        id="claimed: the toll is the report's",
    ),
    pytest.param(
        "The Lions claimed responsibility for killing nine soldiers near Orlo.",
        [("", [9]), ("The Lions", [9])],
        id="claimed: the killing itself",
    ),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_each_speaker_gives_his_own_figures(nlp: Language, text: str, expected: list[tuple[str, list[int]]]) -> None:
    found = [
        (
            "" if draft.attribution is None else draft.attribution.source[-1].quote(text),
            [figure.low or figure.high for figure, _ in draft.figures],
        )
        for draft in drafts_of(nlp, text)
    ]
    assert found == expected


def test_a_figure_cut_off_from_its_verb_is_given_by_nobody_else(nlp: Language) -> None:
    text = "A bomb hit the mill, killing 17 people and wounding 42, the wire says."
    doc, own = nlp(text), Span(0, text.index(", the wire"))
    said = Attribution(source=(Span(len(own) + 2, len(own) + 10),), cue=(), content=(own,), kind="indirect")
    at = text.index("42")
    cut = replace(said, source=(Span(0, 6),), content=(Span(at, at + 2),))
    (draft,) = [one for one in drafts_of(nlp, text) if one.figures]
    voices = Blocks((one.content, one) for one in (said, cut))
    assert [len(one.figures) for one in by_voice(doc, replace(draft, attribution=said), voices)] == [2]


TURNED_DOWN = [
    pytest.param(
        "The army rejected reports by activists that 33 people were killed in Orlo.",
        [("asserted", "activists"), ("denied", "The army")],
        id="reports by others",
    ),
    pytest.param(
        "The army denied that its shells had killed nine people.", [("denied", "The army")], id="nobody else reports it"
    ),
    pytest.param(
        "The guard said it had hit rebels alone, rejecting reports by activists that 33 people were killed in Orlo.",
        [("asserted", "activists"), ("denied", "The guard")],
        id="in a participle of the speaker's",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TURNED_DOWN)
def test_what_one_reports_and_another_denies(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    found = [
        (draft.event.status, draft.attribution.source[-1].quote(text))
        for draft in drafts_of(nlp, text)
        if draft.attribution is not None and draft.figures
    ]
    assert found == expected


def drafts_of(nlp: Language, text: str) -> list[ClaimDraft]:
    doc = nlp(text)
    found = find_attributions(doc)
    attributions = [replace(one, speaker=tuple(link.quote(text) for link in one.source)) for one in found]
    return assemble(
        doc,
        events=find_events(doc),
        figures=list(find_figures(doc)),
        places=[],
        times=[],
        attributions=attributions,
    )


def told(nlp: Language, text: str, kind: str) -> list[tuple[str, str]]:
    """Stance and innermost source (empty for the report's own voice) of each draft of a kind."""
    return [
        ("asserts", "")
        if draft.attribution is None
        else (draft.attribution.stance, draft.attribution.source[-1].quote(text))
        for draft in drafts_of(nlp, text)
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
