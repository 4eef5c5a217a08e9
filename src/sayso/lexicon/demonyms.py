"""Adjectives and names of peoples, and the place that each points to.

>>> place_of("Syrian"), place_of("Gazans"), place_of("Syriac")
('SY', 'Gaza Strip', None)
"""

from __future__ import annotations

from functools import cache

from sayso.lexicon import load
from sayso.lexicon.tables import read_lines, split_cell


@cache
def demonyms() -> dict[str, str]:
    """Demonym -> ISO 3166-1 alpha-2 code of a country, or the name of a region to look up."""
    found: dict[str, str] = {}
    for line in read_lines("countries.tsv"):
        for word in split_cell(line["demonyms"]):
            found.setdefault(word, line["iso"])
    return {**found, **load("demonyms")}


def place_of(word: str) -> str | None:
    """The ISO code or region name that a demonym points to, None where the word is none."""
    known = demonyms()
    return known.get(word) or known.get(word.title())
