"""Stretches of tokens by where they stand: whatever is asked, the answer is that of looking at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.stretches import Stretch, Stretches, meet, those_at

TOKENS = st.integers(0, 300)
STRETCH = st.tuples(TOKENS, TOKENS).map(lambda pair: (min(pair), max(pair)))


def in_order(ends: set[int]) -> list[Stretch]:
    """Stretches in order, none of which meet: of the numbers each pair is one."""
    ordered = sorted(ends)
    return list(zip(ordered[::2], ordered[1::2], strict=False))


@given(st.lists(st.lists(STRETCH, min_size=1, max_size=3)), st.lists(STRETCH, min_size=1, max_size=2))
def test_all_that_meet_are_found_in_their_order(held: list[list[Stretch]], asked: list[Stretch]) -> None:
    found = Stretches((parts, number) for number, parts in enumerate(held)).at(*asked)
    meeting = [n for n, parts in enumerate(held) if any(meet(part, one) for part in parts for one in asked)]
    assert [number for number in found if number in meeting] == meeting
    assert found == sorted(set(found)), "each once, in order"


@given(st.sets(TOKENS), STRETCH)
def test_of_stretches_in_order_those_that_meet_one(ends: set[int], asked: Stretch) -> None:
    ordered = in_order(ends)
    assert list(those_at(ordered, asked)) == [one for one in ordered if meet(one, asked)]
