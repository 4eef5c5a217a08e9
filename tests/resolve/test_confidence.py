"""Confidence: more odds never make less of it, and what is empty has none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import ClaimDraft, EventMention, Odds, Span
from sayso.resolve.confidence import confidence_of, slots_of

ODDS = st.floats(min_value=-15, max_value=15)
EVENT = EventMention(span=Span(0, 4), token=0, kind="clash", actor=(0, 0))


@given(ODDS, ODDS)
def test_more_odds_are_more_confidence(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= confidence_of(Odds(claim=low)) <= confidence_of(Odds(claim=high)) <= 1


@given(ODDS, ODDS)
def test_slots_follow_their_own_odds(one: float, other: float) -> None:
    low, high = (
        slots_of(ClaimDraft(event=EVENT, evidence=Span(0, 4), odds=Odds(claim=1.0, actor=value))).actor
        for value in sorted((one, other))
    )
    assert low is not None
    assert high is not None
    assert 0 <= low <= high <= 1


def test_empty_slots_and_unweighed_ones_have_none() -> None:
    draft = ClaimDraft(event=EVENT, evidence=Span(0, 4), odds=Odds(claim=1.0, target=2.0))
    slots = slots_of(draft)
    assert (slots.actor, slots.target, slots.places, slots.time, slots.figures) == (None,) * 5


def test_a_draft_that_nobody_weighed_is_middling() -> None:
    assert 0.3 < confidence_of(Odds()) < 0.95
