"""What the wordings of doers and of those hit make of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.kinds import kind_of
from sayso.export.parties import Party, parties
from sayso.lexicon import load
from sayso.lexicon.bodies import bodies

Found = list[tuple[str, str | None, str | None]]
DOERS = [
    pytest.param("Russian aircraft", [("state forces", "Russian Aerospace Forces", "RU")], id="an organ of a country"),
    pytest.param("Russia", [("government", None, "RU")], id="a country"),
    pytest.param("Moscow", [("government", "Russian government", "RU")], id="a seat"),
    pytest.param("regime warplanes", [("state forces", None, "SY")], id="of the country where it happens"),
    pytest.param("pro-government forces", [("state forces", None, "SY")], id="pro-government"),
    pytest.param("Assad's forces", [("state forces", None, "SY")], id="a government by its head"),
    pytest.param("unidentified warplanes", [("state forces", None, None)], id="nobody's warplanes"),
    pytest.param("Islamic State", [("rebel group", "Islamic State", None)], id="a group"),
    pytest.param("Boko Haram fighters", [("rebel group", "Boko Haram", None)], id="a group's fighters"),
    pytest.param("rebel forces", [("rebel group", None, None)], id="forces of rebels"),
    pytest.param("Syrian rebels", [("rebel group", None, "SY")], id="rebels of a country are none of its state"),
    pytest.param("gunmen", [("political militia", None, None)], id="gunmen"),
    pytest.param("a suicide car bomber", [("political militia", None, None)], id="a bomber that is no aircraft"),
    pytest.param("armed tribesmen", [("identity militia", None, None)], id="tribesmen"),
    pytest.param("the Sunrise Brigade", [("armed group", "Sunrise Brigade", None)], id="a group that no list knows"),
    pytest.param(
        "Syria Democratic Forces",
        [("armed group", "Syria Democratic Forces", None)],
        id="a name that begins with a country",
    ),
    pytest.param(
        "Hashd al-Shaabi", [("political militia", "Popular Mobilization Forces", None)], id="a militia by another name"
    ),
    pytest.param("Wagner fighters", [("outside forces", "Wagner Group", None)], id="foreign forces of no state"),
    pytest.param("US-led coalition jets", [("outside forces", "US-led coalition", None)], id="a coalition"),
    pytest.param("UN peacekeepers", [("intergovernmental", "United Nations", None)], id="the United Nations"),
    pytest.param("Israeli police", [("police", "Israel Police", "IL")], id="police"),
    pytest.param("Sergei Shoigu", [("state forces", "Russian Defence Ministry", "RU")], id="a public person"),
    pytest.param(
        "Russian and regime planes",
        [("state forces", None, "RU"), ("state forces", None, "SY")],
        id="two that are joined, the head said once",
    ),
    pytest.param(
        "Syrian government warplanes", [("state forces", None, "SY")], id="a government's warplanes are its forces"
    ),
    pytest.param("Russian or Syrian jets", [], id="one of two"),
    pytest.param("neither Russia", [], id="not"),
    pytest.param("the Caspian flotilla's ships", [("state forces", "Caspian Flotilla", "RU")], id="a fleet"),
    pytest.param("Syrian opposition forces", [("rebel group", None, "SY")], id="an opposition under arms"),
    pytest.param("Syrian activists", [], id="people of a country are not its government"),
    pytest.param("Turkish officials", [("government", None, "TR")], id="officials of a country"),
    pytest.param("a strong wind", [], id="nobody"),
]
STRUCK = [
    pytest.param("civilians", [("civilians", None, None)], id="civilians"),
    pytest.param("Syrian civilians", [("civilians", None, "SY")], id="civilians of a country"),
    pytest.param("two journalists", [("civilians", None, None)], id="a calling"),
    pytest.param("a hospital in Idlib", [("civilians", None, None)], id="what is of civilian life"),
    pytest.param("the White Helmets", [("medical or rescue", "White Helmets", "SY")], id="rescuers by name"),
    pytest.param("36 people", [], id="people may be anybody"),
    pytest.param("Damascus", [], id="a seat that is struck is a place"),
    pytest.param("Syria", [], id="a country that is struck is a place"),
    pytest.param("rebel-held suburbs", [], id="held by rebels is not rebels"),
    pytest.param("towns held by Islamic State", [], id="held by a group is not the group"),
    pytest.param(
        "Islamic State positions near Raqqa", [("rebel group", "Islamic State", None)], id="a group's positions"
    ),
    pytest.param("an army base", [("state forces", None, None)], id="an army's base"),
    pytest.param("a burning convoy", [], id="a convoy is nobody's"),
    pytest.param("oil tankers and ships", [], id="ships may be anybody's"),
    pytest.param("official news agency SANA", [], id="an outlet that only tells of it"),
    pytest.param("a SANA crew", [("media", "Syrian Arab News Agency", "SY")], id="an outlet's crew"),
    pytest.param("a Russian helicopter", [("state forces", None, "RU")], id="a country's helicopter"),
]


def _found(sides: tuple[Party, ...]) -> Found:
    return [(party.kind, party.name, party.land) for party in sides]


@pytest.mark.parametrize(("wording", "expected"), DOERS)
def test_doers(wording: str, expected: Found) -> None:
    assert _found(parties(wording, "SY")) == expected


@pytest.mark.parametrize(("wording", "expected"), STRUCK)
def test_struck(wording: str, expected: Found) -> None:
    assert _found(parties(wording, "SY", struck=True)) == expected


def test_a_nameless_state_needs_a_country() -> None:
    assert _found(parties("regime warplanes", None)) == [("state forces", None, None)]


def test_one_side_in_two_wordings() -> None:
    keys = {party.key for wording in ("Russia", "Russian jets", "the Russian army") for party in parties(wording, "SY")}
    assert keys == {("state", "RU")}


def test_a_demonym_alone_is_worded_with_its_head() -> None:
    first, _ = parties("Russian and Syrian jets", "SY")
    assert first.wording == "Russian and Syrian jets"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("12 civilians", "civilians"),
        ("8 militants", "armed group"),
        ("40 people", None),
        ("three army officers", "state forces"),
    ],
)
def test_victims(words: str, kind: str | None) -> None:
    assert kind_of(words) == kind


def test_every_body_of_the_codings_is_in_the_lexicon() -> None:
    codings = load("codings")
    known = {body.name for body in bodies()}
    for name in (
        "political_militias",
        "identity_militias",
        "outside_forces",
        "own_names",
        "no_states",
        "bodies_sectors",
    ):
        assert set(codings[name]) <= known, name


@given(st.text(max_size=60))
def test_any_words_can_be_read(words: str) -> None:
    for struck in (True, False):
        for party in parties(words, "SY", struck=struck):
            assert party.wording
