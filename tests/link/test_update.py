"""What is looked at anew when a few threads are new; that it comes to the same, tests/review/test_linking.py has."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from sayso.link import update
from sayso.link.cluster import Fix
from sayso.link.packing import Fixes
from sayso.link.update import Pair, met, regroup, turned

HOLDERS = {7: [1, 2, 3, 4, 5]}


@pytest.fixture(autouse=True)
def few_anchors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(update, "ANCHORS", 2)


class World:
    """Threads of one claim each, by bundle, and their pairs; it counts whom it was asked for."""

    def __init__(self, bundles: dict[int, int], pairs: Iterable[Pair]) -> None:
        self._bundles = bundles
        self._pairs = list(pairs)
        self.asked: set[int] = set()

    def fixes(self, threads: Iterable[int]) -> dict[int, Fixes]:
        found = set(threads)
        self.asked |= found
        return {number: ((f"c{number}", Fix(f"d{number}", None, None)),) for number in found}

    def pairs(self, threads: Iterable[int]) -> list[Pair]:
        found = set(threads)
        return [pair for pair in self._pairs if not found.isdisjoint((pair.left, pair.right))]

    def inside(self, bundles: Iterable[int]) -> list[Pair]:
        return [
            pair
            for pair in self._pairs
            for one in bundles
            if {self._bundles[pair.left], self._bundles[pair.right]} == {one}
        ]

    def bundles(self, threads: Iterable[int]) -> dict[int, int]:
        return {number: self._bundles[number] for number in threads}

    def members(self, bundles: Iterable[int]) -> dict[int, list[int]]:
        return {one: [number for number, bundle in self._bundles.items() if bundle == one] for one in bundles}


def same(left: int, right: int, score: float = 3.0) -> Pair:
    return Pair(left, right, score, "same")


def test_anchors_are_held_against_all_and_others_against_anchors() -> None:
    assert met(1, [7], HOLDERS) == {2, 3, 4, 5}
    assert met(4, [7], HOLDERS) == {1, 2}
    assert met(4, [8], HOLDERS) == set()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([1, 2], [0, 1, 2], {0, 2}, id="one comes before the anchors"),
        pytest.param([1, 2, 3], [1, 2, 3, 4], set(), id="one comes after them"),
        pytest.param([1, 2, 3], [1, 3], {2, 3}, id="an anchor goes"),
        pytest.param([1], [1, 2], set(), id="no crowd"),
    ],
)
def test_who_became_or_ceased_to_be_an_anchor(before: list[int], after: list[int], expected: set[int]) -> None:
    assert turned({7: before}, {7: after}) == expected


def test_a_new_thread_joins_what_it_is_tied_to_and_far_groups_are_not_asked_for() -> None:
    world = World({1: 1, 2: 1, 3: 3, 4: 4, 5: 4, 9: 9}, [same(1, 2), same(2, 9), same(4, 5)])
    found = regroup([9], world)
    assert found.groups == [["c1", "c2", "c9"]]
    assert found.bundles == {1: 1, 2: 1, 9: 1}
    assert {(tie.left, tie.right) for tie in found.ties} == {("c1", "c2"), ("c2", "c9")}
    assert world.asked == {1, 2, 9}


def test_groups_beside_are_looked_at_and_left_alone() -> None:
    pairs = [same(1, 2), same(2, 9), same(3, 9, 1.0), Pair(1, 3, -3.0, "different"), Pair(2, 3, -3.0, "different")]
    world = World({1: 1, 2: 1, 3: 3, 9: 9}, pairs)
    found = regroup([9], world)
    assert found.groups == [["c1", "c2", "c9"]]
    assert set(found.bundles) == {1, 2, 9}
    assert world.asked == {1, 2, 3, 9}


def test_what_falls_apart_is_put_together_anew() -> None:
    world = World({1: 1, 2: 1, 3: 1}, [same(2, 3)])
    found = regroup([1], world)
    assert found.groups == [["c1"], ["c2", "c3"]]
    assert found.bundles == {1: 1, 2: 2, 3: 2}
