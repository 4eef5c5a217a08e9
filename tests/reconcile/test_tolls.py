"""Tolls by origin, and their range."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Claim, Document, Span, Toll
from sayso.reconcile.tolls import claim_toll, fragments, is_person, is_superseded, span, toll_of

RANGES = [
    pytest.param([(8, 8), (11, 11)], (8, 11), id="two numbers"),
    pytest.param([(8, 8), (11, None)], (8, None), id="the largest is open"),
    pytest.param([(8, None), (11, 11)], (8, 11), id="a smaller one is open"),
    pytest.param([(8, None)], (8, None), id="open alone"),
    pytest.param([(8, None), (8, 8)], (8, None), id="one of two equals is open"),
    pytest.param([(None, 20)], (None, 20), id="up to"),
    pytest.param([(14, None), (None, 20)], (14, 20), id="at least and up to"),
    pytest.param([None, (3, 3)], (3, 3), id="one gives none"),
]


@pytest.mark.parametrize(("tolls", "expected"), RANGES)
def test_span(tolls: list[tuple[int | None, int | None] | None], expected: tuple[int | None, int | None]) -> None:
    found = span(None if toll is None else Toll(low=toll[0], high=toll[1]) for toll in tolls)
    assert found == Toll(low=expected[0], high=expected[1])


def test_no_tolls_no_range() -> None:
    assert span([]) is None
    assert span([None]) is None


@given(st.lists(st.tuples(st.integers(0, 99), st.none() | st.integers(0, 99)), min_size=1, max_size=6))
def test_the_range_holds_every_low(pairs: list[tuple[int, int | None]]) -> None:
    tolls = [Toll(low=low, high=None if more is None else low + more) for low, more in pairs]
    found = span(tolls)
    assert found is not None
    assert found.low == min(low for low, _ in pairs)
    assert found.high is None or found.high >= max(low for low, _ in pairs)


def _toll(claims: list[Claim], documents: dict[str, Document]) -> tuple[Toll | None, tuple[str, ...]]:
    found = toll_of(claims, "killed", documents=documents)
    return found.toll, found.replaced


def test_a_raised_toll_replaces_the_first(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim("d1", killed=(15, 15)), make_claim("d2", killed=(43, 43))]
    assert _toll(claims, documents) == (Toll(low=43, high=43), ("d1-0",))


def test_a_lowered_toll_stands_when_said(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [
        make_claim("d1", killed=(43, 43)),
        make_claim("d2", killed=(38, 38), evidence="The monitor lowered its count to 38."),
    ]
    assert _toll(claims, documents) == (Toll(low=38, high=38), ("d1-0",))


def test_initial_tolls_do_not_stand(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    first = make_claim("d1", 0, killed=(30, 30), evidence="Initially 30 were said to have died.")
    assert _toll([first, make_claim("d1", 1, killed=(22, 22))], documents)[0] == Toll(low=22, high=22)
    assert _toll([first], documents)[0] == Toll(low=30, high=30)


def test_parts_are_not_added_lists_are(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim(killed=(10, 10))
    (whole,) = claim.figures
    part = replace(whole, low=4, high=4, part_of=whole.text)
    assert claim_toll(replace(claim, figures=(whole, part)), "killed") == Toll(low=10, high=10)
    ceiling = replace(whole, low=None, high=20)
    assert claim_toll(replace(claim, figures=(ceiling, part)), "killed") == Toll(low=4, high=20)
    guard = replace(whole, low=1, high=1, unit="a guard", span=replace(whole.span, start=8, end=11))
    assert claim_toll(replace(claim, figures=(whole, guard)), "killed") == Toll(low=11, high=11)


def test_families_and_pictures_are_no_persons(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim(killed=(10, None))
    (whole,) = claim.figures
    families = replace(whole, low=5, high=5, unit="different families", span=replace(whole.span, start=8, end=11))
    assert claim_toll(replace(claim, figures=(whole, families)), "killed") == Toll(low=10, high=None)
    assert claim_toll(replace(claim, figures=(families,)), "killed") is None
    members = replace(families, unit="members of one family")
    assert claim_toll(replace(claim, figures=(members,)), "killed") == Toll(low=5, high=5)


def test_those_under_rubble_are_missing(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim(killed=(10, 10), evidence="ten bodies are believed to lie under the rubble.")
    (ten,) = claim.figures
    feared = replace(claim, figures=(replace(ten, span=replace(ten.span, start=0, end=10)),))
    assert claim_toll(feared, "killed") is None
    found = replace(feared, evidence="ten bodies were recovered from the rubble, it said.")
    assert claim_toll(found, "killed") == Toll(low=10, high=10)


def test_an_apposition_is_the_same_person(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim(killed=(1, None))
    (one,) = claim.figures
    woman = replace(one, text="a woman", low=1, high=1, unit="woman", span=replace(one.span, start=5, end=8))
    assert claim_toll(replace(claim, figures=(one, woman)), "killed") == Toll(low=1, high=None)
    guard = replace(woman, text="a guard", unit="guard", span=replace(one.span, start=8, end=11))
    assert claim_toll(replace(claim, figures=(one, guard)), "killed") == Toll(low=2, high=None)


def test_rates_are_no_tolls(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim(killed=(10, 10))
    assert claim_toll(replace(claim, figures=(replace(claim.figures[0], scope="rate"),)), "killed") is None


def test_a_tenth_is_a_part() -> None:
    assert fragments([Toll(low=2, high=2), Toll(low=40, high=40)]) == [True, False]
    assert fragments([Toll(low=0, high=0), Toll(low=40, high=40)])[0] is False


def test_at_least_and_up_to_are_one_range(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim("d1", 0, killed=(14, None)), make_claim("d1", 1, killed=(None, 20))]
    assert _toll(claims, documents)[0] == Toll(low=14, high=20)


def test_a_person_is_no_count(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim(killed=(1, 1))
    (figure,) = claim.figures
    assert is_person(replace(claim, figures=(replace(figure, text="his wife"),)), "killed")
    assert not is_person(replace(claim, figures=(replace(figure, text="one soldier"),)), "killed")
    assert not is_person(claim, "injured")


def test_an_opening_range_holds_what_lies_in_it(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    opening, later = make_claim("d1", 0, killed=(5, 8)), make_claim("d1", 1, killed=(8, 8))
    later = replace(later, figures=(replace(later.figures[0], scope="total"),))
    assert _toll([opening, later], documents)[0] == Toll(low=5, high=8)


def test_what_follows_the_opening_is_a_part(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim("d1", 0, killed=(12, 12)), make_claim("d1", 1, killed=(42, 42))]
    assert _toll(claims, documents)[0] == Toll(low=12, high=12)


@pytest.mark.parametrize(
    ("words", "figures", "expected"),
    [
        ("15 died in the town and another six in a village", ("15", "another six"), 21),
        ("30 soldiers as well as 50 rebels died", ("30 soldiers", "50 rebels"), 80),
        ("15 died in the town, 6 of them in one house", ("15", "6 of them"), 15),
    ],
)
def test_others_are_added(
    make_claim: Callable[..., Claim], words: str, figures: tuple[str, str], expected: int
) -> None:
    numbers = {"15": 15, "another six": 6, "30 soldiers": 30, "50 rebels": 50, "6 of them": 6}
    assert claim_toll(_worded(make_claim, words, {text: numbers[text] for text in figures}), "killed") == Toll(
        low=expected, high=expected
    )


def _worded(make_claim: Callable[..., Claim], words: str, figures: dict[str, int]) -> Claim:
    """A claim in these words, with a figure of dead for each of the numbers in them."""
    claim = make_claim(killed=(1, 1), evidence=words)
    told = tuple(
        replace(
            claim.figures[0],
            span=Span(words.index(text), words.index(text) + len(text)),
            text=text,
            low=number,
            high=number,
            unit=text,
        )
        for text, number in figures.items()
    )
    return replace(claim, span=Span(0, len(words)), figures=told)


def test_a_toll_since_replaced_is_none(make_claim: Callable[..., Claim]) -> None:
    both = _worded(make_claim, "The blast killed 32, updating an earlier toll of 15", {"32": 32, "15": 15})
    assert claim_toll(both, "killed") == Toll(low=32, high=32)
    assert not is_superseded(both)
    assert is_superseded(_worded(make_claim, "A previous death toll was of 15", {"15": 15}))


def test_more_dead_are_added_to_an_earlier_toll(make_claim: Callable[..., Claim]) -> None:
    words = "An earlier death toll from the shelling of the crowded market in the old town said 15 had died but three more followed"
    grown = _worded(make_claim, words, {"15": 15, "three more": 3})
    assert claim_toll(grown, "killed") == Toll(low=18, high=18)
    assert not is_superseded(grown)
    words = "Of an earlier toll of 15, the mayor now says that more than 20 died"
    assert claim_toll(_worded(make_claim, words, {"15": 15, "more than 20": 20}), "killed") == Toll(low=20, high=20)


def test_several_beside_many_are_a_part() -> None:
    tolls = [Toll(low=3, high=None), Toll(low=43, high=43), Toll(low=24, high=None)]
    assert fragments(tolls) == [True, False, False]


def test_the_number_that_more_than_meant(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    opening = make_claim("d1", 0, source="a monitor", killed=(50, None))
    assert toll_of([opening, make_claim("d1", 1, killed=(52, 52))], "killed", documents=documents).toll == Toll(
        low=52, high=52
    )
    assert toll_of([opening, make_claim("d1", 1, killed=(127, 127))], "killed", documents=documents).toll == Toll(
        low=50, high=None
    )
