"""Words of time: a text as a row of typed words, over which the patterns of time expressions are written.

>>> [word.values["weekday"] for word in read_words("on Friday") if "weekday" in word.values]
['5']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.lexicon import load

Values = dict[str, str]

FIRST_YEAR, LAST_YEAR = 1000, 2100  # a bare number outside these is no year
LAST_DAY, LAST_HOUR = 31, 12
LONGEST_NUMBER = 9  # digits; a longer one is no number of anything here
FIRST_LETTER = 0xE000  # of the private range: a letter of a pattern never is one of the text
NOTHING: Values = {}

SHAPES = r"""
    (?P<paragraph>\n[^\S\n]*\n\s*)
  | (?P<iso>\b(?:1[89]|20)\d\d-[01]?\d-[0-3]?\d(?:T\d\d:\d\d(?::\d\d)?Z?)?\b)
  | (?P<slashed>\b[0-3]?\d(?P<sep>[/.])[0-3]?\d(?P=sep)(?:19|20)\d\d\b)
  | (?P<clock>\b(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![:\d]) | \b(?:1[0-2]|0?[1-9])\.[0-5]\d(?=\s?[ap]\.?m\b))
  | (?P<decade>(?:\b(?:1\d|20)|['’])\d0['’]?s\b)
  | (?P<half_sign>\b1/2\b|½)
  | (?P<nth>\b\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<meridiem>(?<![^\W\d])[ap]\.\s?m\b\.? | (?<![^\W\d])[AP]\.M\b\.? | (?<![^\W\d])(?:am|pm|AM|PM)\b)
  | (?P<amount>\b\d{1,3}(?:,\d{3})+\b | \b\d+\.\d+\b | [$£€]\s?\d+(?:[.,]\d+)*)
  | (?P<digits>\b\d+(?=[ap]m\b) | \b\d+\b)
  | (?P<possessive>['’]s\b)
"""
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
UNITS_DIGITS = (
    r"one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word (code points `start` to `end`, `text` in lower case), what it can stand for, and the letter that says so in a pattern."""

    start: int
    end: int
    text: str
    letter: str
    values: Values


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The words of time with what they can be, and a letter for each set of kinds that a word can be."""

    letters: dict[frozenset[str], str]
    words: dict[str, Values]
    capital: frozenset[str]
    shapes: re.Pattern[str]

    def choices(self, kind: str) -> str:
        """All letters whose words can be a `kind`, for a character class."""
        found = "".join(letter for kinds, letter in self.letters.items() if kind in kinds)
        assert found, f"no word of time is a {kind!r}"
        return found


SHAPE_KINDS = (
    {"paragraph"}, {"iso"}, {"slashed"}, {"clock"}, {"decade"}, {"meridiem"}, {"amount"}, {"possessive"},
    {"half_sign"}, {"ordinal", "day"}, {"ordinal"}, {"number", "digits"}, {"number", "digits", "day"}, {"number", "digits", "day", "hour"},
    {"number", "digits", "four"}, {"number", "digits", "four", "year"}, {"number"}, {"year"}, {"spelled_year"},
)  # fmt: skip


@cache
def alphabet() -> Alphabet:
    """The alphabet of `lexicon/times.yml`."""
    lexicon: dict[str, Any] = load("times")
    words: dict[str, Values] = {}
    for kind, entries in lexicon["classes"].items():
        for word, value in entries.items():
            words.setdefault(word, {})[kind] = str(value)
    for word in lexicon["plain"]:
        words.setdefault(word, {})["=" + word] = word
    for values in words.values():
        if "ordinal" in values:
            values["day"] = values["ordinal"]
    kinds = dict.fromkeys((frozenset[str](), *map(frozenset, SHAPE_KINDS), *map(frozenset, words.values())))
    letters = {known: chr(FIRST_LETTER + index) for index, known in enumerate(kinds)}
    return Alphabet(letters, words, frozenset(lexicon["capital"]), _shapes(words, lexicon))


def _shapes(words: dict[str, Values], lexicon: dict[str, Any]) -> re.Pattern[str]:
    phrases = sorted((word for word in words if " " in word), key=len, reverse=True)
    several = "|".join(re.escape(phrase).replace(r"\ ", r"[\s-]?").replace("'", "['’]") for phrase in phrases)
    short = "|".join(lexicon["abbreviated"])
    tens = "|".join(lexicon["tens"])
    return re.compile(
        rf"{SHAPES}|{_spoken_years(tens, lexicon)}|(?P<phrase>\b(?i:{several})\b)|(?P<compound>\b(?i:(?:{tens})[\s-](?:{UNITS_DIGITS}))\b)"
        rf"|(?P<short>\b(?i:{short})\b\.)|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s])",
        re.VERBOSE,
    )


def _spoken_years(tens: str, lexicon: dict[str, Any]) -> str:
    """Years as they are read out: "nineteen ninety-four"; "two thousand six" may as well count something."""
    centuries, teens = "|".join(lexicon["spoken_centuries"]), "|".join(TEENS)
    ones = UNITS_DIGITS.partition("|first")[0]
    rest = rf"(?:{tens})(?:[\s-](?:{ones}))?|{teens}|hundred|o[h'’]?[\s-](?:{ones})"
    thousand = lexicon["spoken_thousand"].replace(" ", r"[\s-]")
    return (
        rf"(?P<spoken>\b(?i:(?:{centuries})[\s-](?:{rest}))\b)"
        rf"|(?P<spelled>\b(?i:{thousand}(?:\s(?:and\s)?(?:{ones}|{teens}))?)\b)"
    )


def read_words(text: str) -> list[Word]:
    """The words of a text in order, each with what it can stand for."""
    known = alphabet()
    words = []
    for match in known.shapes.finditer(text):
        shape = match.lastgroup
        values = _values(match.group(), shape or "", known)
        words.append(Word(match.start(), match.end(), match.group().lower(), known.letters[frozenset(values)], values))
    return words


def _values(text: str, shape: str, known: Alphabet) -> Values:
    if shape == "word" or shape == "mark":
        lower = text.lower()
        values = known.words.get(lower, NOTHING)
        return NOTHING if lower in known.capital and not text[0].isupper() else values
    match shape:
        case "short":
            return _values(text[:-1], "word", known)
        case "phrase":
            return known.words.get(" ".join(re.sub(r"['’]s", " 's", text.lower().replace("-", " ")).split()), NOTHING)
        case "digits":
            return _digits(text)
        case "nth":
            return {"ordinal": text[:-2], **({"day": text[:-2]} if 1 <= int(text[:-2]) <= LAST_DAY else {})}
        case "compound":
            return _compound(text.lower(), known)
        case "spoken" | "spelled":
            return _spoken(re.split(r"[\s-]", text.lower()), shape, known)
        case _:
            return {shape: text}


def _digits(text: str) -> Values:
    number = int(text) if len(text) <= LONGEST_NUMBER else 0
    values = {"number": text, "digits": text}
    if 1 <= number <= LAST_DAY and len(text) <= 2:
        values["day"] = text
        if number <= LAST_HOUR:
            values["hour"] = text
    if len(text) == 4:
        values["four"] = text
        if FIRST_YEAR <= number <= LAST_YEAR:
            values["year"] = text
    return values


def _compound(text: str, known: Alphabet) -> Values:
    tens, ones = re.split(r"[\s-]", text)
    base = int(known.words[tens]["number"])
    last = known.words[ones]
    if "number" in last:
        return {"number": str(base + int(last["number"]))}
    total = str(base + int(last["ordinal"]))
    return {"ordinal": total, **({"day": total} if int(total) <= LAST_DAY else {})}


def _spoken(words: list[str], shape: str, known: Alphabet) -> Values:
    said = [known.words.get(word, NOTHING).get("number", "0") for word in words]
    if shape == "spelled":
        return {"spelled_year": str(2000 + sum(map(int, said[2:])))}
    rest = 0 if words[1] == "hundred" else sum(map(int, said[1:]))
    return {"year": str(100 * int(said[0]) + rest)}
