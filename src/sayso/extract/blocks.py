"""Blocks: what lies at a stretch of the text, without looking at all that lies elsewhere; long texts need it.

>>> near = Blocks([((Span(0, 10),), "first"), ((Span(5, 4000),), "second"), ((Span(5000, 5010),), "third")])
>>> near.at(Span(3, 8)), near.at(Span(5001, 5002))
(['first', 'second'], ['third'])
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from sayso.model import Span

_LENGTH = 512  # code points of a block
Ends = tuple[int, int]  # first and last, both included
T = TypeVar("T")


class Near(Generic[T]):
    """Things by where they lie, each in one or several stretches, in blocks of a `length`."""

    def __init__(self, items: Iterable[tuple[Iterable[Ends], T]], *, length: int) -> None:
        self._length = length
        self._items: list[T] = []
        self._numbers: defaultdict[int, list[int]] = defaultdict(list)  # of the things in a block
        for stretches, item in items:
            for block in self._blocks(stretches):
                self._numbers[block].append(len(self._items))
            self._items.append(item)

    def near(self, stretches: Iterable[Ends]) -> list[T]:
        """The things that may meet one of the stretches, in the order given: all that do, and some that lie beside it."""
        numbers = {number for block in self._blocks(stretches) for number in self._numbers.get(block, ())}
        return [self._items[number] for number in sorted(numbers)]

    def _blocks(self, stretches: Iterable[Ends]) -> set[int]:
        length = self._length
        return {block for first, last in stretches for block in range(first // length, last // length + 1)}


class Blocks(Near[T]):
    """Things by where they lie, each in one or several spans (code points)."""

    def __init__(self, items: Iterable[tuple[Iterable[Span], T]]) -> None:
        super().__init__((([(span.start, span.end) for span in spans], item) for spans, item in items), length=_LENGTH)

    def at(self, span: Span) -> list[T]:
        """The things that may touch a span."""
        return self.near([(span.start, span.end)])
