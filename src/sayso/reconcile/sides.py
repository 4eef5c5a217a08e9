"""Which side a doer belongs to, as far as its wording tells: countries and well-known parties.

>>> sorted(sides("Russian warplanes")), sorted(sides("US-led coalition jets")), sorted(sides("two men"))
(['RU'], ['US', 'US-led coalition'], [])
>>> sorted(sides("Sudan's Rapid Support Forces")), sorted(sides("Israel"))
(['rapid-support-forces'], ['IL'])
>>> opposed("Russian jets", "an Israeli drone"), opposed("Russian or Syrian jets", "Syrian aircraft")
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from sayso.lexicon import load
from sayso.lexicon.bodies import Body, body_named
from sayso.lexicon.demonyms import place_of
from sayso.lexicon.organs import SEEN, owner_named, seats

_WORDS = load("origins")
PARTIES: dict[str, re.Pattern[str]] = {
    side: re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")(?:'?s)?\b", re.I)
    for side, names in _WORDS["sides"].items()
}
_UNSURE = re.compile(r"\b(?:" + "|".join(_WORDS["unsure"]) + r")\b", re.I)
_AND = re.compile(r"\s+(?:and|as well as|together with|alongside)\s+|,\s*")
_WHERE = re.compile(r"\s+(?:in|near|at|around|outside)\s+")  # "gunmen in Mali" names no side
_OF_STATE = frozenset({"government", "state military"})
LONGEST = 6  # words of the longest name of a body that is looked for
_NAMELESS = re.compile(r"\b(?:" + "|".join(_WORDS["nameless"]) + r")\b", re.I)
_TELLERS = re.compile(r"\b(?:" + "|".join(_WORDS["tellers"]) + r")\b", re.I)


@cache
def sides(actor: str) -> frozenset[str]:
    """The sides that the wording names, all that "and" joins; a party's own name counts before the country in it."""
    return frozenset(side for part in _AND.split(actor) for side in _sides_of(part))


def _sides_of(actor: str) -> frozenset[str]:
    parties = frozenset(side for side, pattern in PARTIES.items() if pattern.search(actor))
    if parties:
        return parties | {member for side in parties for member in _WORDS["members"].get(side, ())}
    named = list(_named(re.split(_WHERE, actor, maxsplit=1)[0].split()))
    groups = frozenset(_group(body) for body in named if isinstance(body, Body))
    return groups or frozenset(land for land in named if isinstance(land, str))


def _group(body: Body) -> str:
    """The side that an armed group is: the party of its name ("IS" is Islamic State), else the group itself."""
    return next((side for side, pattern in PARTIES.items() if pattern.fullmatch(body.name)), body.id)


def _named(words: list[str]) -> Iterator[Body | str]:
    """The armed groups and countries that the words name, the longest name first."""
    at = 0
    while at < len(words):
        runs = ((length, " ".join(words[at : at + length])) for length in range(min(LONGEST, len(words) - at), 0, -1))
        found = next(((length, side) for length, run in runs if (side := _side(run)) is not None), None)
        if found is not None and (isinstance(found[1], Body) or not _goes_on(words, at + found[0])):
            yield found[1]
        at += found[0] if found is not None else 1


def _goes_on(words: list[str], at: int) -> bool:
    """Whether a name goes on there: in "Syria Democratic Forces" the country is only a part of it."""
    return at < len(words) and words[at][:1].isupper()


@lru_cache(SEEN)
def _side(name: str) -> Body | str | None:
    """The armed group or the country whose name, people, capital or organ this is."""
    if not name[:1].isupper():
        return None
    body = body_named(name)
    if body is not None and body.type == "armed group":
        return body
    land = body.land if body is not None and body.type in _OF_STATE else None
    return land or owner_named(name) or seats().get(name) or place_of(name)


def _is_open(actor: str) -> bool:
    """Whether one of several that are joined is a side without its name: "the regime and rebel groups"."""
    parts = _AND.split(actor)
    return len(parts) > 1 and any(_NAMELESS.search(part) and not _sides_of(part) for part in parts)


def opposed(one: str | None, other: str | None) -> bool:
    """Whether both wordings name a side, without doubt, and no side is common to both."""
    if one is None or other is None:
        return False
    if any(pattern.search(actor) for pattern in (_UNSURE, _TELLERS) for actor in (one, other)):
        return False
    if any(_is_open(actor) for actor in (one, other)):
        return False
    left, right = sides(one), sides(other)
    return bool(left) and bool(right) and not left & right
