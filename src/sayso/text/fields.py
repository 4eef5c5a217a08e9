"""Fields read from the text itself: the day of publication in a dateline, the title in a first line, the byline.

>>> [(line.day, line.span.end) for line in find_datelines("Published April 5 2017 Two jets were lost.")]
[(datetime.date(2017, 4, 5), 22)]
>>> first_line_title("Two jets lost at sea\\nThe navy lost two jets on Friday.")
'Two jets lost at sea'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from sayso.lexicon import load
from sayso.model import Span

HEAD = 300  # characters at the top (after a repeated headline) and at the foot in which a dateline may stand
_TITLE_WORDS = range(3, 41)  # fewer are a section's name, more are a paragraph
_TITLE_CHARACTERS = 250
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?!\d)"
# "5 April 2017", "April 5, 2017", "Jul 282016" (scraped without the comma), "2017-04-05", "27-09-2013", "07.04.2017"
DAY = (
    _WEEKDAY
    + r"(?:(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?[ -]"
    + _MONTH.format("m1")
    + r"[ ,-]*"
    + _YEAR.format("y1")
    + "|"
    + _MONTH.format("m2")
    + r" (?P<d2>[0-3]?\d)(?:st|nd|rd|th)?[ ,]*"
    + _YEAR.format("y2")
    + r"|(?P<y3>(?:19|20)\d\d)-(?P<n3>\d\d)-(?P<d3>\d\d)(?:T[\d:]+Z?)?(?!\d)"
    + r"|(?P<a>[0-3]?\d)(?P<sep>[./-])(?P<b>[0-3]?\d)(?P=sep)"
    + _YEAR.format("y4")
    + ")"
)
# The hour, and what stands between it and the report: "10:45 AM GMT", "KSA 11:13 - GMT 08:13"
_HOUR = r"(?:[ ,|-]*(?:at )?(?-i:[A-Z]{2,4} )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?-i: \(?[A-Z]{2,4}\b\)?)?)*"
_NAME = r"[A-Z][\w'’.-]*(?: (?:(?:[ae]l|de|of|the)[ -])?[A-Z][\w'’.-]*){0,3}"
_AGENCY = r"(?: ?\([^()\n]{2,40}\))?"
# "KYIV, May 14, 2024 (Agency) - Shells", "TIMBUKTU, Mali (Agency), 8 September 2023 -- ", "Khartoum, 1 May 2023. ": the town,
# the day, and a mark after which the report begins.
_TOWN = re.compile(
    rf"^[ \t]*(?P<town>{_NAME}(?:(?:, ?|/){_NAME}){{0,2}})(?:{_AGENCY},|{_AGENCY[:-1]}) (?P<day>(?i:{DAY}))"
    rf"(?={_AGENCY},? ?(?:[-–—]|[.:]\s|(?<=\)) )[-–—\s]*[\"'“‘]?[A-Z0-9])",
    re.MULTILINE,
)
BYLINE = re.compile(
    r"^[ \t]*(?:Written |Posted |Reported )?[Bb][Yy]:? ((?:(?:[A-Z]|[ae]l-)[\w.'’-]*(?: |,? and |, |$)){1,8})[ \t]*$",
    re.MULTILINE,
)
_STOPS = ".!?…:;,"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A day of publication as the text prints it; `day` is None where it can be read in two ways."""

    span: Span
    text: str  # the words of the day
    where: str
    day: date | None


def find_datelines(text: str, *, after: int = 0) -> Iterator[Dateline]:
    """The datelines at the top of `text` (from `after` on, where a headline ends) and at its foot, in order.

    A day counts with "Published", "Last updated" or the like before it; without, only where it opens the text, fills a
    line, or follows the town that a report comes from, for a day within a sentence is the day of an event.
    """
    top = min(len(text), after + HEAD)
    bare = _bare().match(text, after)
    if bare is not None and _stands_alone(text, bare):
        yield _dateline(bare, "dateline")
    for match in _labelled().finditer(text, 0, top):
        yield _dateline(match, f"dateline {match['label']!r}")
    for match in _line().finditer(text, after, top):
        yield _dateline(match, "dateline")
    for match in _TOWN.finditer(text, after, top):
        yield _dateline(match, f"dateline {match['town']!r}", start=match.start("day"))
    for match in _labelled().finditer(text, max(top, len(text) - HEAD)):
        yield _dateline(match, f"foot {match['label']!r}")


def first_line_title(text: str) -> str | None:
    """The first line, where it is short, ends without a stop and has a text below it."""
    line, broken, rest = text.lstrip("\n").partition("\n")
    line = line.strip()
    if not broken or not rest.strip() or len(line) > _TITLE_CHARACTERS or line.startswith(("-", "•", "*", ".")):
        return None
    if _line().match(line) or _labelled().match(line):
        return None
    return line if len(line.split()) in _TITLE_WORDS and line[-1] not in _STOPS else None


def find_byline(text: str) -> str | None:
    """The names in a line "By ..." near the top."""
    match = BYLINE.search(text, 0, 4 * HEAD)
    return None if match is None else match[1].strip(" ,")


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a report, or nothing, follows the day: "April 5 2017 saw ..." and "5 April 2017, rebels" go on."""
    rest = text[match.end() :]
    return rest.startswith("(") or not (rest.startswith(",") or rest.lstrip(" .|:\"'“‘«-–—")[:1].islower())


def _dateline(match: re.Match[str], where: str, *, start: int | None = None) -> Dateline:
    start = match.start() if start is None else start
    end = match.end()
    return Dateline(span=Span(start, end), text=match["day"], where=where, day=_day(match))


def _day(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    if part["sep"] is not None:
        return _numeric_day(int(part["a"]), int(part["b"]), int(part["y4"]), dotted=part["sep"] == ".")
    if part["y3"] is not None:
        return _calendar(int(part["y3"]), int(part["n3"]), int(part["d3"]))
    form = "1" if part["y1"] is not None else "2"
    month = _MONTHS.index(part[f"m{form}"][:3].lower()) + 1
    return _calendar(int(part[f"y{form}"]), month, int(part[f"d{form}"]))


def _numeric_day(first: int, second: int, year: int, *, dotted: bool) -> date | None:
    """Day and month in figures: dots put the day first; with strokes either may be it, unless only one can."""
    days = {_calendar(year, second, first)} | (set() if dotted else {_calendar(year, first, second)})
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _agencies() -> str:
    return "|".join(re.escape(name) for name in load("furniture")["agencies"])


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"[\s.,|:–—-]*(?-i:(?:{_agencies()})[ |,–—-]+)?(?P<day>{DAY}){_HOUR}", re.IGNORECASE)


@cache
def _line() -> re.Pattern[str]:
    return re.compile(
        rf"^[ \t]*(?-i:(?:{_agencies()})[ |,–—-]+)?(?P<day>{DAY}){_HOUR}[ \t]*$", re.IGNORECASE | re.MULTILINE
    )


@cache
def _labelled() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in sorted(load("furniture")["datelines"], key=len, reverse=True))
    # The label opens a sentence or a line, so that "posted 5 April 2017 on its channel" inside one is none.
    return re.compile(
        rf"(?:^|(?<=[.!?)\"”\n|]))[ \t]*(?P<label>(?i:{labels}))(?i:[ :]*(?P<day>{DAY}){_HOUR})", re.MULTILINE
    )
