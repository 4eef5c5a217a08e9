"""Weigh the words beside a proposed place name: prepositions, kinds, titles, verbs that take places, public bodies."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.extract.place_names import JOINTS, PLACE_LABELS, Name, is_capital, kind_after, text_of, words
from sayso.lexicon import load
from sayso.model.place import PlaceCandidate

LARGE, MIDDLING = 100_000, 15_000  # inhabitants
DATELINE_MARKS = frozenset(["(", "—", "–", "--", "-", ",", ":"])  # what follows the town that a report comes from
LONGEST_BODY = 5  # words after a name that may make it a public body's
PARTIES = frozenset(["R", "D", "I"])
OBJECTS = frozenset(["dobj", "nsubjpass", "obj"])


def is_dateline(doc: Doc, name: Name) -> bool:
    """Whether a report says where it comes from: "BEIRUT (AP) —", "SANAA:"."""
    marked = name.last < len(doc) and doc[name.last].text in DATELINE_MARKS
    return marked and bool(doc[name.first].is_sent_start) and text_of(doc, name).isupper()


def worth(known: tuple[PlaceCandidate, ...]) -> str:
    if not known:
        return "unknown"
    chief = known[0]
    if chief.kind in ("country", "continent"):
        return "country"
    if chief.kind != "city":
        return "wide"
    return "large town" if chief.population >= LARGE else "town" if chief.population >= MIDDLING else ""


def names_public_body(doc: Doc, name: Name) -> bool:
    """Whether the capitalised words after a name make it the place that a public body serves: "Idlib Health Board"."""
    if name.first > 0 and _is_name_part(doc[name.first - 1]):
        return False
    for token in doc[name.last : name.last + LONGEST_BODY]:
        if token.is_sent_start or not (is_capital(token) or token.lower_ in ("and", "of", "for")):
            return False
        if token.lower_ in words("public_bodies"):
            return True
    return False


def before(doc: Doc, name: Name, wide: str) -> Iterator[str]:
    """The evidence of the words before a name, and of the verb that it is the object of."""
    if _is_taken(doc, name):
        yield "taken"
    position = name.first - 1
    if position >= 0 and doc[position].lower_ == "the":
        position -= 1
    if position < 0:
        return
    word = doc[position].lower_
    if word in JOINTS and position > 0 and doc[position - 1].text in PARTIES:
        yield "party"  # "Senator Ada Byron, D-Ohio"
    if word == "of" and position > 0 and doc[position - 1].text in words("bodies_of"):
        yield "body"
    if position > 0 and f"{doc[position - 1].lower_} {word}" in load("places")["kinds_before"]:
        yield "kind of"
    elif word in load("places")["kinds_after"] and doc[position].text == word:
        yield "kind"  # "the province Gauteng"
    elif word in words("strong_locative") or (word == "of" and position > 0 and _points(doc[position - 1])):
        yield "in"
    elif word in words("aimed_by") and position > 0 and doc[position - 1].lower_ in words("aimed_at"):
        yield "aimed at"
    elif word in words("locative"):
        yield "of"
    if word in words("titles"):
        yield "title"
    elif position == name.first - 1 and _is_name_part(doc[position]) and wide != "country":
        yield "name before"


def _is_taken(doc: Doc, name: Name) -> bool:
    """Whether the name, or the first of its list, is the object of a verb that takes places: "seized NAME"."""
    root: Token = doc[name.first : name.last].root
    while root.dep_ == "conj" and root.head.i < root.i:
        root = root.head
    return root.dep_ in OBJECTS and root.head.lemma_.lower() in words("taken")


def _points(token: Token) -> bool:
    """Whether the noun before "of" makes what follows a place: "south of", "the outskirts of"."""
    return token.lower_ in load("places")["bearings"] or token.lower_ in words("parts_of_places")


def _is_name_part(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and is_capital(token)
        and token.ent_type_ not in ("DATE", "TIME", "CARDINAL")
        and token.lower_ not in words("locative")
    )


def after(doc: Doc, name: Name, wide: str) -> Iterator[str]:
    """The evidence of the words after a name."""
    if name.last >= len(doc):
        return
    token = doc[name.last]
    if is_dateline(doc, name):
        yield "dateline"
    if token.text in words("bodies_after"):
        yield "body"
    elif kind_after(doc, name.last) is not None:
        yield "kind"
    elif _is_of_the_place(doc, name):
        yield "of the place"
    elif name.label == "PERSON" and token.lemma_.lower() in words("speech"):
        yield "speaks"
    elif _is_name_part(token) and not token.is_sent_start and wide != "country" and token.ent_type_ not in PLACE_LABELS:
        yield "name after"


def _is_of_the_place(doc: Doc, name: Name) -> bool:
    """ "NAME residents", "the NAME area", "NAME-based"."""
    token = doc[name.last]
    if token.text in JOINTS and name.last + 1 < len(doc):
        return doc[name.last + 1].lower_ in words("tied_to_place")
    return token.text in words("of_the_place") and not token.is_sent_start
