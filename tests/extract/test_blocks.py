"""Blocks: all that touches a span is found, in order, and little else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.blocks import Blocks
from sayso.model import Span

SPANS = st.tuples(st.integers(0, 5000), st.integers(1, 1500)).map(lambda pair: Span(pair[0], sum(pair)))


@given(st.lists(st.lists(SPANS, max_size=3), max_size=20), SPANS)
def test_all_that_touches_a_span_is_found_in_order(items: list[list[Span]], asked: Span) -> None:
    found = Blocks((spans, number) for number, spans in enumerate(items)).at(asked)
    touching = {number for number, spans in enumerate(items) if any(span.overlaps(asked) for span in spans)}
    assert touching <= set(found)
    assert found == sorted(found)


def test_what_lies_far_off_is_left_out() -> None:
    assert Blocks([((Span(0, 9),), "near"), ((Span(90_000, 90_009),), "far")]).at(Span(3, 5)) == ["near"]
