"""Patterns of time expressions, written over kinds of words rather than letters.

In a pattern a bare name is a word of that kind, `<name>` one whose value is kept, `<name:kind>` one kept under another
name, `'of'` that very word, a capitalised NAME a pattern of its own; brackets, `|`, `?`, `*`, `+`, `(?=` and `(?!` are
those of regular expressions.

>>> [(found.form, found.parts) for found in match_patterns(read_words("at noon on 5 May 2014"))]
[('clock', (('clock', '12:00'),)), ('date', (('day', '5'), ('month', '05'), ('year', '2014')))]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.extract.time_words import Word, alphabet, read_words
from sayso.model.time import TimexType

__all__ = ["Match", "match_patterns", "read_words"]

Parts = tuple[tuple[str, str], ...]

MACROS = {
    "PHASE": "( <phase> '-'? | <phase:phase_noun> ('the'|'this')? | <phase:part_so_far> ('in'|'on')? 'the'? )",
    "ZONE": "( zone | '(' zone ')' | 'local' 'time' ( '(' (clock|four) zone ')' )? )",
    "CLOCK": "( <clock> <meridiem>? ZONE? | <hour> <meridiem> ZONE? | <clock:clock_word> | HOUR 'o' apostrophe 'clock' ZONE?"
    " | <four> ( ZONE | 'hours' ) )",
    "HOUR": "( <hour> | <hour:hour_word> )",
    "AWAY": "( <sign:earlier> | <sign:later> | ( <sign:before> | <sign:after> ) (?= ','|'.'|')'|'and'|'in'|'on'|weekday ) )",
    "ABOUT": "( approximate | 'at' ('least'|'most') | 'no'? ('more'|'less') 'than' | 'up' 'to' )",
    "MORE": "( 'more'|'additional'|'further' )",
    "UNIT": "( <unit> | <unit:units> )",
    "WEEKDAY": "( <weekday> | <weekday:short_weekday> '.'? )",
    "MONTHDAY": "( <month> 'the'? <day> (?!meridiem|zone|'percent'|'%') ( ','? <year> )? | 'the'? <day> 'of'? <month> ( ','? 'of'? <year> )? )",
    "DAYREF": "( (WEEKDAY ','? )? MONTHDAY | <weekday> | <deictic> )",
    "ALIKE": "( 'same'|'comparable'|'corresponding' )",
    "FEAST": "( <feast> | <feast:moon_feast> )",
    "YEARREF": "( <year_direction:direction> 'year' )",
}

# (form, TIMEX3 type, words); among matches that begin at one word the longest wins, then the earlier of this table
TABLE: tuple[tuple[str, TimexType, str], ...] = (
    ("date", "DATE", "<direction>? ( WEEKDAY ','? )? MONTHDAY ( ','? 'of'? YEARREF )?"),
    ("date", "DATE", "WEEKDAY ','? <month> <day> clock zone? <year>"),
    ("date", "DATE", "<phase> 'on'? MONTHDAY"),
    ("date", "DATE", "'the'? PHASE <month> ','? 'of'? ( <year> | YEARREF )"),
    ("date", "DATE", "<month> (?= ('and'|'or') month ','? <year> )"),
    ("date", "DATE", "<month> ','? 'of'? ( <year> | YEARREF )"),
    ("date", "DATE", "'the'? PHASE <month>"),
    ("date", "DATE", "'the' ( <nth_week:ordinal> | <nth_week:last_of> ) 'week' ('of'|'in') <month> ( ','? <year> )?"),
    ("date", "DATE", "'the' <nth_half:half> 'half' 'of' <month> ( ','? <year> )?"),
    ("date", "DATE", "PHASE? ( <direction> | <direction:same> )? <month>"),
    ("date", "DATE", "(?<= <month> day ('and'|'or') ) <day> ( ','? <year> )?"),
    ("date", "DATE", "'the'? <day> (?= ('and'|'or') 'the'? day 'of'? <month> ( ','? <year> )? )"),
    ("date", "DATE", "<month> ( <day> ('-'|'–'|'to') <day_to:day> ) ( ','? <year> )?"),
    ("date", "DATE", "'the'? <day> ('-'|'–'|'to') 'the'? <day_to:day> 'of'? <month> ( ','? <year> )?"),
    ("date", "DATE", "(?<='between') 'the'? <day> 'and' 'the'? <day_to:day> 'of'? <month> ( ','? <year> )?"),
    ("iso", "DATE", "<iso>"),
    ("slashed", "DATE", "<slashed>"),
    ("year", "DATE", "'the'? PHASE <year>"),
    ("year", "DATE", "( 'the' 'year' )? <year>"),
    ("year", "DATE", "'the' 'year' <year:spelled_year>"),
    ("fiscal_year", "DATE", "'the'? fiscal 'year'? <year>"),
    ("fiscal_year", "DATE", "'the' <year> fiscal 'year'"),
    ("fiscal_year", "DATE", "'the'? fiscal 'year'? <year> ('-'|'–'|'/') ( <year_to:year> | <year_to:digits> )"),
    ("years", "DATE", "<year> ('-'|'–'|'/') ( <year_to:year> | <year_to:digits> )"),
    ("half", "DATE", "'the'? <half> 'half' 'of' ( 'the'? <year> | ('the' 'year') | YEARREF )"),
    ("decade", "DATE", "'the'? PHASE? <decade>"),
    ("decade", "DATE", "'the' PHASE? <decade:decade_word>"),
    ("century", "DATE", "'the'? PHASE? <ordinal> '-'? 'century'"),
    ("feast", "DATE", "<direction>? FEAST ( ','? ('in'|'of')? <year> )?"),
    ("feast", "DATE", "'the' <nth:ordinal> 'day' 'of' FEAST ( ','? ('in'|'of')? <year> )?"),
    ("feast", "DATE", "'the' <nth:eve> 'of' FEAST ( ','? ('in'|'of')? <year> )?"),
    ("feast", "DATE", "'the'? PHASE FEAST ( ','? ('in'|'of')? <year> )?"),
    ("feast", "DATE", "FEAST <week:plain_week>"),
    ("season", "DATE", "'the'? PHASE? <season> 'of'? <year>"),
    ("season", "DATE", "PHASE? ( <direction> | <direction:same> ) <season>"),
    ("season", "DATE", "PHASE <season>"),
    ("season", "DATE", "<season> (?= 'of' 'the' )|(?<=preposition) 'the'? <season>"),
    ("quarter", "DATE", "'the'? ALIKE? 'year' '-' ( <back:ago> | <back:earlier> ) <quarter:ordinal> '-'? 'quarter'"),
    (
        "quarter",
        "DATE",
        "'the'? ( fiscal '-'? | PHASE )? <quarter:ordinal> '-'? 'quarter' ( 'of' <year> | 'of'? YEARREF )?",
    ),
    ("quarter", "DATE", "( 'the'? <year> | YEARREF possessive ) possessive? <quarter:ordinal> '-'? 'quarter'"),
    ("quarter_of", "DATE", "'the' <year> ( 'quarter' | 'period' )"),
    (
        "shift",
        "DATE",
        "'the' ALIKE? ( <grain:plain_quarter> | <grain:plain_period> ) <count:article> <unit:plain_year> ( <sign:ago> | <sign:earlier> )",
    ),
    ("shift", "DATE", "'the' ALIKE ( <grain:plain_quarter> | <grain:plain_period> ) 'of'? <sign:gone> 'year'"),
    # days told from the day of writing, weekdays
    ("shift", "DATE", "( 'the' <sign:in_text> | <sign:in_text_only> ) <weekday>"),
    ("shift", "TIME", "( 'the' <sign:in_text> | <sign:in_text_only> ) <weekday> <part>"),
    ("weekday", "DATE", "<direction>? <weekday> ( 'of'? <week:direction> 'week' )?"),
    ("weekday", "TIME", "<direction>? <weekday> ','? <part> ( 'of'? <week:direction> 'week' )?"),
    ("weekday", "TIME", "'the'? PHASE? <part> 'of' <weekday>"),
    ("deictic", "DATE", "PHASE? <deictic>"),
    ("deictic", "TIME", "PHASE? ( <deictic> | 'this' ) <part>"),
    ("deictic", "TIME", "<night:overnight> (?= <into> )"),
    ("deictic", "TIME", "<night>"),
    ("deictic", "TIME", "PHASE? <part> <deictic>"),
    ("date", "TIME", "'the'? PHASE? <part> 'of' ( WEEKDAY ','? )? MONTHDAY"),
    ("date", "TIME", "( WEEKDAY ','? )? MONTHDAY ','? <part>"),
    ("small_hours", "TIME", "'the'? 'early' 'morning'? 'hours' ( 'of' ( 'this' 'morning' | DAYREF part? ) )?"),
    ("date", "TIME", "'the' <part> 'of' <day> ('-'|'–'|'to') 'the'? <day_to:day> 'of'? <month> ( ','? <year> )?"),
    ("date", "TIME", "'the' <part> 'of' <month> <day> ('-'|'–'|'to') <day_to:day> ( ','? <year> )?"),
    ("part", "TIME", "(?<=at_part) 'the'? PHASE? <part> (?!'of'|'prayers')"),
    ("part", "TIME", "<phase> '-'? <part>"),
    ("same", "TIME", "<same> <part>"),
    # clock times
    ("clock", "TIME", "ABOUT? CLOCK"),
    (
        "clock",
        "TIME",
        "(?<='at') HOUR ( 'o' apostrophe 'clock' )? ( 'in' 'the' <meridiem:half_day> | 'at' <meridiem:half_night> )",
    ),
    ("clock", "TIME", "(?<='at') <clock> ( 'in' 'the' <meridiem:half_day> | 'at' <meridiem:half_night> )"),
    ("clock", "TIME", "ABOUT? CLOCK ( ','? DAYREF )"),
    ("clock", "TIME", "DAYREF ','? 'at'? ABOUT? CLOCK"),
    # stretches of the calendar
    ("shift", "DATE", "'the' <sign:in_text> <unit:plain_day>"),
    ("shift", "TIME", "'the' <sign:in_text> <part>"),
    ("shift", "DATE", "'the' <sign:in_text_only> <unit:calendar_unit>"),
    ("period", "DATE", "<phase:part_so_far> 'in' 'the' <unit:calendar_unit>"),
    ("duration", "DURATION", "'the' <direction:just_gone> <unit:calendar_unit> (?! 'of' )"),
    ("period", "DATE", "( 'the' (?! 'this') )? PHASE? <direction> <unit:calendar_unit>"),
    ("period", "DATE", "<phase:phase_noun> 'the' <unit:calendar_unit>"),
    (
        "period",
        "DATE",
        "(?<='for'|'of'|'during') 'the' ( <unit:plain_year> | <unit:plain_week> ) (?! ended | around_event )",
    ),
    ("week_of", "DATE", "'the' 'week' ( 'of' | <ending:ended> ) ( WEEKDAY ','? )? MONTHDAY"),
    ("period", "DATE", "'the' <direction:fiscal_side>? ( fiscal | 'full' ) <unit:plain_year> (?! ended )"),
    ("period", "DATE", "<direction> fiscal <unit:plain_year>"),
    ("duration", "DURATION", "'the' ( fiscal | 'full' )? <unit:plain_year> (?= ended )"),
    ("year_end", "DATE", "'the'? year_end"),
    ("period", "DATE", "'the'? <unit:weekend>"),
    ("same", "DATE", "PHASE? <same> <unit:calendar_unit>"),
    (
        "same_quarter",
        "DATE",
        "'the' 'quarter' | 'the' ( <latest> | 'most' <latest:most_recent> ) ( 'quarter' | 'period' )",
    ),
    ("since_then", "DATE", "'since' 'then'"),
    # counted from the day of writing, or from a day of the text
    ("ago", "DATE", "ABOUT? <count:number> UNIT ( 'or' 'so' )? ago"),
    ("ago", "DATE", "ABOUT? <count:number> 'or' <count_to:number> UNIT ago"),
    ("hence", "DATE", "<unit:units> 'from' 'now'"),
    ("hence", "DATE", "ABOUT? <count:number> UNIT 'from' ('now'|'today')"),
    ("ago", "DATE", "<unit:units> <ago>"),
    ("shift", "DATE", "ABOUT? <count:number> UNIT AWAY"),
    ("shift", "DATE", "<unit:units> AWAY"),
    ("shift", "DATE", "'the' <unit:calendar_unit> AWAY"),
    (
        "shift",
        "DATE",
        "('the'|'a')? ALIKE? <unit> '-' ( <sign:ago> | <sign:earlier> ) ( <grain:calendar_unit> | 'period' )?",
    ),
    # durations
    (
        "duration",
        "DURATION",
        "ABOUT? <count:number> ( MORE | sort_of_day )? '-'? UNIT ( '-' 'long' )? (?! ('-'|possessive)? ('old'|'aged') | 'of' 'age' | article unit )",
    ),
    ("lasting", "DURATION", "<count:number> '-'? UNIT '-' 'old'"),
    (
        "duration",
        "DURATION",
        "<count:number> ('-'|'–'|'to'|'or') <count_to:number> MORE? UNIT (?! ('-'|possessive)? ('old'|'aged') | 'of' 'age' )",
    ),
    ("duration", "DURATION", "'the' 'year' '-' ( 'earlier' | 'ago' ) <count:number> UNIT"),
    ("duration", "DURATION", "<several:units> '-' ( 'long' | 'old' )"),
    (
        "duration",
        "DURATION",
        "(?<='the') <several:units> (?= around_event ) | 'the' <several:units> ( 'ahead' (?! 'of') | 'to' 'come' )",
    ),
    ("duration", "DURATION", "'the' ABOUT? <count:number> <unit:units>"),
    ("duration", "DURATION", "ABOUT? <count:number> 'and' 'a' <half:fraction> UNIT"),
    ("duration", "DURATION", "ABOUT? <count:number> <half:half_sign> UNIT"),
    ("duration", "DURATION", "ABOUT? <count:article> <unit> 'and' 'a' <half:fraction>"),
    ("duration", "DURATION", "<unit> '-' 'long'"),
    ("duration", "DURATION", "ABOUT? <half:fraction> article <unit>"),
    ("duration", "DURATION", "('the'|'its'|'his'|'their')? <direction:span_direction> ABOUT? <count:number> UNIT"),
    ("duration", "DURATION", "('the')? <direction:stretch_direction> <unit:calendar_unit>"),
    ("duration", "DURATION", "(?<=stretch) <several:units> ( 'or' units )?"),
    ("vague", "DATE", "('the')? <direction:vague_side> <unit:units> ( 'and' units )?"),
    # sets
    ("set", "SET", "every ( <count:number> UNIT | 'other' UNIT | UNIT | <weekday> <part>? | <part> | <month> )"),
    ("set", "SET", "<weekday> <parts> | (?<='on') <weekdays> | <weekdays> (?= ','|'.'|'and' )"),
    ("weekday", "DATE", "<weekday:weekdays>"),  # "Fridays raid": text that has lost its apostrophes
    ("set", "SET", "<value:adverbial_set>"),
    ("reference", "DATE", "<value:reference>"),
    ("the_past", "DATE", "'the' <value:past_noun>"),
)

_TOKEN = re.compile(r"'([^']+)'|<(\w+)(?::(\w+))?>|([a-z_]+)|(\(\?<?[=!:])|(\S)")


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` to `last` (half-open) that match a pattern, and the values it keeps, in order."""

    first: int
    last: int
    form: str
    type: TimexType
    parts: Parts


@dataclass(frozen=True, slots=True)
class _Pattern:
    form: str
    type: TimexType
    expression: re.Pattern[str]
    names: dict[str, tuple[str, str]]  # group -> name of the part, kind of the word


def match_patterns(words: Sequence[Word]) -> Iterator[Match]:
    """The time expressions among words: leftmost first, of those that begin together the longest, without overlap."""
    letters = "".join(word.letter for word in words)
    found = []
    for rank, pattern in enumerate(_patterns()):
        for match in pattern.expression.finditer(letters):
            found.append((match.start(), -match.end(), rank, match))
    found.sort(key=lambda entry: entry[:3])
    reached = 0
    for start, minus_end, rank, match in found:
        if start >= reached:
            reached = -minus_end
            pattern = _patterns()[rank]
            yield Match(start, reached, pattern.form, pattern.type, _parts(match, pattern, words))


def _parts(match: re.Match[str], pattern: _Pattern, words: Sequence[Word]) -> Parts:
    kept = [(match.start(group), *pattern.names[group]) for group, text in match.groupdict().items() if text]
    return tuple((name, words[index].values[kind]) for index, name, kind in sorted(kept))


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(_compile(form, kind, words) for form, kind, words in TABLE)


def _compile(form: str, kind: TimexType, words: str) -> _Pattern:
    names: dict[str, tuple[str, str]] = {}
    return _Pattern(form, kind, re.compile(_translate(_expand(words), names)), names)


def _expand(words: str) -> str:
    return re.sub(r"\b[A-Z]+\b", lambda macro: f"( {_expand(MACROS[macro.group()])} )", words)


def _translate(words: str, names: dict[str, tuple[str, str]]) -> str:
    pieces = []
    for literal, name, kind, bare, look, mark in _TOKEN.findall(words):
        if literal:
            pieces.append(f"[{alphabet().choices('=' + literal)}]")
        elif name:
            group = f"g{len(names)}"
            names[group] = (name, kind or name)
            pieces.append(f"(?P<{group}>[{alphabet().choices(kind or name)}])")
        elif bare:
            pieces.append(f"[{alphabet().choices(bare)}]")
        else:
            pieces.append(look or ("(?:" if mark == "(" else mark))
    return "".join(pieces)
