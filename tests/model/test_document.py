"""Spans, the map of offsets, and days as they are written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.model import Document, OffsetMap, Span, read_day

# "e" + accent at 2 became one letter; something invisible at 6 became nothing
EDITED = OffsetMap(((2, 3, 2, 4), (5, 5, 6, 7)))


def test_spans() -> None:
    assert Span(2, 5).overlaps(Span(4, 6))
    assert not Span(2, 5).overlaps(Span(5, 6))
    assert Span(2, 5).covers(Span(3, 5))
    assert len(Span(2, 5)) == 3
    with pytest.raises(AssertionError):
        Span(3, 2)


@pytest.mark.parametrize(
    ("clean", "given_span"),
    [
        pytest.param(Span(0, 2), Span(0, 2), id="before"),
        pytest.param(Span(2, 3), Span(2, 4), id="an edit as a whole"),
        pytest.param(Span(3, 5), Span(4, 6), id="between"),
        pytest.param(Span(3, 6), Span(4, 8), id="across what fell away"),
        pytest.param(Span(5, 6), Span(7, 8), id="after what fell away"),
        pytest.param(Span(3, 3), Span(4, 4), id="empty"),
    ],
)
def test_offsets(clean: Span, given_span: Span) -> None:
    assert EDITED.span(clean) == given_span


@given(st.integers(0, 50), st.integers(0, 50))
@settings(max_examples=30, deadline=None)
def test_no_edits_is_the_identity(start: int, length: int) -> None:
    assert OffsetMap().span(Span(start, start + length)) == Span(start, start + length)


@given(st.integers(0, 50), st.integers(0, 10), st.integers(0, 10))
@settings(max_examples=50, deadline=None)
def test_a_span_within_another_stays_within(start: int, lead: int, length: int) -> None:
    outer, inner = Span(start, start + lead + length), Span(start + lead, start + lead + length)
    assert EDITED.span(outer).covers(EDITED.span(inner)) or not length


def test_a_quote_outside_the_text_is_refused() -> None:
    with pytest.raises(InputError, match="a span to 9"):
        Document(id="d", text="short").quote(Span(0, 9))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-04-05", date(2017, 4, 5)),
        (" 2017-04-05T10:00:00+02:00 ", date(2017, 4, 5)),
        ("Wed, 05 Apr 2017 23:30:00 -0500", date(2017, 4, 5)),
        ("04/05/2017", None),
        ("2017", None),
        ("2017-02-30", None),
        ("", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert read_day(text) == day


@given(st.text(max_size=20))
@settings(max_examples=50, deadline=None)
def test_no_text_breaks_the_reading_of_days(text: str) -> None:
    assert read_day(text) is None or isinstance(read_day(text), date)
