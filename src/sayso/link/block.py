"""Which threads are worth comparing: those that share a key, so that cost grows with the number of threads, not its square.

Keys join a day (or one next to it) with a cell of the map, a place name or a toll. Where many share a key, all are held
against the first few of them only, the anchors, first by their identifiers, which are as good as drawn by lot. Whether
two threads are compared is so decided by them and the anchors of their keys: the same for every order of the documents.

>>> sorted(candidates({"a": [("k", 1)], "b": [("k", 1)], "c": [("k", 2)]}))
[('a', 'b')]
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sayso.lexicon import load
from sayso.link.profile import Profile, Spot

_BLOCKS = load("link")["blocks"]
CELL: float = _BLOCKS["cell_degrees"]
ANCHORS: int = _BLOCKS["anchors"]
SLACK: int = load("link")["times"]["slack_days"]
LARGE_TOLL = 3  # smaller tolls are too common to bring two reports together

Key = tuple[str | int, ...]
Numbers = NDArray[np.int64]


def keys(profile: Profile) -> list[Key]:
    """The keys of a thread, in no order; none for one without any day."""
    span = profile.days or profile.window
    if profile.aggregate or span is None:
        return []
    things = {*_places(profile.spots), *_tolls(profile)}
    side = f"{profile.group}{'?' if profile.unreal else ''}"
    days = range(span[0] - SLACK, span[1] + 1) if _short(span) else ()
    return [(side, day, *thing) for day in days for thing in things]


@lru_cache(maxsize=200_000)
def hashed(key: Key) -> int:
    """A key as a number of 63 bits, the same on every machine: two keys in some thousand million million have the same."""
    return int.from_bytes(blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def candidates(keyed: Mapping[str, Sequence[Key]]) -> Iterator[tuple[str, str]]:
    """Pairs of names that are to be compared, each once, the lesser name first."""
    names = sorted(keyed, key=lambda name: hashed(("thread", name)))
    owners, numbers = [], []
    for owner, name in enumerate(names):
        for key in keyed[name]:
            owners.append(owner)
            numbers.append(hashed(key))
    blocks = Blocks(owners, numbers)
    for owner in blocks.owners:
        for other in blocks.later(owner):
            one, another = sorted((names[owner], names[other]))
            yield one, another


class Blocks:
    """Threads by their keys. Each thread is a number; the smaller the number, the sooner it is an anchor."""

    def __init__(self, owners: Sequence[int] | Numbers, keys: Sequence[int] | Numbers) -> None:
        owner, key = np.asarray(owners, np.int64), np.asarray(keys, np.int64)
        order = np.lexsort((owner, key))
        owner, key = owner[order], key[order]
        once = np.ones(len(key), bool)
        once[1:] = (key[1:] != key[:-1]) | (owner[1:] != owner[:-1])
        owner, key = owner[once], key[once]
        starts = np.searchsorted(key, key, side="left")
        ends = np.searchsorted(key, key, side="right")
        places = np.arange(len(key))
        anchors = np.flatnonzero((places - starts < ANCHORS) & (ends - places > 1))  # those that anyone comes after
        anchors = anchors[np.argsort(owner[anchors], kind="stable")]
        self._holders: Numbers = owner  # of each key in turn, in order
        self._anchors: Numbers = owner[anchors]
        self._after: Numbers = anchors + 1  # where the holders begin that come after, and where they end
        self._ends: Numbers = ends[anchors]

    @property
    def owners(self) -> list[int]:
        """Those that are held against later ones, in order."""
        return [int(owner) for owner in np.unique(self._anchors)]

    def later(self, owner: int) -> list[int]:
        """The later ones that `owner` is held against, in order."""
        first, last = np.searchsorted(self._anchors, (owner, owner + 1))
        parts = [self._holders[self._after[at] : self._ends[at]] for at in range(first, last)]
        return [int(other) for other in np.unique(np.concatenate(parts))] if parts else []


def _short(span: tuple[int, int]) -> bool:
    return span[1] - span[0] <= 10


def _places(spots: tuple[Spot, ...]) -> Iterator[Key]:
    for spot in spots:
        if spot.fine and spot.key:
            yield ("name", spot.key)
        if spot.lat is not None and spot.lon is not None and spot.fine:
            row, column = math.floor(spot.lat / CELL), math.floor(spot.lon / CELL)
            yield from (("cell", row + up, column + aside) for up in (0, 1) for aside in (0, 1))


def _tolls(profile: Profile) -> Iterator[Key]:
    for word, numbers in (("killed", profile.killed), ("injured", profile.injured)):
        yield from ((word, int(number)) for number in numbers if number >= LARGE_TOLL)
