"""How exactly a day is known, on two scales."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.days import acled_day, in_words, ucdp_precision, year_of
from sayso.model import TimeInterval
from tests.export.happenings import days

OPEN = TimeInterval(first=None, last=None, precision="open", reason="the report bears no date")
CASES = [
    pytest.param(days("2015-11-20"), (date(2015, 11, 20), 1), 1, 2015, id="a day"),
    pytest.param(days("2015-11-20", "2015-11-21", "range"), (date(2015, 11, 20), 2), 2, 2015, id="a weekend"),
    pytest.param(days("2015-11-15", "2015-11-20", "range"), (date(2015, 11, 17), 2), 2, 2015, id="six days"),
    pytest.param(days("2015-11-16", "2015-11-22", "week"), (date(2015, 11, 19), 2), 3, 2015, id="a week"),
    pytest.param(days("2015-11-01", "2015-11-30", "month"), (date(2015, 11, 15), 3), 4, 2015, id="a month"),
    pytest.param(days("2016-02-01", "2016-02-29", "month"), (date(2016, 2, 15), 3), 4, 2016, id="the shortest month"),
    pytest.param(days("2015-11-10", "2015-11-20", "range"), (date(2015, 11, 15), 3), 4, 2015, id="eleven days"),
    pytest.param(days("2015-12-30", "2016-01-02", "range"), (date(2015, 12, 31), 2), 2, None, id="over the year's end"),
    pytest.param(days("2015-01-01", "2015-12-31", "year"), (None, None), 5, 2015, id="a year"),
    pytest.param(days("2010-01-01", "2019-12-31", "decade"), (None, None), None, None, id="a decade"),
    pytest.param(OPEN, (None, None), None, None, id="no day"),
]


@pytest.mark.parametrize(("when", "day", "precision", "year"), CASES)
def test_scales(
    when: TimeInterval, day: tuple[date | None, int | None], precision: int | None, year: int | None
) -> None:
    assert acled_day(when)[:2] == day
    assert ucdp_precision(when)[0] == precision
    assert year_of(when) == year


def test_an_open_day_says_why() -> None:
    assert acled_day(OPEN)[2] == ucdp_precision(OPEN)[1] == "the report bears no date"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (days("2015-11-29"), "On 29 November 2015"),
        (days("2015-11-15", "2015-11-17", "range"), "Between 15 and 17 November 2015"),
        (days("2015-11-30", "2015-12-02", "range"), "Between 30 November 2015 and 2 December 2015"),
        (days("2015-11-01", "2015-11-30", "month"), "In November 2015"),
        (days("2015-01-01", "2015-12-31", "year"), "In 2015"),
        (TimeInterval(first=date(2015, 11, 1), last=None, precision="open"), "From 1 November 2015 on"),
        (TimeInterval(first=None, last=date(2015, 11, 1), precision="open"), "By 1 November 2015"),
    ],
)
def test_in_words(when: TimeInterval, words: str) -> None:
    assert in_words(when) == words


@given(st.dates(date(1950, 1, 1), date(2030, 1, 1)), st.integers(0, 500))
def test_the_day_lies_among_the_days(first: date, more: int) -> None:
    when = TimeInterval(first=first, last=first + timedelta(more), precision="range")
    day, precision, _ = acled_day(when)
    assert (day is None) == (precision is None) == (more > 30)
    assert day is None or first <= day <= first + timedelta(more)
