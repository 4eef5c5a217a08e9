"""Read how the words around a place name point at it: "30 km south of", "near", "X, in Y province", "city of"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from sayso.extract.place_names import Name, kind_after, text_of
from sayso.lexicon import load
from sayso.model.document import Span
from sayso.model.mention import PlaceMention

Relation = Literal["at", "near", "direction", "between", "part"]
SMALL = frozenset(
    [",", "in", "the", "(", "of", "located", "based"]
)  # words between a name and the one that contains it
BEFORE_NAMES = frozenset(["the", "of", "city", "town", "village", "cities", "towns", "villages"])
NEVER_BETWEEN = frozenset(
    [",", ".", "and", "in", "with", "to"]
)  # words that part a demonym from a place it says nothing of
FURTHEST = 6  # tokens between a name and the one that contains it: "Daquq, in southern Kirkuk province"
SENSES = 8  # of a name that are looked at for one lying in the other
LOOKBACK = 4  # tokens before a name that may say near what it is


def point_at(doc: Doc, name: Name, *, before: Sequence[Name], after: Sequence[Name]) -> PlaceMention:
    """The mention of a name, with what the words around it say; `before` and `after` are the names next to it."""
    first, last = doc[name.first], doc[name.last - 1]
    span = Span(first.idx, last.idx + len(last))
    text = doc[name.first : name.last].text
    if name.form == "demonym":
        return PlaceMention(span=span, text=text, form="demonym")
    distance, bearing, relation = _relation(doc, name)
    if relation == "at" and before and _closes_pair(doc, before[-1], name):
        relation = "between"
    return PlaceMention(
        span=span,
        text=text,
        kind_hint=kind_hint(doc, name, before, after),
        relation=relation,
        distance_km=distance,
        bearing=bearing,
        within=_within(doc, name, before, after),
    )


def kind_hint(doc: Doc, name: Name, before: Sequence[Name], after: Sequence[Name]) -> str | None:
    """The kind that the words beside the name say it is; a plural after a list serves every name of the list."""
    kinds = load("places")["kinds_after"]
    plain = kind_after(doc, name.last)
    if plain is not None:
        other = after[0] if after and after[0].first == name.last + 2 and doc[name.last + 1].lower_ == "of" else None
        return plain if other is None or _is_smaller(name, other) else None
    end = name.last
    for other in after:
        if not _is_list(doc, end, other.first):
            break
        end = other.last
        word = doc[end].lower_ if end < len(doc) else ""
        if word.endswith("s") and word in kinds:
            return str(kinds[word])
    if before and before[-1].form == "name" and before[-1].last == name.first - 2 and _is_smaller(before[-1], name):
        return _kind_within(doc, name)  # "the Karrada district of Baghdad": the word is of the other name
    return _kind_before(doc, name.first) or _kind_within(doc, name)


def _kind_before(doc: Doc, position: int) -> str | None:
    """ "the city of X", "Lake X"."""
    kinds = load("places")["kinds_before"]
    if position > 0 and doc[position - 1].lower_ == "the":
        position -= 1
    for length in (2, 1):
        words = doc[max(0, position - length) : position].text.lower()
        if words in kinds:
            return str(kinds[words])
    return None


def _kind_within(doc: Doc, name: Name) -> str | None:
    """ "Orange County", "Lake Erie": the kind word is a part of the name."""
    places = load("places")
    if name.last - name.first < 2:
        return None
    last, first = doc[name.last - 1].lower_, doc[name.first].lower_
    kind = places["kinds_after"].get(last) or places["kinds_before"].get(first)
    return str(kind) if kind else None


def _is_list(doc: Doc, end: int, start: int) -> bool:
    """Whether only commas and "and" stand between two names."""
    between = doc[end:start]
    return 0 < len(between) <= 3 and all(token.lower_ in (",", "and", "or", "&", "the") for token in between)


def _relation(doc: Doc, name: Name) -> tuple[float | None, float | None, Relation]:
    """Distance in kilometres, bearing in degrees from north, and the relation to the named place."""
    places = load("places")
    position = name.first - 1
    while position >= 0 and doc[position].lower_ in BEFORE_NAMES:
        position -= 1
    if position < 0 or doc[position].is_sent_end:
        return None, None, "at"
    bearings = places["bearings"]
    word, start = _compass(doc, position)
    if word in bearings and any(token.lower_ == "of" for token in doc[position + 1 : name.first]):
        return _distance(doc, start), float(bearings[word]), "direction"
    if word.removesuffix("ern") in bearings or word in bearings:
        return None, None, "part"
    before = doc[max(0, name.first - LOOKBACK) : name.first].text.lower().removesuffix(" the").split()
    said = " ".join(before)
    if any(said == near or said.endswith(" " + near) for near in places["near"]):
        return _distance(doc, position), None, "near"
    if doc[position].lower_ == "from" and (distance := _distance(doc, position)) is not None:
        return distance, None, "near"
    if doc[position].lower_ == "between":
        return None, None, "between"
    return None, None, "at"


def _closes_pair(doc: Doc, other: Name, name: Name) -> bool:
    """Whether a name is Y of "between X and Y"."""
    start = other.first - 1
    while start >= 0 and doc[start].lower_ in BEFORE_NAMES:
        start -= 1
    between = [token.lower_ for token in doc[other.last : name.first] if token.lower_ != "the"]
    return start >= 0 and doc[start].lower_ == "between" and between == ["and"]


def _compass(doc: Doc, position: int) -> tuple[str, int]:
    """The compass word that ends at a token, hyphens and all, and the token that it begins at."""
    if position >= 2 and doc[position - 1].text == "-":
        return f"{doc[position - 2].lower_}-{doc[position].lower_}", position - 2
    return doc[position].lower_, position


def _distance(doc: Doc, position: int) -> float | None:
    """The distance that ends just before a token: "30 km", "12 miles ( 19 km )", "some 5 kilometres to the"."""
    units = load("places")["kilometres_a_unit"]
    for token in reversed(doc[max(0, position - 6) : position]):
        if token.lower_ in units and token.i > 0:
            number = _number(doc[token.i - 1])
            return None if number is None else number * float(units[token.lower_])
        glued = token.lower_.rstrip("kmetrsil")
        if glued != token.lower_ and glued.replace(".", "").isdigit() and token.lower_[len(glued) :] in units:
            return float(glued) * float(units[token.lower_[len(glued) :]])
    return None


def _number(token: Token) -> float | None:
    text = token.text.replace(",", "")
    if text.replace(".", "", 1).isdigit():
        return float(text)
    found = load("places")["numbers"].get(token.lower_)
    return None if found is None else float(found)


def _within(doc: Doc, name: Name, before: Sequence[Name], after: Sequence[Name]) -> str | None:
    """The containing place that is named with it, after it or before it."""
    if after and after[0].form == "name" and _follows_as_container(doc, name, after):
        return text_of(doc, after[0])
    if before and _leads_as_container(doc, name, before[0]):
        return text_of(doc, before[0])
    return None


def _follows_as_container(doc: Doc, name: Name, after: Sequence[Name]) -> bool:
    """ "X, Y", "X (Y)", "X in southern Y", "the X district of Y"."""
    other = after[0]
    if not 0 < other.first - name.last <= FURTHEST:
        return False
    between = [token.lower_ for token in doc[name.last : other.first]]
    kinds = load("places")["kinds_after"]
    if any(word not in SMALL and word not in kinds and word not in words_of_direction() for word in between):
        return False
    if between[0] == ",":
        return "in" in between or not _lists(doc, name, after)
    return (
        "in" in between
        or between[0] == "("
        or (between[-1] == "of" and between[0] in kinds and _is_smaller(name, other))
    )


def _leads_as_container(doc: Doc, name: Name, other: Name) -> bool:
    """ "Y's X", "the Yish city of X", "the Y suburb of X"."""
    if not 0 <= name.first - other.last <= FURTHEST:
        return False
    between = [token.lower_ for token in doc[other.last : name.first]]
    kinds = load("places")["kinds_after"]
    if other.form == "name":
        owned = between[:1] in (["'s"], ["’s"])
        return owned or (len(between) == 2 and between[0] in kinds and between[1] == "of" and _is_smaller(name, other))
    if any(word in NEVER_BETWEEN for word in between):
        return False
    return not between or between[-1] == "of" or all(word in kinds or word in ("capital", "the") for word in between)


def _is_smaller(name: Name, other: Name) -> bool:
    """Whether the first is the lesser place: "the Karrada district of Baghdad", "the Damascus suburb of Jobar"."""
    return _size(name) < _size(other)


def _size(name: Name) -> float:
    if not name.known:
        return 0.0
    chief = name.known[0]
    return 1e9 if chief.kind in ("country", "continent", "region") else float(chief.population)


def _lists(doc: Doc, name: Name, after: Sequence[Name]) -> bool:
    """Whether the comma after a name parts members of a list rather than a place from the one that contains it."""
    alone = len(after) == 1 or not _is_list(doc, after[0].last, after[1].first)
    if alone and _may_contain(after[0], name):
        return False  # "Buffalo, New York" although New York is first of all a town
    own, following = _chief_kind(name), _chief_kind(after[0])
    if own == following or own in ("country", "continent"):
        return True
    end = after[0].last
    if end < len(doc) and doc[end].lower_ in ("and", "or", "&"):
        return len(after) > 1 and _chief_kind(after[1]) == following
    return len(after) > 1 and _is_list(doc, end, after[1].first) and _chief_kind(after[1]) == following


def _may_contain(outer: Name, inner: Name) -> bool:
    """Whether one of the likelier senses of a name is a unit or country that one of the other lies in."""
    return any(
        large.kind in ("admin1", "country")
        and small.kind not in ("admin1", "country", "continent")
        and large.country == small.country
        and (large.kind == "country" or (large.admin1 is not None and large.admin1 == small.admin1))
        for large in outer.known[:SENSES]
        for small in inner.known[:SENSES]
    )


def _chief_kind(name: Name) -> str | None:
    return name.known[0].kind if name.known else None


@cache
def words_of_direction() -> frozenset[str]:
    """ "southern", "north-east", ...: compass words and their adjectives."""
    bearings = load("places")["bearings"]
    return frozenset({*bearings, *(f"{word}ern" for word in bearings), "central", "rural", "eastern", "western"})
