"""Which threads are worth comparing: those that share a key, so that cost grows with the number of threads, not its square.

Keys join a day (or one next to it) with a cell of the map, a place name or a toll; threads of copied documents share one too.

>>> sorted(candidates({"a": [("k", 1)], "b": [("k", 1)], "c": [("k", 2)]}))
[('a', 'b')]
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.lexicon import load
from sayso.link.profile import Profile, Spot

_BLOCKS = load("link")["blocks"]
CELL: float = _BLOCKS["cell_degrees"]
MOST: int = _BLOCKS["most"]
CROWD: int = _BLOCKS["crowd"]
SLACK: int = load("link")["times"]["slack_days"]
LARGE_TOLL = 3  # smaller tolls are too common to bring two reports together

Key = tuple[str | int, ...]


def keys(profile: Profile) -> list[Key]:
    """The keys of a thread; none for one without any day."""
    span = profile.days or profile.window
    if profile.aggregate or span is None:
        return []
    things = {*_places(profile.spots), *_tolls(profile)}
    side = f"{profile.group}{'?' if profile.unreal else ''}"
    days = range(span[0] - SLACK, span[1] + 1) if _short(span) else ()
    return sorted(((side, day, *thing) for day in days for thing in things), key=repr)


def candidates(keyed: Mapping[str, Sequence[Key]]) -> Iterator[tuple[str, str]]:
    """Pairs of names that share a key, each once, in order; for each name the ones with most keys in common."""
    holders: dict[Key, list[str]] = defaultdict(list)
    for name in sorted(keyed):
        for key in keyed[name]:
            holders[key].append(name)
    for name in sorted(keyed):
        shared: Counter[str] = Counter()
        for key in keyed[name]:
            if len(holders[key]) <= CROWD:
                shared.update(other for other in holders[key] if other > name)
        ranked = sorted(shared, key=lambda other: (-shared[other], other))
        yield from ((name, other) for other in sorted(ranked[:MOST]))


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
