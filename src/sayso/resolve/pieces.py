"""The words of a source's name taken apart: bodies, countries, offices, words for speakers, names.

>>> [(piece.part, piece.words) for piece in pieces("Kenyan army spokesman Paul Dahl".split())]
[('body', 'Kenyan army'), ('speaker', 'spokesman'), ('name', 'Paul Dahl')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.lexicon import load
from sayso.lexicon.bodies import Body, alias_key, bodies_named, by_alias
from sayso.lexicon.organs import organ_named, organ_of, owner_named, seats

LONGEST = 12  # words of the longest name that is looked for
_QUOTES = re.compile(r"[\"“”„«»]|(?<!\w)['‘’]|['‘’](?!\w)(?<!s['’])")
_STOPS = re.compile(r"\bU\. ?([NSK])\.")
ARTICLES = frozenset({"the", "a", "an"})
_NAME = re.compile(
    r"[^\W\da-z_][\w.'’-]*|(?:al|el|an|ar|as|at|ad|ez|bin|ibn|abu|von|van|de|der|la|le|du|da|dos|ould|ul)-[A-Z][\w'’-]*"
)
_MINISTER = re.compile(r"(?:(?:deputy )?(?P<before>\w+) minister|(?:deputy )?minister (?:of|for) (?P<after>\w+))")

Part = Literal["body", "organ", "office", "speaker", "owner", "rank", "title", "name", "word", "link", "join"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a wording and what it is; `first` counts words."""

    part: Part
    words: str
    first: int
    bodies: tuple[Body, ...] = ()
    value: str | None = None
    classes: tuple[str, ...] = ()


def plain(wording: str) -> str:
    """The words without quote marks, superfluous space and leading articles; "U.S." and "U.N." without stops."""
    words = _STOPS.sub(r"U\1", _QUOTES.sub("", wording.replace("’", "'"))).split()
    while words and words[0].lower() in ARTICLES:
        words = words[1:]
    return " ".join(words).strip(" ,.;:") + ("." if words and re.fullmatch(r"(?:[A-Z]\.)+", words[-1]) else "")


def pieces(words: list[str]) -> Iterator[Piece]:
    """The words taken apart, the longest known stretch at each place; words without meaning here are left out."""
    at = 0
    while at < len(words):
        found = _known(words, at)
        if found is not None:
            yield found[0]
            at += found[1]
            continue
        length = _name_length(words, at)
        if length:
            yield Piece(part="name", words=_bare(" ".join(words[at : at + length])), first=at)
            at += length
            continue
        lower = words[at].lower()
        if lower in _words("joining"):
            yield Piece(part="join", words=words[at], first=at)
        elif lower in _words("links"):
            yield Piece(part="link", words=words[at], first=at)
        else:
            yield Piece(part="word", words=words[at], first=at)
        at += 1


def _name_length(words: list[str], at: int) -> int:
    """How many words from here on are a name that the lexicon does not know."""
    length = 0
    if not at and words[0].lower() in _words("fillers"):
        return 0  # a capital only because it is the first word
    while at + length < len(words) and (
        _NAME.fullmatch(words[at + length]) or words[at + length] in _words("particles")
    ):
        if length and _known(words, at + length, name=True) is not None:
            break
        length += 1
        if words[at + length - 1].endswith(("'s", "s'")):
            break
    while length and words[at + length - 1] in _words("particles"):
        length -= 1  # "al" alone ends no name
    return length


def _known(words: list[str], at: int, *, name: bool = False) -> tuple[Piece, int] | None:
    """The longest known stretch from here on with its length; within a name, countries do not count."""
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        stretch = _bare(" ".join(words[at : at + length]))
        found = _look_up(stretch, at)
        if found is not None and not (name and found.part in {"owner", "title"}):
            return found, length
    return None


def _look_up(stretch: str, at: int) -> Piece | None:
    lowered = stretch.lower()
    listed = by_alias().get(alias_key(stretch)) or by_alias().get(alias_key(stretch.replace("'s ", " ")))
    post = organ_named(stretch)
    if (
        listed is not None
        and stretch not in seats()
        and (post is None or alias_key(stretch) in load("bodies")["first"])
    ):
        return Piece(part="body", words=stretch, first=at, bodies=listed, value=post)
    if lowered in _offices():
        return Piece(part="office", words=stretch, first=at, value=_offices()[lowered], classes=("voice",))
    owned = organ_of(stretch)
    if owned is not None and owned[0] is not None:
        return Piece(part="body", words=stretch, first=at, bodies=bodies_named(stretch))
    if post is not None:
        return Piece(part="organ", words=stretch, first=at, value=post)
    if lowered in _speakers():
        return Piece(part="speaker", words=stretch, first=at, classes=_speakers()[lowered])
    if lowered in _ranks() and stretch[:1].isupper():
        return Piece(part="rank", words=stretch, first=at, classes=("voice",))
    if lowered in _honorifics():
        return Piece(part="title", words=stretch, first=at)
    owner = owner_named(stretch) or seats().get(stretch)
    if owner is not None:
        return Piece(part="owner", words=stretch, first=at, value=owner)
    minister = _minister(lowered)
    return (
        None if minister is None else Piece(part="office", words=stretch, first=at, value=minister, classes=("voice",))
    )


def _minister(lowered: str) -> str | None:
    """The ministry of a minister of any field."""
    found = _MINISTER.fullmatch(lowered)
    field = (found["before"] or found["after"]) if found is not None else None
    if field is None or owner_named(field.title()) or field in _words("no_fields"):
        return None
    return f"{field}-ministry"


def _bare(words: str) -> str:
    return re.sub(r"(?:'s|(?<=s)')$", "", words).strip(",;:")


@cache
def _offices() -> dict[str, str]:
    listed = {word: organ for organ, words in load("organs")["offices"].items() for word in words}
    deputies = {
        f"{kind} {word}": organ
        for word, organ in listed.items()
        for kind in ("deputy", "former", "acting", "vice", "assistant")
    }
    return {**deputies, **listed}


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in load("organs")["speakers"].items():
        for word in words:
            found[word] = (*found.get(word, ()), kind)
    return found


@cache
def _ranks() -> frozenset[str]:
    return frozenset(load("titles")["ranks"])


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(load("titles")["honorifics"])


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(load("organs")[section])
