"""Where and when an event took place: its own clause, its sentence, and the scene that it goes on with."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.assemble import assemble
from sayso.extract.attribution import find_attributions
from sayso.extract.events import find_events
from sayso.extract.figures import find_figures
from sayso.extract.times import find_times
from sayso.model import ClaimDraft, PlaceMention, Span
from sayso.model.place import PlacePrecision

TOWNS = ("Hama", "Homs", "Idlib", "Raqqa", "Beirut")
COUNTRIES = ("Syria", "Turkey", "Lebanon")


def drafts_of(nlp: Language, text: str) -> list[ClaimDraft]:
    doc = nlp(text)
    places, precisions = [], {}
    for name in (*TOWNS, *COUNTRIES):
        at = text.find(name)
        while at >= 0:
            places.append(PlaceMention(span=Span(at, at + len(name)), text=name))
            known: PlacePrecision = "country" if name in COUNTRIES else "settlement"
            precisions[places[-1].span] = known
            at = text.find(name, at + 1)
    return assemble(
        doc,
        events=find_events(doc),
        figures=list(find_figures(doc)),
        places=sorted(places, key=lambda place: place.span.start),
        times=list(find_times(doc)),
        attributions=list(find_attributions(doc)),
        precisions=precisions,
    )


def sites(draft: ClaimDraft) -> list[str]:
    return [place.text for place, _ in draft.places]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param("Jets bombed Hama on Monday.", "air_strike", ["Hama"], id="object"),
        pytest.param("Air strikes on Hama killed 12 people.", "air_strike", ["Hama"], id="what a noun is on"),
        pytest.param("The bombardment of Hama killed 12 people.", "shelling", ["Hama"], id="what a noun is of"),
        pytest.param("A car bomb killed 12 people in Hama, Syria.", "bombing", ["Hama"], id="town before country"),
        pytest.param(
            "Jets bombed Hama on Monday, activists in Beirut said.",
            "air_strike",
            ["Hama"],
            id="where those who tell are",
        ),
    ],
)
def test_the_sites_of_a_sentence(nlp: Language, text: str, kind: str, expected: list[str]) -> None:
    draft = next(draft for draft in drafts_of(nlp, text) if draft.event.kind == kind)
    assert sites(draft)[: len(expected)] == expected
    assert "Beirut" not in sites(draft)


def test_the_scene_goes_on(nlp: Language) -> None:
    text = "Jets bombed Hama on Monday. Rockets hit a bakery and killed 12 people."
    first, second = drafts_of(nlp, text)
    assert sites(first) == sites(second) == ["Hama"]
    assert first.time is not None
    assert second.time == first.time


def test_another_place_ends_the_scene(nlp: Language) -> None:
    drafts = drafts_of(nlp, "Jets bombed Hama on Monday. Rockets hit a market in Homs.")
    assert [sites(draft) for draft in drafts] == [["Hama"], ["Homs"]]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        pytest.param("Rockets fired from Hama killed 12 people.", "origin", id="fired from"),
        pytest.param("Troops withdrew from Hama on Monday.", "origin", id="left"),
        pytest.param("The army sent troops to Hama on Monday.", "destination", id="sent to"),
        pytest.param("Jets bombed Hama on Monday.", "site", id="struck"),
    ],
)
def test_roles(nlp: Language, text: str, role: str) -> None:
    roles = {place.text: role for draft in drafts_of(nlp, text) for place, role in draft.places}
    assert roles == {"Hama": role}


def test_the_time_of_the_clause_is_the_events_own(nlp: Language) -> None:
    text = "Jets bombed Hama on Monday after rebels seized Homs on Friday."
    told = {draft.event.kind: draft.time.text for draft in drafts_of(nlp, text) if draft.time is not None}
    assert told["air_strike"] == "Monday"


def test_a_dateline_gives_neither_place_nor_time(nlp: Language) -> None:
    (draft,) = drafts_of(nlp, "BEIRUT, Nov 21 (Corvane) - Shells hit Hama, killing two people.")
    assert sites(draft) == ["Hama"]
    assert draft.time is None


def test_what_a_sentence_opens_with_places_it(nlp: Language) -> None:
    text = "Jets bombed Idlib on Monday. Near Hama, two strikes destroyed a bridge."
    assert [sites(draft) for draft in drafts_of(nlp, text)] == [["Idlib"], ["Hama"]]
