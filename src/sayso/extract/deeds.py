"""Deeds: of which kinds and families a phrase did, or suffered, events, and where in the text these stand.

>>> deeds = Deeds()
>>> deeds.add(event=7, kind="shelling")
>>> deeds.is_before(9, kind="shelling"), deeds.is_before(7, kind="shelling"), deeds.has_other(7, family="strike")
(True, False, False)
"""

from __future__ import annotations

from functools import cache

from sayso.lexicon import load


@cache
def family_of(kind: str) -> str:
    """The family of a kind of event."""
    return str(next(name for name, kinds in load("events")["families"].items() if kind in kinds))


class Deeds:
    """The events in which one noun has a role, by the rules of grammar: the first and the last of each sort, which is all that is asked."""

    __slots__ = ("_families", "_kinds")

    def __init__(self) -> None:
        self._kinds: dict[str, int] = {}  # the first token that tells of the kind
        self._families: dict[str, tuple[int, int]] = {}  # the first and the last of the family

    def add(self, *, event: int, kind: str) -> None:
        """Add the event that the token tells of."""
        family = family_of(kind)
        self._kinds[kind] = min(event, self._kinds.get(kind, event))
        first, last = self._families.get(family, (event, event))
        self._families[family] = min(event, first), max(event, last)

    def has(self, kind: str) -> bool:
        """Whether one is of the kind."""
        return kind in self._kinds

    def is_before(self, event: int, *, kind: str) -> bool:
        """Whether one of the kind stands before the event."""
        return self._kinds.get(kind, event) < event

    def is_kin_before(self, event: int, *, family: str) -> bool:
        """Whether one of the family stands before the event."""
        return self._families.get(family, (event, event))[0] < event

    def has_other(self, event: int, *, family: str) -> bool:
        """Whether one of the family is another than the event."""
        return any(one != event for one in self._families.get(family, ()))
