"""Tie time expressions to the calendar: TIMEX3 values, and the days that they stand for.

>>> from sayso.model import TimeMention
>>> friday = TimeMention(span=Span(3, 9), text="Friday", type="DATE", form="weekday", parts=(("weekday", "5"),))
>>> [found] = resolve_times([friday], text="on Friday", anchor=date(2014, 8, 6))
>>> found.value, found.interval.first
('2014-08-01', datetime.date(2014, 8, 1))
>>> resolve_times([friday], text="on Friday", anchor=None)[0].interval.reason
"no publication date to count 'Friday' from"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.lexicon import load
from sayso.model import Span, TimeExpression, TimeInterval, TimeMention
from sayso.model.time import Precision
from sayso.resolve import calendar
from sayso.resolve.calendar import Period
from sayso.resolve.time_counts import COUNT_FORMS
from sayso.resolve.time_forms import DATE_FORMS, Context, Meaning, Resolver

FORMS: dict[str, Resolver] = {**DATE_FORMS, **COUNT_FORMS}
OF_A_DAY = ("clock", "part", "small_hours")  # forms that take their day from the words beside them
ACCOUNTS = (("M", "6"), ("M", "9"), ("Y", "1"))  # lengths of time, beside the quarter, of which accounts are given
REACH = 25  # characters between a time of day and the day that it belongs to: "at 9 a.m. local time on Friday"
# Before a day in its sentence: it is that of a deed which is only answered, "an answer to the attacks two days earlier".
ANSWERED = re.compile(rf"\b(?:{'|'.join(load('link')['cited']['answering'])})\b[^.;\n]*$", re.I)
CLAUSE = 160  # characters in which such a clause stands


def resolve_times(mentions: Sequence[TimeMention], *, text: str, anchor: date | None) -> list[TimeExpression]:
    """Each mention's value and days, in order.

    `anchor` is the day of publication, None where unknown: what would be counted from it stays open and says so.
    "The day before" and the like count from the last day named in the text before them, else from `anchor`.
    """
    named = last_day = calendar.day(anchor) if anchor is not None else None
    quarter: Period | None = None
    reported: Period | None = None
    found = []
    for index, mention in enumerate(mentions):
        context = Context(anchor, named, last_day, _day_beside(mentions, index, text, anchor), quarter, reported)
        meaning = _resolve(mention, context)
        reach = _reach(mention, meaning, context)
        if meaning.names and meaning.period is not None and not _is_answered(mention, text):
            named = meaning.period
            last_day = named if named.unit == "D" else last_day
            quarter = named if named.unit == "Q" else quarter
        reported = _reported(mention, meaning, context)
        found.append(
            TimeExpression(
                span=mention.span,
                text=mention.text,
                type=mention.type,
                value=meaning.value,
                interval=reach or _interval(mention, meaning, anchor),
            )
        )
    return found


def _is_answered(mention: TimeMention, text: str) -> bool:
    """Whether the day is that of a deed to which the report's own is an answer: what follows is not told of that day."""
    return ANSWERED.search(text, max(0, mention.span.start - CLAUSE), mention.span.start) is not None


def _reported(mention: TimeMention, meaning: Meaning, context: Context) -> Period | None:
    """The quarter or year whose figures are told, once those of a quarter were."""
    if meaning.names and meaning.period is not None and meaning.period.unit == "Q":
        return meaning.period
    parts = dict(mention.parts)
    accounts = mention.form == "duration" and (parts.get("unit"), parts.get("count", "1")) in ACCOUNTS
    if context.reported is not None and context.anchor is not None and (accounts or mention.form == "year"):
        return calendar.year(context.anchor.year)
    return context.reported


def _resolve(mention: TimeMention, context: Context) -> Meaning:
    resolver = FORMS.get(mention.form)
    if resolver is None:
        return Meaning("", reason=f"{mention.text!r} is told in no form that is understood")
    try:
        return resolver(mention, {name: value for name, value in mention.parts if "." not in name}, context)
    except (OverflowError, ValueError):
        return Meaning("", reason=f"{mention.text!r} names no day of the calendar")


def _reach(mention: TimeMention, own: Meaning, context: Context) -> TimeInterval | None:
    """The whole of a range of which the mention is one end; None where it is none, or the ends do not fit."""
    for side in ("from", "to"):
        told = tuple(
            (name.removeprefix(f"{side}."), value) for name, value in mention.parts if name.startswith(f"{side}.")
        )
        if not told:
            continue
        other = _resolve(replace(mention, form=dict(told)["form"], parts=told), context)
        if own.period is None or other.period is None:
            return None
        first, last = (other.period, own.period) if side == "from" else (own.period, other.period)
        begin = first.first
        if begin > last.last and mention.form == "weekday":
            begin -= timedelta(weeks=1)
        return TimeInterval(first=begin, last=last.last, precision="range") if begin <= last.last else None
    return None


def _day_beside(mentions: Sequence[TimeMention], index: int, text: str, anchor: date | None) -> Period | None:
    """The day named next to a time of day in its sentence, after it or before it."""
    mention = mentions[index]
    if mention.form not in OF_A_DAY and ("night", "overnight") not in mention.parts:
        return None
    after = next((at for at in range(index + 1, len(mentions)) if mentions[at].form not in OF_A_DAY), None)
    for other in (after, index - 1):
        if other is None or other < 0 or mentions[other].form in OF_A_DAY:
            continue
        gap = _between(mention.span, mentions[other].span, text)
        if len(gap) <= REACH and "\n\n" not in gap and ". " not in gap:
            meaning = _resolve(mentions[other], Context(anchor))
            if meaning.period is not None and meaning.period.unit == "D":
                return meaning.period
    return None


def _between(one: Span, other: Span, text: str) -> str:
    return text[min(one.end, other.end) : max(one.start, other.start)]


def _interval(mention: TimeMention, meaning: Meaning, anchor: date | None) -> TimeInterval:
    period = meaning.period
    if period is None:
        return TimeInterval(first=None, last=None, precision="open", reason=meaning.reason)
    plain = TimeInterval(
        first=period.first, last=period.last, precision=_precision(mention, period), reason=meaning.reason or None
    )
    match "since" if mention.form == "since_then" else mention.signal:
        case "from" | "until" | "by" | "before" if mention.form in OF_A_DAY and period.unit == "D":
            return plain  # "from before dawn until the evening": bounds within the day
        case "since" | "from" if period.unit != "R":
            return _since(mention, period, anchor)
        case "until" | "by" | "before" if mention.type != "DURATION":
            reason = f"{mention.signal!r} gives the end only"
            return TimeInterval(first=None, last=period.last, precision="range", reason=reason)
        case _:
            return plain


def _precision(mention: TimeMention, period: Period) -> Precision:
    clock = {"clock", "hour", "four"} & {name for name, _ in mention.parts}
    return "hour" if clock and period.unit == "D" else calendar.PRECISIONS[period.unit]


def _since(mention: TimeMention, period: Period, anchor: date | None) -> TimeInterval:
    if anchor is None or mention.signal == "from" or anchor < period.first:
        reason = f"no day is given up to which {mention.signal or mention.text!r} reaches"
        return TimeInterval(first=period.first, last=None, precision="range", reason=reason)
    return TimeInterval(first=period.first, last=anchor, precision="range")
