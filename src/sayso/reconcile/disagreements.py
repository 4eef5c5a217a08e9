"""Disagreements: accounts of one incident that cannot both hold, typed, with their size and the claims on each side.

An origin that raises its own toll has updated its account; only different origins disagree.

>>> from sayso.model import Account, Toll
>>> monitor = Account(origin="a monitor", source=(), docs=("d",), claims=("c1",), killed=Toll(low=8, high=8))
>>> army = Account(origin="the army", source=(), docs=("d",), claims=("c2",), killed=Toll(low=20, high=None))
>>> [(found.type, found.size, found.says) for found in disagreements([monitor, army])]
[('number', 12, 'a monitor says 8 killed, the army says 20 or more killed')]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sayso.model import Account, Disagreement, Number, Toll
from sayso.model.incident import DisagreementType
from sayso.reconcile.accounts import counted
from sayso.reconcile.sides import opposed
from sayso.reconcile.victims import counted_by, rounded

MEASURES = ("killed", "injured")


def disagreements(accounts: Sequence[Account], *, two_sided: bool = False) -> list[Disagreement]:
    """All disagreements between pairs of accounts, in a fixed order.

    `two_sided` where both sides act, as in a battle: that accounts name one each, or that one of them denies a deed
    among the many, is then no disagreement.
    """
    ordered = sorted(accounts, key=lambda account: account.origin)
    found = [item for one, other in combinations(ordered, 2) for item in between(one, other)]
    found = [item for item in found if not (two_sided and item.type != "number")]
    return sorted(found, key=lambda item: (item.type, item.between))


def between(one: Account, other: Account) -> Iterator[Disagreement]:
    """Where two accounts cannot both hold: number, victims, occurrence, responsibility."""
    numbers = [measure for measure in MEASURES if _apart(one, other, measure)]
    if numbers:
        first, second = counted(one, numbers[0]), counted(other, numbers[0])
        size = None if first is None or second is None else gap(first, second)
        yield _made("number", one, other, f"{_told(one, numbers)}, {_told(other, numbers)}", size)
    whom = (counted_by(one, "killed"), counted_by(other, "killed"))
    if set(whom) == {"civilians", "fighters"} and not numbers:
        says = f"{one.origin} counts {whom[0]} among the dead, {other.origin} {whom[1]}"
        yield _made("victims", one, other, says)
    if "denied" in (one.occurred, other.occurred) and "asserted" in (one.occurred, other.occurred):
        denier, teller = (one, other) if one.occurred == "denied" else (other, one)
        yield _made("occurrence", one, other, f"{denier.origin} denies what {teller.origin} says happened")
    elif opposed(one.actor, other.actor):
        says = f"{one.origin} names {one.actor}, {other.origin} names {other.actor}"
        yield _made("responsibility", one, other, says)


def gap(one: Toll, other: Toll) -> Number | None:
    """How far two ranges that do not meet lie apart, in persons."""
    low, high = sorted((one, other), key=lambda toll: (toll.low or 0, toll.high or 0))
    if low.high is None or high.low is None:
        return None
    return high.low - low.high


def _apart(one: Account, other: Account, measure: str) -> bool:
    """Whether two accounts count the same people, and their ranges, as wide as their words, do not meet."""
    first, second = rounded(one, measure), rounded(other, measure)
    if first is None or second is None or measure in (*one.aside, *other.aside):
        return False
    whom = counted_by(one, measure), counted_by(other, measure)
    if set(whom) == {"civilians", "fighters"} or first.meets(second):
        return False
    smaller = whom[0] if (first.low or first.high or 0) < (second.low or second.high or 0) else whom[1]
    return not ("part" in whom and smaller == "part")


def _told(account: Account, measures: Sequence[str]) -> str:
    told = ((counted(account, measure), measure) for measure in measures)
    tolls = (f"{toll.text} {measure}" for toll, measure in told if toll is not None)
    return f"{account.origin} says {' and '.join(tolls)}"


def _made(kind: DisagreementType, one: Account, other: Account, says: str, size: float | None = None) -> Disagreement:
    return Disagreement(
        type=kind,
        between=(one.origin, other.origin),
        claims=(one.claims, other.claims),
        says=says,
        size=size,
    )
