"""Stretches of tokens: which of them lie in one another, and those that lie at one, without looking at all others.

>>> told = Stretches([([(0, 3), (90, 95)], "in two parts"), ([(4, 9)], "whole")])
>>> told.at((2, 5)), told.at((91, 92))
(['in two parts', 'whole'], ['in two parts'])
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import TypeVar

from sayso.extract.blocks import Near

Stretch = tuple[int, int]  # first and last token, both included
_LENGTH = 32  # tokens of a block
T = TypeVar("T")


def within(inner: Stretch, outer: Stretch) -> bool:
    """Whether one stretch lies wholly in the other."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def meet(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches have a token in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def those_at(ordered: Sequence[Stretch], stretch: Stretch) -> Sequence[Stretch]:
    """Of stretches in order, none of which meet, those that meet this one.

    >>> those_at([(0, 3), (5, 9), (12, 14)], (3, 7))
    [(0, 3), (5, 9)]
    """
    begin = bisect_left(ordered, stretch[0], key=itemgetter(1))
    return ordered[begin : bisect_left(ordered, stretch[1] + 1, lo=begin, key=itemgetter(0))]


class Stretches(Near[T]):
    """Things by where they lie, each in one or several stretches of tokens."""

    def __init__(self, items: Iterable[tuple[Iterable[Stretch], T]] = ()) -> None:
        super().__init__(items, length=_LENGTH)

    def at(self, *stretches: Stretch) -> list[T]:
        """The things that may meet one of the stretches."""
        return self.near(stretches)
