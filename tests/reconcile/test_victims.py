"""Whom a toll counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.model import Account, Claim, Figure, Phrase, Span, Toll
from sayso.reconcile.victims import counted_by, rounded, set_of, status_of, struck

SETS = [
    pytest.param(["31 civilians"], "civilians", id="civilians"),
    pytest.param(["40 Kurdish fighters"], "fighters", id="fighters"),
    pytest.param(["at least 12 children"], "part", id="children are a part"),
    pytest.param(["two of its own staff"], "part", id="its own"),
    pytest.param(["nine Sudanese forces"], "fighters", id="the forces of a country, whichever it is"),
    pytest.param(["four relief forces"], None, id="forces that do not fight"),
    pytest.param(["33 people"], None, id="everybody"),
    pytest.param(["12 civilians and fighters"], None, id="both"),
    pytest.param(["31 civilians", "40 fighters"], None, id="two figures"),
    pytest.param([], None, id="no figure"),
]


@pytest.mark.parametrize(("words", "expected"), SETS)
def test_set_of(words: list[str], expected: str | None) -> None:
    assert set_of(words) == expected


def _account(low: int, high: int | None, *figures: Figure) -> Account:
    told = tuple(("c", figure) for figure in figures)
    return Account(
        origin="the mayor", source=(), docs=("d",), claims=("c",), killed=Toll(low=low, high=high), figures=told
    )


def _figure(low: int, unit: str, **fields: object) -> Figure:
    known = {"span": Span(0, 1), "text": f"{low}", "measure": "killed", "high": low, "basis": "exact"}
    return Figure(**{**known, "low": low, "unit": unit, **fields})  # type: ignore[arg-type]


def test_the_figure_that_gives_the_toll_decides() -> None:
    account = _account(31, 31, _figure(31, "civilians"), _figure(4, "fighters"))
    assert counted_by(account, "killed") == "civilians"
    assert counted_by(_account(35, 35, _figure(31, "civilians"), _figure(4, "fighters")), "killed") is None


def test_about_is_as_wide_as_its_words() -> None:
    assert rounded(_account(30, 30, _figure(30, "people", basis="about")), "killed") == Toll(low=27, high=33)
    exact = _account(30, 30, _figure(30, "people", basis="about"), _figure(30, "people"))
    assert rounded(exact, "killed") == Toll(low=30, high=30)
    assert rounded(_account(30, None), "killed") == Toll(low=30, high=None)


def test_who_counts_civilians_and_fighters_is_on_no_side() -> None:
    both = _account(19, 19, _figure(19, "soldiers"), _figure(13, "civilians"))
    assert status_of(both) is None
    assert status_of(_account(19, 19, _figure(19, "soldiers"))) == "fighters"


@pytest.mark.parametrize(
    ("origin", "actor", "expected"),
    [
        pytest.param("Islamic State", "its fighter", "fighters", id="the doer says whom it struck"),
        pytest.param("Islamic State", "an IS bomber", "fighters", id="named as the doer"),
        pytest.param("the mayor", "an IS bomber", None, id="another says it only in passing"),
    ],
)
def test_whom_it_struck(make_claim: Callable[..., Claim], origin: str, actor: str, expected: str | None) -> None:
    claim = replace(make_claim(actor=actor), target=Phrase(text="a gathering of Kurdish fighters"))
    account = Account(origin=origin, source=(), docs=("d1",), claims=(claim.id,), actor=actor)
    assert struck(account, [claim]) == expected
