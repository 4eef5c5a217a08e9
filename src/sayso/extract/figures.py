"""Figures: every counted thing of a document, with its bounds, what is counted, and what it is a part of.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("At least 17 women and boys were killed, including two nurses, in four air strikes.")
>>> for figure in find_figures(doc):
...     print(figure.text, figure.low, figure.high, figure.measure, figure.part_of)
At least 17 women and boys 17 None None None
two nurses 2 2 None Span(start=0, end=26)
four air strikes 4 4 strikes None
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from sayso.extract.counted import Counted, counted
from sayso.extract.noncounts import counts_one, is_count, locates
from sayso.extract.numerals import Numeral, read_numerals
from sayso.extract.singles import find_singles, join_singles
from sayso.extract.units import token_class, token_measure
from sayso.extract.wholes import join_parts, scope_of
from sayso.extract.wording import text_of
from sayso.lexicon import load
from sayso.model import FigureMention, Span

_COMPOUNDS = frozenset({"duration", "distance", "vehicle", "area"})  # classes that count in "four-day", "48-truck"
_SIZE = "strong"  # "a 300-strong force" tells troops
_OTHERS = frozenset({"more", "other", "additional", "further", "different"})  # lead a counted noun, are no part of it
_HYPHENS = ("-", "–")
_AFTERTHOUGHTS = (" at least", " or more", " at the least", " or so")  # bounds after the noun: "20 men at least"


def find_figures(doc: Doc) -> Iterator[FigureMention]:
    """Every counted thing in order of the text.

    A number alone ("31 were killed") has the number as its head and no unit. Single things ("a MiG", "its pilot") are
    candidates: low and high 1, the article as the number; persons told together ("a man and his daughter") are one
    figure. A quantity that has no least value ("many", "a number of") has low and high None. Dates, times, ages,
    percentages, ordinals, names with numbers and distances that only tell where a place lies are left out.
    """
    numbered = [mention for numeral in read_numerals(text_of(doc)) if (mention := _mention(doc, numeral)) is not None]
    taken = {i for mention in numbered for i in range(mention.first, mention.last + 1)}
    singles = [found for found in find_singles(doc) if not taken.intersection(range(found.first, found.last + 1))]
    ordered = sorted([*numbered, *singles], key=lambda mention: (mention.span.start, mention.span.end))
    yield from join_singles(doc, join_parts(doc, ordered))


def _mention(doc: Doc, numeral: Numeral) -> FigureMention | None:
    """The numeral with what it counts, None where it counts nothing."""
    number = doc.char_span(numeral.span.start, numeral.span.end, alignment_mode="expand")
    core = doc.char_span(numeral.core.start, numeral.core.end, alignment_mode="expand")
    if number is None or core is None or not is_count(doc, numeral, core):
        return None
    if core.end < len(doc) and doc[core.end].text in _HYPHENS and not core[-1].whitespace_:
        return _compound(doc, numeral, number, core)
    phrase = counted(doc, max(number.end, core.end) - 1, single=numeral.high == 1)
    if not counts_one(doc, core, phrase):
        return None
    if phrase.head is None and numeral.vague and core.text.lower() not in load("numbers")["standing"]:
        return None
    if phrase.head is None and core.start > 0 and doc[core.start - 1].lower_ == "in" and not _goes_on(doc, core.end):
        return None  # "cut the city in two"
    if phrase.head is not None and locates(doc, phrase.head):
        return None
    return _figure(doc, _rebounded(doc, numeral, number, phrase), number, phrase)


def _goes_on(doc: Doc, at: int) -> bool:
    """Whether more of the clause follows than a stop."""
    return at < len(doc) and not doc[at].is_punct


def _rebounded(doc: Doc, numeral: Numeral, number: Tokens, phrase: Counted) -> Numeral:
    """The numeral with the bounds that stand around its phrase: "20 civilians at least", "within 500 metres"."""
    if phrase.head is None or numeral.basis != "exact":
        return numeral
    noun = doc[phrase.last]
    after = text_of(doc)[noun.idx + len(noun) :][: max(map(len, _AFTERTHOUGHTS))].lower()
    if after.startswith(_AFTERTHOUGHTS):
        about = after.startswith(" or so")
        return replace(numeral, high=numeral.high if about else None, basis="about" if about else "at least")
    if number.start > 0 and doc[number.start - 1].lower_ == "within" and token_class(doc[phrase.head]) == "distance":
        return replace(numeral, low=None, basis="up to")
    return numeral


def _compound(doc: Doc, numeral: Numeral, number: Tokens, core: Tokens) -> FigureMention | None:
    """A number in a compound: "a four-day truce", "a 30,000-strong force"; None for "a two-storey house"."""
    if core.end + 1 >= len(doc):
        return None
    noun = doc[core.end + 1]
    if noun.lower_ != _SIZE and token_class(noun) not in _COMPOUNDS:
        return None
    figure = _figure(doc, numeral, number, Counted(head=noun.i, first=noun.i, last=noun.i))
    return replace(figure, unit=None, measure="troops") if noun.lower_ == _SIZE else figure


def _figure(doc: Doc, numeral: Numeral, number: Tokens, phrase: Counted) -> FigureMention:
    last = max(phrase.last, number.end - 1)
    if phrase.head is None and last + 1 < len(doc) and doc[last + 1].lower_ == "more":
        last += 1
    end = numeral.span.end if last == number.end - 1 and phrase.head is None else doc[last].idx + len(doc[last])
    span = Span(numeral.span.start, end)
    scope = scope_of(doc, number.start, last)
    unit, measure = _unit(doc, phrase, numeral)
    return FigureMention(
        span=span,
        number=numeral.span,
        text=span.quote(text_of(doc)),
        low=numeral.low,
        high=numeral.high,
        basis=numeral.basis,
        unit=_rated(doc, last, unit) if scope == "rate" else unit,
        head=phrase.head if phrase.head is not None else number.end - 1,
        first=number.start,
        last=last,
        measure=measure,
        scope=scope,
    )


def _unit(doc: Doc, phrase: Counted, numeral: Numeral) -> tuple[str | None, str | None]:
    """The unit in words, and the measure where the unit decides it; money by its ISO 4217 code."""
    if numeral.currency is not None:
        return numeral.currency, "money"
    if phrase.head is None:
        return None, None
    first, head = phrase.first, doc[phrase.head]
    while first < phrase.head and doc[first].lower_ in _OTHERS:
        first += 1
    words = doc[first : phrase.last + 1].text
    if head.lower_ in ("pound", "pounds") and (
        phrase.last == phrase.head and doc[min(head.i + 1, len(doc) - 1)].lower_ != "of"
    ):
        return "GBP", "money"
    measure = token_measure(head)
    if measure == "money":
        return load("units")["currency_words"].get(head.lemma_.lower(), words), measure
    return words, measure


def _rated(doc: Doc, last: int, unit: str | None) -> str | None:
    """The unit with its rate: "USD a day"."""
    rate = (
        doc[last + 1 : last + 3].text if doc[last + 1].lower_ in ("a", "per", "each", "every") else doc[last + 1].text
    )
    return rate if unit is None else f"{unit} {rate}"
