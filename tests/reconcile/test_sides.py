"""Which side a doer belongs to, as far as its wording tells."""

from __future__ import annotations

import pytest

from sayso.reconcile.sides import opposed, sides

SIDES = [
    pytest.param("Russian warplanes", {"RU"}, id="a country"),
    pytest.param("the US-led coalition", {"US", "US-led coalition"}, id="a party before the country in its name"),
    pytest.param("ISIS fighters", {"Islamic State"}, id="short form"),
    pytest.param("Syrian aircraft and rebels", {"SY", "rebels"}, id="two that are joined"),
    pytest.param("two gunmen", set(), id="nobody"),
    pytest.param("Israel", {"IL"}, id="a country by its name"),
    pytest.param("Kyiv", {"UA"}, id="a government by its seat"),
    pytest.param("Sudan's Rapid Support Forces", {"rapid-support-forces"}, id="a group before its country"),
    pytest.param("gunmen in Mali", set(), id="where they are is not who they are"),
    pytest.param("Assad's forces", {"SY"}, id="by who heads it"),
]


@pytest.mark.parametrize(("actor", "expected"), SIDES)
def test_sides(actor: str, expected: set[str]) -> None:
    assert sides(actor) == expected


def test_opposed_needs_two_sides() -> None:
    assert opposed("Russian jets", "ISIS fighters")
    assert not opposed("Russian jets", "warplanes")
    assert not opposed("Russian jets", None)
    assert not opposed("Russian jets", "purportedly American jets")
    assert not opposed("American jets", "the US-led coalition")
    assert not opposed("Russian or Syrian jets", "Turkish guns")
    assert opposed("the Sudanese army", "the RSF")
    assert not opposed("the regime and Russia", "Syrian jets")
