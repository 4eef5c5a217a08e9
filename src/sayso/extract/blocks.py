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
T = TypeVar("T")


class Blocks(Generic[T]):
    """Things by where they lie, each in one or several spans (code points)."""

    def __init__(self, items: Iterable[tuple[Iterable[Span], T]]) -> None:
        self._items: list[T] = []
        self._blocks: defaultdict[int, list[int]] = defaultdict(list)
        for number, (spans, item) in enumerate(items):
            self._items.append(item)
            for block in sorted({block for span in spans for block in _blocks(span)}):
                self._blocks[block].append(number)

    def at(self, span: Span) -> list[T]:
        """The things that may touch a span, in the order given: all that do, and some that lie beside it."""
        numbers = {number for block in _blocks(span) for number in self._blocks.get(block, ())}
        return [self._items[number] for number in sorted(numbers)]


def _blocks(span: Span) -> range:
    return range(span.start // _LENGTH, span.end // _LENGTH + 1)
