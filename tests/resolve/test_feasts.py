"""Feasts, against the days on which they were kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from sayso.extract.times import find_times
from sayso.lexicon import load
from sayso.resolve.feasts import feasts
from sayso.resolve.times import resolve_times

KEPT = [
    pytest.param("easter", "2016-03-27", id="Easter"),
    pytest.param("easter-2", "2019-04-19", id="Good Friday"),
    pytest.param("orthodox", "2016-05-01", id="Orthodox Easter"),
    pytest.param("orthodox", "2022-04-24", id="Orthodox Easter, late"),
    pytest.param("orthodox", "2025-04-20", id="both Easters on one day"),
    pytest.param("passover*8", "2002-03-28", id="Passover"),
    pytest.param("passover*8", "2016-04-23", id="Passover in a leap year"),
    pytest.param("newyear*2", "2015-09-14", id="Rosh Hashanah"),
    pytest.param("newyear+9", "2015-09-23", id="Yom Kippur"),
    pytest.param("newyear+9", "2023-09-25", id="Yom Kippur on a Monday"),
    pytest.param("newyear+14*7", "2023-09-30", id="Sukkot"),
    pytest.param("hanukkah*8", "2008-12-22", id="Hanukkah"),
    pytest.param("passover-30", "2016-03-24", id="Purim"),
    pytest.param("nowruz", "2012-03-20", id="Nowruz on the 20th"),
    pytest.param("nowruz", "2014-03-21", id="Nowruz on the 21st"),
    pytest.param("nowruz", "1995-03-21", id="Nowruz before the day it is counted from"),
    pytest.param("12-25", "2015-12-25", id="fixed"),
    pytest.param("11-4-4", "2015-11-26", id="fourth Thursday"),
    pytest.param("05-1--1", "2016-05-30", id="last Monday"),
]
MOON = [  # as they were kept in most countries
    *(("islamic-10-01*3", day) for day in (
        "2001-12-16", "2003-11-25", "2005-11-03", "2007-10-12", "2009-09-20", "2011-08-30", "2012-08-19", "2013-08-08",
        "2014-07-28", "2015-07-17", "2016-07-06", "2017-06-25", "2019-06-04", "2021-05-13", "2023-04-21", "2024-04-10",
    )),
    *(("islamic-12-10*4", day) for day in ("2006-01-10", "2006-12-30", "2014-10-04", "2016-09-12", "2019-08-11", "2023-06-28")),
    *(("islamic-09-01*30", day) for day in ("2012-07-20", "2015-06-18", "2016-06-06", "2020-04-24", "2023-03-23")),
    ("islamic-01-10", "2004-03-02"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "day"), KEPT)
def test_days_that_are_fixed(code: str, day: str) -> None:
    when = date.fromisoformat(day)
    assert [feast.first for feast in feasts(code, when.year)] == [when]


@pytest.mark.parametrize(("code", "day"), MOON)
def test_days_of_the_moon_are_right_to_a_day(code: str, day: str) -> None:
    when = date.fromisoformat(day)
    near = [feast.first for step in (-1, 0, 1) for feast in feasts(code, when.year + step)]
    assert min(abs(first - when) for first in near) <= timedelta(days=1)


def test_a_feast_of_the_moon_may_come_twice_in_a_year() -> None:
    assert [feast.first.month for feast in feasts("islamic-10-01*3", 2000)] == [1, 12]


@given(st.integers(1900, 2100))
def test_every_feast_of_the_lexicon_has_its_days(year: int) -> None:
    lexicon = load("times")["classes"]
    for code in {**lexicon["feast"], **lexicon["moon_feast"]}.values():
        if code == "national":
            continue
        for feast in feasts(code, year):
            assert feast.first <= feast.last
            assert feast.first.year == year


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        pytest.param("It fell on Eid al-Fitr.", "2016-07-06", "2016-07-05", "2016-07-07", id="a day either way"),
        pytest.param(
            "It held during Eid al-Fitr.", "2016-07-06/2016-07-08", "2016-07-05", "2016-07-09", id="as long as it lasts"
        ),
        pytest.param("It fell in Ramadan.", "2016-06-06/2016-07-05", "2016-06-05", "2016-07-06", id="a month"),
        pytest.param("It fell on Ashura in 2004.", "2004-03-01", "2004-02-29", "2004-03-02", id="of a year"),
        pytest.param("It fell on Yom Kippur.", "2015-09-23", "2015-09-23", "2015-09-23", id="the sun's are sure"),
        pytest.param(
            "It fell on the third day of Passover.", "2016-04-25", "2016-04-25", "2016-04-25", id="the third day"
        ),
        pytest.param("It fell on the eve of Passover.", "2016-04-22", "2016-04-22", "2016-04-22", id="eve"),
        pytest.param("They will rest at Orthodox Easter.", "2017-04-16", "2017-04-16", "2017-04-16", id="ahead"),
        pytest.param("It fell last Christmas.", "2015-12-25", "2015-12-25", "2015-12-25", id="last"),
        pytest.param("It was quiet in Easter week.", "2016-W12", "2016-03-21", "2016-03-27", id="its week"),
    ],
)
def test_feasts_of_a_text(nlp: Language, text: str, value: str, first: str, last: str) -> None:
    [found] = resolve_times(list(find_times(nlp(text))), text=text, anchor=date(2016, 7, 13))
    when = (found.interval.first, found.interval.last)
    assert (found.value, *when) == (value, date.fromisoformat(first), date.fromisoformat(last))
    assert (found.interval.reason is None) == (found.interval.precision != "range" or "Passover" in text)
