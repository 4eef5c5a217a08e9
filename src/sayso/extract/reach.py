"""Reach: the places or times of a document that a sentence has itself, and those of other sentences that may still hold in it.

>>> from sayso.language.parse import load_model
>>> from sayso.extract.setting import Setting
>>> from sayso.model import PlaceMention, Span
>>> doc = load_model()("Jets hit Homs. It burned. Shops burned too. Hama fell.")
>>> reach = Reach(Setting(doc, [PlaceMention(span=Span(9, 13), text="Homs")], []).points)
>>> [point.key for point in reach.inside(0, 3)], [point.sentence for point in reach.carried(3, frozenset())]
(['homs'], [0])
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from sayso.extract.setting import Point
from sayso.extract.stretches import Stretches

BACK = 4  # sentences back from which a place or time may still hold
LEAD = 2  # sentences at the head of a text that tell what it is about
_AHEAD = 1  # sentences ahead, as of what a headline tells


class Reach:
    """The points of a document, places or times, in its order, by where they stand."""

    def __init__(self, points: Sequence[Point]) -> None:
        self._points = points
        self._stretches = Stretches(([(point.first, point.last - 1)], point) for point in points)
        self._order: dict[str, int] = {}  # each place or time by where it is first in the order
        told: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)  # its mentions: sentence, place in the order
        self._keys: defaultdict[int, set[str]] = defaultdict(set)  # the places or times of a sentence
        for number, point in enumerate(points):
            self._order.setdefault(point.key, number)
            told[point.key].append((point.sentence, number))
            self._keys[point.sentence].add(point.key)
        self._lead = frozenset(key for sentence in range(LEAD) for key in self._keys.get(sentence, ()))
        self._sentences: dict[str, list[int]] = {}
        self._latest: dict[str, list[int]] = {}  # which mention is the last in the order, up to each of these sentences
        for key, mentions in told.items():
            mentions.sort()
            self._sentences[key] = [sentence for sentence, _ in mentions]
            self._latest[key] = list(accumulate((number for _, number in mentions), max))

    def inside(self, first: int, last: int) -> list[Point]:
        """The points that stand wholly from one token to another."""
        return [point for point in self._stretches.at((first, last)) if first <= point.first and point.last <= last + 1]

    def carried(self, now: int, recent: frozenset[str]) -> Iterator[Point]:
        """Of each place or time that may hold in a sentence its last mention before it, else its first after it.

        Those may that are told a few sentences back, in the next one, or at the head of the text, and the `recent` ones:
        those that the last events had.
        """
        near = (key for sentence in range(now - BACK, now + _AHEAD + 1) for key in self._keys.get(sentence, ()))
        for key in sorted({*near, *self._lead, *recent}, key=self._order.__getitem__):
            point = self._nearest(key, now)
            if point.sentence < LEAD or -_AHEAD <= now - point.sentence <= BACK or key in recent:
                yield point

    def _nearest(self, key: str, now: int) -> Point:
        before = bisect_left(self._sentences[key], now)
        return self._points[self._latest[key][before - 1] if before else self._order[key]]
