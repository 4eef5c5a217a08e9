"""What people's operations amount to: judgements over claims, the later operation before the earlier.

What a person has looked at stays together as it was seen. A merge ties the incidents by one bond each, so that when it
is taken back they come apart, whatever was merged with them since.

>>> derive([], {})
[]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model import Judgement, Operation
from sayso.model.identity import identify
from sayso.model.judgement import Verdict
from sayso.model.operation import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A judgement that follows from an operation; `bond` where it ties what was apart."""

    judgement: Judgement
    operation: str
    bond: bool = False


def taken_back(operations: Sequence[Operation]) -> set[str]:
    """Identifiers of those, takings-back too, that were taken back; taking back a taking-back restores."""
    taken: set[str] = set()
    for one in reversed(operations):  # an operation is only ever taken back by a later one
        if one.undoes is not None and one.id not in taken:
            taken.add(one.undoes)
    return taken


def standing(operations: Iterable[Operation]) -> list[Operation]:
    """Those that nobody took back, in order, the takings-back left out."""
    held = list(operations)
    taken = taken_back(held)
    return [one for one in held if one.undoes is None and one.id not in taken]


def derive(operations: Iterable[Operation], live: Mapping[str, str]) -> list[Derived]:
    """The judgements; `live` maps a claim as first found to the claim that stands for it now, where one does."""
    view = _View()
    for one in standing(operations):
        if one.verb == "merge":
            view.merge(one)
        elif one.verb in ("split", "part"):
            view.split(one)
    return list(view.judgements(live))


def names(operations: Iterable[Operation]) -> dict[str, str]:
    """Claims that give their incident another name than their own: by the splits and rejections that stand.

    What stays keeps the name of the incident, although the claim that it was made from is taken out.

    >>> names([])
    {}
    """
    given: dict[str, str] = {}
    for one in standing(operations):
        if one.verb not in ("split", "reject") or not one.incidents or not one.sides[1]:
            continue
        out, stay = ([name for piece in side for name in piece] for side in one.sides)
        (incident,) = one.incidents
        founder = next((name for name in out if given.get(name, identify("incident", name)) == incident), None)
        if founder is not None:
            given[founder] = identify("incident", one.id)
            given[stay[0]] = incident
    return given


@dataclass(frozen=True, slots=True)
class _Together:
    """Claims that are one; a bond where they are two pieces that a merge tied."""

    operation: Operation
    pieces: tuple[Piece, ...]

    def parts(self, out: frozenset[str]) -> Iterator[_Together]:
        """What is left of it inside of `out` and outside."""
        for keep in (True, False):
            pieces = tuple(tuple(name for name in piece if (name in out) == keep) for piece in self.pieces)
            if all(pieces):
                yield _Together(self.operation, pieces)


@dataclass(slots=True)
class _View:
    """What holds after the operations so far."""

    same: list[_Together] = field(default_factory=list)
    apart: list[tuple[Operation, Piece, Piece]] = field(default_factory=list)

    def merge(self, one: Operation) -> None:
        """Each piece as it was seen, the first of each side tied to the first of all; who told them apart is overruled."""
        every = frozenset(name for side in one.sides for piece in side for name in piece)
        self.apart = [cut for held in self.apart for cut in _without(held, every)]
        self.same += [_Together(one, (piece,)) for side in one.sides for piece in side]
        self.same += [_Together(one, (one.sides[0][0], side[0])) for side in one.sides[1:]]

    def split(self, one: Operation) -> None:
        """Both sides as they were seen, apart; what tied them before is overruled."""
        out, stay = (tuple(name for piece in side for name in piece) for side in one.sides)
        taken = frozenset(out)
        self.same = [part for held in self.same for part in held.parts(taken)]
        self.same += [_Together(one, (piece,)) for side in one.sides for piece in side]
        self.apart.append((one, out, stay))

    def judgements(self, live: Mapping[str, str]) -> Iterator[Derived]:
        blocks = _Blocks()
        for held in self.same:
            if len(held.pieces) == 1:
                yield from _star(held, live, blocks)
        for held in self.same:
            if len(held.pieces) == 2:
                first, second = (next((live[name] for name in piece if name in live), None) for piece in held.pieces)
                if first is not None and second is not None and first != second:
                    yield _judged(held.operation, first, second, "same", bond=True)
        for operation, out, stay in self.apart:
            for left in blocks.one_each(out, live):
                for right in blocks.one_each(stay, live):
                    yield _judged(operation, left, right, "different")


def _without(cut: tuple[Operation, Piece, Piece], every: frozenset[str]) -> Iterator[tuple[Operation, Piece, Piece]]:
    """The cut without its pairs of which both claims are among `every`."""
    operation, out, stay = cut
    outside = tuple(name for name in out if name not in every)
    inside = tuple(name for name in out if name in every)
    rest = tuple(name for name in stay if name not in every)
    if outside:
        yield operation, outside, stay
    if inside and rest:
        yield operation, inside, rest


class _Blocks:
    """Which claims people hold together, so that one of them is enough to keep all apart from others."""

    def __init__(self) -> None:
        self._home: dict[str, str] = {}

    def join(self, left: str, right: str) -> None:
        self._home[self._root(right)] = self._root(left)

    def same(self, left: str, right: str) -> bool:
        return self._root(left) == self._root(right)

    def _root(self, name: str) -> str:
        while (up := self._home.get(name, name)) != name:
            name = up
        return name

    def one_each(self, names: Sequence[str], live: Mapping[str, str]) -> list[str]:
        """A living claim of each block that has any of the names."""
        found: dict[str, str] = {}
        for name in names:
            if name in live:
                found.setdefault(self._root(live[name]), live[name])
        return list(found.values())


def _star(held: _Together, live: Mapping[str, str], blocks: _Blocks) -> Iterator[Derived]:
    """The first living claim of the piece with each of the others."""
    first, *others = [live[name] for name in held.pieces[0] if name in live] or [""]
    for other in others:
        if blocks.same(first, other):
            continue
        blocks.join(first, other)
        yield _judged(held.operation, first, other, "same")


def _judged(operation: Operation, one: str, other: str, verdict: Verdict, *, bond: bool = False) -> Derived:
    left, right = sorted((one, other))
    judged = bond or verdict == "different"  # the rest was only seen to be together
    judgement = Judgement(
        id=identify("judgement", operation.id, left, right, verdict),
        left=left,
        right=right,
        verdict=verdict,
        author=operation.author,
        reason=operation.reason if judged else None,
    )
    return Derived(judgement=judgement, operation=operation.id, bond=bond)
