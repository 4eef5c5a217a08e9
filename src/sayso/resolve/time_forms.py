"""What dates of the calendar stand for: days, months, years, quarters, seasons, feasts.

>>> from sayso.model import Span
>>> march = TimeMention(span=Span(0, 5), text="March", type="DATE", tense="past")
>>> DATE_FORMS["date"](march, {"month": "03"}, Context(anchor=date(2014, 8, 6))).value
'2014-03'
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.model import TimeMention
from sayso.resolve import calendar
from sayso.resolve.calendar import Period
from sayso.resolve.feasts import Feast, feasts

# how many times nearer a time against the tense of its verb must be than one with it: other stretches, days
AHEAD = (8, 4)
HOURS_AM = 12
MIDDLE = 15  # the last day of the first half of a month
STEPS = {"last": -1, "this": 0, "next": 1}
LONG_FEAST = 6  # days from which on a feast is told as a whole, as Ramadan is, not by its first day
EACH_COUNTRYS_OWN = "national"


@dataclass(frozen=True, slots=True)
class Context:
    """The day of writing, the time, day and quarter last named before, the day named beside; None is unknown."""

    anchor: date | None = None
    named: Period | None = None
    day: Period | None = None
    beside: Period | None = None
    quarter: Period | None = None
    reported: Period | None = None  # the quarter or year that the figures are of: "a year earlier" is as long


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 value and the stretch of days; without one, `reason` says why."""

    value: str
    period: Period | None = None
    reason: str = ""
    names: bool = True  # whether later "the day before" may count from it


Parts = dict[str, str]
Resolver = Callable[[TimeMention, Parts, Context], Meaning]


def no_anchor(mention: TimeMention, value: str) -> Meaning:
    return Meaning(value, reason=f"no publication date to count {mention.text!r} from")


def meaning_of(period: Period, parts: Parts) -> Meaning:
    """The meaning of a period with what else was said of it: early or late, at night, at nine."""
    phase = parts.get("phase", "")
    if phase and not (period.unit == "D" and "part" in parts):
        period = calendar.phase_of(period, phase)
    value = period.value + (time_of_day(parts) if period.unit == "D" else "")
    return Meaning(value, period)


def time_of_day(parts: Parts) -> str:
    """The part of a TIMEX3 value after the day: "TNI", "T14:30"; "" where none is told."""
    if "part" in parts:
        return "T" + parts["part"]
    if "four" in parts:
        return f"T{parts['four'][:2]}:{parts['four'][2:]}"
    clock = parts.get("clock") or parts.get("hour")
    if clock is None:
        return ""
    hour, *rest = clock.replace(".", ":").split(":")
    number = int(hour)
    half_day = parts.get("meridiem", "")[:1].lower()
    if half_day == "p" and number < HOURS_AM:
        number += HOURS_AM
    elif half_day == "a" and number == HOURS_AM:
        number = 0
    return f"T{number:02d}:{rest[0] if rest else '00'}"


def _full_year(text: str, century_digits: str) -> str:
    return century_digits + text if len(text) == 2 else text


# -- dates of the calendar


def _date(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    month_number = int(parts["month"])
    number = int(parts["day"]) if "day" in parts else None
    chosen = _year_said(parts, context)
    if "nth_week" in parts or "nth_half" in parts:
        return _part_of_month(mention, parts, context)
    if chosen is None and "day" not in parts and parts.get("direction") in STEPS and context.anchor:
        return meaning_of(_month_in_direction(month_number, parts["direction"], mention, context.anchor), parts)
    if chosen is None and context.anchor is None:
        value = (
            f"XXXX-{month_number:02d}" + (f"-{number:02d}" if number else "") + (time_of_day(parts) if number else "")
        )
        return Meaning(value, reason=f"no publication date to tell the year of {mention.text!r} from")
    years = [chosen] if chosen is not None else _years_near(context)
    found = [period for year_number in years if (period := _make(year_number, month_number, number, parts)) is not None]
    if not found:
        return Meaning("", reason=f"the calendar has no {mention.text!r}")
    fitting = [period for period in found if str(period.first.isoweekday()) == parts.get("weekday")]
    return meaning_of(nearest(fitting or found, mention, context), parts)


def _part_of_month(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    """The nth week of a month by its days, seven each, or a half of it; the value is the month's."""
    whole = {name: value for name, value in parts.items() if name not in ("nth_week", "nth_half")}
    found = _date(mention, whole, context)
    month = found.period
    if month is None:
        return found
    if "nth_half" in parts:
        halves = {
            "H1": (month.first, month.first.replace(day=MIDDLE)),
            "H2": (month.first.replace(day=MIDDLE + 1), month.last),
        }
        first, last = halves[parts["nth_half"]]
    elif parts["nth_week"] == "last":
        first, last = month.last - timedelta(days=6), month.last
    else:
        first = month.first + timedelta(weeks=int(parts["nth_week"]) - 1)
        last = min(first + timedelta(days=6), month.last)
    if first > month.last:
        return Meaning("", reason=f"the calendar has no {mention.text!r}")
    return Meaning(month.value, replace(month, unit="R" if "nth_half" in parts else "W", first=first, last=last))


def _make(year_number: int, month_number: int, number: int | None, parts: Parts) -> Period | None:
    if number is None:
        return calendar.month(year_number, month_number)
    first = calendar.make_date(year_number, month_number, number)
    if first is None:
        return None
    last = calendar.make_date(year_number, month_number, int(parts.get("day_to", number)))
    if last is None or last <= first:
        return calendar.day(first)
    return Period(f"{first.isoformat()}/{last.isoformat()}", "R", first, last)


def _year_said(parts: Parts, context: Context) -> int | None:
    if "year" in parts:
        return int(parts["year"])
    if "year_direction" in parts and context.anchor is not None:
        return context.anchor.year + STEPS[parts["year_direction"]]
    if parts.get("direction") == "same" and context.named is not None:
        return context.named.first.year
    return None


def _years_near(context: Context) -> list[int]:
    assert context.anchor is not None, "years are told from the day of writing"
    return [context.anchor.year + step for step in (-1, 0, 1)]


def _month_in_direction(number: int, direction: str, _mention: TimeMention, anchor: date) -> Period:
    this = calendar.month(anchor.year, number)
    if direction == "this":
        return this
    if direction == "last":  # the month that has just ended would be "last month"
        ended = this.last < anchor and number != anchor.month - 1
        return this if ended else calendar.month(anchor.year - 1, number)
    return this if this.first > anchor else calendar.month(anchor.year + 1, number)


def nearest(found: list[Period], mention: TimeMention, context: Context) -> Period:
    """Of like times in several years the nearest, those against the tense counting as further off."""
    anchor = context.anchor
    against = AHEAD[found[0].unit == "D"]
    if anchor is not None and mention.signal == "since":
        found = [period for period in found if period.first <= anchor] or found
    if len(found) == 1 or anchor is None:
        return found[0]

    def distance(period: Period) -> float:
        ahead, behind = (period.first - anchor).days, (anchor - period.last).days
        if ahead > 0:
            return ahead * (against if mention.tense == "past" else 1)
        return max(behind, 0) * (against if mention.tense == "future" else 1)

    return min(found, key=distance)


def _iso(mention: TimeMention, parts: Parts, _context: Context) -> Meaning:
    text, _, clock = parts["iso"].partition("T")
    return meaning_of_day(mention, [int(part) for part in text.split("-")], clock)


def _slashed(mention: TimeMention, parts: Parts, _context: Context) -> Meaning:
    """15/07/2016: day first, as most of the world writes it; month first where only that is a date."""
    first, second, year_number = (int(part) for part in parts["slashed"].replace(".", "/").split("/"))
    if first <= 12 and second <= 12 and first != second:
        return Meaning(f"{year_number:04d}-XX-XX", reason=f"{mention.text!r} may put the day or the month first")
    ordered = [year_number, second, first] if second <= 12 else [year_number, first, second]
    return meaning_of_day(mention, ordered, "")


def meaning_of_day(mention: TimeMention, numbers: list[int], clock: str) -> Meaning:
    when = calendar.make_date(*numbers)
    if when is None:
        return Meaning("", reason=f"the calendar has no {mention.text!r}")
    return meaning_of(calendar.day(when), {"clock": clock.removesuffix("Z")} if clock else {})


def _year(_mention: TimeMention, parts: Parts, _context: Context) -> Meaning:
    return meaning_of(calendar.year(int(parts["year"])), parts)


def _years(_mention: TimeMention, parts: Parts, _context: Context) -> Meaning:
    first = int(parts["year"])
    last = int(_full_year(parts["year_to"], parts["year"][:2]))
    if last <= first:
        return Meaning(parts["year"], calendar.year(first))
    return Meaning(f"{first}/{last}", Period(f"{first}/{last}", "R", date(first, 1, 1), date(last, 12, 31)))


def _fiscal_year(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    """A year of accounts: named by its year; when it begins is the body's own choice, so its days are only near."""
    found = _years(mention, parts, context).period if "year_to" in parts else calendar.year(int(parts["year"]))
    assert found is not None, "years have days"
    return Meaning(
        found.value, replace(found, unit="F"), reason=f"when the year of {mention.text!r} begins is not said"
    )


def _half(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    year_number = _year_told(parts, context)
    if year_number is None:
        return no_anchor(mention, f"XXXX-{parts['half']}")
    return meaning_of(calendar.half(year_number, int(parts["half"][1])), {})


def _year_told(parts: Parts, context: Context) -> int | None:
    if "year" in parts:
        return int(parts["year"])
    if context.anchor is None:
        return None
    return context.anchor.year + STEPS[parts.get("year_direction", "this")]


def _decade(_mention: TimeMention, parts: Parts, _context: Context) -> Meaning:
    digits = "".join(filter(str.isdigit, parts["decade"]))
    return meaning_of(calendar.decade(int(_full_year(digits, "19"))), parts)


def _century(_mention: TimeMention, parts: Parts, _context: Context) -> Meaning:
    return meaning_of(calendar.century(int(parts["ordinal"])), parts)


def _season(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    code, anchor = parts["season"], context.anchor
    if "year" in parts:
        return meaning_of(calendar.season(int(parts["year"]), code), parts)
    if parts.get("direction") == "same" and context.named is not None:
        return meaning_of(calendar.season(context.named.first.year, code), parts)
    if anchor is None:
        return no_anchor(mention, f"XXXX-{code}")
    near = [calendar.season(year_number, code) for year_number in _years_near(context)]
    match parts.get("direction"):
        case "last":
            # In January the winter of the year before goes on: the last one is that of two years ago.
            past = [period for period in near if period.last < anchor] or [calendar.season(anchor.year - 2, code)]
            return meaning_of(past[-1], parts)
        case "next":
            return meaning_of(next(period for period in near if period.first > anchor), parts)
        case "this":
            return meaning_of(calendar.season(anchor.year, code), parts)
        case _:
            return meaning_of(nearest(near, mention, context), parts)


def _quarter(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    number = int(parts["quarter"])
    if not 1 <= number <= 4:
        return Meaning("", reason=f"a year has no {mention.text!r}")
    if "year" in parts or "year_direction" in parts or context.anchor is None:
        year_number = _year_told(parts, context)
        if year_number is None:
            return no_anchor(mention, f"XXXX-Q{number}")
        return meaning_of(calendar.quarter(year_number, number), parts)
    near = [calendar.quarter(year_number, number) for year_number in _years_near(context)]
    if "-" in mention.text:
        mention = replace(mention, tense="past")  # results that are told or expected are of a quarter that was
    chosen = nearest(near, mention, context)
    return meaning_of(calendar.quarter(chosen.first.year - 1, number) if "back" in parts else chosen, parts)


def _feast(mention: TimeMention, parts: Parts, context: Context) -> Meaning:
    """A feast of the year nearest, or told; the moon's are sure to a day only, which the interval allows for."""
    code = parts["feast"]
    if code == EACH_COUNTRYS_OWN:
        return Meaning("", reason=f"each country has its own {mention.text!r}", names=False)
    if "year" not in parts and context.anchor is None:
        return Meaning("", reason=f"no publication date to tell the year of {mention.text!r} from", names=False)
    years = [int(parts["year"])] if "year" in parts else _years_near(context)
    found = [feast for year_number in years for feast in feasts(code, year_number)]
    if not found:
        return Meaning(parts.get("year", ""), reason=f"no {mention.text!r} begins in that year", names=False)
    days = {_of_feast(feast, parts, mention): feast for feast in found}
    chosen = _chosen(list(days), parts.get("direction", ""), mention, context)
    if days[chosen].sure:
        return meaning_of(chosen, parts)
    near = replace(
        chosen, unit="R", first=chosen.first - timedelta(days=1), last=chosen.last + timedelta(days=1)
    )  # its value stays
    return Meaning(chosen.value, near, reason=f"the moon may move {mention.text!r} by a day", names=False)


def _of_feast(feast: Feast, parts: Parts, mention: TimeMention) -> Period:
    """The day or days of a feast that are meant: the first, the nth, its week, or all where it is long or lasts."""
    if "nth" in parts:
        return calendar.day(feast.first + timedelta(days=int(parts["nth"]) - 1))
    if "week" in parts:
        return calendar.week_of(feast.first)
    if feast.days < LONG_FEAST and mention.signal != "during":
        return calendar.day(feast.first)
    whole = Period(f"{feast.first.isoformat()}/{feast.last.isoformat()}", "R", feast.first, feast.last)
    if "phase" in parts and feast.days >= LONG_FEAST:
        first, last = calendar.third_of(feast.first, feast.last, parts["phase"])
        return replace(whole, first=first, last=last)
    return whole


def _chosen(found: list[Period], direction: str, mention: TimeMention, context: Context) -> Period:
    anchor = context.anchor
    if anchor is not None and direction == "last":
        found = [period for period in found if period.last < anchor][-1:] or found
    elif anchor is not None and direction == "next":
        found = [period for period in found if period.first > anchor][:1] or found
    return nearest(found, mention, context)


DATE_FORMS: dict[str, Resolver] = {
    "date": _date,
    "iso": _iso,
    "slashed": _slashed,
    "year": _year,
    "years": _years,
    "fiscal_year": _fiscal_year,
    "half": _half,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "quarter": _quarter,
    "feast": _feast,
}
