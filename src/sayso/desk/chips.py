"""What is asked for, as a page shows it: each filter by itself, and the address of the same page without it.

>>> Chip(name="Place", value="Aleppo", without="/").without
'/'
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.desk.turn import Turn, link
from sayso.telling import asking


class Chip(NamedTuple):
    """A filter: its name, its value in words (empty where the name says all), and the address without it."""

    name: str
    value: str
    without: str


def chips(turn: Turn, path: str) -> list[Chip]:
    """The filters of a request for the page at `path`."""
    words, pairs = turn.words, asking.address(turn.filters)
    shown = []
    for name, value in pairs:
        said = words.kind(value) if name == "kind" else words("grade." + value) if name == "grade" else value
        rest = [pair for pair in pairs if pair != (name, value)]
        shown.append(Chip(words("filter." + name), "" if name == "disputed" else said, link(path, rest)))
    return shown
