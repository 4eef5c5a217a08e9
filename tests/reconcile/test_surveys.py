"""Surveys: the range of one report that counts for itself beside its sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.model import Claim, Measure, Toll
from sayso.reconcile.surveys import survey

Range = tuple[int | None, int | None]
RANGES: list[object] = [
    pytest.param((15, None), [], (15, 15), id="at least, and nobody names more"),
    pytest.param((15, None), [(12, 12), (18, 18)], (15, 18), id="at least, and a source names more"),
    pytest.param((15, None), [(12, 12)], (15, 15), id="what lies below its own was weighed"),
    pytest.param((9, 9), [(7, 7)], (9, 9), id="its own number is exact"),
    pytest.param((9, 9), [(12, 12)], (9, 12), id="exact, and a source names more"),
    pytest.param((5, 8), [(5, 5), (8, 8)], (5, 8), id="its own range"),
    pytest.param((None, 20), [(11, 11), (20, 20)], (11, 20), id="up to, from the least that a source names"),
    pytest.param((None, 20), [(3, 3)], (20, 20), id="up to, and a source tells of one house"),
    pytest.param((24, None), [(15, 15)], (12, 24), id="dozens"),
]


def surveyed(claims: list[Claim], measure: Measure) -> Toll | None:
    found = survey(claims, measure)
    return None if found is None else found.toll


@pytest.mark.parametrize(("own", "quoted", "expected"), RANGES)
def test_the_range_of_a_survey(
    make_claim: Callable[..., Claim], own: Range, quoted: list[Range], expected: Range
) -> None:
    opening = make_claim(killed=own, evidence="An alleged strike killed them, by the count of this record.")
    others = [make_claim(at=n, source=f"source {n}", killed=toll) for n, toll in enumerate(quoted, start=1)]
    assert surveyed([opening, *others], "killed") == Toll(low=expected[0], high=expected[1])


def test_more_than_names_the_next(make_claim: Callable[..., Claim]) -> None:
    opening, quoted = make_claim(killed=(10, None)), make_claim(at=1, source="an agency", killed=(25, None))
    (figure,) = quoted.figures
    more = replace(quoted, figures=(replace(figure, basis="more than"),))
    assert surveyed([opening, more], "killed") == Toll(low=10, high=26)


def test_several_without_a_number_are_two(make_claim: Callable[..., Claim]) -> None:
    opening = make_claim(killed=(4, 4), evidence="Four were reportedly killed and a number of others wounded.")
    assert surveyed([opening], "injured") == Toll(low=2, high=2)
    alone = make_claim(killed=(4, 4), evidence="Four were reportedly killed.")
    assert surveyed([alone], "injured") is None
    infant = make_claim(at=1, source="an agency", injured=(1, 1))
    person = replace(infant, figures=tuple(replace(figure, text="an infant") for figure in infant.figures))
    assert surveyed([opening, person], "injured") == Toll(low=2, high=2)


def test_a_number_stands_before_a_vague_word(make_claim: Callable[..., Claim]) -> None:
    opening = make_claim(injured=(15, None))
    quoted = make_claim(at=1, source="an agency", injured=(24, None))
    assert surveyed([opening, quoted], "injured") == Toll(low=15, high=15)


def test_casualties_of_one_fate(make_claim: Callable[..., Claim]) -> None:
    opening = make_claim(killed=(6, 6), evidence="Six were reportedly killed.")
    said = make_claim(at=1, killed=(4, 4), evidence="The range for those injured is put at 4-11.")
    (figure,) = said.figures
    hurt = replace(said, figures=(replace(figure, measure="casualties", high=11, basis="between"),))
    assert surveyed([opening, hurt], "injured") == Toll(low=4, high=11)
    both = replace(hurt, evidence="The killed and injured are put at 4-11.")
    assert surveyed([opening, both], "injured") is None


def test_what_is_no_survey(make_claim: Callable[..., Claim]) -> None:
    assert surveyed([make_claim(killed=(15, None))], "killed") is None, "it relays nobody"
    assert surveyed([make_claim(source="a monitor", killed=(15, None))], "killed") is None, "its source counts"
    after = [make_claim(source="a monitor", killed=(8, None)), make_claim(at=1, killed=(130, 130))]
    assert surveyed(after, "killed") is None, "it does not open with its own count"
    two = [make_claim("d1", killed=(15, None)), make_claim("d2", source="a monitor", killed=(8, 8))]
    assert surveyed(two, "killed") is None, "two reports side by side"
