"""Time expressions tied to the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.extract.times import find_times
from sayso.model import Span, TimeExpression, TimeMention
from sayso.resolve.calendar import easter
from sayso.resolve.times import resolve_times

ANCHOR = date(2016, 7, 13)  # a Wednesday


def resolve(nlp: Language, text: str, anchor: date | None = ANCHOR) -> list[TimeExpression]:
    return resolve_times(list(find_times(nlp(text))), text=text, anchor=anchor)


DATED = [
    pytest.param("Shells fell on Monday.", "2016-07-11", "2016-07-11", "2016-07-11", id="weekday behind"),
    pytest.param("Shells fell on Wednesday.", "2016-07-13", "2016-07-13", "2016-07-13", id="the very day"),
    pytest.param("Envoys will meet on Monday.", "2016-07-18", "2016-07-18", "2016-07-18", id="weekday ahead"),
    pytest.param("Shells fell last Wednesday.", "2016-07-06", "2016-07-06", "2016-07-06", id="last weekday"),
    pytest.param("Shells fell on Monday night.", "2016-07-11TNI", "2016-07-11", "2016-07-11", id="night"),
    pytest.param("They left yesterday.", "2016-07-12", "2016-07-12", "2016-07-12", id="yesterday"),
    pytest.param("They left overnight.", "2016-07-12TNI", "2016-07-12", "2016-07-13", id="overnight"),
    pytest.param("They left last month.", "2016-06", "2016-06-01", "2016-06-30", id="last month"),
    pytest.param("They left last week.", "2016-W27", "2016-07-04", "2016-07-10", id="Monday to Sunday"),
    pytest.param("They left this week.", "2016-W28", "2016-07-11", "2016-07-13", id="this week so far"),
    pytest.param("They left last year.", "2015", "2015-01-01", "2015-12-31", id="last year"),
    pytest.param("They left earlier this month.", "2016-07", "2016-07-01", "2016-07-13", id="earlier"),
    pytest.param("They left in early November.", "2015-11", "2015-11-01", "2015-11-10", id="early"),
    pytest.param("They left in mid-November 2014.", "2014-11", "2014-11-11", "2014-11-20", id="mid"),
    pytest.param("They left in late February 2016.", "2016-02", "2016-02-21", "2016-02-29", id="late, leap year"),
    pytest.param("They left in early 2015.", "2015", "2015-01-01", "2015-03-31", id="early year"),
    pytest.param("They left in March.", "2016-03", "2016-03-01", "2016-03-31", id="month behind"),
    pytest.param("They left in December.", "2015-12", "2015-12-01", "2015-12-31", id="month of last year"),
    pytest.param("They will leave in December.", "2016-12", "2016-12-01", "2016-12-31", id="month ahead"),
    pytest.param("They left on Jan. 8.", "2016-01-08", "2016-01-08", "2016-01-08", id="no year"),
    pytest.param("They left on August 7, 1998.", "1998-08-07", "1998-08-07", "1998-08-07", id="full date"),
    pytest.param("It was dated 15/07/2016.", "2016-07-15", "2016-07-15", "2016-07-15", id="day first"),
    pytest.param("They left in the second quarter of 1998.", "1998-Q2", "1998-04-01", "1998-06-30", id="quarter"),
    pytest.param("They left in the summer of 1998.", "1998-SU", "1998-06-01", "1998-08-31", id="summer"),
    pytest.param("They left in the 1990s.", "199", "1990-01-01", "1999-12-31", id="decade"),
    pytest.param("They left two weeks ago.", "2016-W26", "2016-06-29", "2016-06-29", id="weeks ago"),
    pytest.param("They left three months ago.", "2016-04", "2016-04-01", "2016-04-30", id="months ago"),
    pytest.param("They left five years ago.", "2011", "2011-01-01", "2011-12-31", id="years ago"),
    pytest.param("Dozens fled in the past two weeks.", "P2W", "2016-06-29", "2016-07-13", id="past two weeks"),
    pytest.param("Dozens have fled since September 30.", "2015-09-30", "2015-09-30", "2016-07-13", id="since"),
    pytest.param("They must leave by July 20.", "2016-07-20", None, "2016-07-20", id="by"),
    pytest.param("It lasted from 3 to 5 May.", "2016-05-03/2016-05-05", "2016-05-03", "2016-05-05", id="range"),
    pytest.param(
        "It fell between 3 and 5 May 2014.", "2014-05-03/2014-05-05", "2014-05-03", "2014-05-05", id="between"
    ),
    pytest.param("It was so in 2011-2014.", "2011/2014", "2011-01-01", "2014-12-31", id="years"),
    pytest.param("It broke on Christmas Day.", "2015-12-25", "2015-12-25", "2015-12-25", id="feast"),
    pytest.param(
        "It went on in the last week.", "P1W", "2016-07-06", "2016-07-13", id="the last week is not last week"
    ),
    pytest.param("Shells fell on Sunday 10 April.", "2016-04-10", "2016-04-10", "2016-04-10", id="weekday fits"),
    pytest.param("Many fled since the war began in 2011.", "2011", "2011-01-01", "2016-07-13", id="since a clause"),
    pytest.param("Many fled in the past 24 hours.", "PT24H", "2016-07-12", "2016-07-13", id="past 24 hours"),
    pytest.param("Many have died since May.", "2016-05", "2016-05-01", "2016-07-13", id="since looks back"),
    pytest.param("It rose in the second half of 2008.", "2008-H2", "2008-07-01", "2008-12-31", id="half"),
    pytest.param("It is quiet now.", "PRESENT_REF", "2016-07-13", "2016-07-13", id="now"),
]


@pytest.mark.parametrize(("text", "value", "first", "last"), DATED)
def test_dates(nlp: Language, text: str, value: str, first: str | None, last: str) -> None:
    [found] = resolve(nlp, text)
    when = (found.interval.first, found.interval.last)
    assert (found.value, *(day.isoformat() if day else None for day in when)) == (value, first, last)


@pytest.mark.parametrize(
    ("text", "values", "first", "last"),
    [
        pytest.param(
            "It lasted from Monday to Tuesday.", ["2016-07-11", "2016-07-12"], "2016-07-11", "2016-07-12", id="weekdays"
        ),
        pytest.param(
            "It lasted from March to May 2014.",
            ["2014-03", "2014-05"],
            "2014-03-01",
            "2014-05-31",
            id="one year for both",
        ),
        pytest.param(
            "It rose between 2009 and the end of 2015.",
            ["2009", "2015"],
            "2009-01-01",
            "2015-12-31",
            id="between years",
        ),
        pytest.param(
            "It lasted from Tuesday to Monday.",
            ["2016-07-12", "2016-07-11"],
            "2016-07-05",
            "2016-07-11",
            id="over a week",
        ),
    ],
)
def test_ranges_give_both_ends_the_whole(nlp: Language, text: str, values: list[str], first: str, last: str) -> None:
    found = resolve(nlp, text)
    assert [item.value for item in found] == values
    whole = (date.fromisoformat(first), date.fromisoformat(last), "range")
    assert [(item.interval.first, item.interval.last, item.interval.precision) for item in found] == [whole, whole]


@pytest.mark.parametrize(
    ("text", "value", "reason"),
    [
        pytest.param("It fell on Friday.", "XXXX-WXX-5", "no publication date to count 'Friday' from", id="weekday"),
        pytest.param(
            "It fell on Jan. 8.", "XXXX-01-08", "no publication date to tell the year of 'Jan. 8' from", id="day"
        ),
        pytest.param("It fell last month.", "PAST_REF", "no publication date to count 'last month' from", id="month"),
        pytest.param("It lasted three days.", "P3D", "'three days' says how long, not when", id="duration"),
        pytest.param("It lasted five hours.", "PT5H", "'five hours' says how long, not when", id="hours"),
        pytest.param("It lasted several years.", "PXY", "'several years' says how long, not when", id="several"),
        pytest.param("It fell every Friday.", "XXXX-WXX-5", "'every Friday' comes again and again", id="set"),
        pytest.param("It fell on February 30, 2015.", "", "the calendar has no 'February 30, 2015'", id="no such day"),
        pytest.param(
            "It fell during Ramadan.", "", "the days of 'Ramadan' hang on the sighting of the moon", id="moon"
        ),
        pytest.param("It fell a few days ago.", "PAST_REF", "'a few days ago' gives no number", id="a few"),
    ],
)
def test_open_without_anchor(nlp: Language, text: str, value: str, reason: str) -> None:
    [found] = resolve(nlp, text, anchor=None)
    interval = found.interval
    assert (found.value, interval.first, interval.last, interval.precision) == (value, None, None, "open")
    assert interval.reason == reason


def test_full_dates_need_no_anchor(nlp: Language) -> None:
    [found] = resolve(nlp, "It fell on 7 August 1998.", anchor=None)
    assert found.interval.first == date(1998, 8, 7)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("On May 5, 2014 it fell. The day before, they met.", "2014-05-04", id="before"),
        pytest.param("On May 5, 2014 it fell. Two days later, they met.", "2014-05-07", id="later"),
        pytest.param("On May 5, 2014 it fell. They met the same day.", "2014-05-05", id="same"),
        pytest.param("On May 5, 2014 it fell. They met the next day.", "2014-05-06", id="next"),
        pytest.param("In May 2014 it fell. They met later that year.", "2014", id="that year"),
        pytest.param("In the third quarter of 2014 sales rose. In the quarter it lost.", "2014-Q3", id="the quarter"),
        pytest.param("In May 2014 it fell. A year earlier it held.", "2013-05", id="a month stays a month"),
        pytest.param("It fell at 9 a.m. on May 5, 2014.", "2014-05-05", id="clock then day"),
    ],
)
def test_counts_from_the_day_named(nlp: Language, text: str, value: str) -> None:
    assert resolve(nlp, text, anchor=None)[-1].value == value


def test_clock_takes_the_day_beside(nlp: Language) -> None:
    clock, _ = resolve(nlp, "It fell at 9 a.m. on May 5, 2014.")
    assert (clock.value, clock.interval.first, clock.interval.precision) == (
        "2014-05-05T09:00",
        date(2014, 5, 5),
        "hour",
    )


def test_unknown_form_stays_open() -> None:
    mention = TimeMention(span=Span(0, 4), text="anon", type="DATE")
    [found] = resolve_times([mention], text="anon", anchor=ANCHOR)
    assert found.value == ""
    assert found.interval.reason == "'anon' is told in no form that is understood"


def test_count_off_the_calendar(nlp: Language) -> None:
    [found] = resolve(nlp, "It fell 99999999 days ago.")
    assert found.interval.precision == "open"


PHRASES = st.sampled_from(
    ["on Friday", "last month", "in March", "on Feb. 29", "three years ago", "in the past two weeks", "since Monday",
     "on May 5, 2014", "the day before", "this week", "next summer", "by Tuesday", "at 9 p.m."]
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(PHRASES, min_size=1, max_size=5), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_one_for_each_and_intervals_run_forward(nlp: Language, phrases: list[str], anchor: date) -> None:
    text = ". ".join(f"They came {phrase}" for phrase in phrases)
    mentions = list(find_times(nlp(text)))
    found = resolve_times(mentions, text=text, anchor=anchor)
    assert [expression.span for expression in found] == [mention.span for mention in mentions]
    assert all(item.interval.reason for item in found if item.interval.first is None or item.interval.last is None)
    assert found == resolve_times(mentions, text=text, anchor=anchor)


@given(st.integers(1900, 2100))
def test_easter_is_a_spring_sunday(year: int) -> None:
    found = easter(year)
    assert found.isoweekday() == 7
    assert date(year, 3, 22) <= found <= date(year, 3, 22) + timedelta(days=34)


def test_in_january_the_last_winter_is_not_the_one_that_goes_on(nlp: Language) -> None:
    text = "They fled last winter."
    (found,) = resolve_times(list(find_times(nlp(text))), text=text, anchor=date(2016, 1, 20))
    assert found.interval.last is not None
    assert found.interval.last < date(2016, 1, 20)
