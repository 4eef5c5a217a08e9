"""Every record goes to JSON and back without loss."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso.model
from sayso.model import Span, TimeInterval
from sayso.model.codec import dumps, loads

RECORDS = sorted(
    (kind for kind in vars(sayso.model).values() if isinstance(kind, type) and dataclasses.is_dataclass(kind)),
    key=lambda kind: kind.__name__,
)
_offsets = st.integers(min_value=0, max_value=2_000_000)
spans = st.tuples(_offsets, _offsets).map(lambda pair: Span(min(pair), max(pair)))


@st.composite
def intervals(draw: st.DrawFn) -> TimeInterval:
    first, last = sorted((draw(st.dates()), draw(st.dates())))
    ends: tuple[date | None, date | None] = draw(
        st.sampled_from([(first, last), (first, None), (None, last), (None, None)])
    )
    return TimeInterval(first=ends[0], last=ends[1], precision="day", reason=draw(st.none() | st.text(max_size=5)))


st.register_type_strategy(Span, spans)
st.register_type_strategy(TimeInterval, intervals())
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=6))


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_round_trip(kind: type[object], data: st.DataObject) -> None:
    record = data.draw(st.from_type(kind))
    line = dumps(record)
    assert "\n" not in line
    assert loads(line, kind) == record


def test_records_are_frozen_slotted_and_all_here() -> None:
    assert len(RECORDS) > 20
    for kind in RECORDS:
        assert kind.__dataclass_params__.frozen, kind  # type: ignore[attr-defined]
        assert "__slots__" in vars(kind), kind
