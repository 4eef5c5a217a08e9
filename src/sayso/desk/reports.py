"""A report cut into parts and lines that a page can hold, each with its claims marked in place.

>>> report = [Mark(id="c1", start=0, end=9), Mark(id="c2", start=4, end=17)]
>>> (line,) = lines("Two jets fell, he said.", Span(0, 23), report, furniture=())
>>> [piece.text for piece in line.pieces]
['Two ', 'jets ', 'fell, he', ' said.']
>>> [piece.opens for piece in line.pieces]
[(0,), (1,), (1,), ()]
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sayso.model import Span
from sayso.store.papers import Mark

PART = 20_000  # characters of a text that one page shows
CLAIMS = 50  # claims that begin in it
LINE = 900  # characters beside which claims are noted: a longer paragraph goes on in the next
SLACK = 4  # a cut is looked for in the last 1/SLACK of what may be shown
LANES = 5  # underlines one below the other; what lies deeper shares the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a line: `opens` are the marks round it that begin anew here, the outermost first, `closes` how many end
    after it; `ends` are the claims whose words end with it."""

    text: str
    start: int
    opens: tuple[int, ...] = ()
    closes: int = 0
    ends: tuple[int, ...] = ()
    furniture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a report, or a part of a long one (`goes_on`: the one before was cut there)."""

    start: int
    pieces: tuple[Piece, ...]
    noted: tuple[int, ...]  # the claims that are told beside it: those that begin here
    furniture: bool
    goes_on: bool


def parts(text: str, marks: Sequence[Mark]) -> list[Span]:
    """The text in stretches of at most `PART` characters, in which few more than `CLAIMS` claims begin."""
    starts = sorted(mark.start for mark in marks)
    found: list[Span] = []
    at = 0
    while at < len(text):
        end = min(len(text), at + PART)
        after = bisect.bisect_left(starts, at) + CLAIMS
        if after < len(starts) and starts[after] < end:
            end = max(at + LINE, starts[after])
        end = len(text) if end >= len(text) else _cut(text, at, end)
        found.append(Span(at, end))
        at = end
    return found or [Span(0, 0)]


def part_of(cuts: Sequence[Span], start: int) -> int:
    """The number, from 0 on, of the part in which a character stands."""
    return max(0, bisect.bisect_right([span.start for span in cuts], start) - 1)


def _cut(text: str, start: int, end: int) -> int:
    """Where a stretch that must end at `end` may end best: after a line, a sentence, a word."""
    least = end - (end - start) // SLACK
    for mark in ("\n", ". ", " "):
        at = text.rfind(mark, least, end)
        if at >= 0:
            return at + len(mark)
    return end


def lines(text: str, part: Span, marks: Sequence[Mark], *, furniture: Sequence[Span]) -> Iterator[Line]:
    """The lines of a part. Marks are named by their place in `marks`, which are in order of their beginnings."""
    at = part.start
    while at < part.end:
        newline = text.find("\n", at, part.end)
        stop = part.end if newline < 0 else newline
        first = True
        while at < stop:
            end = stop if stop - at <= LINE else _cut(text, at, at + LINE)
            if text[at:end].strip():
                yield _line(text, Span(at, end), marks, furniture, goes_on=not first)
                first = False
            at = end
        at = stop + 1


def _line(text: str, span: Span, marks: Sequence[Mark], furniture: Sequence[Span], *, goes_on: bool) -> Line:
    here = [
        (max(mark.start, span.start), min(mark.end, span.end), number)
        for number, mark in enumerate(marks)
        if mark.start < span.end and span.start < mark.end
    ]
    quiet = [(max(one.start, span.start), min(one.end, span.end)) for one in furniture if one.overlaps(span)]
    pieces = tuple(_pieces(text, span, here, quiet, {number: marks[number].end for _, _, number in here}))
    return Line(
        start=span.start,
        pieces=pieces,
        noted=tuple(number for _, _, number in here if span.start <= marks[number].start),
        furniture=bool(pieces) and all(piece.furniture for piece in pieces if piece.text.strip()),
        goes_on=goes_on,
    )


def _pieces(
    text: str,
    span: Span,
    here: Sequence[tuple[int, int, int]],
    quiet: Sequence[tuple[int, int]],
    ends: dict[int, int],
) -> Iterator[Piece]:
    """The stretches between all borders; marks that cross others are opened anew where those end."""
    borders = {span.start, span.end}
    borders.update(at for start, end, _ in here for at in (start, end))
    borders.update(at for start, end in quiet for at in (start, end))
    ordered = sorted(borders)
    open_: list[int] = []
    stretches = list(pairwise(ordered))
    around = [
        [number for start, end, number in sorted(here, key=lambda one: (one[0], -one[1])) if start <= a and b <= end]
        for a, b in stretches
    ]
    for position, (a, b) in enumerate(stretches):
        wanted = around[position]
        following = around[position + 1] if position + 1 < len(around) else []
        opens = tuple(wanted[len(open_) :])
        open_ = wanted
        common = 0
        while common < min(len(open_), len(following)) and open_[common] == following[common]:
            common += 1
        closes = len(open_) - common
        open_ = open_[:common]
        yield Piece(
            text=text[a:b],
            start=a,
            opens=opens,
            closes=closes,
            ends=tuple(number for number in wanted if ends[number] == b),
            furniture=any(start <= a and b <= end for start, end in quiet),
        )


@dataclass(slots=True)
class _Lanes:
    """Which lanes are taken up to where."""

    until: list[int] = field(default_factory=list)

    def give(self, mark: Mark) -> int:
        for lane, end in enumerate(self.until):
            if end <= mark.start:
                self.until[lane] = mark.end
                return lane
        self.until.append(mark.end)
        return len(self.until) - 1


def lanes(marks: Sequence[Mark]) -> list[int]:
    """For each mark the lane of its underline: no two that share a character are in one, as long as there are lanes.

    >>> lanes([Mark(id="a", start=0, end=9), Mark(id="b", start=2, end=4), Mark(id="c", start=4, end=6)])
    [0, 1, 1]
    """
    taken = _Lanes()
    return [min(taken.give(mark), LANES - 1) for mark in marks]
