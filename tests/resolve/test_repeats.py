"""Repeats: what is folded into one record, and what is not."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Claim, Figure, Place, SourceLink, Span
from sayso.resolve.repeats import fold


def claim(
    number: int,
    *,
    kind: str = "air_strike",
    killed: tuple[int | None, int | None] | None = None,
    source: str | None = None,
    place: str | None = None,
    status: str = "asserted",
) -> Claim:
    span = Span(number * 100, number * 100 + 90)
    at = Span(span.start, span.start + 4)
    figures = (
        ()
        if killed is None
        else (Figure(span=at, text="some", measure="killed", low=killed[0], high=killed[1], basis="exact"),)
    )
    return Claim(
        id=f"c{number}",
        doc="d",
        span=span,
        evidence="...",
        kind=kind,
        status=status,  # type: ignore[arg-type]
        extractor="test",
        confidence=0.5,
        source=() if source is None else (SourceLink(text=source),),
        places=() if place is None else (Place(span=at, text=place),),
        figures=figures,
    )


def test_the_same_told_twice_by_one_source_is_one_claim() -> None:
    folded = fold([claim(0, killed=(12, 12), source="the monitor"), claim(1, killed=(12, 12), source="the monitor")])
    assert len(folded) == 1
    assert len(folded[0].also) == 1


def test_two_sources_are_two_claims() -> None:
    assert (
        len(fold([claim(0, killed=(12, 12), source="the monitor"), claim(1, killed=(12, 12), source="the ministry")]))
        == 2
    )


def test_the_report_repeating_what_it_attributed_is_no_new_claim() -> None:
    assert len(fold([claim(0, killed=(12, 12), source="the monitor"), claim(1, killed=(12, 12))])) == 1


def test_a_lead_before_its_source_stays() -> None:
    assert len(fold([claim(0, killed=(12, 12)), claim(1, killed=(12, 12), source="the monitor")])) == 2


def test_everyday_numbers_at_two_places_are_two_events() -> None:
    assert len(fold([claim(0, killed=(1, 1), place="Hama"), claim(1, killed=(1, 1), place="Idlib")])) == 2
    assert len(fold([claim(0, killed=(1, 1)), claim(1, killed=(1, 1))])) == 2


def test_a_denial_is_not_folded_into_what_it_denies() -> None:
    assert len(fold([claim(0, killed=(9, 9)), claim(1, killed=(9, 9), status="denied")])) == 2


def test_the_fuller_passage_is_the_evidence() -> None:
    folded = fold([claim(0, killed=(12, 12)), claim(1, killed=(12, 12), place="Hama")])
    assert [c.id for c in folded] == ["c1"]
    assert folded[0].also == (Span(0, 90),)


numbers = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["a", "b", None])), max_size=8)


@settings(max_examples=50, deadline=None)
@given(numbers)
def test_folding_twice_changes_nothing(rows: list[tuple[int, str | None]]) -> None:
    once = fold([claim(i, killed=(low, low), source=source) for i, (low, source) in enumerate(rows)])
    assert fold(once) == once


def test_a_headline_adds_nothing_to_the_body() -> None:
    headline = replace(claim(0, killed=(12, None)), evidence="Twelve die in raid on Hama")
    body = replace(
        claim(1, killed=(12, None), source="the monitor"), evidence="At least twelve died, the monitor said."
    )
    folded = fold([headline, body])
    assert [c.id for c in folded] == ["c1"]
    assert folded[0].also == (headline.span,)


def test_a_headline_rounds_what_the_body_counts() -> None:
    headline = replace(claim(0, killed=(24, None)), evidence="Dozens die in raid on Hama")
    body = replace(claim(1, killed=(37, 37)), evidence="Shells killed 37 people in Hama.")
    assert [c.id for c in fold([headline, body])] == ["c1"]


def test_a_headline_with_another_count_stays() -> None:
    headline = replace(claim(0, killed=(24, 24)), evidence="24 die in raid on Hama")
    body = replace(claim(1, killed=(37, 37)), evidence="Shells killed 37 people in Hama.")
    assert [c.id for c in fold([headline, body])] == ["c0", "c1"]


def test_a_title_with_a_stop_is_a_headline() -> None:
    headline = replace(claim(0, killed=(48, 48)), evidence="Army Units Kill 48 Fighters in the Eastern Hills.")
    body = replace(claim(1, killed=(48, None)), evidence="The army has killed at least 48 fighters in the hills.")
    assert [c.id for c in fold([headline, body])] == ["c1"]


def test_a_first_sentence_is_no_headline() -> None:
    first = replace(claim(0, killed=(48, 48)), evidence="Units of the army killed 48 fighters in the hills.")
    body = replace(claim(1, killed=(48, None), source="the monitor"), evidence="At least 48 died, the monitor said.")
    assert [c.id for c in fold([first, body])] == ["c0", "c1"]
