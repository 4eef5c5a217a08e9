"""Times: days from a first to a last, both inclusive, open where the text does not fix them.

>>> TimeInterval(first=date(2015, 10, 1), last=date(2015, 10, 31), precision="month").days
31
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from sayso.model.document import Span

Precision = Literal["hour", "day", "week", "month", "season", "year", "decade", "range", "vague", "open"]
_MONTH_IN_WORDS = re.compile(r"(?:[A-Za-z]{3,9},? )?(?:\d{1,2} [A-Za-z]{3,9} \d{4}|[A-Za-z]{3,9} \d{1,2},? \d{4})")
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeInterval:
    """First and last day (inclusive). A None end is open, and `reason` says why it is."""

    first: date | None
    last: date | None
    precision: Precision
    reason: str | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None:
            assert self.first <= self.last, f"an interval runs forward: {self.first} to {self.last}"

    @property
    def days(self) -> int | None:
        """Length in days, None where an end is open."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1

    def overlaps(self, other: TimeInterval) -> bool:
        """Whether a common day is possible; open ends reach as far as need be."""
        starts_before = self.first is None or other.last is None or self.first <= other.last
        ends_after = self.last is None or other.first is None or self.last >= other.first
        return starts_before and ends_after


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression of the text with its TIMEX3 type and value and the interval that it stands for."""

    span: Span
    text: str
    type: TimexType
    value: str  # TIMEX3 value; "" where none can be given
    interval: TimeInterval


def read_days(text: str) -> tuple[date, date, Precision] | None:
    """First and last day of a day, month or year as ISO 8601 has them, and which of these it is; None where it is none.

    >>> read_days("2016-02")
    (datetime.date(2016, 2, 1), datetime.date(2016, 2, 29), 'month')
    """
    text = text.strip()
    parts = [int(part) for part in text.split("-")] if re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", text) else []
    try:
        match parts:
            case [year]:
                return date(year, 1, 1), date(year, 12, 31), "year"
            case [year, month]:
                return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
            case [year, month, day]:
                return date(year, month, day), date(year, month, day), "day"
    except ValueError:
        pass
    return None


def read_day(text: str) -> date | None:
    """The day in an ISO 8601 or an RFC 2822 date or time, as its own time zone counts it; None where it is neither.

    The time may lack: tables have "05 April 2017". A month in figures is read in ISO 8601 alone, for else it may be the day.

    >>> read_day("2017-04-05T23:30:00-04:00"), read_day("Wed, 05 Apr 2017 10:00:00 GMT"), read_day("04/05/2017")
    (datetime.date(2017, 4, 5), datetime.date(2017, 4, 5), None)
    >>> read_day("5 April 2017"), read_day("April 5, 2017")
    (datetime.date(2017, 4, 5), datetime.date(2017, 4, 5))
    """
    text = text.strip()
    if _MONTH_IN_WORDS.fullmatch(text):
        text += " 00:00"
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return reader(text).date()
        except ValueError:
            continue
    return None
