"""Reasons for and against one happening, as sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sayso.lexicon import load
from sayso.link.compare import compare, phrase, total, vetoed
from sayso.link.profile import profile
from sayso.model import Claim

WEIGHTS = load("link")["across"]
PAIRS: list[Any] = [
    pytest.param({"day": "2019-05-02"}, {"day": "2019-05-02"}, "time", 1.0, "same day", id="same day"),
    pytest.param({"day": "2019-05-02"}, {"day": "2019-05-03"}, "time", -0.6, "a day apart", id="nights and time zones"),
    pytest.param({"day": "2019-05-02"}, {"day": "2019-05-09"}, "time", -1.0, "7 days apart", id="another week"),
    pytest.param({"place": "Rastan"}, {"place": "Rastan"}, "place", 1.0, "both name Rastan", id="same town"),
    pytest.param({"place": "Homs"}, {"place": "Homs"}, "place", 0.5, "both name Homs", id="a large city says less"),
    pytest.param(
        {"place": "Rastan"}, {"place": "Talbiseh"}, "place", 0.0, "Rastan and Talbiseh, 9 km apart", id="near"
    ),
    pytest.param({"place": "Rastan"}, {"place": "Manbij"}, "place", -1.0, "Rastan and Manbij, 210 km apart", id="far"),
    pytest.param(
        {"day": "2019-05-02", "carried": True},
        {"day": "2019-05-02"},
        "time",
        0.5,
        "told near one day",
        id="a day carried",
    ),
    pytest.param(
        {"place": "Rastan", "carried": True},
        {"place": "Manbij"},
        "place",
        -0.5,
        "Rastan and Manbij, 210 km apart",
        id="a place carried rules nothing out",
    ),
    pytest.param(
        {"place": "Rastan", "carried": True},
        {"place": "Rastan"},
        "place",
        1.0,
        "both name Rastan",
        id="carried, the same",
    ),
    pytest.param(
        {"place": "Umm Nowhere"},
        {"place": "Rastan"},
        "place",
        0.0,
        "Umm Nowhere and Rastan are named, whose distance is not known",
        id="a village that no gazetteer has",
    ),
    pytest.param({"killed": 8}, {"killed": 8}, "killed", 1.0, "both give 8 killed", id="equal toll"),
    pytest.param({"killed": 8}, {"killed": 60}, "killed", -0.5, "8 against 60 killed", id="tolls far apart"),
    pytest.param({"actor": "army"}, {"actor": "the army"}, "actor", 1.0, "both name army as actor", id="articles"),
    pytest.param({"actor": "army"}, {"actor": "rebels"}, "actor", -0.5, "each names another actor", id="another doer"),
]


@pytest.mark.parametrize(("one", "other", "name", "value", "says"), PAIRS)
def test_features(
    make_claim: Callable[..., Claim], one: dict[str, Any], other: dict[str, Any], name: str, value: float, says: str
) -> None:
    left, right = profile(make_claim("d1", **one), None), profile(make_claim("d2", **other), None)
    found = {feature.name: feature for feature in compare(left, right, weights=WEIGHTS)}
    assert (found[name].value, found[name].says) == (value, says)


def test_unknown_is_no_reason(make_claim: Callable[..., Claim]) -> None:
    features = compare(profile(make_claim("d1"), None), profile(make_claim("d2", place="Homs"), None), weights=WEIGHTS)
    assert {feature.name for feature in features} <= {"kind", "wording"}


KINDS = [
    pytest.param("air_strike", "shelling", True, id="reports mix them up"),
    pytest.param("casualties", "bombing", True, id="a toll fits any"),
    pytest.param("suicide_bombing", "bombing", True, id="known later"),
    pytest.param("bombing", "air_strike", False, id="a car bomb is no raid"),
]


@pytest.mark.parametrize(("one", "other", "agrees"), KINDS)
def test_kinds(make_claim: Callable[..., Claim], one: str, other: str, agrees: bool) -> None:
    left, right = profile(make_claim("d1", kind=one), None), profile(make_claim("d2", kind=other), None)
    kind = compare(left, right, weights=WEIGHTS)[0]
    assert (kind.value > 0) is agrees
    assert phrase(one) in kind.says


def test_an_attack_says_nothing_beside_what_is_exact(make_claim: Callable[..., Claim]) -> None:
    raid, bomb = (profile(make_claim(kind=kind), None) for kind in ("air_strike", "bombing"))
    bomb = replace(bomb, kinds=frozenset({"bombing", "attack"}))
    loose, exact = (compare(raid, bomb, weights=WEIGHTS, exactly=exactly)[0].says for exactly in (False, True))
    assert (loose, exact) == ("an air strike and an attack can be one event", "an air strike against a bombing")
    only = replace(bomb, kinds=frozenset({"attack"}))
    assert compare(raid, only, weights=WEIGHTS, exactly=True)[0].value > 0


def test_comparing_is_symmetric(make_claim: Callable[..., Claim]) -> None:
    left = profile(make_claim("d1", day="2019-05-02", place="Rastan", killed=8, actor="army"), None)
    right = profile(make_claim("d2", day="2019-05-03", place="Talbiseh", killed=9, kind="shelling"), None)
    forth, back = compare(left, right, weights=WEIGHTS), compare(right, left, weights=WEIGHTS)
    assert total(forth, base=0) == total(back, base=0)
    assert vetoed(forth) == vetoed(back)


def test_the_toll_of_a_part_says_little(make_claim: Callable[..., Claim]) -> None:
    whole = profile(make_claim("d1", killed=8), None)
    part = replace(whole, killed=frozenset({8, 1}))
    other = replace(profile(make_claim("d2", killed=11), None), killed=frozenset({11, 1}))
    found = {feature.name: feature for feature in compare(part, other, weights=WEIGHTS)}
    assert found["killed"].value < 0
