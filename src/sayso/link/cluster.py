"""Put claims together by judgements: the surest first, and a group only grows while it agrees with itself.

A person's judgements come before all; a pair of groups is joined only when the judgements between them say so on balance,
their days and places still fit, and no report tells of both as of two, so that neither a vague claim nor a report that
tells of much is a bridge between two happenings.

>>> cluster([], [])
[]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.lexicon import load
from sayso.link.judge import AUTHOR
from sayso.link.profile import Days, Profile, home_country, is_aggregate, profile
from sayso.model import Claim, Judgement, kilometres

_LEXICON = load("link")
SPREAD_DAYS: int = _LEXICON["times"]["spread_days"]
SPREAD_KM: float = _LEXICON["places"]["spread_km"]
AUTHOR_STEM = AUTHOR.split("/")[0]
APART = -3.0  # what "different" counts at most, as a day or place alone may rule out what all else is for
BALANCE = 0.6  # mean score of the judgements between two groups from which they are joined
Box = tuple[float, float, float, float]  # south, west, north, east


@dataclass(frozen=True, slots=True)
class Fix:
    """What of a claim keeps a group within bounds: its document, its days, where its finest dotted place lies."""

    doc: str
    days: Days | None
    box: Box | None


@dataclass(slots=True)
class _Group:
    members: list[str]
    docs: set[str]
    days: Days | None
    box: Box | None
    scores: dict[int, tuple[float, int]] = field(default_factory=dict)  # towards other groups: sum and number
    apart: set[int] = field(default_factory=set)  # groups that a person keeps away


def cluster(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> list[list[str]]:
    """Groups of claim identifiers, each sorted, in order of their first; the order of the input changes nothing.

    Claims that sum up many happenings ("since 2011", "a day") are in no group.
    """
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.doc].append(claim)
    homes = {doc: home_country(told) for doc, told in by_document.items()}
    fixes = {
        claim.id: fix_of(profile(claim, None, home=homes[doc]))
        for doc, told in by_document.items()
        for claim in told
        if not is_aggregate(claim)
    }
    return groups_of(fixes, standing(judgements))


def fix_of(one: Profile) -> Fix:
    """What of the profile of a claim keeps a group within bounds."""
    return Fix(one.doc, one.days, _box(one))


def groups_of(fixes: Mapping[str, Fix], judgements: Iterable[Judgement]) -> list[list[str]]:
    """The same for what is fixed of each claim, and the judgements that stand.

    Claims that no chain of "same" ties have no part in each other's groups, so that each such set can be put together alone.
    """
    valid = sorted(
        (item for item in judgements if item.left in fixes and item.right in fixes),
        key=lambda item: (-item.score, item.left, item.right, item.id),
    )
    forest = _Forest(fixes)
    people = [item for item in valid if not is_machine(item)]
    machine = [item for item in valid if is_machine(item)]
    for item in people:
        if item.verdict == "different":
            forest.keep_apart(item.left, item.right)
    for item in people:
        if item.verdict == "same":
            forest.join(item.left, item.right, freely=True)
    inside = [item for item in machine if fixes[item.left].doc == fixes[item.right].doc]
    across = [item for item in machine if fixes[item.left].doc != fixes[item.right].doc]
    for item in inside:
        if item.verdict == "same":
            forest.join(item.left, item.right, freely=True)
    for item in across:
        forest.weigh(item)
    for item in across:
        if item.verdict == "same":
            forest.join(item.left, item.right, freely=False)
    return forest.groups()


def bundled(groups: Iterable[Sequence[str]], fixes: Mapping[int, Sequence[tuple[str, Fix]]]) -> dict[int, set[int]]:
    """Each thread with those that share groups with it, by however long a chain. `fixes` are by thread, each by claim."""
    home = {name: number for number, parts in fixes.items() for name, _ in parts}
    bundles = {number: {number} for number in fixes}
    for group in groups:
        first, *others = sorted({home[name] for name in group})
        for other in others:
            if bundles[other] is not bundles[first]:
                small, large = sorted((bundles[first], bundles[other]), key=len)
                large |= small
                bundles.update(dict.fromkeys(small, large))
    return bundles


def is_machine(item: Judgement) -> bool:
    """Whether the linker judged, not a person."""
    return item.author.startswith(AUTHOR_STEM)


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that nobody took back; taking back a taking-back restores."""
    found = {item.id: item for item in judgements}
    taken: dict[str, list[str]] = defaultdict(list)
    for item in found.values():
        if item.takes_back is not None:
            taken[item.takes_back].append(item.id)

    def stands(identifier: str, seen: frozenset[str] = frozenset()) -> bool:
        return not any(stands(other, seen | {identifier}) for other in taken[identifier] if other not in seen)

    return [item for item in found.values() if item.takes_back is None and (not taken or stands(item.id))]


class _Forest:
    """Groups of claims under union, with what is known between them."""

    def __init__(self, fixes: Mapping[str, Fix]) -> None:
        self._home = {name: index for index, name in enumerate(sorted(fixes))}
        self._groups = {
            index: _Group([name], {fixes[name].doc}, fixes[name].days, fixes[name].box)
            for name, index in self._home.items()
        }

    def keep_apart(self, left: str, right: str) -> None:
        here, there = self._home[left], self._home[right]
        self._groups[here].apart.add(there)
        self._groups[there].apart.add(here)

    def weigh(self, item: Judgement) -> None:
        """Note the score of a judgement between the groups of its two claims; one of "different" weighs at least so much."""
        scored = min(item.score, APART) if item.verdict == "different" else item.score
        here, there = self._home[item.left], self._home[item.right]
        if here == there:
            return
        for one, other in ((here, there), (there, here)):
            score, number = self._groups[one].scores.get(other, (0.0, 0))
            self._groups[one].scores[other] = (round(score + scored, 4), number + 1)

    def join(self, left: str, right: str, *, freely: bool) -> None:
        here, there = sorted((self._home[left], self._home[right]))
        one, other = self._groups[here], self._groups[there]
        if here == there or there in one.apart:
            return
        if not freely and not (one.docs.isdisjoint(other.docs) and self._balanced(one, there) and _fits(one, other)):
            return
        if len(one.members) < len(other.members):
            here, there, one, other = there, here, other, one
        self._absorb(here, there)

    @staticmethod
    def _balanced(one: _Group, there: int) -> bool:
        score, number = one.scores.get(there, (0.0, 0))
        return number > 0 and score / number >= BALANCE

    def _absorb(self, here: int, there: int) -> None:
        one, other = self._groups[here], self._groups.pop(there)
        one.members += other.members
        one.docs |= other.docs
        one.days, one.box = _hull(one.days, other.days), _around(one.box, other.box)
        for name in other.members:
            self._home[name] = here
        one.scores.pop(there, None)
        for neighbour, (score, number) in other.scores.items():
            if neighbour == here:
                continue
            known, count = one.scores.get(neighbour, (0.0, 0))
            one.scores[neighbour] = self._groups[neighbour].scores[here] = (round(known + score, 4), count + number)
            self._groups[neighbour].scores.pop(there, None)
        for neighbour in other.apart:
            one.apart.add(neighbour)
            self._groups[neighbour].apart.discard(there)
            self._groups[neighbour].apart.add(here)

    def groups(self) -> list[list[str]]:
        return sorted(sorted(group.members) for group in self._groups.values())


def _box(one: Profile) -> Box | None:
    """Where the finest dotted place lies that a claim names itself."""
    for spot in one.spots:
        if spot.fine and not spot.carried and spot.lat is not None and spot.lon is not None:
            return spot.lat, spot.lon, spot.lat, spot.lon
    return None


def _hull(one: Days | None, other: Days | None) -> Days | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def _around(one: Box | None, other: Box | None) -> Box | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _fits(one: _Group, other: _Group) -> bool:
    """Whether the two groups together still lie within the days and kilometres of one happening."""
    days = _hull(one.days, other.days)
    if one.days and other.days and days is not None:
        longest = max(one.days[1] - one.days[0], other.days[1] - other.days[0])
        if days[1] - days[0] > max(SPREAD_DAYS, longest):
            return False
    box = _around(one.box, other.box)
    if one.box and other.box and box is not None:
        widest = max(kilometres(one.box[:2], one.box[2:]), kilometres(other.box[:2], other.box[2:]))
        return kilometres(box[:2], box[2:]) <= max(SPREAD_KM, widest)
    return True
