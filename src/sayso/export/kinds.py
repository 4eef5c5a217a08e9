"""Kinds of party, and what the words for people make of them: forces, rebels, civilians.

>>> kind_of("three army officers"), kind_of("rebel forces")
('state forces', 'rebel group')
"""

from __future__ import annotations

import re
from typing import Literal

from sayso.lexicon import load

_WORDS = load("codings")["words"]
Kind = Literal[
    "state forces",
    "police",
    "government",
    "rebel group",
    "political militia",
    "identity militia",
    "armed group",
    "outside forces",
    "opposition",
    "rioters",
    "protesters",
    "civilians",
    "intergovernmental",
    "monitor or NGO",
    "media",
    "medical or rescue",
]
ARMED: frozenset[Kind] = frozenset(
    {
        "state forces",
        "police",
        "rebel group",
        "political militia",
        "identity militia",
        "armed group",
        "outside forces",
    }
)
OF_STATE: frozenset[Kind] = frozenset({"state forces", "police", "government"})
_IRREGULAR: frozenset[Kind] = frozenset({"rebel group", "political militia", "identity militia"})
UNARMED: frozenset[Kind] = frozenset({"civilians", "monitor or NGO", "media", "medical or rescue"})
# Which kind a word makes of its bearer, most telling first where two end at one place.
_BY_WORD: dict[str, Kind] = {
    "identity": "identity militia",
    "rebels": "rebel group",
    "militias": "political militia",
    "armed": "armed group",
    "police": "police",
    "protesters": "protesters",
    "rioters": "rioters",
    "civilians": "civilians",
    "forces": "state forces",
    "platforms": "state forces",
}
_UNSURE = frozenset(_WORDS["unsure_civilians"])
_ANY_FORCES = frozenset(_WORDS["any_forces"])


def any_of(words: list[str]) -> re.Pattern[str]:
    """One of the words as a whole; not the first half of "rebel-held"."""
    return re.compile(r"(?<![\w-])(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")(?![\w-])", re.I)


_KINDS = [(name, any_of(_WORDS[name])) for name in _BY_WORD]


def kind_of(words: str, *, platforms: bool = True) -> Kind | None:
    """What the last telling word makes of whom the words tell of; None where they leave it open.

    >>> kind_of("12 civilians"), kind_of("two army officers"), kind_of("36 people"), kind_of("rebel-held suburbs")
    ('civilians', 'state forces', None, None)
    """
    found = sorted(
        (match.end(), len(match[0]), match[0].lower(), _BY_WORD[name])
        for name, pattern in _KINDS
        for match in (pattern.finditer(words) if platforms or name != "platforms" else ())
    )
    if not found or found[-1][2] in _UNSURE:
        return None
    if found[-1][2] in _ANY_FORCES:  # "rebel forces"
        return next((kind for _, _, _, kind in reversed(found) if kind in _IRREGULAR), found[-1][3])
    return found[-1][3]
