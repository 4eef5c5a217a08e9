"""Words that are nobody's name, or a public one: what the lexicon writes small, its bodies, lands and public persons.

>>> kind_of_word("warplanes"), kind_of_word("baghdad"), kind_of_word("ahmad"), kind_of_word("qwertz")
('common', 'proper', 'given', 'unknown')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from sayso.lexicon import load
from sayso.lexicon.countries import country_names
from sayso.lexicon.tables import read_lines

WordKind = Literal["common", "proper", "given", "unknown"]
# Lexicons that hold words of the language and names of what is public; learned weights and names of persons are not.
_WORDS = (
    "abbreviations",
    "cues",
    "demonyms",
    "events",
    "furniture",
    "grades",
    "link",
    "measures",
    "numbers",
    "origins",
    "parties",
    "roles",
    "sites",
    "status",
    "surveys",
    "times",
    "titles",
    "tolls",
    "units",
    "victims",
)
_NAMES = ("bodies", "organs", "places")
LETTERS = re.compile(r"[^\W\d_]+")


@cache
def common() -> frozenset[str]:
    """Words that are written small, as they stand and with the endings that they take."""
    listed = set(load("common_words")["words"].split())
    return frozenset(form for word in written_small() | listed for form in forms(word)) - given()


def written_small() -> frozenset[str]:
    """Words that the lexicons of this program write small, but for the list that `tools/build_common_words.py` makes."""
    return frozenset(word for name in (*_WORDS, *_NAMES) for word in _words(load(name)) if word.islower())


@cache
def proper() -> frozenset[str]:
    """Words of the names of bodies, lands and listed places, and the last names of public persons; in small letters."""
    large = {word.lower() for name in (*_WORDS, *_NAMES) for word in _words(load(name)) if not word.islower()}
    listed = [*country_names(), *(line["demonyms"] or "" for line in read_lines("countries.tsv"))]
    listed += (line["name"] for line in read_lines("places_supplement.tsv"))
    listed += (line["name"] for line in read_lines("admin_units.tsv.gz") if line["level"] == "1")
    large |= {word.lower() for name in listed for word in LETTERS.findall(name)}
    return frozenset(large | {name.split()[-1] for name in public_persons()}) - given()


@cache
def given() -> frozenset[str]:
    """Names that persons are given, in small letters."""
    names = load("given_names")
    return frozenset(word for group in ("female", "male") for word in names[group])


@cache
def public_persons() -> frozenset[str]:
    """The whole names of public persons, in small letters, hyphens as blanks."""
    listed = (spelling for group in load("persons").values() for names in group for spelling in names.split("|"))
    return frozenset(" ".join(LETTERS.findall(name.lower())) for name in listed)


@cache
def kind_of_word(word: str) -> WordKind:
    """What a word in small letters can be."""
    if word in given():
        return "given"
    if word in common():
        return "common"
    possessive = word.endswith("s") and word[:-1] in proper()  # "Syrias": the apostrophe is often lost
    return "proper" if word in proper() or possessive else "unknown"


def _words(value: Any) -> Iterator[str]:
    """All words of a lexicon, keys too."""
    match value:
        case str():
            yield from LETTERS.findall(value)
        case dict():
            for key, inner in value.items():
                yield from _words(key)
                yield from _words(inner)
        case list():
            for inner in value:
                yield from _words(inner)


def forms(word: str) -> Iterator[str]:
    """A word with the endings that it may take; some of them are none, which does no harm.

    >>> "bombed" in forms("bomb"), "shelling" in forms("shell"), "batteries" in forms("battery")
    (True, True, True)
    """
    yield word
    if len(word) < 3:
        return
    stem = word[:-1] if word.endswith("e") else word
    yield from (stem + ending for ending in ("ed", "ing", "er", "ers", "es"))
    yield word + "s"
    if word.endswith("y"):
        yield from (word[:-1] + ending for ending in ("ied", "ies"))
    yield from (word + word[-1] + ending for ending in ("ed", "ing"))
