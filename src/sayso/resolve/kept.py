"""The claims of a document that are kept, by what another must share with one of them to tell the same again.

Two passages are worded alike where most words of the shorter are in the longer too; then one of the rarest words of the
shorter is (the prefix filter of joins by likeness: Chaudhuri, Ganti and Kaushik 2006, "A primitive operator for similarity
joins in data cleaning").

>>> kept = Kept({})
>>> kept.like.__name__
'like'
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping

from sayso.model import Claim
from sayso.resolve.passages import Wording, is_telling, numbers, own_places, speaker

NEAR = 3  # sentences back to what "the attack" points at
ALIKE = 0.7  # share of the words of the shorter of two passages, of which it has three or more, that the other has too
_UNWORDED = Wording()


class Kept:
    """Claims in order, each of which may give way to what it and a later one make together."""

    def __init__(self, worded: Mapping[str, Wording]) -> None:
        """`worded` says by identifier how claims are worded, as far as that is known."""
        self.claims: list[Claim] = []
        self._worded = worded
        self._rarity = Counter(word for wording in worded.values() for word in wording.words)
        self._sharing: defaultdict[Hashable, set[int]] = defaultdict(set)
        self._told: defaultdict[Hashable, list[tuple[int, int]]] = defaultdict(list)  # sentence and number

    def keep(self, claim: Claim) -> None:
        """Keep one more."""
        self.claims.append(claim)
        self._enter(len(self.claims) - 1, claim)

    def put(self, number: int, claim: Claim) -> None:
        """Keep another in the place of one; it may be found by what that one was too."""
        self.claims[number] = claim
        self._enter(number, claim)

    def wording(self, claim: Claim) -> Wording:
        """How a claim is worded."""
        return self._worded.get(claim.id, _UNWORDED)

    def like(self, claim: Claim) -> list[int]:
        """The numbers of those that the claim may tell again, in order: all that it does, and some others."""
        found = {number for key in self._asked(claim) for number in self._sharing.get(key, ())}
        wording = self.wording(claim)
        if wording.pointed:
            told = self._told.get(_teller(claim), [])
            found.update(number for _, number in told[bisect_left(told, (wording.sentence - NEAR, -1)) :])
        return sorted(found)

    def _enter(self, number: int, claim: Claim) -> None:
        for key in self._keys(claim):
            self._sharing[key].add(number)
        insort(self._told[_teller(claim)], (self.wording(claim).sentence, number))

    def _keys(self, claim: Claim) -> Iterator[Hashable]:
        """What a later claim is asked for."""
        yield from _counts(claim, speaker(claim))
        if claim.source:
            yield from _counts(claim, ())  # the report may say again what it has laid to somebody's door
        yield from _days(claim)
        words = self._rarest_first(claim)
        yield from (("longer", _teller(claim), word) for word in words)
        yield from (("shorter", _teller(claim), word) for word in _prefix(words))

    def _asked(self, claim: Claim) -> Iterator[Hashable]:
        """What one kept must have."""
        yield from _counts(claim, speaker(claim))
        yield from _days(claim)
        words = self._rarest_first(claim)
        yield from (("longer", _teller(claim), word) for word in _prefix(words))
        yield from (("shorter", _teller(claim), word) for word in words)

    def _rarest_first(self, claim: Claim) -> list[str]:
        words = self.wording(claim).words
        return sorted(words, key=lambda word: (self._rarity[word], word))


def _teller(claim: Claim) -> Hashable:
    """What the claims of one source of one kind of event have in common."""
    return claim.kind, claim.status, speaker(claim)


def _counts(claim: Claim, told_by: tuple[str, ...]) -> Iterator[Hashable]:
    """By what it counts; of everyday numbers by kind and place too."""
    for counted in numbers(claim):
        if is_telling(counted):
            yield "count", claim.status, told_by, counted
        for place in claim.places:
            yield "spot", claim.status, told_by, counted, claim.kind, place.text.casefold()


def _days(claim: Claim) -> Iterator[Hashable]:
    """By the day and the places that it names."""
    if claim.time is not None:
        days = claim.time.interval.first, claim.time.interval.last
        yield from (("day", _teller(claim), days, place) for place in own_places(claim))


def _prefix(words: list[str]) -> list[str]:
    """So many of the words, the rarest first, that a longer passage that is worded alike has one of them."""
    return words[: len(words) - math.ceil(ALIKE * len(words)) + 1]
