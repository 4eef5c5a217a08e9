"""The bands of a series as a picture, written piece by piece: a template takes three times as long for hundreds of boxes.

>>> from sayso.desk.plot import plot, rows_of
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
from sayso.desk.words import Words, words_of

VALUED = 24  # marks of a row that their values are written beside; of more they would be too many to read

__all__ = ["bands", "told", "words_of"]


def bands(plot: Plot, words: Words) -> Markup:
    """All rows of a plot, one below the other, each box with what it stands for."""
    days: dict[tuple[date, date], str] = {}
    pieces: list[str] = []
    for number, (row, marks) in enumerate(plot.rows, 1):
        base = number * (HIGH + LABEL)
        pieces.append(f'<text class="name" lang="en" x="4" y="{base - HIGH - 2:g}">{escape(row.source)}</text>')
        pieces.append(f'<line class="axis" x1="0" x2="1000" y1="{base:g}" y2="{base:g}"/>')
        pieces += _boxes(row, marks, words, days)
    return Markup("".join(pieces))


def _boxes(row: Row, marks: Sequence[Mark], words: Words, days: dict[tuple[date, date], str]) -> Iterator[str]:
    name = str(escape(words.foreign(row.source) + words("comma")))
    for mark in marks:
        one = mark.bin
        stretch = one.first, one.last
        if stretch not in days:
            days[stretch] = str(escape(words.days(*stretch)))
        value = escape(told(one, words))
        yield (
            f'<rect class="bar{" open" if one.open else ""}" x="{mark.x}" y="{mark.y}" width="{mark.width}" '
            f'height="{mark.height}"><title>{name}{days[stretch]}: {value}</title></rect>'
        )
        if mark.value is not None and len(marks) <= VALUED:
            yield f'<text class="value{" late" if mark.late else ""}" x="{mark.value}" y="{mark.y - 3}">{value}</text>'


def told(one: Bin, words: Words) -> str:
    """The range that a stretch gives, in words."""
    return words.range(one.low, None if one.open else one.high)
