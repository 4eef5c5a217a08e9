"""Singles: one person or thing named with an article or a possessive ("a MiG", "its pilot"), and none of them ("no casualties")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.extract.units import is_plural, token_class, unit_measure
from sayso.model import FigureMention, Span
from sayso.model.figure import Number

_ARTICLES = frozenset({"a", "an", "another", "his", "her", "its", "their"})
_NONE = frozenset({"no", "any", "zero"})
_HIT = frozenset({"person", "munition", "aircraft", "vehicle", "vessel", "weapon", "building", "site", "strike"})
_HARMED = frozenset({"person", "building", "vehicle", "aircraft", "strike"})
_REACH = 7  # tokens from an article to its noun


def find_singles(doc: Doc) -> Iterator[FigureMention]:
    """Candidates for a count of one, and counts of none."""
    for token in doc:
        if token.lower_ in _ARTICLES:
            found = _single(doc, token)
        elif token.lower_ in _NONE:
            found = _none(doc, token)
        elif token.lower_ in ("nobody", "none") or (token.lower_ == "one" and token.i > 0 and token.nbor(-1).lower_ == "no"):
            found = _nobody(doc, token)
        else:
            continue
        if found is not None:
            yield found


def _noun(doc: Doc, token: Token) -> Token | None:
    """The noun of the article: the end of the run of nominal words after it."""
    noun: Token | None = None
    for after in doc[token.i + 1 : min(token.sent.end, token.i + 1 + _REACH)]:
        if after.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB", "ADV", "NUM") and after.text not in ("-", "–", '"'):
            break
        if after.pos_ == "VERB" and after.tag_ not in ("VBN", "VBG"):
            break
        if noun is not None and after.pos_ in ("VERB", "ADV"):
            break
        if after.pos_ in ("NOUN", "PROPN") and after.ent_type_ not in ("DATE", "TIME"):
            noun = after
        elif after.ent_type_ in ("DATE", "TIME") and after.pos_ in ("NOUN", "PROPN"):
            break
    return noun


def _single(doc: Doc, token: Token) -> FigureMention | None:
    noun = _noun(doc, token)
    if noun is None or is_plural(noun) or token_class(noun) not in _HIT:
        return None
    return _mention(doc, token, noun, 1, measure=None)


def _none(doc: Doc, token: Token) -> FigureMention | None:
    noun = _noun(doc, token)
    if noun is None or token_class(noun) not in _HARMED:
        return None
    first = token
    if token.lower_ == "any":
        if token.i == 0 or token.nbor(-1).lower_ != "without":
            return None
        first = token.nbor(-1)
    return _mention(doc, first, noun, 0, measure=unit_measure(noun.lower_))


def _nobody(doc: Doc, token: Token) -> FigureMention:
    first = token.nbor(-1) if token.lower_ == "one" else token
    span = Span(first.idx, token.idx + len(token))
    return FigureMention(
        span=span,
        number=span,
        text=span.quote(doc.text),
        low=0,
        high=0,
        basis="exact",
        unit=None,
        head=token.i,
        first=first.i,
        last=token.i,
    )


def _mention(doc: Doc, first: Token, noun: Token, value: Number, *, measure: str | None) -> FigureMention:
    span = Span(first.idx, noun.idx + len(noun))
    return FigureMention(
        span=span,
        number=Span(first.idx, first.idx + len(first)),
        text=span.quote(doc.text),
        low=value,
        high=value,
        basis="exact",
        unit=doc[first.i + 1 : noun.i + 1].text,
        head=noun.i,
        first=first.i,
        last=noun.i,
        measure=measure,
    )
