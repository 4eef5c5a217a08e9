"""What times stand for that are counted from a day: weekdays, "last month", "two days later", durations, sets.

>>> from sayso.model import Span
>>> friday = TimeMention(span=Span(0, 6), text="Friday", type="DATE", form="weekday")
>>> COUNT_FORMS["weekday"](friday, {"weekday": "5"}, Context(anchor=date(2014, 8, 6))).value
'2014-08-01'
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sayso.model import TimeMention
from sayso.resolve import calendar
from sayso.resolve.calendar import Period
from sayso.resolve.time_forms import (
    DATE_FORMS,
    STEPS,
    Context,
    Meaning,
    Parts,
    Resolver,
    meaning_of,
    nearest,
    no_anchor,
    time_of_day,
)

VAGUE = {"-": "PAST_REF", "+": "FUTURE_REF", "last": "PAST_REF", "next": "FUTURE_REF", "this": "PRESENT_REF"}
SHORT_UNITS = ("TH", "TM", "TS")
NO_NUMBER = "X"
TELLING = ("D", "W", "N")  # units of a story; months and years back are looked at in comparison, and the story goes on
YEARS_IN_DECADE = 10
DAYS_IN_WEEK = 7
A_YEAR = ("1", "Y")  # what figures are compared over
HALVES = {"Y": ("", "6M"), "TH": ("T", "30M"), "TM": ("T", "30S"), "D": ("T", "12H")}


def _weekday(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    number, anchor = int(parts["weekday"]), context.anchor
    if anchor is None:
        return no_anchor(mention, f"XXXX-WXX-{number}" + time_of_day(parts))
    if "week" in parts:
        monday = calendar.week_of(anchor).first + timedelta(weeks=STEPS[parts["week"]])
        return meaning_of(calendar.day(monday + timedelta(days=number - 1)), parts)
    return meaning_of(calendar.day(_weekday_near(number, anchor, parts.get("direction", ""), mention)), parts)


def _weekday_near(number: int, anchor: date, direction: str, mention: TimeMention) -> date:
    behind = timedelta(days=(anchor.isoweekday() - number) % 7)
    ahead = timedelta(days=(number - anchor.isoweekday()) % 7)
    match direction:
        case "last":
            return anchor - (behind or timedelta(days=7))
        case "next":
            return anchor + (ahead or timedelta(days=7))
        case "this":
            return anchor - behind if mention.tense == "past" else anchor + ahead
        case _:
            return anchor + ahead if mention.tense == "future" else anchor - behind


def _deictic(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    step = parts.get("deictic") or parts.get("night") or "0"
    anchor = context.anchor
    if step == "overnight" and context.beside is not None:
        return _overnight(context.beside.first - timedelta(days=1 if "into" in parts else 0))
    if anchor is None:
        return no_anchor(mention, "XXXX-XX-XX" + time_of_day(parts))
    if step == "overnight":
        return _overnight(anchor - timedelta(days=1))
    if "night" in parts:
        parts = {"part": "NI", **parts}
    return meaning_of(calendar.day(anchor + timedelta(days=int(step))), parts)


def _overnight(evening: date) -> Meaning:
    """The night that begins on a day; it ends on the next."""
    night = meaning_of(calendar.day(evening), {"part": "NI"})
    assert night.period is not None, "a day is a period"
    return replace(night, period=replace(night.period, last=evening + timedelta(days=1)), names=False)


def _period(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    unit, direction = parts["unit"], parts.get("direction", "")
    anchor = context.anchor
    if anchor is None:
        return no_anchor(mention, VAGUE[direction or "this"])
    if unit == "WE":
        return meaning_of(_weekend(anchor, direction, mention), parts)
    period = calendar.containing(
        calendar.shift(calendar.containing(anchor, unit).first, unit, STEPS[direction or "this"]), unit
    )
    return meaning_of(_part_so_far(period, parts, mention, anchor), parts)


def _weekend(anchor: date, direction: str, mention: TimeMention) -> Period:
    """The weekend of this week where it has come or lies ahead, else the one before."""
    this = calendar.weekend_of(anchor)
    previous = calendar.weekend_of(anchor - timedelta(weeks=1))
    match direction:
        case "last":
            return previous
        case "next":
            return calendar.weekend_of(anchor + timedelta(weeks=1)) if this.first <= anchor else this
        case "this":
            return previous if mention.tense == "past" and anchor < this.first else this
        case _:
            return this if mention.tense == "future" or this.first <= anchor else previous


def _part_so_far(period: Period, parts: Parts, mention: TimeMention, anchor: date) -> Period:
    """What of a running period is meant: "earlier this month", or this week told in the past tense, ends today."""
    if not period.first <= anchor <= period.last:
        return period
    phase = parts.get("phase", "")
    if phase == "earlier" or (not phase and mention.tense == "past" and period.unit == "W"):
        return replace(period, last=anchor)
    return replace(period, first=anchor) if phase in ("later", "rest") else period


def _same(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    unit = parts.get("unit", "D")
    named = context.day if unit == "D" else context.named
    if named is None:
        return Meaning("", reason=f"no day is named before {mention.text!r}")
    return meaning_of(calendar.containing(named.first, unit), parts)


def _same_quarter(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    """The quarter spoken of; "the latest quarter" is one that has ended, the last before the day of writing if need be."""
    chosen, anchor = context.quarter, context.anchor
    if "latest" in parts and anchor is not None and (chosen is None or chosen.last >= anchor):
        chosen = calendar.containing(calendar.shift(calendar.containing(anchor, "Q").first, "Q", -1), "Q")
    if chosen is None:
        return Meaning("", reason=f"no quarter is named before {mention.text!r}", names=False)
    return Meaning(chosen.value, chosen)


def _week_of(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    found = DATE_FORMS["date"](mention, parts, context)
    if found.period is None:
        return found
    day, week = found.period.first, calendar.week_of(found.period.first)
    if "ending" in parts:
        week = replace(week, first=day - timedelta(days=DAYS_IN_WEEK - 1), last=day)
    return meaning_of(week, {})


def _ago(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    sign = -1 if mention.form == "ago" else 1
    count = parts.get("count", NO_NUMBER)
    if count == NO_NUMBER:
        return Meaning(VAGUE["-" if sign < 0 else "+"], reason=f"{mention.text!r} gives no number", names=False)
    if context.anchor is None:
        return no_anchor(mention, VAGUE["-" if sign < 0 else "+"])
    unit = parts["unit"]
    if (count, unit) == A_YEAR and context.reported is not None:
        when = calendar.shift(context.reported.first, unit, sign * int(count))  # of a quarter's figures: that quarter
        return replace(meaning_of(calendar.containing(when, context.reported.unit), parts), names=False)
    when = calendar.shift(context.anchor, unit, sign * int(count))
    if "count_to" in parts and parts["count_to"] != NO_NUMBER:
        other = calendar.containing(calendar.shift(context.anchor, unit, sign * int(parts["count_to"])), _grain(unit))
        period = calendar.containing(when, _grain(unit))
        return Meaning(
            period.value, replace(period, first=min(period.first, other.first), last=max(period.last, other.last))
        )
    return replace(_stretch_at(when, unit), names=unit in TELLING)


def _grain(unit: str) -> str:
    return "D" if unit in (*SHORT_UNITS, "N") else "Y" if unit in ("E", "C", "L") else unit


def _stretch_at(when: date, unit: str) -> Meaning:
    """The stretch of a unit around a day; for weeks the value is the week, the interval the day that was counted to."""
    period = calendar.containing(when, _grain(unit))
    if period.unit in ("W", "WE"):
        period = replace(period, first=when, last=when)
    return Meaning(period.value, period)


def _vague(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    """Days, weeks, years of late or to come: how many is not said, so neither is where they begin and end."""
    value = duration_value(NO_NUMBER, parts["unit"])
    if context.anchor is None:
        return replace(no_anchor(mention, value), names=False)
    return Meaning(value, reason=f"{mention.text!r} gives no number", names=False)


def _year_end(mention: TimeMention, _parts: Parts, context: Context) -> Meaning:
    """The close of a year by its last day; the interval is its last month."""
    if context.anchor is None:
        return no_anchor(mention, "XXXX-12-31")
    near = [calendar.month(context.anchor.year + step, 12) for step in (-1, 0, 1)]
    chosen = nearest(near, mention, context)
    value = chosen.last.isoformat() if "-" in mention.text else f"{chosen.first.year:04d}"
    return Meaning(value, chosen)


def _quarter_of(_mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    """What "the 1998 period" is: the quarter of that year which is spoken of, where one is."""
    number = int(parts["year"])
    if context.quarter is None:
        return meaning_of(calendar.year(number), parts)
    found = meaning_of(calendar.quarter(number, calendar.quarter_number(context.quarter.first)), parts)
    return replace(found, names=number >= context.quarter.first.year)


def _since_then(mention: TimeMention, _parts: Parts, context: Context) -> Meaning:
    if context.named is None or (context.anchor is not None and context.named.first >= context.anchor):
        return Meaning("", reason=f"no time is named before {mention.text!r}", names=False)
    return Meaning(context.named.value, context.named, names=False)


def _the_past(mention: TimeMention, parts: Parts, _context: Context) -> Meaning:
    return Meaning(parts["value"], reason=f"{mention.text!r} names no day", names=False)


def _shift_to_weekday(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    """A weekday such as "the previous Friday", from the day last named; that day itself is not meant."""
    number, sign = int(parts["weekday"]), int(parts["sign"] + "1")
    if context.day is None:
        return Meaning("", reason=f"no day is named before {mention.text!r} to count from")
    start = context.day.first
    steps = (sign * (number - start.isoweekday())) % DAYS_IN_WEEK or DAYS_IN_WEEK
    return meaning_of(calendar.day(start + timedelta(days=sign * steps)), parts)


def _shift(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    """So much before or after the time last named: days and weeks count from a day, the rest from whatever it was."""
    if "weekday" in parts:
        return _shift_to_weekday(mention, parts, context)
    unit = parts.get("unit", "D")
    count = parts.get("count", "1" if "-" in mention.text or "the " in mention.text.lower() else NO_NUMBER)
    if count == NO_NUMBER:
        return Meaning(VAGUE[parts["sign"]], reason=f"{mention.text!r} gives no number", names=False)
    named = context.day if _grain(unit) in ("D", "W", "WE") else context.named
    if parts.get("grain") == "Q":
        named = context.quarter or named
    elif (count, unit) == A_YEAR:
        named = context.reported or named
    if named is None:
        return Meaning("", reason=f"no day is named before {mention.text!r} to count from")
    moved = calendar.shift(named.first, unit, int(parts["sign"] + "1") * int(count))
    if moved > named.first and mention.tense == "past" and context.anchor is not None and moved > context.anchor:
        return Meaning("", reason=f"no day is named before {mention.text!r} to count from", names=False)
    period = calendar.containing(moved, parts.get("grain") or _finer(named.unit, _grain(unit)))
    return replace(meaning_of(period, parts), names=parts["sign"] == "+" or unit in TELLING)


def _finer(named: str, unit: str) -> str:
    """The unit of a time counted from another: as coarse as the count, but a quarter or month stays one."""
    if named in ("M", "Q", "H", "S") and unit == "Y":
        return named
    return "D" if unit in ("W", "WE") and named in ("D", "R") else unit


def _duration(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    unit = parts.get("unit") or parts["several"]
    count = parts.get("count", NO_NUMBER if {"several", "half"} & parts.keys() else "1")
    value = half_value(count, unit) if "half" in parts else duration_value(count, unit)
    direction = parts.get("direction", "")
    if direction not in ("last", "next"):
        return Meaning(value, reason=f"{mention.text!r} says how long, not when", names=False)
    if count == NO_NUMBER and unit in SHORT_UNITS:
        count = "0"  # a few hours: the day itself
    if count == NO_NUMBER:
        return Meaning(value, reason=f"{mention.text!r} gives no number", names=False)
    if context.anchor is None:
        return replace(no_anchor(mention, value), names=False)
    other = calendar.shift(context.anchor, unit, STEPS[direction] * int(count))
    first, last = min(other, context.anchor), max(other, context.anchor)
    return Meaning(value, Period(value, "R", first, last), names=False)


def _plain(unit: str) -> str:
    return {"TH": "H", "TM": "M", "TS": "S", "N": "D", "WE": "WE", "F": "W"}.get(unit, unit)


def duration_value(count: str, unit: str) -> str:
    """The TIMEX3 value of a duration: P3D, PT5H, PXY."""
    if unit == "F" and count != NO_NUMBER:
        return f"P{2 * int(count)}W"
    if unit == "E" and count.isdigit():
        return f"P{YEARS_IN_DECADE * int(count)}Y"
    return f"P{'T' if unit in SHORT_UNITS else ''}{count.lstrip('0') or '0'}{_plain(unit)}"


def half_value(count: str, unit: str) -> str:
    """The TIMEX3 value of "half an hour" and "two and a half years"; the half as a smaller unit where it is a whole one."""
    whole, (time_sign, small) = count.replace(NO_NUMBER, ""), HALVES.get(unit, ("", ""))
    if not small:
        return f"P{whole or '0'}.5{_plain(unit)}"
    return f"P{time_sign}{whole + _plain(unit) if whole else ''}{small}"


def _set(mention: TimeMention, parts: Parts, _context: Context) -> Meaning:
    reason = f"{mention.text!r} comes again and again"
    if "value" in parts:
        return Meaning(parts["value"], reason=reason, names=False)
    weekday = parts.get("weekday") or parts.get("weekdays")
    part = parts.get("part") or parts.get("parts")
    if weekday:
        return Meaning(f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""), reason=reason, names=False)
    if part:
        return Meaning(f"XXXX-XX-XXT{part}", reason=reason, names=False)
    if "month" in parts:
        return Meaning(f"XXXX-{parts['month']}", reason=reason, names=False)
    return Meaning(duration_value(parts.get("count", "1"), parts["unit"]), reason=reason, names=False)


def _reference(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    value = parts["value"]
    if value == "PRESENT_REF" and context.anchor is not None:
        return Meaning(value, replace(calendar.day(context.anchor), value=value), names=False)
    return Meaning(value, reason=f"{mention.text!r} names no day", names=False)


def _clock(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    time_told = time_of_day(parts)
    if "month" in parts or "weekday" in parts or "deictic" in parts:
        form = "date" if "month" in parts else "weekday" if "weekday" in parts else "deictic"
        return {**DATE_FORMS, **COUNT_FORMS}[form](mention, parts, context)
    near = context.beside or context.day
    if near is None:
        return no_anchor(mention, "XXXX-XX-XX" + time_told)
    return replace(meaning_of(calendar.day(near.first), parts), names=False)


def _small_hours(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    return _clock(mention, {"part": "MO", **parts}, context)


COUNT_FORMS: dict[str, Resolver] = {
    "weekday": _weekday,
    "deictic": _deictic,
    "period": _period,
    "same": _same,
    "same_quarter": _same_quarter,
    "ago": _ago,
    "hence": _ago,
    "shift": _shift,
    "duration": _duration,
    "set": _set,
    "reference": _reference,
    "the_past": _the_past,
    "vague": _vague,
    "year_end": _year_end,
    "week_of": _week_of,
    "quarter_of": _quarter_of,
    "since_then": _since_then,
    "lasting": _duration,
    "clock": _clock,
    "part": _clock,
    "small_hours": _small_hours,
}
