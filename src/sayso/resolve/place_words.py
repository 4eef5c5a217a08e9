"""Word a place as the text words it: its name with the sides before it and the kind of place after it.

>>> from sayso.language.parse import load_model
>>> text = "Shells hit the northern Hama province and the western outskirts of Homs."
>>> doc = load_model()(text)
>>> [worded(doc, Span(at, at + 4)).quote(text) for at in (text.index("Hama"), text.index("Homs"))]
['northern Hama province', 'western outskirts of Homs']
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from sayso.lexicon import load
from sayso.lexicon.countries import country_names
from sayso.model import Span

_POSSESSIVES = frozenset({"'s", "’s"})


def worded(doc: Doc, span: Span) -> Span:
    """The span of a place name with all that belongs to its wording."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    assert tokens is not None, f"a mention lies within its document: {span}"
    last = _end(doc, tokens.end - 1, wide=tokens.text in country_names())
    first = _beginning(doc, tokens.start)
    end = span.end if last == tokens.end - 1 else doc[last].idx + len(doc[last])
    return Span(span.start if first == tokens.start else doc[first].idx, end)


def _beginning(doc: Doc, first: int) -> int:
    """The first token: back over sides, and over "the western outskirts of"."""
    start = _before_sides(doc, first)
    part = first - 2 - (first > 2 and doc[first - 1].lower_ == "the")
    if start == first and part > 0 and doc[part + 1].lower_ == "of" and doc[part].lower_ in _words("parts_of"):
        side = _before_sides(doc, part)
        return side if side < part else first
    return start


def _before_sides(doc: Doc, first: int) -> int:
    """Back over "northern", "north-east", "western rural"."""
    sides = _words("sides")
    while first > 0 and not doc[first].is_sent_start:
        if doc[first - 1].lower_ in sides:
            first -= 1
        elif first > 1 and doc[first - 1].text == "-" and doc[first - 2].lower_ in sides and first < len(doc):
            first -= 2
        else:
            break
    return first


def _end(doc: Doc, last: int, *, wide: bool) -> int:
    """The last token: on over a kind of place, with a word that sharpens it, where it names no other place.

    Of a country only its border is so named: "a Syria hospital" is none of that name.
    """
    at = last + 1
    if at < len(doc) and doc[at].lower_ in _POSSESSIVES:
        at += 1
    owned = at > last + 1
    kinds = _words("between_nations" if wide else "kinds_after")
    sharpened = at + 1 < len(doc) and doc[at].lower_ in _words("sharpened") and doc[at + 1].lower_ in kinds
    at += sharpened
    if at >= len(doc) or doc[at].lower_ not in kinds or (owned and not sharpened):
        return last
    return last if at + 1 < len(doc) and doc[at + 1].lower_ == "of" else at


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(load("sites")[group])
