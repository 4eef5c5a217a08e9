"""Groups: the triggers of one event while it is gathered, and what is remembered of those told before.

>>> before = KindsTold()
>>> before.keep([Group(kind="bombing", head=3)])
>>> before.kind, before.is_fresh
('bombing', True)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Token

from sayso.extract.triggers import Trigger
from sayso.lexicon import load

_LOOSE = frozenset({"casualties", "attack", "destruction", "downing"})  # kinds that "the attack" does not stand for
_REMEMBERED = 3  # sentences after which "the attack" is no longer taken for the last one told


@cache
def kinds_of(family: str) -> frozenset[str]:
    """The kinds of a family."""
    return frozenset(load("events")["families"][family])


@dataclass(slots=True)
class Group:
    """The triggers of one event while it is gathered."""

    kind: str
    head: int
    words: set[int] = field(default_factory=set)
    effects: dict[int, str] = field(default_factory=dict)
    instruments: list[Trigger] = field(default_factory=list)
    anaphoric: bool = False
    apart: bool = False


@dataclass(slots=True)
class KindsTold:
    """The last violent kind told, how many sentences ago, and all that were told."""

    kind: str | None = None
    age: int = 0
    kinds: set[str] = field(default_factory=set)

    def keep(self, groups: Sequence[Group]) -> None:
        """Remember what a sentence told."""
        told = [g.kind for g in groups if g.kind in kinds_of("strike") and g.kind not in _LOOSE]
        if told:
            self.kind, self.age = told[0], 0
            self.kinds.update(told)
        else:
            self.age += 1

    @property
    def is_fresh(self) -> bool:
        """Whether the last one was told a moment ago."""
        return self.age < _REMEMBERED

    def holds(self, token: Token) -> bool:
        """Whether "the attack" may be the last one told: soon after it, or where all were of one kind.

        "The assault" long after may be one on a town.
        """
        if self.kind is None:
            return False
        lasting = len(self.kinds) == 1 and token.lemma_.lower() not in load("events")["conquering"]
        return self.is_fresh or lasting
