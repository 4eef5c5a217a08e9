"""Disagreements: accounts of one incident that cannot both hold, typed, with their size and the claims on each side.

An origin that raises its own toll has updated its account; only different origins disagree.

>>> from sayso.model import Account, Toll
>>> monitor = Account(origin="a monitor", source=(), docs=("d",), claims=("c1",), killed=Toll(low=8, high=8))
>>> army = Account(origin="the army", source=(), docs=("d",), claims=("c2",), killed=Toll(low=20, high=None))
>>> [(found.type, found.size, found.says) for found in disagreements([monitor, army])]
[('number', 12, 'a monitor says 8 killed, the army says 20 or more killed')]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations
from types import MappingProxyType

from sayso.model import Account, Disagreement, Number, Toll
from sayso.model.incident import DisagreementType
from sayso.reconcile.accounts import counted
from sayso.reconcile.dates import Day, apart, in_one_night
from sayso.reconcile.sides import opposed, sides
from sayso.reconcile.tellings import MEASURES, TELLING
from sayso.reconcile.victims import Counted, contradicts, counted_by, rounded, spared, status_of


def disagreements(
    accounts: Sequence[Account],
    *,
    two_sided: bool = False,
    days: Mapping[str, Day | None] = MappingProxyType({}),
    outlets: Set[str] = frozenset(),
    unsure: Set[str] = frozenset(),
    victims: Mapping[str, Counted | None] = MappingProxyType({}),
) -> list[Disagreement]:
    """All disagreements between pairs of accounts, in a fixed order.

    `days` tells on which day an origin has it; `outlets` are origins that only tell in a report's own voice, `unsure` those
    that hold a doer for possible only. `two_sided`
    where both sides act, as in a battle: that accounts name one each, or that one of them denies a deed among the many,
    is then no disagreement.
    """
    ordered = sorted(accounts, key=lambda account: account.origin)
    heard = [account for account in ordered if not (account.origin in outlets and _adds_nothing(account))]
    found = [
        item
        for one, other in combinations(heard, 2)
        for item in between(one, other, days=days, unsure=unsure, victims=victims)
    ]
    found = [item for item in found if not (two_sided and item.type in ("responsibility", "occurrence"))]
    return sorted(found, key=lambda item: (item.type, item.between))


def _adds_nothing(account: Account) -> bool:
    """Whether an account gives neither a toll nor who did it: what a report says around its sources."""
    return account.killed is None and account.injured is None and account.actor is None


def between(
    one: Account,
    other: Account,
    *,
    days: Mapping[str, Day | None] = MappingProxyType({}),
    unsure: Set[str] = frozenset(),
    victims: Mapping[str, Counted | None] = MappingProxyType({}),
) -> Iterator[Disagreement]:
    """Where two accounts cannot both hold: number, victims, date, occurrence, responsibility."""
    numbers = [measure for measure in MEASURES if _apart(one, other, measure)]
    if numbers:
        first, second = counted(one, numbers[0]), counted(other, numbers[0])
        size = None if first is None or second is None else gap(first, second)
        yield _made("number", one, other, f"{_told(one, numbers)}, {_told(other, numbers)}", size)
    else:
        yield from _of_a_set(one, other)
    whom = (victims.get(one.origin, status_of(one)), victims.get(other.origin, status_of(other)))
    if set(whom) == {"civilians", "fighters"}:
        says = f"{one.origin} counts {whom[0]} among the dead, {other.origin} {whom[1]}"
        yield _made("victims", one, other, says)
    here, there = days.get(one.origin), days.get(other.origin)
    if in_one_night(here, there) or (apart(here, there) and _one_toll(one, other)):
        yield _made("date", one, other, f"{one.origin} has it {here}, {other.origin} {there}", apart(here, there))
    if "denied" in (one.occurred, other.occurred) and "asserted" in (one.occurred, other.occurred):
        denier, teller = (one, other) if one.occurred == "denied" else (other, one)
        if not _is_its_own(denier):
            yield _made("occurrence", one, other, f"{denier.origin} denies what {teller.origin} says happened")
        elif teller.actor is not None and sides(teller.actor) & sides(denier.origin):
            says = f"{denier.origin} denies that it did what {teller.origin} says {teller.actor} did"
            yield _made("responsibility", one, other, says)
    elif opposed(one.actor, other.actor) and not unsure & {one.origin, other.origin}:
        says = f"{one.origin} names {one.actor}, {other.origin} names {other.actor}"
        yield _made("responsibility", one, other, says)


def _is_its_own(denier: Account) -> bool:
    """Whether what one denies is a deed of its own side: that it did it, not that it happened."""
    return denier.actor is not None and bool(sides(denier.actor) & sides(denier.origin))


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
    if first.meets(second):
        return False
    whom = counted_by(one, measure), counted_by(other, measure)
    smaller = whom[0] if (first.low or first.high or 0) < (second.low or second.high or 0) else whom[1]
    return not ("part" in whom and smaller == "part")


def _of_a_set(one: Account, other: Account) -> Iterator[Disagreement]:
    """ "No civilians were killed" against one who counts civilians among the dead."""
    for measure in MEASURES:
        for sparing, counting in ((one, other), (other, one)):
            pairs = ((zero, contradicts(zero, counting, measure)) for zero in spared(sparing, measure))
            found = next(((zero, figure) for zero, figure in pairs if figure is not None), None)
            if found is not None:
                says = {sparing.origin: found[0].text, counting.origin: f"{found[1].text} {measure}"}
                words = f"{one.origin} says {says[one.origin]}, {other.origin} says {says[other.origin]}"
                yield _made("number", one, other, words, found[1].low)
                return


def _one_toll(one: Account, other: Account) -> bool:
    """Whether two accounts give one number of dead, large enough to tell of one happening."""
    return one.killed is not None and one.killed == other.killed and (one.killed.low or 0) >= TELLING


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
