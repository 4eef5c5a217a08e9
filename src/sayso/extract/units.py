"""Units: what class of thing a counted noun names, and the measure that the noun itself decides.

>>> unit_class("villager"), unit_class("barrel bombs"), unit_class("idea")
('person', 'munition', None)
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from spacy.tokens import Token

from sayso.lexicon import load

_CACHED = 32768  # different words kept: more than a document has
_DESIGNATION = re.compile(r"([a-z]{1,8})-?\d{1,3}[a-z]{0,2}s?$")  # "mig-29", "su-24m", "t-72s"
_ENDINGS = {"women": ("woman",), "men": ("man",), "children": ("child",), "ies": ("y", "ie")}  # plural: singular
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "wives": "wife",
    "feet": "foot",
    "thieves": "thief",
}


@cache
def _classes() -> dict[str, tuple[str, str | None]]:
    """Each noun with its class and, for persons, the group within it; the first listing of a noun wins."""
    table: dict[str, tuple[str, str | None]] = {}
    for name, members in load("units")["classes"].items():
        groups = members.items() if isinstance(members, dict) else [(None, members)]
        for group, nouns in groups:
            for noun in nouns:
                table.setdefault(noun, (name, group))
    return table


def _forms(noun: str) -> list[str]:
    """The forms under which a noun may be listed: as it stands, singular, with and without its leading words."""
    noun = " ".join(noun.lower().split()).rstrip(".")
    forms = [noun]
    *lead, last = noun.split(" ")
    singular = _singular(last)
    for one in singular:
        forms.append(" ".join([*lead, one]))
    tail = last.rsplit("-", 1)[-1]
    return [*forms, last, *singular, tail, *_singular(tail)]


def _singular(word: str) -> list[str]:
    """The singulars that a plural may have."""
    if word in _IRREGULAR:
        return [_IRREGULAR[word]]
    for plural, endings in _ENDINGS.items():
        if word.endswith(plural) and len(word) > len(plural) + 1:
            return [word.removesuffix(plural) + ending for ending in endings]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 2:
        return [word[:-1], word[:-2]] if word.endswith("es") else [word[:-1]]
    return []


@lru_cache(maxsize=_CACHED)
def _listed(noun: str) -> tuple[str, str | None] | None:
    table = _classes()
    return next((table[form] for form in _forms(noun) if form in table), None)


def unit_class(lemma: str) -> str | None:
    """The class of a noun ("person", "strike", "munition", "vehicle", "building", "site", ...), None where it has none.

    Takes a lemma, a plural or a phrase of which the last word is the noun.
    """
    listed = _listed(lemma)
    return None if listed is None else listed[0]


def person_group(lemma: str) -> str | None:
    """For a person noun "civilian", "fighter" or "casualty"; None for other nouns."""
    listed = _listed(lemma)
    return None if listed is None else listed[1]


def token_class(token: Token) -> str | None:
    """The class of the noun at a token; the name of a people in the plural is a class of persons."""
    inner = token.i > 0 and not token.is_sent_start
    if inner and token.nbor(-1).lower_ in ("sq", "sq.", "square"):
        return "area"
    own = unit_class(token.lower_)
    if own is not None:
        return own
    if inner:
        found = unit_class(f"{token.nbor(-1).lower_} {token.lower_}")
        if found is not None:
            return found
    designation = _DESIGNATION.match(token.lower_)
    if designation is not None:
        return next((name for name, letters in load("units")["families"].items() if designation[1] in letters), None)
    return "person" if token.ent_type_ == "NORP" and token.lower_.endswith("s") else None


def token_measure(token: Token) -> str | None:
    """The measure that the noun at a token decides, None where its event does: of persons, their fate decides."""
    units = load("units")
    kind = token_class(token)
    if kind is None or kind == "person":
        return None
    own = noun_measure(token)
    found = own if own is not None else units["class_measures"].get(kind)
    return None if found is None else str(found)


def noun_measure(token: Token) -> str | None:
    """The measure that a noun decides whatever happened: "deaths", "the wounded", "targets"."""
    measures = load("units")["measures"]
    return next((str(measures[form]) for form in _forms(token.lower_) if form in measures), None)


def is_number(token: Token) -> bool:
    """Whether the word is a number, or stands for one: "three", "dozens"."""
    return token.like_num or token.lower_ in _standing()


@cache
def _standing() -> frozenset[str]:
    return frozenset(load("numbers")["standing"])


def is_plural(token: Token) -> bool:
    """Whether the word is a plural, or one that has no other form."""
    if token.tag_ in ("NNS", "NNPS") or token.lower_ in _IRREGULAR:
        return True
    if token.lower_ in load("units")["unpluralised"] or token.lemma_.lower() in load("units")["unpluralised"]:
        return True
    if token.lower_.endswith("s") and _DESIGNATION.match(token.lower_) is not None:
        return True
    return token.lower_.endswith("s") and unit_class(token.lower_) is not None and not token.lower_.endswith("ss")
