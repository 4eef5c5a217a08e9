"""Days as ACLED and UCDP code them: one day with how exactly it is known, or a first and a last.

>>> from datetime import date
>>> from sayso.model import TimeInterval
>>> october = TimeInterval(first=date(2015, 10, 1), last=date(2015, 10, 31), precision="month")
>>> acled_day(october)[:2], ucdp_precision(october)[0]
((datetime.date(2015, 10, 15), 3), 4)
"""

from __future__ import annotations

from datetime import date, timedelta

from sayso.model import TimeInterval

WEEK = 7
MONTH = 31
YEAR = 366
MIDDLE_OF_MONTH = 15
NO_DAY = "the reports do not fix the day"


def why_open(when: TimeInterval) -> str:
    """Why there is no day, in the words of the time itself."""
    return when.reason or NO_DAY


def acled_day(when: TimeInterval) -> tuple[date | None, int | None, str]:
    """The day, ACLED's precision of it (1 the day, 2 within a week, 3 within a month), and the rule, or why there is none.

    Of several days the middle one stands for all; of a month its 15th.
    """
    first, last, days = when.first, when.last, when.days
    if first is None or last is None or days is None:
        return None, None, why_open(when)
    if days == 1:
        return first, 1, "the day that most claims agree on"
    middle = first + timedelta(days=(days - 1) // 2)
    if days <= WEEK:
        return middle, 2, f"the middle of {first.isoformat()} to {last.isoformat()}"
    if days <= MONTH:
        whole = first.day == 1 and (last + timedelta(days=1)).day == 1
        return (first.replace(day=MIDDLE_OF_MONTH) if whole else middle), 3, "the middle of the month or weeks"
    return None, None, f"it lies between {first.isoformat()} and {last.isoformat()}: more than a month"


def ucdp_precision(when: TimeInterval) -> tuple[int | None, str]:
    """UCDP's `date_prec`, by the number of days: 1 one, 2 two to six, 3 a week, 4 to a month, 5 to a year."""
    days = when.days
    if days is None:
        return None, why_open(when)
    for most, precision in ((1, 1), (WEEK - 1, 2), (WEEK, 3), (MONTH, 4), (YEAR, 5)):
        if days <= most:
            return precision, f"{days} {'day' if days == 1 else 'days'}"
    return None, f"{days} days are more than a year"


def year_of(when: TimeInterval) -> int | None:
    """The year in which all of its days lie; None where they do not."""
    if when.first is None or when.last is None or when.first.year != when.last.year:
        return None
    return when.first.year


def long_day(day: date) -> str:
    """The day in words: "29 November 2015"."""
    return f"{day.day} {day:%B} {day.year}"


def in_words(when: TimeInterval) -> str:
    """When, as a sentence begins.

    >>> in_words(TimeInterval(first=None, last=None, precision="open"))
    'On a day that the reports do not fix'
    """
    first, last = when.first, when.last
    if first is None and last is None:
        return "On a day that the reports do not fix"
    if first is None or last is None:
        return f"From {long_day(first)} on" if first is not None else f"By {long_day(last or date.min)}"
    if first == last:
        return f"On {long_day(first)}"
    if when.precision == "month":
        return f"In {first:%B} {first.year}"
    if when.precision == "year":
        return f"In {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"Between {first.day} and {long_day(last)}"
    return f"Between {long_day(first)} and {long_day(last)}"
