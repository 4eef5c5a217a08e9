"""Link what is new without looking at all: only threads that share a key with it are compared, and only groups that it
touches, and those beside them, are put together anew.

The result is that of gathering everything from the beginning. Ties are taken by their scores, and a group's course
depends on no other group but those that it joins; so if the groups beside those that changed come out as they were, so do
all the others. Where one does not, it counts as changed too, and the next ring around is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.link.block import ANCHORS
from sayso.link.cluster import bundled, groups_of
from sayso.link.gather import heard, joining, ties_of
from sayso.link.judge import between
from sayso.link.packing import Fixes, Held
from sayso.model import Judgement
from sayso.model.judgement import Verdict


@dataclass(frozen=True, slots=True)
class Pair:
    """Two threads that were compared, the smaller number first."""

    left: int
    right: int
    score: float
    verdict: Verdict


class Neighbourhood(Protocol):
    """What is held of the threads linked so far, asked for piece by piece. Threads are numbers."""

    def fixes(self, threads: Iterable[int]) -> Mapping[int, Fixes]:
        """What of the claims of each thread keeps a group within bounds."""

    def pairs(self, threads: Iterable[int]) -> Iterable[Pair]:
        """All pairs in which one of the threads is."""

    def inside(self, bundles: Iterable[int]) -> Iterable[Pair]:
        """All pairs of two threads of one of the bundles."""

    def bundles(self, threads: Iterable[int]) -> Mapping[int, int]:
        """The bundle of each thread: the least thread of those with which it shares groups. New threads have none."""

    def members(self, bundles: Iterable[int]) -> Mapping[int, Sequence[int]]:
        """The threads of each bundle."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What was put together anew: the threads with their bundles, the groups of their claims, and the ties among these."""

    bundles: dict[int, int]
    groups: list[list[str]]
    ties: list[Judgement]


def turned(before: Mapping[int, Sequence[int]], after: Mapping[int, Sequence[int]]) -> set[int]:
    """Who became or ceased to be an anchor of a crowded key; all are numbers, by key, in order."""
    found: set[int] = set()
    for key in {*before, *after}:
        old, new = before.get(key, ()), after.get(key, ())
        if len(old) > ANCHORS or len(new) > ANCHORS:
            found.update(set(old[:ANCHORS]) ^ set(new[:ANCHORS]))
    return found


def met(number: int, keys: Iterable[int], holders: Mapping[int, Sequence[int]]) -> set[int]:
    """Whom `number` is held against for the keys that they share."""
    found: set[int] = set()
    for key in keys:
        held = holders.get(key, ())
        found.update(held if number in held[:ANCHORS] else held[:ANCHORS])
    return found - {number}


def compared(
    pairs: Iterable[tuple[int, int]], held: Mapping[int, Held], shares: Mapping[tuple[str, str], float]
) -> tuple[list[Pair], list[Judgement]]:
    """The pairs that can be compared, and the judgements of those that are not "different"."""
    found: list[Pair] = []
    judged: list[Judgement] = []
    for left, right in sorted(pairs):
        item = between(held[left], held[right], shares)
        if item is not None:
            found.append(Pair(left, right, item.score, item.verdict))
            if item.verdict != "different":
                judged.append(item)
    return found, judged


def regroup(dirty: Iterable[int], near: Neighbourhood, people: Sequence[Judgement] = ()) -> Regrouped:
    """Put together anew the threads that changed, and all that they share groups with, before or after.

    `near` holds the new threads and pairs already; `people` are the judgements of people, taken back or not.
    """
    core = set(dirty)
    core = _whole(core | _closest(core, near.pairs(core)), near)
    while True:
        pairs = list(near.pairs(core))
        ring = _beside(core, pairs, near)
        pairs += near.inside(set(ring.values()))
        fixes = near.fixes(core | set(ring))
        ties = ties_of(fixes.values(), _named(pairs, fixes))
        groups = groups_of(dict(part for parts in fixes.values() for part in parts), heard(people, ties))
        bundles = bundled(groups, fixes)
        changed = {number for number, bundle in ring.items() if any(ring.get(n) != bundle for n in bundles[number])}
        if not changed:
            break
        core |= _whole(changed, near)
    inner = {name for number in core for name, _ in fixes[number]}
    groups = [group for group in groups if group[0] in inner]
    return Regrouped({number: min(bundles[number]) for number in core}, groups, joining(groups, ties))


def _closest(threads: set[int], pairs: Iterable[Pair]) -> set[int]:
    """For each thread the one that "same" ties it to most: mostly they join, and the ring need be drawn only once."""
    best: dict[int, Pair] = {}
    for pair in pairs:
        if pair.verdict == "same":
            for number in threads.intersection((pair.left, pair.right)):
                if number not in best or pair.score > best[number].score:
                    best[number] = pair
    return {number for pair in best.values() for number in (pair.left, pair.right)}


def _named(pairs: Iterable[Pair], fixes: Mapping[int, Fixes]) -> Iterator[tuple[str, str, float, Verdict]]:
    """The pairs of which both threads are at hand, by the claims that stand for these."""
    for pair in pairs:
        if pair.left in fixes and pair.right in fixes:
            yield fixes[pair.left][0][0], fixes[pair.right][0][0], pair.score, pair.verdict


def _whole(threads: set[int], near: Neighbourhood) -> set[int]:
    """The threads, and all of the bundles that they are in."""
    bundles = near.bundles(threads)
    members = near.members(set(bundles.values()))
    return threads | {number for found in members.values() for number in found}


def _beside(core: set[int], pairs: Iterable[Pair], near: Neighbourhood) -> dict[int, int]:
    """The threads of the bundles to which "same" ties the core, each with its bundle."""
    tied = {number for pair in pairs if pair.verdict == "same" for number in (pair.left, pair.right)} - core
    members = near.members(set(near.bundles(tied).values()))
    return {number: bundle for bundle, found in members.items() for number in found}
