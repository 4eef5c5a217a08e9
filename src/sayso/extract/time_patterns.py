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
    "ZONE": "( '('? zone ')'? | 'local' 'time' ( '(' (clock|four) zone ')' )? )",
    "CLOCK": "( <clock> <meridiem>? ZONE? | <hour> <meridiem> ZONE? | <clock:clock_word> | <hour> 'o' apostrophe 'clock' ZONE?"
    " | <four> ( ZONE | 'hours' ) )",
    "AWAY": "( <sign:earlier> | <sign:later> | ( <sign:before> | <sign:after> ) (?= ','|'.'|')'|'and'|'in'|'on'|weekday ) )",
    "ABOUT": "( approximate | 'at' ('least'|'most') | ('more'|'less') 'than' | 'up' 'to' )",
    "UNIT": "( <unit> | <unit:units> )",
    "WEEKDAY": "( <weekday> | <weekday:short_weekday> '.'? )",
    "MONTHDAY": "( <month> 'the'? <day> (?!meridiem|zone|'percent'|'%') ( ','? <year> )? | 'the'? <day> 'of'? <month> ( ','? 'of'? <year> )? )",
    "DAYREF": "( (WEEKDAY ','? )? MONTHDAY | <weekday> | <deictic> )",
    "YEARREF": "( <year_direction:direction> 'year' )",
}

# (form, TIMEX3 type, words); among matches that begin at one word the longest wins, then the earlier of this table
TABLE: tuple[tuple[str, TimexType, str], ...] = (
    ("date", "DATE", "<direction>? ( WEEKDAY ','? )? MONTHDAY ( ','? 'of'? YEARREF )?"),
    ("date", "DATE", "WEEKDAY ','? <month> <day> clock zone? <year>"),
    ("date", "DATE", "<phase> 'on'? MONTHDAY"),
    ("date", "DATE", "'the'? PHASE <month> ','? 'of'? ( <year> | YEARREF )"),
    ("date", "DATE", "<month> ','? 'of'? ( <year> | YEARREF )"),
    ("date", "DATE", "'the'? PHASE <month>"),
    ("date", "DATE", "PHASE? ( <direction> | <direction:same> )? <month>"),
    ("date", "DATE", "<month> ( <day> ('-'|'–'|'to') <day_to:day> ) ( ','? <year> )?"),
    ("date", "DATE", "'the'? <day> ('-'|'–'|'to') 'the'? <day_to:day> 'of'? <month> ( ','? <year> )?"),
    ("date", "DATE", "(?<='between') 'the'? <day> 'and' 'the'? <day_to:day> 'of'? <month> ( ','? <year> )?"),
    ("iso", "DATE", "<iso>"),
    ("slashed", "DATE", "<slashed>"),
    ("year", "DATE", "'the'? PHASE <year>"),
    ("year", "DATE", "( 'the' 'year' )? <year>"),
    ("year", "DATE", "fiscal 'year'? <year>"),
    ("years", "DATE", "<year> ('-'|'–'|'/') ( <year_to:year> | <year_to:digits> )"),
    ("half", "DATE", "'the'? <half> 'half' 'of' ( 'the'? <year> | ('the' 'year') | YEARREF )"),
    ("decade", "DATE", "'the'? PHASE? <decade>"),
    ("century", "DATE", "'the'? PHASE? <ordinal> '-'? 'century'"),
    ("feast", "DATE", "<direction>? ( <feast> | <feast:moon_feast> ) ( ','? 'in'? <year> )?"),
    ("season", "DATE", "'the'? PHASE? <season> 'of'? <year>"),
    ("season", "DATE", "PHASE? ( <direction> | <direction:same> ) <season>"),
    ("season", "DATE", "PHASE <season>"),
    ("season", "DATE", "<season> (?= 'of' 'the' )|(?<=preposition) 'the'? <season>"),
    ("quarter", "DATE", "'the'? 'year' '-' ( <back:ago> | <back:earlier> ) <quarter:ordinal> '-'? 'quarter'"),
    ("quarter", "DATE", "'the'? PHASE? <quarter:ordinal> '-'? 'quarter' ( 'of' <year> | 'of'? YEARREF )?"),
    ("quarter", "DATE", "( 'the'? <year> | YEARREF possessive ) possessive? <quarter:ordinal> '-'? 'quarter'"),
    # days told from the day of writing, weekdays
    ("weekday", "DATE", "PHASE? <direction>? <weekday> 'of'? ( <week:direction> 'week' )?"),
    ("weekday", "TIME", "PHASE? <direction>? <weekday> ','? <part>"),
    ("weekday", "TIME", "'the'? PHASE? <part> 'of' <weekday>"),
    ("deictic", "DATE", "PHASE? <deictic>"),
    ("deictic", "TIME", "PHASE? ( <deictic> | 'this' ) <part>"),
    ("deictic", "TIME", "<night>"),
    ("date", "TIME", "'the'? PHASE? <part> 'of' ( WEEKDAY ','? )? MONTHDAY"),
    ("date", "TIME", "( WEEKDAY ','? )? MONTHDAY ','? <part>"),
    ("small_hours", "TIME", "'the'? 'early' 'hours' ( 'of' ( 'this' 'morning' | DAYREF ) )?"),
    ("part", "TIME", "(?<=at_part) 'the'? PHASE? <part> (?!'of'|'prayers')"),
    ("part", "TIME", "<phase> '-'? <part>"),
    ("same", "TIME", "<same> <part>"),
    # clock times
    ("clock", "TIME", "ABOUT? CLOCK"),
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
    ("period", "DATE", "<unit:year_end>"),
    ("period", "DATE", "'the'? <unit:weekend>"),
    ("same", "DATE", "PHASE? <same> <unit:calendar_unit>"),
    ("same_quarter", "DATE", "'the' 'latest'? 'quarter'"),
    # counted from the day of writing, or from a day of the text
    ("ago", "DATE", "ABOUT? <count:number> UNIT ( 'or' 'so' )? ago"),
    ("ago", "DATE", "ABOUT? <count:number> 'or' <count_to:number> UNIT ago"),
    ("hence", "DATE", "<unit:units> 'from' 'now'"),
    ("hence", "DATE", "ABOUT? <count:number> UNIT 'from' ('now'|'today')"),
    ("ago", "DATE", "<unit:units> <ago>"),
    ("shift", "DATE", "ABOUT? <count:number> UNIT AWAY"),
    ("shift", "DATE", "<unit:units> AWAY"),
    ("shift", "DATE", "'the' <unit:calendar_unit> AWAY"),
    ("shift", "DATE", "'the'? <unit> '-' ( <sign:ago> | <sign:earlier> ) ( <grain:calendar_unit> | 'period' )?"),
    # durations
    (
        "duration",
        "DURATION",
        "ABOUT? <count:number> 'more'? '-'? UNIT ( '-' 'long' )? (?! ('-'|possessive)? ('old'|'aged') | 'of' 'age' )",
    ),
    ("duration", "DURATION", "'the' ABOUT? <count:number> <unit:units>"),
    ("duration", "DURATION", "ABOUT? <count:number> 'and' 'a' <half:fraction> UNIT"),
    ("duration", "DURATION", "<unit> '-' 'long'"),
    ("duration", "DURATION", "ABOUT? <half:fraction> article <unit>"),
    ("duration", "DURATION", "('the'|'its'|'his'|'their')? <direction:span_direction> ABOUT? <count:number> UNIT"),
    ("duration", "DURATION", "('the')? <direction:stretch_direction> <unit:calendar_unit>"),
    ("duration", "DURATION", "(?<=stretch) <unit:units>"),
    ("reference", "DATE", "<value:vague_past> units"),
    # sets
    ("set", "SET", "every ( <count:number> UNIT | 'other' UNIT | UNIT | <weekday> <part>? | <part> | <month> )"),
    ("set", "SET", "<weekday> <parts> | (?<='on') <weekdays> | <weekdays> (?= ','|'.'|'and' )"),
    ("weekday", "DATE", "<weekday:weekdays>"),  # "Fridays raid": text that has lost its apostrophes
    ("set", "SET", "<value:adverbial_set>"),
    ("reference", "DATE", "<value:reference>"),
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
