"""Identifiers: the same content gives the same one, another gives another."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import SourceLink, Span, claim_id
from sayso.model.identity import LENGTH, fingerprint, identify

parts = st.lists(st.text(max_size=4) | st.integers() | st.none(), max_size=4)


@given(parts, parts)
@settings(max_examples=50, deadline=None)
def test_alike_exactly_where_the_parts_are(left: list[str | int | None], right: list[str | int | None]) -> None:
    assert (identify("claim", *left) == identify("claim", *right)) == (left == right)
    assert identify("claim", *left)[1:] != identify("judgement", *left)[1:]


def test_form() -> None:
    assert identify("claim", "a")[0] == "c"
    assert len(identify("claim", "a")) == LENGTH + 1
    assert identify("claim", "\ud800"), "half a surrogate pair has one too"
    assert identify("claim", "a", "bc") != identify("claim", "ab", "c")
    assert fingerprint(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_claim_is_told_by_place_kind_source_and_trigger() -> None:
    first = claim_id("d", Span(0, 5), "clash", (), 3)
    others = {
        claim_id("e", Span(0, 5), "clash", (), 3),
        claim_id("d", Span(0, 6), "clash", (), 3),
        claim_id("d", Span(0, 5), "siege", (), 3),
        claim_id("d", Span(0, 5), "clash", (SourceLink(text="the army"),), 3),
        claim_id("d", Span(0, 5), "clash", (), 4),
    }
    assert first == claim_id("d", Span(0, 5), "clash", (), 3)
    assert len(others - {first}) == 5
