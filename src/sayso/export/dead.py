"""The dead of an incident as UCDP counts them: low, best and high, and of these the two sides', civilians and unknown.

>>> fitted(10, {"deaths_a": 4, "deaths_b": None, "deaths_civilians": 3})
{'deaths_a': 4, 'deaths_b': None, 'deaths_civilians': 3, 'deaths_unknown': 3}
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from sayso.export.cast import Side, victims
from sayso.export.exporter import Cell, Sheet
from sayso.export.kinds import UNARMED
from sayso.export.parties import Party
from sayso.model import Claim, Number
from sayso.reconcile.rules import Cell as TollCell
from sayso.reconcile.tolls import OF_A_SET, claim_toll
from sayso.reconcile.victims import spares

CIVILIANS = "deaths_civilians"
NO_NUMBER = "no report gives a number of dead"
NO_SIDE = "no claim says so of any of the dead"
NOT_FITTING = "what is told of the sides is more than the best figure: the numbers are of different accounts"
ONLY_SOME = "the only number is that none of some were killed, such as civilians, which says nothing of others"
OPEN = "open above: the greatest number that an account names"


def total(sheet: Sheet) -> dict[str, Cell]:
    """`best`, `high` and `low`: all the dead by the rule asked for."""
    toll = sheet.toll("killed")
    if toll is None:
        return {name: Cell(value=None, rule="none", why=NO_NUMBER) for name in ("best", "high", "low")}
    rule = f"{toll.rule}: {toll.says}"
    some = counts_some_only(sheet, toll)
    low = None if some else toll.low
    best = None if not toll.best and low is None else toll.best
    high, above = (toll.high, rule) if toll.high is not None else (_greatest(sheet, toll, best), f"{OPEN}; {rule}")
    return {
        "best": _cell(best, rule, toll, "the accounts name no figure that could be the best"),
        "high": _cell(high if best is not None or high else None, above, toll, "no account names a number"),
        "low": _cell(low, rule, toll, ONLY_SOME if some else "no account names a least number"),
    }


def _cell(value: Number | None, rule: str, toll: TollCell, why: str) -> Cell:
    return Cell(value=value, rule=rule, claims=toll.used, why=None if value is not None else why)


def counts_some_only(sheet: Sheet, toll: TollCell) -> bool:
    """Whether the least is that there were none of some: "no civilians were killed" leaves open who else was.

    Incidents that an earlier version put together still have such a 0 as their least.
    """
    if toll.low is None:
        return toll.best is None and OF_A_SET in dict(toll.aside).values()
    used = (claim for claim in sheet.claims if claim.id in toll.used)
    zeros = [f for claim in used for f in claim.figures if f.measure == "killed" and f.low == f.high == 0]
    return toll.low == 0 and bool(zeros) and all(spares(figure) is not None for figure in zeros)


def _greatest(sheet: Sheet, toll: TollCell, best: Number | None) -> Number | None:
    """The greatest number that the claims used name."""
    named = [_tolled(claim) for claim in sheet.claims if claim.id in toll.used]
    return max([number for number in (*named, toll.low, best) if number is not None], default=None)


def _tolled(claim: Claim) -> Number | None:
    found = claim_toll(claim, "killed")
    return None if found is None else found.high if found.high is not None else found.low


def by_side(sheet: Sheet, home: str | None, side_a: Side | None, side_b: Side | None, best: Cell) -> dict[str, Cell]:
    """`deaths_a`, `deaths_b`, `deaths_civilians`, `deaths_unknown`: only what claims say of whose the dead were."""
    civilians = sheet.toll("killed", "civilians")
    named = _named(sheet, home, {"deaths_a": side_a, "deaths_b": side_b})
    told: dict[str, Number | None] = {column: pair[0] for column, pair in named.items()}
    used = {column: pair[1] for column, pair in named.items()}
    told[CIVILIANS] = None if civilians is None else civilians.best if civilians.best is not None else civilians.low
    used[CIVILIANS] = () if civilians is None else civilians.used
    if not isinstance(best.value, int | float):
        why = best.why or NO_NUMBER
        return {name: Cell(value=None, rule="of the best figure", why=why) for name in (*told, "deaths_unknown")}
    parts = fitted(best.value, told)
    over = parts is None
    parts = parts or {**dict.fromkeys(told), "deaths_unknown": best.value}
    found = {}
    for column, value in parts.items():
        rule = "what most accounts say of them" if column in told else "the best figure less what is told of the sides"
        if value is None:
            found[column] = Cell(
                value=None, rule=rule, why=NOT_FITTING if over and told[column] is not None else NO_SIDE
            )
        else:
            found[column] = Cell(value=value, rule=rule, claims=used.get(column, best.claims))
    return found


def fitted(best: Number, told: Mapping[str, Number | None]) -> dict[str, Number | None] | None:
    """The parts and what is left of the best figure for the unknown; None where they are more than it.

    >>> fitted(10, {"deaths_a": 8, "deaths_b": 3}) is None
    True
    """
    known = sum(value for value in told.values() if value is not None)
    return None if known > best else {**told, "deaths_unknown": best - known}


def _named(
    sheet: Sheet, home: str | None, sides: Mapping[str, Side | None]
) -> dict[str, tuple[Number | None, tuple[str, ...]]]:
    """Of each side the number of its dead that most accounts give, of as many the lower, with the claims that give it."""
    accounts = {name: account.origin for account in sheet.incident.accounts for name in account.claims}
    told: dict[str, dict[str, dict[Number, list[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for claim in sheet.claims:
        if claim.status not in ("asserted", "possible"):
            continue
        for figure in claim.figures:
            party = victims(figure, home) if figure.measure == "killed" and figure.scope == "incident" else None
            column = None if party is None else _side_of(party, sides)
            if column is not None and figure.low is not None:
                told[column][accounts.get(claim.id, claim.id)][figure.low].append(claim.id)
    found: dict[str, tuple[Number | None, tuple[str, ...]]] = {}
    for column in sides:
        given = {origin: max(numbers) for origin, numbers in told[column].items()}
        if not given:
            found[column] = None, ()
            continue
        counted = Counter(given.values())
        number = min(counted, key=lambda one: (-counted[one], one))
        found[column] = number, tuple(c for origin in given for c in told[column][origin].get(number, ()))
    return found


def _side_of(party: Party, sides: Mapping[str, Side | None]) -> str | None:
    """The side that fighters of these words are of: the one of their name, else the only one of their kind."""
    if party.kind in UNARMED:
        return None
    named = {
        column: side.party for column, side in sides.items() if side is not None and side.party.kind not in UNARMED
    }
    if party.name is not None or party.land is not None:
        return next((column for column, one in named.items() if one.key == party.key), None)
    like = [column for column, one in named.items() if _is_like(party, one)]
    return like[0] if len(like) == 1 and len(named) == len(sides) else None


def _is_like(nameless: Party, side: Party) -> bool:
    """Whether "soldiers" or "militants" may be of the side: a state's, or a group's."""
    state = {"state forces", "police", "government"}
    return (nameless.kind in state) == (side.kind in state | {"outside forces"})
