"""Figures: every counted thing of a document, with its bounds, what is counted, and what it is a part of.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("At least 13 women and children were killed, including two nurses, in four air strikes.")
>>> [(f.text, f.low, f.high, f.unit, f.measure) for f in find_figures(doc)]
[('At least 13 women and children', 13, None, 'women and children', None), ('two nurses', 2, 2, 'nurses', None), \
('four air strikes', 4, 4, 'air strikes', 'strikes')]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from sayso.extract.counted import Counted, counted
from sayso.extract.noncounts import is_count
from sayso.extract.numerals import Numeral, read_numerals
from sayso.extract.singles import find_singles
from sayso.extract.units import token_class, unit_measure
from sayso.extract.wholes import join_parts, scope_of
from sayso.lexicon import load
from sayso.model import FigureMention, Span

_COMPOUNDS = frozenset({"duration", "distance", "vehicle", "weight", "area"})  # "four-day", "12-mile", "48-truck"


def find_figures(doc: Doc) -> Iterator[FigureMention]:
    """Every counted thing in order of the text.

    Numbers alone ("31 were killed") have the number as head and no unit. Single things ("a MiG", "its pilot") are
    candidates: low and high 1 and the article as the number. Dates, ages, percentages and designations are left out.
    """
    numbered = [mention for numeral in read_numerals(doc.text) if (mention := _mention(doc, numeral)) is not None]
    taken = {i for mention in numbered for i in range(mention.first, mention.last + 1)}
    singles = [mention for mention in find_singles(doc) if not taken.intersection(range(mention.first, mention.last + 1))]
    ordered = sorted([*numbered, *singles], key=lambda mention: (mention.span.start, mention.span.end))
    yield from join_parts(doc, ordered)


def _mention(doc: Doc, numeral: Numeral) -> FigureMention | None:
    """The numeral with what it counts, None where it counts nothing."""
    number = doc.char_span(numeral.span.start, numeral.span.end, alignment_mode="expand")
    core = doc.char_span(numeral.core.start, numeral.core.end, alignment_mode="expand")
    if number is None or core is None or not is_count(doc, numeral, core):
        return None
    after = doc[core.end] if core.end < len(doc) else None
    if after is not None and after.text in ("-", "–") and not core[-1].whitespace_:
        return _compound(doc, numeral, number, core)
    last = max(number.end, core.end) - 1
    phrase = counted(doc, last, single=numeral.high == 1)
    if numeral.low == 1 and numeral.high == 1 and not _counts_one(doc, core, phrase):
        return None
    if numeral.vague and phrase.head is None and core.text.lower() in _NEEDS_NOUN:
        return None
    return _figure(doc, numeral, number, phrase)


_NEEDS_NOUN = frozenset({"a number", "many", "various", "multiple", "numerous", "twin", "countless", "a pair", "a couple", "large numbers"})


def _counts_one(doc: Doc, core: Tokens, phrase: Counted) -> bool:
    """Whether a "one" counts: it has a noun of a known class, or begins "one of them a woman"."""
    if core.text.lower() != "one" and not core.text.isdigit() and core.text.lower() != "single":
        return True
    if phrase.head is None:
        return core.text.isdigit() or phrase.pronoun is not None or _alone_subject(core[-1])
    head_class = token_class(doc[phrase.head])
    if head_class in (None, "duration", "place_count"):
        return head_class == "duration" and core.start > 0 and doc[core.start - 1].lower_ in ("than", "least", "over")
    superlative = any(t.tag_ in ("JJS", "RBS") for t in doc[phrase.first : phrase.head])
    return not (phrase.of_whole and superlative)


def _alone_subject(token: Token) -> bool:
    return token.dep_ in ("nsubjpass",) or (token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("injured", "wounded", "killed", "dead"))


def _compound(doc: Doc, numeral: Numeral, number: Tokens, core: Tokens) -> FigureMention | None:
    """A number in a compound: "a four-day truce", "a 30,000-strong force"; None for "a two-storey house"."""
    if core.end + 1 >= len(doc):
        return None
    noun = doc[core.end + 1]
    if noun.i + 2 < len(doc) and doc[noun.i + 1].text in ("-", "–") and doc[noun.i + 2].lower_ in ("old", "olds"):
        return None
    strong = noun.lower_ in ("strong", "member")
    if not strong and token_class(noun) not in _COMPOUNDS:
        return None
    phrase = Counted(head=noun.i, first=noun.i, last=noun.i)
    figure = _figure(doc, numeral, number, phrase)
    if not strong:
        return figure
    return replace(figure, unit=None, measure="troops" if noun.lower_ == "strong" else None)


def _figure(doc: Doc, numeral: Numeral, number: Tokens, phrase: Counted) -> FigureMention:
    last = max(phrase.last, number.end - 1)
    head = phrase.head if phrase.head is not None else number.end - 1
    span = Span(numeral.span.start, doc[last].idx + len(doc[last]))
    unit, measure = _unit(doc, phrase, numeral)
    return FigureMention(
        span=span,
        number=numeral.span,
        text=span.quote(doc.text),
        low=numeral.low,
        high=numeral.high,
        basis=numeral.basis,
        unit=unit,
        head=head,
        first=number.start,
        last=last,
        measure=measure,
        scope=scope_of(doc, number.start, last),
    )


def _unit(doc: Doc, phrase: Counted, numeral: Numeral) -> tuple[str | None, str | None]:
    """The unit in words, and the measure where the unit decides it."""
    if numeral.currency is not None:
        return numeral.currency, "money"
    if phrase.head is None:
        return None, None
    words = doc[phrase.first : phrase.last + 1].text
    head = doc[phrase.head]
    measure = unit_measure(head.lower_) if token_class(head) is not None else None
    if measure == "money":
        return load("units")["currency_words"].get(head.lemma_.lower(), words), measure
    return words, measure
