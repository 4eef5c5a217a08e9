"""Pictures of series and timelines: no words run into each other or off the side."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from sayso.desk.plot import VALUE, WIDTH, plot, rows_of
from sayso.desk.timeline import LETTER, ticks_of, timeline
from sayso.store.series import Point

FIRST = date(2016, 5, 1)


def points(*days: int) -> list[Point]:
    return [
        Point(source="the monitor", day=FIRST + timedelta(day), low=number, high=None, about=f"i{number}")
        for number, day in enumerate(days, 1)
    ]


def test_values_have_room_beside_each_other_and_end_within_the_picture() -> None:
    found = points(0, 1, 2, 20, 59)
    drawn = plot(rows_of(found, unit="day", summed=True), ticks_of(FIRST, FIRST + timedelta(59)))
    ((_, marks),) = drawn.rows
    assert [mark.value is not None for mark in marks] == [True, False, False, True, True]
    ends = [
        (mark.value - VALUE, mark.value) if mark.late else (mark.value, mark.value + VALUE)
        for mark in marks
        if mark.value is not None
    ]
    assert all(end <= start for (_, end), (start, _) in pairwise(ends))
    assert ends[-1][1] <= WIDTH
    assert marks[-1].late


def test_words_of_the_axis_end_within_the_picture() -> None:
    for span in (3, 30, 200, 2000):
        made = timeline([(FIRST, 1, 0), (FIRST + timedelta(span), 2, 1)])
        assert all(x + LETTER * len(words) <= made.size[0] for x, words in made.ticks), span
        assert made.ticks or span == 200, span
