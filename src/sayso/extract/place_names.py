"""What a stretch of words that may be a place name is, and the shapes of such words.

>>> from spacy.lang.en import English
>>> doc = English()("the Syrian town")
>>> trim(doc, 0, 3), is_capital(doc[1])
((1, 2), True)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Literal, Protocol

from spacy.tokens import Doc, Span, Token

from sayso.lexicon import load
from sayso.model.place import PlaceCandidate

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
KEPT_LABELS = PLACE_LABELS | {"ORG", "PERSON", "NORP"}
JOINTS = frozenset(["-", "‑", "–", "'", "’", "."])
APOSTROPHES = frozenset(["'", "’", "‘", "`", "ʿ"])
ARTICLES = frozenset(["al", "el", "ar", "as", "ash", "at", "ad", "az", "ez", "an", "es", "en"])
_CAPITAL = re.compile(r"(?:['‘’`ʿ]|[dl]['’])?[^\W\d_a-z][^$]*$")
SHORT_CODE = 3  # letters of the short forms of countries, which stand in capitals
NOT_FIRST = frozenset(["the", "near", "in", "at", "from", "outside", "inside", "around"])  # never the start of a name


class PlaceNames(Protocol):
    """What recognition asks of a gazetteer."""

    def candidates(self, name: str, *, loosely: bool = False) -> tuple[PlaceCandidate, ...]:
        """Every place that bears the name, likeliest first."""

    def longest(self, word: str) -> int:
        """The most words of a name of several words that begins with this one; 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Tokens `first` to `last` (exclusive) that may name a place, with the points for it."""

    first: int
    last: int
    form: Literal["name", "demonym"] = "name"
    points: float = 0.0
    known: tuple[PlaceCandidate, ...] = ()
    label: str = ""
    loosely: bool = False
    context: float = 0.0  # the points that come from the rest of the document


@cache
def words(group: str) -> frozenset[str]:
    """A group of words of the lexicon."""
    return frozenset(str(word) for word in load("places")[group])


def text_of(doc: Doc, name: Name) -> str:
    """The words of a name."""
    return doc[name.first : name.last].text


def is_common(doc: Doc, name: Name) -> bool:
    """Whether the name is also a common word, a body or a person's name."""
    return text_of(doc, name).lower() in words("not_places")


def known_as(text: str, gazetteer: PlaceNames) -> tuple[PlaceCandidate, ...]:
    """The places that bear these words as they are written: "Car" and "Us" are not CAR and US."""
    known = gazetteer.candidates(text)
    if known and known[0].kind == "country" and len(text) <= SHORT_CODE and not text.isupper():
        return ()
    return known


def trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The span without articles, possessives, marks and small words at its ends."""
    while first < last and not is_capital(doc[first]) and not is_article(doc[first], doc):
        first += 1
    while first < last - 1 and doc[first].lower_ in NOT_FIRST:
        first += 1
    while last > first and not (is_capital(doc[last - 1]) or doc[last - 1].text[:1].isdigit()):
        last -= 1
    return first, last


def is_capital(token: Token) -> bool:
    """Whether a word is written as names are: "Aleppo", "‘Ayn", "d'Ivoire"."""
    return _CAPITAL.match(token.text) is not None


def is_article(token: Token, doc: Doc) -> bool:
    """Whether a small "al" that a hyphen ties to a name begins here."""
    following = token.i + 2
    return (
        token.lower_ in ARTICLES
        and following < len(doc)
        and doc[token.i + 1].text in JOINTS
        and is_capital(doc[following])
    )


def label_of(doc: Doc, ents: Sequence[Span], first: int, last: int) -> str:
    """The recogniser's word for these tokens: "GPE", "part of ORG", or nothing. `ents` are its names in order."""
    at = bisect_right(ents, first, key=attrgetter("end"))
    if at == len(ents) or ents[at].start >= last:
        return ""
    ent = ents[at]
    exact = trim(doc, ent.start, ent.end) == (first, last) or (first <= ent.start and ent.end <= last)
    label = ent.label_ if ent.label_ in KEPT_LABELS else "other"
    if not exact and label in PLACE_LABELS:
        return "part of GPE"
    return label if exact else f"part of {'other' if label == 'NORP' else label}"


def kind_after(doc: Doc, position: int) -> str | None:
    """ "X province", "X military airport": the kind word after a name, with at most one word that sharpens it."""
    places = load("places")
    if position + 1 < len(doc) and doc[position].lower_ in places["before_kinds"]:
        position += 1
    if position >= len(doc) or doc[position].is_sent_start:
        return None
    kind = places["kinds_after"].get(doc[position].lower_)
    return str(kind) if kind else None
