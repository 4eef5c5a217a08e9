"""The bands of a series as a picture, written piece by piece: a template takes three times as long for hundreds of boxes.

>>> from sayso.desk.plot import plot, rows_of
>>> from sayso.desk.words import words_of
>>> from sayso.store.series import Point
>>> told = [Point(source="A <", day=date(2016, 5, 4), low=3, high=5, about="i1")]
>>> drawn = bands(plot(rows_of(told, unit="day", summed=True), ()), words_of("en"))
>>> "<title>A &lt;, 2016-05-04: 3–5</title>" in drawn
True
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup, escape

from sayso.desk.plot import HIGH, LABEL, Bin, Mark, Plot, Row
from sayso.desk.words import Words

VALUED = 24  # marks of a row that their values are written beside; of more they would be too many to read


def bands(plot: Plot, words: Words) -> Markup:
    """All rows of a plot, one below the other, each box with what it stands for."""
    said = Said(words)
    pieces: list[str] = []
    for number, (row, marks) in enumerate(plot.rows, 1):
        base = number * (HIGH + LABEL)
        pieces.append(f'<text class="name" lang="en" x="4" y="{base - HIGH - 2:g}">{escape(row.source)}</text>')
        pieces.append(f'<line class="axis" x1="0" x2="1000" y1="{base:g}" y2="{base:g}"/>')
        pieces += _boxes(row, marks, said)
    return Markup("".join(pieces))


def _boxes(row: Row, marks: Sequence[Mark], said: Said) -> Iterator[str]:
    name = escape(said.words.foreign(row.source) + said.words("comma"))
    for mark in marks:
        one = mark.bin
        value = said.told(one)
        yield (
            f'<rect class="bar{" open" if one.open else ""}" x="{mark.x}" y="{mark.y}" width="{mark.width}" '
            f'height="{mark.height}"><title>{name}{said.days(one)}: {value}</title></rect>'
        )
        if mark.value is not None and len(marks) <= VALUED:
            yield f'<text class="value{" late" if mark.late else ""}" x="{mark.value}" y="{mark.y - 3}">{value}</text>'


class Said:
    """Days and ranges of stretches in words, safe for a page; each is worded once, as many rows have the same."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._days: dict[tuple[date, date], Markup] = {}
        self._told: dict[tuple[float, float | None], Markup] = {}

    def days(self, one: Bin) -> Markup:
        """The days of a stretch."""
        key = one.first, one.last
        if key not in self._days:
            self._days[key] = escape(self.words.days(*key))
        return self._days[key]

    def told(self, one: Bin) -> Markup:
        """The range that a stretch gives."""
        key = one.low, None if one.open else one.high
        if key not in self._told:
            self._told[key] = escape(self.words.range(*key))
        return self._told[key]
