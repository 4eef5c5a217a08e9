"""Casting: who did it and to whom, in the event's own sentence and carried over from those around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sayso.extract.assemble import assemble
from sayso.extract.attribution import find_attributions
from sayso.extract.candidates import Roster
from sayso.extract.casting import cast, shares, traits_of
from sayso.extract.events import find_events
from sayso.extract.figures import find_figures
from sayso.extract.traits import setting_of
from sayso.model import ClaimDraft


def drafts_of(doc: Doc) -> list[ClaimDraft]:
    """The drafts of a text without places and times."""
    return assemble(
        doc,
        events=find_events(doc),
        figures=list(find_figures(doc)),
        places=[],
        times=[],
        attributions=list(find_attributions(doc)),
    )


def roles_of(doc: Doc, kind: str) -> tuple[str | None, str | None]:
    """Doer and sufferer of the last event of a kind."""
    event = [draft.event for draft in cast(doc, drafts_of(doc)) if draft.event.kind == kind][-1]
    doer, sufferer = (None if held is None else doc[held[0] : held[1] + 1].text for held in (event.actor, event.target))
    return doer, sufferer


DEVELOPED = [
    pytest.param("The army shelled the suburb overnight.", "shelling", "The army", "the suburb", id="active"),
    pytest.param(
        "Two nurses were kidnapped by gunmen near the border.", "abduction", "gunmen", "Two nurses", id="passive"
    ),
    pytest.param("Regime shelling hit the old market.", "shelling", "Regime", "the old market", id="modifier"),
    pytest.param(
        "Militants fired rocket shells at the suburb.", "missile_strike", "Militants", "the suburb", id="light verb"
    ),
    pytest.param(
        "Turkey accused the militia of breaking the truce.", "accusation", "Turkey", "the militia", id="speech"
    ),
    pytest.param("At least 40 people were killed on Friday.", "casualties", None, "At least 40 people", id="no doer"),
]

HELD_OUT = [
    pytest.param(
        "Turkish warplanes bombed a village.", "air_strike", "Turkish warplanes", "a village", id="all of the doer"
    ),
    pytest.param("Turkish air strikes hit a village.", "air_strike", "Turkish", "a village", id="a raid is no doer"),
    pytest.param("Rebels captured the airport on Sunday.", "advance", "Rebels", "the airport", id="territory"),
    pytest.param("Police arrested four suspects in the port.", "arrest", "Police", "four suspects", id="arrest"),
    pytest.param("Thousands of villagers fled the fighting.", "displacement", None, "villagers", id="who flees"),
]


@pytest.mark.parametrize(("text", "kind", "doer", "sufferer"), [*DEVELOPED, *HELD_OUT])
def test_roles(nlp: Language, text: str, kind: str, doer: str | None, sufferer: str | None) -> None:
    assert roles_of(nlp(text), kind) == (doer, sufferer)


def test_who_did_it_is_carried_over(nlp: Language) -> None:
    doc = nlp("Government warplanes bombed the town on Monday. The air strikes destroyed a bakery.")
    assert roles_of(doc, "air_strike")[0] == "Government warplanes"


def test_roles_lie_within_the_document(nlp: Language) -> None:
    doc = nlp("Shells fell. Rebels and soldiers fought near the dam; nine died. “We saw jets,” a farmer said.")
    for draft in cast(doc, drafts_of(doc)):
        for held in (draft.event.actor, draft.event.target):
            assert held is None or 0 <= held[0] <= held[1] < len(doc)


def test_a_phrase_fills_one_role_of_an_event(nlp: Language) -> None:
    doc = nlp("The army fought the rebels in the valley.")
    (event,) = [draft.event for draft in cast(doc, drafts_of(doc)) if draft.event.kind == "clash"]
    assert event.actor is not None
    assert event.target is not None
    assert not set(range(event.actor[0], event.actor[1] + 1)) & set(range(event.target[0], event.target[1] + 1))


def test_nothing_is_cast_without_events(nlp: Language) -> None:
    assert cast(nlp("The sea was calm."), []) == []


def test_candidates_name_whose_they_are(nlp: Language) -> None:
    doc = nlp("Syrian rebels shelled two villages near the river.")
    found = {doc[c.first : c.last + 1].text: c for c in Roster(doc, []).in_sentence(0)}
    assert found["Syrian rebels"].acts
    assert found["Syrian rebels"].belongs == "name"
    assert found["two villages"].counted


def test_path_through_the_parse(nlp: Language) -> None:
    doc = nlp("The convoy was hit by gunmen.")
    gunmen = Roster(doc, []).in_sentence(0)[-1]
    assert gunmen.chain == (5, 4, 3)
    assert gunmen.trails == ("", ">pobj", ">agent:by>pobj", f">{doc[3].dep_}>agent:by>pobj")


def test_traits_are_spelled_out_for_learning(nlp: Language) -> None:
    doc = nlp("The convoy was hit by gunmen.")
    draft = drafts_of(doc)[0]
    roster, setting = Roster(doc, [draft]), setting_of(doc, draft)
    gunmen, back = list(roster.for_event(draft))[-1]
    told = list(traits_of(setting, gunmen, back, roster))
    assert {"lemma=gunman", "path=head|passive|>agent:by>pobj"} <= set(told)
    assert len(told) == len(set(told))


@given(st.lists(st.floats(min_value=-50, max_value=50), min_size=1, max_size=20))
def test_shares_sum_to_one(scores: list[float]) -> None:
    assert abs(sum(shares(scores)) - 1.0) < 1e-9


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        pytest.param(
            "Ankara answered a mortar attack on Kilis that it blamed on the militia.", "the militia", id="that"
        ),
        pytest.param("Ten people died in a raid blamed on the army.", "the army", id="bare"),
    ],
)
def test_who_is_blamed_did_it_by_the_blamer(nlp: Language, text: str, doer: str) -> None:
    doc = nlp(text)
    drafts = cast(doc, drafts_of(doc))
    assert doer in {doc[d.event.actor[0] : d.event.actor[1] + 1].text for d in drafts if d.event.actor}


BLAMED = [
    pytest.param("The ministry attributed the attack to rebels.", "rebels", id="attributed to"),
    pytest.param("Every witness attributed the raid to Tamsel forces.", "Tamsel forces", id="several sources"),
    pytest.param("A raid blamed on the army killed two.", "the army", id="blamed on"),
    pytest.param("The attack, which the governor blamed on gunmen, killed two.", "gunmen", id="relative clause"),
]


@pytest.mark.parametrize(("text", "actor"), BLAMED)
def test_on_whom_a_deed_is_laid(nlp: Language, text: str, actor: str) -> None:
    doc = nlp(text)
    events = [draft.event for draft in cast(doc, drafts_of(doc)) if draft.event.kind != "accusation"]
    found = {doc[e.actor[0] : e.actor[1] + 1].text for e in events if e.actor is not None}
    assert found == {actor}
    assert all(e.target is None or doc[e.target[0] : e.target[1] + 1].text != actor for e in events)
