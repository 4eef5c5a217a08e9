"""Time expressions tied to the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

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


PAGE = Path(__file__).resolve().parents[2] / "docs" / "times.md"

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
    pytest.param("They left by year-end.", "2015-12-31", None, "2015-12-31", id="year-end is its last day"),
    pytest.param("It was worst in the week of March 7.", "2016-W10", "2016-03-07", "2016-03-13", id="week of a day"),
    pytest.param("It fell in the second week of June.", "2016-06", "2016-06-08", "2016-06-14", id="week of a month"),
    pytest.param("It fell in the last week of February.", "2016-02", "2016-02-23", "2016-02-29", id="last week of"),
    pytest.param("It fell in the first half of June.", "2016-06", "2016-06-01", "2016-06-15", id="half of a month"),
    pytest.param("He fell last June.", "2015-06", "2015-06-01", "2015-06-30", id="last June is not last month"),
    pytest.param("He fell last May.", "2016-05", "2016-05-01", "2016-05-31", id="last May"),
    pytest.param("It was so in nineteen eighty-two.", "1982", "1982-01-01", "1982-12-31", id="a year read out"),
    pytest.param("It was so in the nineties.", "199", "1990-01-01", "1999-12-31", id="a decade in a word"),
    pytest.param("Envoys meet on Monday.", "2016-07-18", "2016-07-18", "2016-07-18", id="on the timetable"),
    pytest.param("Nobody could leave on Monday.", "2016-07-11", "2016-07-11", "2016-07-11", id="could not is past"),
    pytest.param("They planned a march on Friday.", "2016-07-15", "2016-07-15", "2016-07-15", id="what was planned"),
    pytest.param("They have until Friday to leave.", "2016-07-15", None, "2016-07-15", id="time that is given"),
    pytest.param("The bridge will open in two years.", "2018", "2018-01-01", "2018-12-31", id="in so long"),
    pytest.param("They fled overnight into Tuesday.", "2016-07-11TNI", "2016-07-11", "2016-07-12", id="overnight into"),
    pytest.param(
        "It fell on the night of 3-4 May.", "2016-05-03/2016-05-04", "2016-05-03", "2016-05-04", id="night of two days"
    ),
    pytest.param("It is due to end on Friday.", "2016-07-15", "2016-07-15", "2016-07-15", id="due"),
    pytest.param("It had been due to end on Friday.", "2016-07-08", "2016-07-08", "2016-07-08", id="had been due"),
    pytest.param("It was put off until Friday.", "2016-07-15", None, "2016-07-15", id="put off until"),
    pytest.param("It was worst in the week ending 12 June.", "2016-W23", "2016-06-06", "2016-06-12", id="week ending"),
    pytest.param(
        "It rose in October and November 2014.", "2014-10", "2014-10-01", "2014-10-31", id="one year for both"
    ),
    pytest.param("The 2015 campaign was long.", "2015", "2015-01-01", "2015-12-31", id="campaign of a year"),
    pytest.param("It is quiet now.", "PRESENT_REF", "2016-07-13", "2016-07-13", id="now"),
]


@pytest.mark.parametrize(("text", "value", "first", "last"), DATED)
def test_dates(nlp: Language, text: str, value: str, first: str | None, last: str) -> None:
    found = resolve(nlp, text)[0]
    when = (found.interval.first, found.interval.last)
    assert (found.value, *(day.isoformat() if day else None for day in when)) == (value, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "They shelled it on Friday from before dawn on.",
        "On Friday jets came in waves until the evening.",
        "Rockets fell on Friday from before dawn until the evening.",
        "The last shell fell before 9 p.m. on Friday.",
    ],
)
def test_bounds_within_a_day(nlp: Language, text: str) -> None:
    """Times of a day that begin or end something leave its day as it is."""
    days = {(found.interval.first, found.interval.last) for found in resolve(nlp, text)}
    assert days == {(date(2016, 7, 8), date(2016, 7, 8))}


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
            "It fell on Easter Sunday.", "", "no publication date to tell the year of 'Easter Sunday' from", id="feast"
        ),
        pytest.param(
            "It fell in recent weeks.", "PXW", "no publication date to count 'recent weeks' from", id="recent"
        ),
        pytest.param("It was so in the past.", "PAST_REF", "'the past' names no day", id="the past"),
        pytest.param("The two-year-old siege goes on.", "P2Y", "'two-year-old' says how long, not when", id="lasting"),
        pytest.param("It lasted 2 1/2 years.", "P2Y6M", "'2 1/2 years' says how long, not when", id="a half more"),
        pytest.param(
            "It took five straight days.", "P5D", "'five straight days' says how long, not when", id="straight"
        ),
        pytest.param("It lasted two decades.", "P20Y", "'two decades' says how long, not when", id="decades in years"),
        pytest.param(
            "It fell in the days before the truce.", "PXD", "'days' says how long, not when", id="days before"
        ),
        pytest.param("It fell on Independence Day.", "", "each country has its own 'Independence Day'", id="whose day"),
        pytest.param("It fell a few days ago.", "PAST_REF", "'a few days ago' gives no number", id="a few"),
    ],
)
def test_open_without_anchor(nlp: Language, text: str, value: str, reason: str) -> None:
    [found] = resolve(nlp, text, anchor=None)
    interval = found.interval
    assert (found.value, interval.first, interval.last, interval.precision) == (value, None, None, "open")
    assert interval.reason == reason


def test_nothing_later_than_the_report_is_told_as_past(nlp: Language) -> None:
    [found] = resolve(nlp, "They took the base two days later.")
    assert found.interval.reason == "no day is named before 'two days later' to count from"


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
        pytest.param("On May 5, 2014 it fell. The previous Friday, they met.", "2014-05-02", id="previous Friday"),
        pytest.param("On May 5, 2014 it fell. They met the following Monday.", "2014-05-12", id="not that very Monday"),
        pytest.param("On April 24 and 25, 2014 they met.", "2014-04-25", id="second of two days"),
        pytest.param("On May 5, 2014 it fell. Since then they hide.", "2014-05-05", id="since then"),
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


def test_both_of_two_days_are_told(nlp: Language) -> None:
    assert [found.value for found in resolve(nlp, "They met on 24 and 25 April 2014.")] == ["2014-04-24", "2014-04-25"]


def test_since_then_reaches_to_the_day_of_writing(nlp: Language) -> None:
    [_, found] = resolve(nlp, "On May 5, 2014 it fell. Since then they have hidden.")
    assert (found.interval.first, found.interval.last) == (date(2014, 5, 5), ANCHOR)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param(
            "It fell at 10:35 a.m. (0735 GMT) on Friday.",
            ["2016-07-08T10:35", "2016-07-08T07:35", "2016-07-08"],
            id="two clocks, one day",
        ),
        pytest.param(
            "At three in the morning on Sunday it fell.", ["2016-07-10T03:00", "2016-07-10"], id="hour in words"
        ),
        pytest.param("It fell at eight at night.", ["2016-07-13T20:00"], id="at night"),
        pytest.param(
            "It went on overnight from Friday to Saturday.",
            ["2016-07-08TNI", "2016-07-08", "2016-07-09"],
            id="the night between two days",
        ),
    ],
)
def test_times_of_day(nlp: Language, text: str, values: list[str]) -> None:
    assert [found.value for found in resolve(nlp, text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(
            "In the second quarter they lost five. They had lost two a year earlier.", "2015-Q2", id="quarter"
        ),
        pytest.param(
            "In the second quarter they lost five. In the six months they lost nine. A year earlier it was two.",
            "2015",
            id="half a year",
        ),
        pytest.param(
            "In the second quarter they lost five; in the 2014 period, one.", "2014-Q2", id="the same quarter"
        ),
        pytest.param("In the second quarter they lost five. It began five years ago.", "2011", id="a tale, no figure"),
        pytest.param(
            "They expect third-quarter losses. The latest quarter was bad.", "2016-Q2", id="one that has ended"
        ),
    ],
)
def test_what_figures_are_compared_with(nlp: Language, text: str, value: str) -> None:
    assert resolve(nlp, text)[-1].value == value


def test_years_of_accounts_are_only_near(nlp: Language) -> None:
    [found] = resolve(nlp, "It spent more in fiscal 2015.")
    assert (found.value, found.interval.precision) == ("2015", "vague")
    assert found.interval.reason == "when the year of 'fiscal 2015' begins is not said"


def test_open_times_resolve_when_the_date_is_given_later(nlp: Language) -> None:
    text = "Shells fell on Tuesday, two days after the truce of May 5, 2014, and last month."
    mentions = list(find_times(nlp(text)))
    before, after = (resolve_times(mentions, text=text, anchor=anchor) for anchor in (None, ANCHOR))
    assert [found.span for found in before] == [found.span for found in after]
    assert [found.interval.first is None for found in before] == [True, True, False, True]
    assert [found.interval.first is None for found in after] == [False, True, False, False]


def _examples() -> list[list[str]]:
    """The rows of the table of examples of the page on times."""
    table = PAGE.read_text(encoding="utf-8").split("<!-- examples", 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[3:]]


@pytest.mark.parametrize("row", [pytest.param(row, id=row[0]) for row in _examples()])
def test_examples_of_the_page(nlp: Language, row: list[str]) -> None:
    text, value, *days = row
    found = resolve(nlp, text)[0]
    when = [day.isoformat() if day else "open" for day in (found.interval.first, found.interval.last)]
    assert (found.value, when) == (value, days)
