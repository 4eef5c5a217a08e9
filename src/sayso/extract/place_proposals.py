"""Propose the words of a document that may name a place: the recogniser's, the gazetteer's, and loosely spelled ones."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.extract.place_names import (
    APOSTROPHES,
    ARTICLES,
    JOINTS,
    PLACE_LABELS,
    Name,
    PlaceNames,
    is_article,
    is_capital,
    known_as,
    label_of,
    trim,
    words,
)
from sayso.extract.stretches import Stretches

LONGEST_NAME = 6  # words
CONNECTORS = ARTICLES | frozenset(
    ["of", "the", "and", "de", "del", "da", "do", "dos", "di", "la", "le", "les", "des", "du", "e", "y"]
)
SMALL_STARTS = frozenset(["as", "at", "an", "en", "es", "the", "of"])  # words that start sentences rather than names
SEPARATORS = frozenset([",", "and", "/", "&"])
LOOSE_LENGTH = 5  # letters of a name that may be read loosely


def entity_names(doc: Doc, gazetteer: PlaceNames) -> Iterator[Name]:
    """The recogniser's places, trimmed to the name and taken apart at commas and "and"."""
    for ent in doc.ents:
        if ent.label_ not in PLACE_LABELS:
            continue
        first, last = trim(doc, ent.start, ent.end)
        if first == last:
            continue
        known = known_as(doc[first:last].text, gazetteer)
        if known or not SEPARATORS & {token.text for token in doc[first:last]}:
            yield Name(first=first, last=last, known=known, label=ent.label_)


def gazetteer_names(doc: Doc, gazetteer: PlaceNames) -> Iterator[Name]:
    """Names that the gazetteer knows, the longest from each capitalised word on."""
    position = 0
    text, ents = doc.text, doc.ents  # each look at these costs as much as the document is long
    while position < len(doc):
        token = doc[position]
        after = position + 1
        if _may_begin(token, doc):
            for last in _ends(doc, position, gazetteer):
                known = known_as(text[token.idx : doc[last - 1].idx + len(doc[last - 1])], gazetteer)
                if known:
                    start, after = _extend(doc, position, last)
                    yield Name(first=start, last=after, known=known, label=label_of(doc, ents, start, after))
                    break
        position = after


def _may_begin(token: Token, doc: Doc) -> bool:
    """Whether a name may begin here: a capital that is no mere start of a sentence, or a small "al-"."""
    if is_article(token, doc):
        return True
    if not is_capital(token) or token.lower_ == "the" or (token.i > 0 and doc[token.i - 1].text == "$"):
        return False
    tied = token.i + 1 < len(doc) and doc[token.i + 1].text in JOINTS
    return tied or token.lower_ not in SMALL_STARTS


def _extend(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The name with the capitalised words that belong to it: "Danube Delta", "Lake Erie", "North Dallas"."""
    if last < len(doc) and doc[last].text in words("part_of_name") and not doc[last].is_sent_start:
        longer = last + 1 < len(doc) and is_capital(doc[last + 1]) and not doc[last + 1].is_sent_start
        last += 0 if longer else 1  # "Denver District Judge" goes on
    before = doc[first - 1] if first > 0 else None
    if before is not None and before.text in words("begins_name") and not before.is_sent_start:
        first -= 1
    return first, last


def _ends(doc: Doc, first: int, gazetteer: PlaceNames) -> list[int]:
    """Where a name that begins at `first` may end (exclusive), the longest first."""
    most = min(LONGEST_NAME, max(1, gazetteer.longest(doc[first].text)))
    if is_article(doc[first], doc):
        most = max(most, 2)
    ends: list[int] = []
    count = 0
    for token in doc[first:]:
        if token.i > first and (token.is_sent_start or token.is_space):
            break
        if token.text in JOINTS:
            continue
        if token.i > first and doc[token.i - 1].text in APOSTROPHES and ends and ends[-1] == token.i - 1:
            ends[-1] = token.i + 1  # "Nu’man" in three tokens
            continue
        if not (is_capital(token) or token.lower_ in CONNECTORS or token.text[:1].isdigit()):
            break
        count += 1
        if count > most:
            break
        if is_capital(token) or token.text[:1].isdigit():
            ends.append(token.i + 1)
    return ends[::-1]


def loose_names(doc: Doc, gazetteer: PlaceNames, proposed: list[Name], local: frozenset[str]) -> Iterator[Name]:
    """Names that a transliteration of a place of a local country may be, where nothing else was proposed."""
    taken = {token for name in proposed if name.known for token in range(name.first, name.last)}
    ents = doc.ents
    for first, last in _capital_runs(doc, taken):
        known = gazetteer.candidates(doc[first:last].text, loosely=True)
        near = tuple(candidate for candidate in known if candidate.country in local and candidate.kind != "country")
        if near:
            yield Name(first=first, last=last, known=near, label=label_of(doc, ents, first, last), loosely=True)


def _capital_runs(doc: Doc, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of proper nouns, small articles included, that no proposal covers."""
    first = None
    for token in doc:
        inside = (
            token.i not in taken
            and not token.is_sent_start
            and (
                (is_capital(token) and token.pos_ == "PROPN" and _may_be_loose(token))
                or is_article(token, doc)
                or (first is not None and token.text in JOINTS)
            )
        )
        if inside and first is None and token.text not in JOINTS:
            first = token.i
        elif not inside and first is not None:
            last = token.i
            while last > first and not is_capital(doc[last - 1]):
                last -= 1
            if len(doc[first:last].text) >= LOOSE_LENGTH and last - first <= LONGEST_NAME:
                yield first, last
            first = None


def _may_be_loose(token: Token) -> bool:
    """Whether a word may be of a loosely spelled name: no common word, save one that a name begins with."""
    if token.lower_ not in words("not_places"):
        return True
    following = token.i + 1
    return token.lower_ in words("begins_abroad") and following < len(token.doc) and is_capital(token.nbor())


def without_overlaps(proposed: list[Name], demonyms: list[Name]) -> list[Name]:
    """The longest of proposals that overlap, those that the gazetteer knows first."""
    taken: set[int] = set()
    told = Stretches(([(demonym.first, demonym.last - 1)], demonym) for demonym in demonyms)
    proposed = [
        name for name in proposed if not any(_is_inside(name, one) for one in told.at((name.first, name.last - 1)))
    ]
    kept = []
    for name in sorted(proposed, key=lambda name: (not name.known, name.first - name.last, name.label == "")):
        if taken.isdisjoint(range(name.first, name.last)):
            taken.update(range(name.first, name.last))
            kept.append(name)
    return kept


def _is_inside(name: Name, demonym: Name) -> bool:
    """Whether a name is only a part of a demonym ("Africa" of "South African"), or a town that one is spelled like."""
    if not (demonym.first <= name.first and name.last <= demonym.last):
        return False
    return demonym.last - demonym.first > 1 or not name.known or name.known[0].kind == "city"
