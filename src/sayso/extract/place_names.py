"""Judge which words of a document name a place: proposals of the recogniser and of the gazetteer, on evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from spacy.tokens import Doc, Token

from sayso.extract.demonyms import find_demonyms
from sayso.lexicon import load
from sayso.model.place import PlaceCandidate

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
ACCEPTED = 2.0  # points from which words count as a place name
LONGEST_NAME = 6  # words
JOINTS = frozenset("- ‑ – ' ’ ' .".split())
CONNECTORS = frozenset("of the and de del da do dos di la le les el al az ez ar as ash at ad an es en des du e y".split())
ARTICLES = frozenset("al el ar as ash at ad az ez an es en".split())
POINTS = {
    "GPE": 3.0,
    "LOC": 2.5,
    "FAC": 1.0,
    "part of GPE": 1.5,
    "NORP": 0.5,
    "ORG": 0.3,
    "PERSON": -1.0,
    "other": -0.5,
    "part of ORG": -2.0,
    "part of PERSON": -3.5,
    "part of other": -2.0,
    "country": 3.0,
    "wide": 1.5,
    "large town": 1.0,
    "town": 0.3,
    "unknown": -2.0,
    "in": 2.0,
    "of": 0.7,
    "kind": 2.0,
    "container": 1.5,
    "list": 1.0,
    "title": -4.0,
    "name before": -2.0,
    "name after": -1.5,
    "common": -3.5,
    "no name": -1.5,
    "elsewhere": 1.0,
    "surname": -3.0,
}
LARGE, MIDDLING = 100_000, 15_000  # inhabitants


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
    form: str = "name"
    points: float = 0.0
    known: tuple[PlaceCandidate, ...] = ()
    label: str = ""


@cache
def words(group: str) -> frozenset[str]:
    """A group of words of the lexicon."""
    return frozenset(str(word) for word in load("places")[group])


def propose(doc: Doc, gazetteer: PlaceNames) -> list[Name]:
    """The place names and demonyms of a document that the evidence bears, without overlaps."""
    demonyms = [Name(first=first, last=last, form="demonym", points=ACCEPTED) for first, last in find_demonyms(doc)]
    proposed = _without_overlaps([*_entity_names(doc, gazetteer), *_gazetteer_names(doc, gazetteer)], demonyms)
    judged = [replace(name, points=_judge(doc, name)) for name in proposed]
    judged = _second_look(doc, judged)
    kept = [name for name in judged if name.points >= ACCEPTED]
    taken = {token for name in kept for token in range(name.first, name.last)}
    return kept + [name for name in demonyms if taken.isdisjoint(range(name.first, name.last))]


def _entity_names(doc: Doc, gazetteer: PlaceNames) -> Iterator[Name]:
    """The recogniser's places, trimmed to the name and taken apart at commas and "and"."""
    for ent in doc.ents:
        if ent.label_ not in PLACE_LABELS:
            continue
        first, last = trim(doc, ent.start, ent.end)
        if first == last:
            continue
        known = gazetteer.candidates(doc[first:last].text)
        if known or not any(token.text in (",", "and", "/", "&") for token in doc[first:last]):
            yield Name(first=first, last=last, known=known, label=ent.label_)


def trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The span without articles, possessives, marks and small words at its ends."""
    while first < last and not _is_capital(doc[first]) and not _is_article(doc[first], doc):
        first += 1
    while first < last and doc[first].lower_ == "the":
        first += 1
    while last > first and not (_is_capital(doc[last - 1]) or doc[last - 1].text[:1].isdigit()):
        last -= 1
    return first, last


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() or (token.text[:1] in "'‘’`ʿ" and token.text[1:2].isupper())


def _is_article(token: Token, doc: Doc) -> bool:
    """Whether a small "al" that a hyphen ties to a name begins here."""
    following = token.i + 2
    return (
        token.lower_ in ARTICLES and following < len(doc) and doc[token.i + 1].text in JOINTS and _is_capital(doc[following])
    )


def _gazetteer_names(doc: Doc, gazetteer: PlaceNames) -> Iterator[Name]:
    """Names that the gazetteer knows, the longest from each capitalised word on."""
    position = 0
    while position < len(doc):
        token = doc[position]
        after = position + 1
        if (_is_capital(token) and token.lower_ != "the") or _is_article(token, doc):
            for last in _ends(doc, position, gazetteer):
                known = gazetteer.candidates(doc.text[token.idx : doc[last - 1].idx + len(doc[last - 1])])
                if known:
                    yield Name(first=position, last=last, known=known, label=_label(doc, position, last))
                    after = last
                    break
        position = after


def _ends(doc: Doc, first: int, gazetteer: PlaceNames) -> list[int]:
    """Where a name that begins at `first` may end (exclusive), the longest first."""
    most = min(LONGEST_NAME, max(1, gazetteer.longest(doc[first].text)))
    if _is_article(doc[first], doc):
        most = max(most, 2)
    ends = []
    count = 0
    for token in doc[first:]:
        if token.i > first and (token.is_sent_start or token.is_space):
            break
        if token.text in JOINTS:
            continue
        if not (_is_capital(token) or token.lower_ in CONNECTORS or token.text[:1].isdigit()):
            break
        count += 1
        if count > most:
            break
        if _is_capital(token) or token.text[:1].isdigit():
            ends.append(token.i + 1)
    return ends[::-1]


def _label(doc: Doc, first: int, last: int) -> str:
    """The recogniser's word for these tokens: "GPE", "part of ORG", or nothing."""
    ents = {(token.ent_type_, token.i) for token in doc[first:last] if token.ent_type_}
    if not ents:
        return ""
    for ent in doc.ents:
        if ent.start < last and first < ent.end:
            exact = trim(doc, ent.start, ent.end) == (first, last) or (first <= ent.start and ent.end <= last)
            label = ent.label_ if ent.label_ in {*PLACE_LABELS, "ORG", "PERSON", "NORP"} else "other"
            if not exact and label in PLACE_LABELS:
                return "part of GPE"
            return label if exact else f"part of {'other' if label == 'NORP' else label}"
    return ""


def _without_overlaps(proposed: list[Name], demonyms: list[Name]) -> list[Name]:
    """The longest of proposals that overlap, those that the gazetteer knows first."""
    taken: set[int] = set()
    for name in demonyms:
        if name.last - name.first > 1:
            taken.update(range(name.first, name.last))
    kept = []
    for name in sorted(proposed, key=lambda name: (not name.known, name.first - name.last, name.label == "")):
        if taken.isdisjoint(range(name.first, name.last)):
            taken.update(range(name.first, name.last))
            kept.append(name)
    return kept


def _judge(doc: Doc, name: Name) -> float:
    """The points of a proposal by itself."""
    return sum(POINTS[reason] for reason in reasons(doc, name))


def reasons(doc: Doc, name: Name) -> Iterator[str]:
    """Every piece of evidence for and against a proposal, by its name in POINTS."""
    if name.label:
        yield name.label
    wide = _worth(name.known)
    if wide:
        yield wide
    text = doc[name.first : name.last].text
    if text.lower() in words("not_places"):
        yield "common"
    elif name.last - name.first == 1 and doc[name.first].pos_ != "PROPN" and wide != "country":
        yield "no name"
    yield from _before(doc, name, wide)
    yield from _after(doc, name, wide)


def _worth(known: tuple[PlaceCandidate, ...]) -> str:
    if not known:
        return "unknown"
    chief = known[0]
    if chief.kind in ("country", "continent"):
        return "country"
    if chief.kind != "city":
        return "wide"
    return "large town" if chief.population >= LARGE else "town" if chief.population >= MIDDLING else ""


def _before(doc: Doc, name: Name, wide: str) -> Iterator[str]:
    position = name.first - 1
    if position >= 0 and doc[position].lower_ == "the":
        position -= 1
    if position < 0:
        return
    word = doc[position].lower_
    if position > 0 and f"{doc[position - 1].lower_} {word}" in load("places")["kinds_before"]:
        yield "kind"
    elif word in words("strong_locative"):
        yield "in"
    elif word in words("locative"):
        yield "of"
    if word in words("titles"):
        yield "title"
    elif position == name.first - 1 and _is_name_part(doc[position]) and wide != "country":
        yield "name before"


def _is_name_part(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and _is_capital(token)
        and token.ent_type_ not in ("DATE", "TIME", "CARDINAL")
        and token.lower_ not in words("locative")
    )


def _after(doc: Doc, name: Name, wide: str) -> Iterator[str]:
    if name.last >= len(doc):
        return
    token = doc[name.last]
    if token.lower_ in load("places")["kinds_after"]:
        yield "kind"
    elif _is_name_part(token) and not token.is_sent_start and wide != "country" and token.ent_type_ not in PLACE_LABELS:
        yield "name after"


def _second_look(doc: Doc, judged: list[Name]) -> list[Name]:
    """Points for what the rest of the document says: neighbours, other mentions, persons of that name."""
    surnames = {
        ent[-1].text for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1 and ent[-1].text[:1].isupper()
    }
    sure = {doc[name.first : name.last].text for name in judged if name.points >= ACCEPTED + 1}
    starts = {name.first: name for name in judged}
    ends = {name.last: name for name in judged}
    return [replace(name, points=name.points + _context(doc, name, surnames, sure, starts, ends)) for name in judged]


def _context(
    doc: Doc, name: Name, surnames: set[str], sure: set[str], starts: dict[int, Name], ends: dict[int, Name]
) -> float:
    points = 0.0
    text = doc[name.first : name.last].text
    if text in sure and name.points < ACCEPTED + 1:
        points += POINTS["elsewhere"]
    if text in surnames and _worth(name.known) != "country":
        points += POINTS["surname"]
    following = starts.get(name.last + 1) if name.last < len(doc) and doc[name.last].text == "," else None
    if following is not None and following.known and following.known[0].kind in ("country", "admin1", "continent"):
        points += POINTS["container"]
    elif any(_sibling(doc, name, other) for other in (*_next_to(name, starts, doc), *_next_to(name, ends, doc))):
        points += POINTS["list"]
    return points


def _next_to(name: Name, edges: dict[int, Name], doc: Doc) -> list[Name]:
    """Proposals that a comma or "and" parts from this one."""
    found = []
    for gap in (1, 2):
        for edge, between in ((name.last + gap, doc[name.last : name.last + gap]), (name.first - gap, doc[max(0, name.first - gap) : name.first])):
            other = edges.get(edge)
            if other is not None and all(token.lower_ in (",", "and", "&", "or", "/") for token in between):
                found.append(other)
    return found


def _sibling(doc: Doc, name: Name, other: Name) -> bool:
    return other.points >= ACCEPTED and other is not name


