"""Which side a doer belongs to, as far as its wording tells: countries and well-known parties.

>>> sorted(sides("Russian warplanes")), sorted(sides("US-led coalition jets")), sorted(sides("two men"))
(['RU'], ['US', 'US-led coalition'], [])
>>> opposed("Russian jets", "an Israeli drone"), opposed("Russian or Syrian jets", "Syrian aircraft")
(True, False)
"""

from __future__ import annotations

import re
from functools import cache

from sayso.lexicon import load
from sayso.lexicon.demonyms import place_of

PARTIES: dict[str, re.Pattern[str]] = {
    side: re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")(?:'?s)?\b", re.I)
    for side, names in load("origins")["sides"].items()
}
_UNSURE = re.compile(r"\b(?:" + "|".join(load("origins")["unsure"]) + r")\b", re.I)
_AND = re.compile(r"\s+(?:and|as well as|together with|alongside)\s+|,\s*")

_TELLERS = re.compile(r"\b(?:" + "|".join(load("origins")["tellers"]) + r")\b", re.I)


@cache
def sides(actor: str) -> frozenset[str]:
    """The sides that the wording names, all that "and" joins; a party's own name counts before the country in it."""
    return frozenset(side for part in _AND.split(actor) for side in _sides_of(part))


def _sides_of(actor: str) -> frozenset[str]:
    parties = frozenset(side for side, pattern in PARTIES.items() if pattern.search(actor))
    if parties:
        return parties | {member for side in parties for member in load("origins")["members"].get(side, ())}
    words = re.findall(r"\b[A-Z]\w+", actor)
    return frozenset(place for word in words if (place := place_of(word)) is not None)


def opposed(one: str | None, other: str | None) -> bool:
    """Whether both wordings name a side, without doubt, and no side is common to both."""
    if one is None or other is None:
        return False
    if any(pattern.search(actor) for pattern in (_UNSURE, _TELLERS) for actor in (one, other)):
        return False
    left, right = sides(one), sides(other)
    return bool(left) and bool(right) and not left & right
