"""The day that an origin's own words fix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from sayso.model import Claim, Phrase, SourceLink, Span
from sayso.reconcile.dates import Day, day_of, in_one_night

FRIDAY = date(2019, 5, 3).toordinal()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It said that five died late on Friday.", Day(FRIDAY, "late")),
        ("It said that five died before dawn on Friday.", Day(FRIDAY, "early")),
        ("It said that five died on Friday.", Day(FRIDAY)),
        ("It said on Friday that five died.", None),
        ("It said in a statement on Friday that five died.", None),
        ("It on Friday said that five died.", None),
    ],
)
def test_the_day_told(make_claim: Callable[..., Claim], words: str, expected: Day | None) -> None:
    assert day_of([_claim(make_claim, words)]) == expected


def _claim(make_claim: Callable[..., Claim], words: str) -> Claim:
    claim = make_claim(day="2019-05-03", killed=(5, 5), evidence=words)
    assert claim.time is not None
    at, said = words.index("Friday"), words.index("said")
    return replace(
        claim,
        span=Span(0, len(words)),
        cue=Phrase(text="said", span=Span(said, said + 4)),
        source=(SourceLink(text="It", span=Span(0, 2)),),
        time=replace(claim.time, text="Friday", span=Span(at, at + 6)),
    )


def test_a_day_without_a_toll_or_of_several_fixes_nothing(make_claim: Callable[..., Claim]) -> None:
    claim = _claim(make_claim, "It said that five died on Friday.")
    assert day_of([replace(claim, figures=())]) is None
    assert day_of([claim, _claim(make_claim, "It said that five died late on Friday.")]) is None


def test_a_night_is_of_two_days() -> None:
    assert in_one_night(Day(6, "early"), Day(5, "late"))
    assert not in_one_night(Day(5, "early"), Day(6, "late"))
    assert not in_one_night(Day(5, "late"), Day(7, "early"))
    assert not in_one_night(Day(5, "late"), None)
