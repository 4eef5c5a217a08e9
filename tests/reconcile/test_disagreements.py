"""Accounts that cannot both hold."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.model import Account, Toll
from sayso.reconcile import disagreements


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
