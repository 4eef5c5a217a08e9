"""Windows of word pieces: a document cut where its sentences end, so that each piece is read with what stands around it.

>>> cut([4, 4, 4, 4], most=8, overlap=3)
[Window(first=0, last=8, keep_from=0, keep_to=6), Window(first=4, last=12, keep_from=6, keep_to=10), \
Window(first=8, last=16, keep_from=10, keep_to=16)]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `first` to `last` (half-open) are read together; findings that begin from `keep_from` to `keep_to` are this window's."""

    first: int
    last: int
    keep_from: int
    keep_to: int


def cut(sentences: Sequence[int], *, most: int, overlap: int) -> list[Window]:
    """Windows over sentences of so many pieces each: whole sentences, at most `most` pieces, sharing about `overlap`.

    A sentence that is longer than `most` is cut. Where two windows overlap, the middle of what they share parts them.
    """
    starts = _starts(sentences, most=most)
    total = sum(sentences)
    windows: list[Window] = []
    first = 0
    while first < total:
        last = _last_within(starts, total, first + most)
        windows.append(Window(first, last, first, last))
        if last == total:
            break
        first = _next_first(starts, first, last, most=most, overlap=overlap)
    return _parted(windows)


def _starts(sentences: Sequence[int], *, most: int) -> list[int]:
    starts: list[int] = []
    at = 0
    for size in sentences:
        starts.extend(range(at, at + size, most))
        at += size
    return starts


def _next_first(starts: Sequence[int], first: int, last: int, *, most: int, overlap: int) -> int:
    """Where the next window begins: some whole sentences back, one long sentence back, or where this one ended."""
    back = [start for start in starts if first < start < last]
    near = next((start for start in back if last - start <= overlap), None)
    if near is not None:
        return near
    return back[-1] if back and last - back[-1] <= most // 2 else last


def _last_within(starts: Sequence[int], total: int, limit: int) -> int:
    """The end of the last sentence that ends by `limit`."""
    return total if total <= limit else max(start for start in starts if start <= limit)


def _parted(windows: list[Window]) -> list[Window]:
    for number, (before, after) in enumerate(pairwise(windows)):
        middle = (after.first + before.last) // 2
        windows[number] = replace(windows[number], keep_to=middle)
        windows[number + 1] = replace(after, keep_from=middle)
    return windows
