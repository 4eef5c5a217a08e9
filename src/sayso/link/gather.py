"""Gather many reports: claims in, document by document, and groups of claims of one happening out, in little memory.

Gives the groups that `judge` and `cluster` give, but holds of each thread only what it needs to be compared, packed, and
puts together one set of threads at a time that a chain of judgements ties.

>>> gathering = Gathering()
>>> gathering.add("d1", [], None)
[]
>>> list(gathering.judgements()), list(gathering.groups())
([], [])
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from sayso.link.block import Blocks, hashed, keys
from sayso.link.cluster import fix_of, groups_of, standing
from sayso.link.judge import AUTHOR, Thread, between, machine_id, threads_of
from sayso.link.packing import Fixes, Held, packed, unpacked
from sayso.link.syndication import Shingles, copies_among, shingles
from sayso.model import Claim, Document, Judgement
from sayso.model.judgement import Verdict

UNPACKED = 20_000  # threads held unpacked: those compared at one time are of few days
VERDICTS: tuple[Verdict, ...] = ("same", "unsure", "different")


@dataclass(frozen=True, slots=True)
class Together:
    """Threads, by number, the groups of their claims, each sorted, and the linker's "same" among them, without reasons."""

    groups: list[list[str]]
    threads: dict[int, Fixes]
    ties: list[Judgement]


def number_of(name: str) -> int:
    """The number of the thread that is named for a claim: as good as drawn by lot, the same on every machine."""
    return hashed(("thread", name))


def fixes_of(one: Thread) -> Fixes:
    """What of each claim of a thread keeps a group within bounds."""
    return tuple((part.claims[0], fix_of(part)) for part in one.parts)


class Gathering:
    """Reports gathered. `people` are the judgements of people over the claims."""

    def __init__(self, people: Iterable[Judgement] = ()) -> None:
        self._people = list(people)
        self._named = {name for item in self._people for name in (item.left, item.right)}
        self._home: dict[str, int] = {}  # the thread of each claim that a person named
        self._names: list[str] = []
        self._packed: list[bytes] = []
        self._owners, self._keys = array("q"), array("q")
        self._texts: dict[str, Shingles] = {}
        self._leads: dict[str, int] = {}
        self._left, self._right, self._scores, self._verdicts = (
            array("q"),
            array("q"),
            array("d"),
            array("b"),
        )  # of pairs
        self._unpacked = lru_cache(UNPACKED)(self._unpack)

    def add(self, doc: str, claims: Sequence[Claim], document: Document | None) -> list[Thread]:
        """Take in the claims of one document; its threads."""
        threads = threads_of(claims, document)
        if document is not None:
            self._texts[doc] = shingles(document.text)
        for one in threads:
            if one.whole.aggregate:
                continue
            number = len(self._names)
            self._names.append(one.name)
            self._packed.append(packed(Held(one.name, one.whole, one.outlet), fixes_of(one)))
            for key in keys(one.whole):
                self._owners.append(number)
                self._keys.append(hashed(key))
            if one.whole.lead:
                self._leads[doc] = number
            self._home.update((name, number) for name in self._named.intersection(one.whole.claims))
        return threads

    def judgements(self) -> Iterator[Judgement]:
        """The judgements across documents, once all is added: those of "same" and "unsure"; "different" follows from none."""
        shares = self._shares()
        for one, other in self._candidates(shares):
            found = between(self._unpacked(one)[0], self._unpacked(other)[0], shares)
            if found is not None:
                self._left.append(one)
                self._right.append(other)
                self._scores.append(found.score)
                self._verdicts.append(VERDICTS.index(found.verdict))
                if found.verdict != "different":
                    yield found

    def groups(self) -> Iterator[Together]:
        """Groups of claims, once all judgements were asked for: set by set of threads that a chain of them ties."""
        roots = self._roots()
        left, right = np.asarray(self._left, np.int64), np.asarray(self._right, np.int64)
        pairs = np.flatnonzero(roots[left] == roots[right])
        pairs = pairs[np.argsort(roots[left[pairs]], kind="stable")]
        theirs = roots[left[pairs]]
        judged = {int(roots[number]) for number in self._home.values()}
        members = np.argsort(roots, kind="stable")
        starts = np.flatnonzero(np.diff(roots[members], prepend=-1))
        for first, last in zip(starts, np.append(starts, len(members))[1:], strict=True):
            root = int(roots[members[first]])
            begin, end = np.searchsorted(theirs, (root, root + 1))
            numbers = [int(number) for number in members[first:last]]
            yield self._grouped(numbers, pairs[begin:end], self._people if root in judged else ())

    def threads(self) -> Iterator[tuple[Held, Fixes]]:
        """Every thread, as it came."""
        return (self._unpacked(number) for number in range(len(self._names)))

    def texts(self) -> Iterable[tuple[str, Shingles]]:
        """Every document's text."""
        return self._texts.items()

    def pairs(self) -> Iterator[tuple[int, int, float, Verdict]]:
        """Every pair of threads that was compared: their numbers, the lesser first, score and verdict."""
        columns = zip(self._left, self._right, self._scores, self._verdicts, strict=True)
        for one, other, score, verdict in columns:
            first, last = sorted((number_of(self._names[one]), number_of(self._names[other])))
            yield first, last, score, VERDICTS[verdict]

    def _grouped(self, numbers: Sequence[int], pairs: NDArray[np.int64], people: Sequence[Judgement]) -> Together:
        """The groups of a set of threads that a chain of judgements ties."""
        parts = [self._unpacked(number)[1] for number in numbers]
        threads = {number_of(fixes[0][0]): fixes for fixes in parts}
        ties = ties_of(parts, (self._told(at) for at in pairs))
        if len(parts) == 1 and not people:
            groups = [sorted(name for name, _ in parts[0])]
        else:
            groups = groups_of(dict(part for fixes in parts for part in fixes), heard(people, ties))
        return Together(groups, threads, joining(groups, ties))

    def _told(self, at: int) -> tuple[str, str, float, Verdict]:
        names = self._names[self._left[at]], self._names[self._right[at]]
        return *names, self._scores[at], VERDICTS[self._verdicts[at]]

    def _unpack(self, number: int) -> tuple[Held, Fixes]:
        return unpacked(self._packed[number])

    def _candidates(self, shares: Mapping[tuple[str, str], float]) -> Iterator[tuple[int, int]]:
        """Pairs of threads to compare, thread by thread as they came, which is mostly by their days."""
        order = np.argsort(np.array([number_of(name) for name in self._names], np.int64))
        rank = np.argsort(order)
        blocks = Blocks(rank[np.asarray(self._owners, np.int64)], self._keys)
        copied: dict[int, list[int]] = defaultdict(list)
        for one, other in shares:
            if one in self._leads and other in self._leads:
                first, last = sorted((int(rank[self._leads[one]]), int(rank[self._leads[other]])))
                copied[first].append(last)
        for number in range(len(self._names)):
            place = int(rank[number])
            for other in sorted({*blocks.later(place), *copied.get(place, ())}):
                yield number, int(order[other])

    def _shares(self) -> dict[tuple[str, str], float]:
        return {(copy.left, copy.right): copy.share for copy in copies_among(self._texts)}

    def _roots(self) -> NDArray[np.int64]:
        """For each thread the least number of those that "same" ties it to, by however long a chain."""
        home = list(range(len(self._names)))

        def root(number: int) -> int:
            while home[number] != number:
                home[number] = number = home[home[number]]
            return number

        columns = zip(self._left, self._right, self._verdicts, strict=True)
        same = ((left, right) for left, right, verdict in columns if VERDICTS[verdict] == "same")
        said = (
            (self._home[item.left], self._home[item.right])
            for item in self._people
            if item.left in self._home and item.right in self._home
        )
        for one, other in chain(same, said):
            here, there = sorted((root(one), root(other)))
            home[there] = here
        return np.array([root(number) for number in range(len(home))], np.int64)


def ties_of(threads: Iterable[Fixes], pairs: Iterable[tuple[str, str, float, Verdict]]) -> list[Judgement]:
    """The linker's judgements within threads, and of pairs of them, without reasons and identifiers."""
    ties = [_tie(fixes[0][0], name, 0.0, "same") for fixes in threads for name, _ in fixes[1:]]
    return ties + [_tie(*pair) for pair in pairs]


def _tie(left: str, right: str, score: float, verdict: Verdict, *, name: str = "") -> Judgement:
    left, right = (left, right) if left < right else (right, left)
    return Judgement(id=name, left=left, right=right, verdict=verdict, author=AUTHOR, score=score)


def heard(people: Sequence[Judgement], ties: Sequence[Judgement]) -> Sequence[Judgement]:
    """The judgements of people and the ties, without what people took back."""
    if not any(item.takes_back is not None for item in people):
        return [*people, *ties]
    return standing([*people, *(replace(item, id=machine_id(item.left, item.right)) for item in ties)])


def joining(groups: Iterable[Sequence[str]], ties: Iterable[Judgement]) -> list[Judgement]:
    """The ties of "same" within groups, with their identifiers."""
    home = {name: number for number, group in enumerate(groups) for name in group}
    return [
        _tie(item.left, item.right, item.score, item.verdict, name=machine_id(item.left, item.right))
        for item in ties
        if item.verdict == "same" and item.left in home and home[item.left] == home.get(item.right)
    ]
