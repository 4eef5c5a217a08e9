"""Numerals: numbers in digits and words, with the words that bound them, read into a low and a high.

>>> [(n.text, n.low, n.high, n.basis) for n in read_numerals("Between ten and 12 died; over 1.2 million fled.")]
[('Between ten and 12', 10, 12, 'between'), ('over 1.2 million', 1200000, None, 'more than')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sayso.lexicon import load
from sayso.model import Span
from sayso.model.figure import Basis, Number

_NUMBERS = load("numbers")
_UNITS = load("units")
_CARDINALS: dict[str, int] = _NUMBERS["cardinals"]
_SCALES: dict[str, int] = _NUMBERS["scales"]
_MARKS: dict[str, int] = _NUMBERS["scale_marks"]
_PLURALS: dict[str, int] = _NUMBERS["plurals"]
_QUANTIFIERS: dict[str, list[int | None]] = _NUMBERS["quantifiers"]
_MULTIPLIERS: dict[str, int] = _NUMBERS["multipliers"]
_CURRENCIES: dict[str, str] = _UNITS["currencies"]
_BEFORE: dict[str, Basis] = {phrase: basis for basis, phrases in _NUMBERS["bounds"].items() for phrase in phrases}
_AFTER: dict[str, Basis] = {phrase: basis for basis, phrases in _NUMBERS["after"].items() for phrase in phrases}
_STRENGTH: tuple[Basis, ...] = ("at least", "more than", "up to", "less than", "about")  # the first that stands wins
_WINDOW = 80  # characters looked at before a number: longer than any run of bounding words
_YEARS = range(1900, 2100)  # "2014-2016" is a stretch of years, not a range of counts
_WIDEST = 50  # "5 to 500 people" is a range; a pair further apart than this factor is two numbers

_GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*(?!\s))"  # between words: spaces, or one line break of wrapped text


def _any(words: Iterable[str]) -> str:
    """An alternation of phrases, longest first, each with any gap between its words."""
    return "|".join(re.escape(w).replace(r"\ ", _GAP) for w in sorted(words, key=len, reverse=True))


_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?![\d,]\d?)|\d+(?:\.\d+)?)"
_TENS = _any(word for word, value in _CARDINALS.items() if value >= 20)
_ONES = _any(word for word, value in _CARDINALS.items() if value < 10)
_SMALL = rf"(?:(?:{_TENS})[ -](?:{_ONES})\b|(?:{_any(_CARDINALS)})\b)"
_SCALE = rf"(?:{_any(scale for scale in _SCALES if scale != 'score')})\b"
_SCALED = rf"(?:(?:{_GAP}|-)(?:{_SCALE}))"
_HUNDREDS = rf"(?:{_SMALL}(?:{_GAP}|-)hundred\b(?:{_GAP}(?:and{_GAP})?{_SMALL})?|{_SMALL})"  # 1 to 9999
_ABOVE = rf"(?:{_any(scale for scale in _SCALES if scale not in ('score', 'hundred', 'dozen'))})\b"
_REST = rf"(?:{_GAP}(?:and{_GAP})?{_HUNDREDS})"  # "... and fifty-two"
_PEOPLE = "people|civilians|refugees|residents|children|persons|are|have|were|need|live|fled"  # before these, the m of "2m" is no metre
_MARK = rf"(?:(?:{_any(m for m in _MARKS if m != 'm')})\b|m\b(?={_GAP}(?:{_PEOPLE})\b))"
_MEASURED = _any(word for name in ("duration", "distance", "area", "weight") for word in _UNITS["classes"][name])
_HALF = rf"half{_GAP}an?(?={_GAP}(?:{_MEASURED}|square)\b)"  # "half a kilometre"
_PART = rf"(?:half{_GAP}an?|a{_GAP}half|a{_GAP}quarter{_GAP}of{_GAP}an?|an?){_GAP}"
_WORDED = (
    rf"(?:{_HALF}|(?:{_PART})(?:{_SCALE}){_SCALED}*{_REST}?"
    rf"|{_HUNDREDS}(?:{_GAP}and{_GAP}a{_GAP}half\b)?(?:(?:{_GAP}|-)(?:dozen\b|{_ABOVE}{_REST}?))*"
    rf"|(?:{_SCALE})(?!{_GAP}of\b))"
)
_VAGUE = (
    rf"(?:(?:{_any(_MULTIPLIERS)}){_GAP})?(?:{_any(_PLURALS)})(?:{_GAP}of{_GAP}(?:{_any(_PLURALS)}))?\b"
    rf"|(?:{_any(_MULTIPLIERS)}){_GAP}(?:{_SCALE})|an?{_GAP}score(?={_GAP}of\b)|(?:{_any(_QUANTIFIERS)})\b"
)
_FREE = r"(?<!\w)(?:(?<!\d[:/.,])|(?=[a-zA-Z]))(?<![A-Za-z][\-–/])(?<![#+])"  # no part of T-72, 10:30, 9/11, #4
_SET_APART = re.compile(  # 2015-10-07, 7.10.2015; +44 20 7946 0958
    r"(?<!\d)\d{1,4}([-./–])\d{1,2}\1\d{1,4}(?!\d)|\+\d{1,3}[ -][\d() -]{6,}\d"
)
_NUMBER = re.compile(
    rf"{_FREE}(?:(?<!as )(?<!so )(?<!how )(?<!too )(?P<vague>{_VAGUE})"
    rf"|(?P<currency>(?:{_any(_CURRENCIES)})[ ]?)(?P<sum>{_DIGITS}(?:(?:m|k)\b|{_MARK}|{_GAP}?(?:{_SCALE}|bn\b|mn\b|mln\b|m\b))?|{_WORDED})"
    rf"|(?P<plain>{_DIGITS}(?:{_MARK}|{_SCALED})?|{_WORDED}))"
    rf"(?:(?!\w)|(?<=\d)(?=(?:{_any(_UNITS['attached'])})\b))(?![:/]\d)",
    re.IGNORECASE,
)
_JOINT = re.compile(rf"{_GAP}?[-–]{_GAP}?|-?{_GAP}(?:to|or|and){_GAP}", re.IGNORECASE)
_BOUND = rf"(?:{_any([*_BEFORE, *_NUMBERS['neutral']])})"
_BOUNDS = re.compile(rf"(?:(?<![\w-]){_BOUND}(?:{_GAP}|(?=$)))+$", re.IGNORECASE)
_ONE_BOUND = re.compile(rf"{_BOUND}(?!\w)", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?<!\w)(?:{_any(_NUMBERS['between'])}){_GAP}$", re.IGNORECASE)
_CHANGE = re.compile(rf"\b(?:{_any(_NUMBERS['changes'])})\b[^.;]{{0,40}}$", re.IGNORECASE)
_TOLL = re.compile(rf"\b(?:{_any(load('measures')['tolls'])}){_GAP}of{_GAP}$", re.IGNORECASE)
_EXCEED = re.compile(rf"\b(?:{_any(_NUMBERS['exceeding'])}){_GAP}(?:the{_GAP})?$", re.IGNORECASE)
_TRAIL = re.compile(  # "2016 at least 40 men" bounds the number after it
    rf"(?P<plus>\+)(?!\d)|(?:{_GAP}|-)(?P<words>{_any(_AFTER)})\b(?!{_GAP}(?:\d|an?\b|(?:{_any([*_CARDINALS, *_PLURALS])})\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number: `span` with its bounding words, `core` without them; `currency` is an ISO 4217 code."""

    span: Span
    core: Span
    text: str
    low: Number | None
    high: Number | None
    basis: Basis
    currency: str | None = None
    vague: bool = False


def read_numerals(text: str) -> Iterator[Numeral]:
    """Every numeral of the text in order; dates, ages and designations too: those are told apart with the parse."""
    apart = [Span(*found.span()) for found in _SET_APART.finditer(text)]
    found_here = map(_atom, _NUMBER.finditer(text))
    atoms = [atom for atom in found_here if not any(atom.span.overlaps(other) for other in apart)]
    index = 0
    while index < len(atoms):
        numeral = atoms[index]
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        joined = None if following is None else _join(numeral, following, text)
        scored = joined is None and following is not None and _hyphenated(numeral, following, text)
        index += 2 if joined is not None or scored else 1
        if not scored:
            yield _bound(numeral if joined is None else joined, text)


def value_of(words: str) -> Number:
    """The value of one number in digits or words, without bounding words.

    >>> value_of("two hundred and fifty"), value_of("1,700"), value_of("half a million"), value_of("1.5bn")
    (250, 1700, 500000, 1500000000)
    """
    words = re.sub(r"(?<=\d)[, \u00a0\u202f](?=\d{3}(?!\d))", "", words.lower())
    words = re.sub(r"^(?:half\s+an?|a\s+half)(?:\s|$)", "0.5 ", words)
    words = re.sub(r"^a\s+quarter\s+of\s+an?\s", "0.25 ", words)
    total: Number = 0
    current: Number = 0
    for word in re.findall(r"\d+(?:\.\d+)?|[a-z]+", words):
        factor = _SCALES.get(word) or _MARKS.get(word)
        if factor is None:
            current += _single(word)
        elif factor <= 100:
            current = (current or 1) * factor
        else:
            total, current = total + (current or 1) * factor, 0
    return _whole(total + current)


def _single(word: str) -> Number:
    """The value of one word or group of digits; articles and "and" add nothing."""
    if word[0].isdigit():
        return float(word) if "." in word else int(word)
    return 0.5 if word == "half" else _CARDINALS.get(word, 0)


def _whole(number: Number) -> Number:
    """An int where the number is whole."""
    return int(number) if number == int(number) else round(number, 6)


def _atom(found: re.Match[str]) -> Numeral:
    """One number on its own, before ranges are joined and bounding words read."""
    span = Span(*found.span())
    if found["vague"] is not None:
        low, high = _vague_value(" ".join(found["vague"].lower().split()))
        exact = low is not None and low == high
        return Numeral(
            span=span, core=span, text=found[0], low=low, high=high, basis="exact" if exact else "vague", vague=True
        )
    value = value_of(found["sum"] or found["plain"])
    sign = (found["currency"] or "").strip().upper()
    code = _CURRENCIES[sign] if sign else None
    return Numeral(span=span, core=span, text=found[0], low=value, high=value, basis="exact", currency=code)


def _vague_value(words: str) -> tuple[Number | None, Number | None]:
    """Low and high of a quantifier: "several hundred", "tens of thousands", "a handful"."""
    if words in _QUANTIFIERS:
        low, high = _QUANTIFIERS[words]
        return low, high
    for multiplier, factor in _MULTIPLIERS.items():
        scale = _SCALES.get(words.removeprefix(f"{multiplier} "))
        if scale is not None:
            return factor * scale, (factor * scale if multiplier.startswith("a couple") else None)
    plurals = [_PLURALS[word] for word in words.split() if word in _PLURALS]
    if not plurals:
        return _SCALES["score"], _SCALES["score"]
    return (plurals[0] if len(plurals) == 1 else plurals[0] * plurals[1] // 2), None


def _join(first: Numeral, second: Numeral, text: str) -> Numeral | None:
    """The range that two neighbouring numbers make, None where they are two numbers."""
    joint = text[first.span.end : second.span.start]
    if first.vague or second.vague or _JOINT.fullmatch(joint) is None or first.low is None or second.low is None:
        return None
    before = _BETWEEN.search(text, max(0, first.span.start - _WINDOW), first.span.start)
    word = joint.strip(" -–\n").lower()
    if before is not None and _CHANGE.search(text[max(0, before.start() - _WINDOW) : before.start()]):
        return None  # "the toll rose from 11 to 43" tells two numbers
    toll = _TOLL.search(text, max(0, first.span.start - _WINDOW), first.span.start)
    if word == "to" and toll is not None and _CHANGE.search(text[max(0, toll.start() - _WINDOW) : toll.start()]):
        return None  # "raised its toll of 11 to 43"
    if word == "and" and (before is None or "between" not in before[0].lower()):
        return None
    low = _borrow_scale(first, second, text)
    if not low < second.low <= low * _WIDEST or (low in _YEARS and second.low in _YEARS):
        return None
    start = before.start() if before is not None else first.span.start
    span, core = Span(start, second.span.end), Span(first.core.start, second.core.end)
    currency = first.currency or second.currency
    return replace(
        first, span=span, core=core, text=span.quote(text), low=low, high=second.low, basis="between", currency=currency
    )


def _hyphenated(first: Numeral, second: Numeral, text: str) -> bool:
    """Whether two numbers that make no range are tied by a hyphen: the score "3-0", the years "2014-2016"."""
    return text[first.span.end : second.span.start] in ("-", "–")


def _borrow_scale(first: Numeral, second: Numeral, text: str) -> Number:
    """The first number of a range at the scale of the second: "two to three thousand" begins at 2000."""
    assert first.low is not None
    assert second.low is not None
    words = re.findall(r"[a-z]+", second.core.quote(text).lower())
    factor = _SCALES.get(words[-1], _MARKS.get(words[-1], 1)) if words else 1
    mantissa = second.low / factor
    alone = not set(re.findall(r"[a-z]+", first.core.quote(text).lower())) & ({*_SCALES, *_MARKS})
    return _whole(first.low * factor) if alone and first.low < mantissa else first.low


def _bound(numeral: Numeral, text: str) -> Numeral:
    """The numeral with the bounding words before and after it; a vague one ("over several days") takes none."""
    if numeral.vague:
        return numeral
    start, end = numeral.span.start, numeral.span.end
    seen: set[Basis] = set()
    before = _BOUNDS.search(text[max(0, start - _WINDOW) : start])
    if before is not None:
        start -= len(before[0])
        seen |= {_BEFORE[word] for word in _phrases(before[0]) if word in _BEFORE}
    if _EXCEED.search(text[max(0, start - _WINDOW) : start]):
        seen.add("more than")
    after = _TRAIL.match(text, end)
    if after is not None:
        end = after.end()
        seen.add("at least" if after["plus"] else _AFTER[" ".join(after["words"].lower().split())])
    basis = next((b for b in _STRENGTH if b in seen), None)
    span = Span(start, end)
    low, high, basis = _bounded(numeral, basis)
    return replace(numeral, span=span, text=span.quote(text), low=low, high=high, basis=basis)


def _phrases(words: str) -> list[str]:
    """The bounding phrases that a run of bounding words is made of, in one form."""
    return [" ".join(found[0].lower().split()) for found in _ONE_BOUND.finditer(words)]


def _bounded(numeral: Numeral, basis: Basis | None) -> tuple[Number | None, Number | None, Basis]:
    """Low, high and basis: "at least" and "more than" open the top, "up to" and "less than" the bottom."""
    low, high = numeral.low, numeral.high
    if basis is None or (basis == "about" and low != high) or low is None:
        return low, high, numeral.basis
    if basis in ("at least", "more than"):
        return low, None, basis
    if basis in ("up to", "less than"):
        return None, high if high is not None else low, basis
    return low, high, basis
