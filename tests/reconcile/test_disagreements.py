"""Accounts that cannot both hold."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.model import Account, Figure, Span, Toll
from sayso.reconcile import disagreements
from sayso.reconcile.dates import Day


def _account(origin: str, **fields: Any) -> Account:
    return Account(origin=origin, source=(), docs=("d",), claims=(f"claim of {origin}",), **fields)


PAIRS: list[Any] = [
    pytest.param({"killed": Toll(low=8, high=8)}, {"killed": Toll(low=11, high=11)}, [("number", 3)], id="numbers"),
    pytest.param({"killed": Toll(low=8, high=None)}, {"killed": Toll(low=11, high=11)}, [], id="at least 8 holds 11"),
    pytest.param({"killed": Toll(low=8, high=8)}, {"injured": Toll(low=11, high=11)}, [], id="dead against hurt"),
    pytest.param({"killed": Toll(low=8, high=8)}, {}, [], id="one says nothing"),
    pytest.param({"occurred": "denied"}, {}, [("occurrence", None)], id="a denial"),
    pytest.param({"occurred": "denied"}, {"occurred": "possible"}, [], id="nobody asserts it"),
    pytest.param({"actor": "Russian jets"}, {"actor": "Turkish guns"}, [("responsibility", None)], id="two doers"),
    pytest.param({"actor": "Russian jets"}, {"actor": "unknown gunmen"}, [], id="one names nobody"),
    pytest.param({"actor": "Russian jets"}, {"actor": "Russian or Syrian jets"}, [], id="one leaves it open"),
    pytest.param({"actor": "jets"}, {"actor": "warplanes"}, [], id="no side is named"),
]


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_between(one: dict[str, Any], other: dict[str, Any], expected: list[tuple[str, int | None]]) -> None:
    found = disagreements([_account("the mayor", **one), _account("the army", **other)])
    assert [(item.type, item.size) for item in found] == expected
    assert disagreements([_account("the army", **other), _account("the mayor", **one)]) == found


def _counting(low: int, unit: str, *, basis: str = "exact") -> dict[str, Any]:
    figure = Figure(
        span=Span(0, 1),
        text=f"{low} {unit}",
        measure="killed",
        low=low,
        high=low,
        basis=basis,  # type: ignore[arg-type]
        unit=unit,
    )
    return {"killed": Toll(low=low, high=low), "figures": (("c", figure),)}


SETS: list[Any] = [
    pytest.param(
        _counting(40, "fighters"), _counting(31, "civilians"), ["number", "victims"], id="civilians against fighters"
    ),
    pytest.param(_counting(31, "fighters"), _counting(31, "civilians"), ["victims"], id="as many, but others"),
    pytest.param(_counting(33, "fighters"), _counting(31, "people"), ["number"], id="fighters against all"),
    pytest.param(_counting(2, "of its own staff"), _counting(13, "people"), [], id="a part below the whole"),
    pytest.param(_counting(22, "children"), _counting(17, "people"), ["number"], id="a part above the whole"),
    pytest.param(_counting(30, "people", basis="about"), _counting(29, "people"), [], id="about thirty holds 29"),
    pytest.param(_counting(30, "people", basis="about"), _counting(21, "people"), ["number"], id="about 30 is not 21"),
]


@pytest.mark.parametrize(("one", "other", "expected"), SETS)
def test_only_tolls_of_one_set_are_held_together(
    one: dict[str, Any], other: dict[str, Any], expected: list[str]
) -> None:
    found = disagreements([_account("the mayor", **one), _account("the army", **other)])
    assert [item.type for item in found] == expected
    assert all(item.says for item in found)


def test_each_side_is_named_with_its_claims() -> None:
    one, other = _account("the mayor", killed=Toll(low=8, high=8)), _account("the army", killed=Toll(low=2, high=2))
    (found,) = disagreements([one, other])
    assert found.between == ("the army", "the mayor")
    assert found.claims == (("claim of the army",), ("claim of the mayor",))
    assert found.says == "the army says 2 killed, the mayor says 8 killed"


def test_killed_and_injured_are_one_disagreement() -> None:
    one = _account("the mayor", killed=Toll(low=8, high=8), injured=Toll(low=3, high=3))
    other = _account("the army", killed=Toll(low=2, high=2), injured=Toll(low=9, high=9))
    (found,) = disagreements([one, other])
    assert "2 killed and 9 injured" in found.says


def test_a_battle_has_two_doers() -> None:
    one, other = _account("the mayor", actor="Russian jets"), _account("the army", actor="Turkish guns")
    assert disagreements([one, other])
    assert not disagreements([one, other], two_sided=True)


def test_what_a_report_says_around_its_sources_is_no_side() -> None:
    one, other = _account("the Gazette"), _account("the army", occurred="denied")
    assert [item.type for item in disagreements([one, other])] == ["occurrence"]
    assert not disagreements([one, other], outlets=frozenset({"the Gazette"}))
    counting = _account("the Gazette", killed=Toll(low=3, high=3))
    assert disagreements([counting, other], outlets=frozenset({"the Gazette"}))


DAYS: list[Any] = [
    pytest.param(Day(5, "late"), Day(6, "early"), {}, [("date", 1)], id="one night, two days"),
    pytest.param(Day(5), Day(6), {}, [], id="perhaps two happenings"),
    pytest.param(Day(5), Day(7), {"killed": Toll(low=12, high=12)}, [("date", 2)], id="one toll, two days"),
    pytest.param(Day(5), Day(6), {"killed": Toll(low=2, high=2)}, [], id="small tolls are alike by chance"),
    pytest.param(Day(5), None, {"killed": Toll(low=12, high=12)}, [], id="one names no day"),
]


@pytest.mark.parametrize(("here", "there", "told", "expected"), DAYS)
def test_days(here: Day | None, there: Day | None, told: dict[str, Any], expected: list[tuple[str, int]]) -> None:
    accounts = [_account("the mayor", **told), _account("the army", **told)]
    found = disagreements(accounts, days={"the mayor": here, "the army": there})
    assert [(item.type, item.size) for item in found] == expected


def test_who_denies_its_own_deed_disputes_only_that_it_did_it() -> None:
    denier = _account("Moscow", occurred="denied", actor="Moscow")
    accuser = _account("the mayor", actor="Russian jets")
    teller = _account("a monitor", killed=Toll(low=34, high=34))
    found = disagreements([denier, accuser, teller])
    assert [(item.type, item.between) for item in found] == [("responsibility", ("Moscow", "the mayor"))]


def test_a_doer_held_for_possible_opposes_nobody() -> None:
    accounts = [_account("a monitor", actor="Russian jets"), _account("the mayor", actor="Turkish guns")]
    assert [item.type for item in disagreements(accounts)] == ["responsibility"]
    assert disagreements(accounts, unsure={"a monitor"}) == []


def test_whom_the_doer_says_that_it_struck() -> None:
    accounts = [_account("a monitor", **_counting(22, "civilians")), _account("the Northern Front")]
    assert disagreements(accounts) == []
    found = disagreements(accounts, victims={"a monitor": "civilians", "the Northern Front": "fighters"})
    assert [item.type for item in found] == ["victims"]
