"""Claims: slots resolved from drafts, with the words that state them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from spacy.language import Language

from sayso.extract.assemble import assemble
from sayso.extract.attribution import find_attributions
from sayso.extract.events import find_events
from sayso.extract.figures import find_figures
from sayso.extract.times import find_times
from sayso.model import Claim, Document, Place, PlaceMention, Span
from sayso.resolve.actors import Names, resolve_speakers
from sayso.resolve.claims import resolve_claims
from sayso.resolve.times import resolve_times


def claims_of(nlp: Language, text: str, *names: str, doubtful: frozenset[str] = frozenset()) -> list[Claim]:
    """The claims of a text whose place names are given; drafts of the kinds in `doubtful` are so."""
    document, doc = Document(id="d", text=text), nlp(text)
    mentions = [
        PlaceMention(span=Span(at, at + len(name)), text=name) for name in names if (at := text.find(name)) >= 0
    ]
    times = list(find_times(doc))
    known = Names(doc)
    attributions = resolve_speakers(list(find_attributions(doc)), doc=doc, names=known)
    drafts = assemble(
        doc,
        events=find_events(doc),
        figures=list(find_figures(doc)),
        places=mentions,
        times=times,
        attributions=attributions,
    )
    resolved = resolve_times(times, text=text, anchor=date(2016, 8, 5))
    return resolve_claims(
        [replace(draft, doubtful=draft.event.kind in doubtful) for draft in drafts],
        document=document,
        doc=doc,
        names=known,
        places={mention.span: Place(span=mention.span, text=mention.text) for mention in mentions},
        times={time.span: time for time in resolved},
    )


def test_a_claim_quotes_its_words(nlp: Language) -> None:
    text = "Air raids on Hama killed at least 12 people on Thursday, the Syrian Observatory for Human Rights said."
    (claim,) = claims_of(nlp, text, "Hama")
    assert claim.span.quote(text) == claim.evidence
    assert [link.text for link in claim.source] == ["the Syrian Observatory for Human Rights"]
    assert claim.cue is not None
    assert claim.cue.text == "said"
    assert claim.time is not None
    assert claim.time.interval.first == date(2016, 8, 4)
    assert [(figure.text, figure.measure, figure.low, figure.high) for figure in claim.figures] == [
        ("at least 12 people", "killed", 12, None)
    ]


@pytest.mark.parametrize(
    ("text", "name", "worded"),
    [
        pytest.param("Shells hit the northern Hama province.", "Hama", "northern Hama province", id="side and kind"),
        pytest.param("Shells hit the town of Salma.", "Salma", "Salma", id="a kind before the name is not attached"),
    ],
)
def test_places_are_worded_with_what_is_attached(nlp: Language, text: str, name: str, worded: str) -> None:
    (claim,) = claims_of(nlp, text, name)
    assert [place.text for place in claim.places] == [worded]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It was unclear who carried out the raid on Hama.", id="an unknown doer"),
        pytest.param("The Observatory reported shelling in Hama.", id="a monitor shells nobody"),
    ],
)
def test_those_who_are_not_named_did_nothing(nlp: Language, text: str) -> None:
    assert all(claim.actor is None for claim in claims_of(nlp, text, "Hama"))


def test_every_figure_stands_where_it_says(nlp: Language) -> None:
    text = "Rockets killed nine people in Hama. Among the dead were two nurses. The army denied firing them."
    for claim in claims_of(nlp, text, "Hama"):
        assert all(figure.span.quote(text) == figure.text for figure in claim.figures)


TWICE = (
    "Shells hit a school in Hama on Thursday.\n\nPolice arrested the mayor. On Thursday shells hit the school in Hama."
)


@pytest.mark.parametrize(
    ("doubtful", "kinds"),
    [
        pytest.param(frozenset(), ["arrest", "shelling"], id="nothing is doubtful"),
        pytest.param(frozenset({"arrest"}), ["shelling"], id="what is doubtful and told once is left out"),
        pytest.param(frozenset({"shelling"}), ["arrest", "shelling"], id="what is told twice stays"),
    ],
)
def test_doubtful_drafts(nlp: Language, doubtful: frozenset[str], kinds: list[str]) -> None:
    assert sorted(claim.kind for claim in claims_of(nlp, TWICE, "Hama", doubtful=doubtful)) == kinds
