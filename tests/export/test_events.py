"""What kind of event an incident is, by ACLED and by PLOVER."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.export.cast import cast_of
from sayso.export.events import acled, plover, quad
from sayso.lexicon import load
from tests.export.happenings import claim, happening

KINDS = sorted({kind for family in load("events")["families"].values() for kind in family})
ACLED = [
    pytest.param({"kind": "air_strike"}, "Air/drone strike", id="air strike"),
    pytest.param({"kind": "shelling"}, "Shelling/artillery/missile attack", id="shelling"),
    pytest.param({"kind": "bombing"}, "Remote explosive/landmine/IED", id="bombing"),
    pytest.param({"kind": "bombing", "evidence": "A grenade was thrown."}, "Grenade", id="a grenade"),
    pytest.param({"kind": "suicide_bombing"}, "Suicide bomb", id="suicide bombing"),
    pytest.param({"kind": "chemical_attack"}, "Chemical weapon", id="gas"),
    pytest.param({"kind": "clash"}, "Armed clash", id="clash"),
    pytest.param({"kind": "attack", "by": "gunmen", "on": "villagers"}, "Attack", id="an attack on civilians"),
    pytest.param({"kind": "attack", "by": "gunmen", "on": "soldiers"}, "Armed clash", id="both sides are armed"),
    pytest.param({"kind": "shooting"}, "Attack", id="nobody says who was shot at"),
    pytest.param({"kind": "abduction"}, "Abduction/forced disappearance", id="abduction"),
    pytest.param({"kind": "abduction", "killed": (2, 2)}, "Attack", id="those abducted were killed"),
    pytest.param(
        {"kind": "downing", "on": "a Russian jet"}, "Shelling/artillery/missile attack", id="a jet is shot down"
    ),
    pytest.param({"kind": "downing", "on": "four drones"}, "Disrupted weapons use", id="drones are shot down"),
    pytest.param(
        {"kind": "advance", "by": "the Syrian army", "evidence": "It pushed on."}, "Armed clash", id="no gain"
    ),
    pytest.param(
        {"kind": "advance", "by": "the Syrian army", "evidence": "It recaptured Raqqa."},
        "Government regains territory",
        id="the state at home",
    ),
    pytest.param(
        {"kind": "advance", "by": "the Turkish army", "evidence": "It captured Raqqa."},
        "Non-state actor overtakes territory",
        id="a state abroad",
    ),
    pytest.param(
        {"kind": "advance", "by": "Islamic State", "evidence": "Raqqa fell to Islamic State."},
        "Non-state actor overtakes territory",
        id="a group",
    ),
    pytest.param({"kind": "advance", "evidence": "Raqqa was captured."}, "Armed clash", id="nobody says who took it"),
    pytest.param(
        {"kind": "advance", "by": "rebels", "evidence": "They seized Raqqa without a fight."},
        "Non-violent transfer of territory",
        id="without a fight",
    ),
    pytest.param({"kind": "withdrawal", "by": "rebels"}, "Non-violent transfer of territory", id="rebels leave"),
    pytest.param({"kind": "withdrawal"}, "Other", id="nobody armed leaves"),
    pytest.param({"kind": "deployment"}, "Change to group/activity", id="deployment"),
    pytest.param(
        {"kind": "deployment", "evidence": "They set up a new base."}, "Headquarters or base established", id="a base"
    ),
    pytest.param({"kind": "protest"}, "Peaceful protest", id="protest"),
    pytest.param({"kind": "protest", "evidence": "Police used tear gas."}, "Protest with intervention", id="broken up"),
    pytest.param({"kind": "protest", "evidence": "They threw stones."}, "Violent demonstration", id="a riot"),
    pytest.param(
        {"kind": "protest", "by": "Iraqi police", "killed": (2, 2)},
        "Excessive force against protesters",
        id="protesters die",
    ),
    pytest.param({"kind": "displacement"}, "Other", id="displacement"),
    pytest.param({"kind": "casualties", "killed": (2, 2)}, None, id="only the dead are told of"),
    pytest.param({"kind": "talks"}, None, id="talk"),
]
PLOVER = [
    pytest.param({"kind": "air_strike"}, ("ASSAULT", "aerial", -9.5, ("military",)), id="air strike"),
    pytest.param({"kind": "drone_strike"}, ("ASSAULT", "drone", -9.5, ("military",)), id="drone strike"),
    pytest.param({"kind": "chemical_attack"}, ("ASSAULT", "unconventional", -10, ("military", "cbrn")), id="gas"),
    pytest.param({"kind": "attack"}, ("ASSAULT", None, -9, ()), id="an attack of an unknown kind"),
    pytest.param({"kind": "attack", "by": "rebels"}, ("ASSAULT", None, -9, ("military",)), id="an armed side"),
    pytest.param({"kind": "agreement"}, ("AGREE", None, 2.5, ("diplomatic",)), id="agreement"),
    pytest.param(
        {"kind": "agreement", "evidence": "A truce was agreed."},
        ("RETREAT", "ceasefire", 7.5, ("diplomatic",)),
        id="a truce",
    ),
    pytest.param(
        {"kind": "advance", "evidence": "They took over Raqqa."}, ("COERCE", "seize", -7, ("military",)), id="gain"
    ),
    pytest.param({"kind": "advance"}, ("ASSAULT", None, -9, ("military",)), id="an advance without gain"),
    pytest.param(
        {"kind": "accusation", "evidence": "He condemned it."}, ("ACCUSE", "disapprove", -2, ()), id="condemned"
    ),
    pytest.param({"kind": "accusation", "evidence": "He blamed them."}, ("ACCUSE", "allege", -3.5, ()), id="blamed"),
    pytest.param({"kind": "accusation"}, ("ACCUSE", None, None, ()), id="no mode, no score"),
    pytest.param(
        {"kind": "deployment", "by": "Iraqi police"}, ("MOBILIZE", "police", -5.5, ("military",)), id="police"
    ),
    pytest.param({"kind": "displacement"}, (None, None, None, ()), id="no event of PLOVER's"),
]


@pytest.mark.parametrize(("told", "expected"), ACLED)
def test_acled(told: dict[str, Any], expected: str | None) -> None:
    sheet = happening(claim(**told))
    cell = acled(sheet, cast_of(sheet))
    assert cell.value == expected
    assert (cell.why is None) == (expected is not None)
    assert cell.claims == (() if expected is None else (sheet.claims[0].id,))


def test_strikes_within_a_battle_are_of_the_battle() -> None:
    sheet = happening(claim(0), claim(1), claim(2), claim(3, kind="clash"), claim(4, kind="clash"))
    assert sheet.incident.kind == "air_strike"
    assert acled(sheet, cast_of(sheet)).value == "Armed clash"


def test_a_strike_with_a_word_of_fighting_stays_a_strike() -> None:
    sheet = happening(claim(0), claim(1), claim(2), claim(3, kind="clash"))
    assert acled(sheet, cast_of(sheet)).value == "Air/drone strike"


@pytest.mark.parametrize(("told", "expected"), PLOVER)
def test_plover(told: dict[str, Any], expected: tuple[str | None, str | None, float | None, tuple[str, ...]]) -> None:
    sheet = happening(claim(**told))
    coded = plover(sheet, cast_of(sheet))
    assert (coded.event, coded.mode, coded.score, coded.contexts) == expected
    assert (coded.why is None) == (coded.event is not None)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_coded_or_says_why_not(kind: str) -> None:
    sheet = happening(claim(kind=kind))
    cell, coded = acled(sheet, cast_of(sheet)), plover(sheet, cast_of(sheet))
    assert cell.value is not None or cell.why
    assert coded.event is not None or coded.why
    assert coded.mode is not None or coded.why or coded.why_no_mode


def test_the_codings_know_their_own_names() -> None:
    codings = load("codings")
    assert set(codings["acled_kinds"].values()) <= set(codings["acled_types"])
    assert len(codings["acled_types"]) == 25
    assert len(codings["plover_types"]) == 16
    for event, mode in codings["plover_kinds"].values():
        assert mode is None or mode in codings["plover_types"][event]["modes"]
    assert set(codings["says"]) == set(KINDS)
    assert {quad(event) for event in codings["plover_types"]} == set(codings["quads"])
