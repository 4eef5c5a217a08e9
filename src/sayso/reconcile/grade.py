"""The grade of an incident: how well it is supported, in the terms of Airwars, with the rule and the numbers it rests on.

Asked in this order, the first that holds is the grade:

1. discounted: those who told of it took it back, or nobody asserts it;
2. confirmed: a belligerent accepts it as its own deed, and with it that it harmed others than fighters;
3. discounted: those hurt were fighters only, by another's word than that of the one who did it;
4. contested: accounts lay it on different sides;
5. fair: two accounts or more, independent of each other, and a belligerent is said to have acted;
6. weak: all else.

>>> graded([], "talks", (), {}, documents={})
(None, None)
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from sayso.lexicon import load
from sayso.model import Account, Claim, Disagreement, Document, Figure, Grade
from sayso.reconcile.accounts import counted
from sayso.reconcile.origins import origin_link, tidy
from sayso.reconcile.sides import opposed, sides
from sayso.reconcile.support import is_collective, reports, standing_alone, witnesses
from sayso.reconcile.tellings import MEASURES
from sayso.reconcile.victims import set_of
from sayso.reconcile.voices import (
    account_sides,
    claims_it,
    deed_sides,
    is_own_deed,
    speaks_for,
)

_WORDS = load("grades")
_GRADED = frozenset(_WORDS["graded"])
_TWO_SIDED = frozenset(load("link")["families"]["ground"])
_WITHDRAWN = re.compile(r"\b(?:" + "|".join(_WORDS["withdrawn"]) + r")\b", re.I)
_FORCE = re.compile(r"\b(?:" + "|".join(_WORDS["forces"]) + r")\b", re.I)
_CIVILIAN = re.compile(r"\b(?:" + "|".join(_WORDS["civilian"]) + r")\b", re.I)
_EITHER = re.compile(r"\s+or\s+")
NAMED = 4  # origins that a rule names; more are counted
Graded = tuple[Grade, str]


def graded(
    accounts: Sequence[Account],
    kind: str,
    disagreements: Iterable[Disagreement],
    claims: Mapping[str, Claim],
    *,
    documents: Mapping[str, Document],
) -> tuple[Grade, str] | tuple[None, None]:
    """The grade and the sentence that says why; None for what is no violence against persons or things.

    `claims` holds those of the accounts. The grades and their words are those that Airwars prints on its pages; the order
    in which they are asked is ours.
    """
    if kind not in _GRADED or not accounts:
        return None, None
    telling = [account for account in accounts if account.occurred != "denied"]
    return (
        _taken_back(accounts, telling, claims, documents)
        or _confirmed(telling, claims)
        or _of_fighters(telling, claims)
        or _contested(telling, claims, disagreements)
        or _supported(telling, kind, claims)
    )


def _taken_back(
    accounts: Sequence[Account],
    telling: Sequence[Account],
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
) -> Graded | None:
    """Discounted where nobody asserts it, or all who did have withdrawn it since."""
    if not telling:
        return "discounted", f"nobody asserts it: {_names(accounts)} {_verb(accounts, 'denies', 'deny')} it"
    if all(_withdrew(account, claims, documents) for account in telling):
        return "discounted", f"withdrawn by {_number(telling)} that told of it: {_names(telling)}"
    return None


def _withdrew(account: Account, claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> bool:
    """Whether the last that an origin says of it is that it did not happen."""
    told: dict[date, list[Claim]] = defaultdict(list)
    for name in account.claims:
        document = documents.get(claims[name].doc)
        told[(document.published if document is not None else None) or date.min].append(claims[name])
    last = told[max(told)]
    if any(_WITHDRAWN.search(claim.evidence) for claim in last):
        return True
    return len(told) > 1 and all(claim.status == "denied" for claim in last)


def _confirmed(telling: Sequence[Account], claims: Mapping[str, Claim]) -> Graded | None:
    """Confirmed where a belligerent claims the deed, or owns to one by which others than fighters were hurt."""
    for account in telling:
        own = [claims[name] for name in account.claims if is_own_deed(claims[name])]
        claiming = [claim for claim in own if claims_it(claim)]
        accepting = claiming or [claim for claim in own if _harms(claim)]
        if accepting:
            what = "claims responsibility" if claiming else "owns to harm to others than fighters"
            told = (
                f"in {_count(len(accepting), 'claim')} of {_count(len({claim.doc for claim in accepting}), 'report')}"
            )
            return "confirmed", f"{_speaker(accepting[0])} {what}, {told}"
    return None


def _speaker(claim: Claim) -> str:
    """Who says it, by name."""
    link = origin_link(claim)
    assert link is not None, "a deed of one's own is told by somebody"
    return tidy(link.text)


def _harms(claim: Claim) -> bool:
    """Whether a doer's own words tell of harm, and not to fighters alone, nor to its own side."""
    if claim.kind == "downing" or (claim.target is not None and sides(claim.target.text) & speaks_for(claim)):
        return False
    hurt = [figure for figure in claim.figures if figure.measure in MEASURES and figure.high != 0]
    whom = set_of(_words(figure) for figure in hurt) if hurt else None
    if whom in ("civilians", "part"):
        return True
    if whom == "fighters" or set_of([claim.evidence]) == "fighters":
        return False
    if hurt:
        return True
    target = claim.target.text if claim.target is not None else ""
    return claim.stance == "confirms" and (_CIVILIAN.search(target) is not None or set_of([target]) == "civilians")


def _words(figure: Figure) -> str:
    return f"{figure.text} {figure.unit or ''}"


def _of_fighters(telling: Sequence[Account], claims: Mapping[str, Claim]) -> Graded | None:
    """Discounted where all whose status is told are fighters, and another than the doer says so."""
    doers = deed_sides(telling)
    whom = {account.origin: _hurt(account) for account in telling}
    fighters = [
        account
        for account in telling
        if whom[account.origin] == "fighters" and not account_sides(account, claims) & doers
    ]
    if not fighters or "others" in whom.values():
        return None
    if any(whom[account.origin] is None and _tells_of_others(account, fighters) for account in telling):
        return None
    by = f"by {_number(fighters)} other than the doer: {_names(fighters)}"
    return "discounted", f"only fighters are told to be hurt, {by}"


def _hurt(account: Account) -> str | None:
    """ "fighters" where an account tells that they alone were hurt, "others" where others too; None where it leaves it open."""
    hurt = [f for _, f in account.figures if f.measure in MEASURES and f.scope != "rate" and f.high != 0]
    found = {f.measure: {set_of([_words(one)]) for one in hurt if one.measure == f.measure} for f in hurt}
    if any({"civilians", "part"} & sets for sets in found.values()):
        return "others"
    first = next(
        (found[measure] for measure in MEASURES if measure in found), set()
    )  # the hurt are such as the dead are
    return "fighters" if first == {"fighters"} else None


def _tells_of_others(account: Account, others: Sequence[Account]) -> bool:
    """Whether an account gives a count that none of the others gives: of some it is then not told who they were."""
    for measure in MEASURES:
        mine = counted(account, measure)
        theirs = [toll for other in others if (toll := counted(other, measure)) is not None]
        if mine is not None and not any(map(mine.meets, theirs)):
            return True
    return False


def _contested(
    telling: Sequence[Account], claims: Mapping[str, Claim], disagreements: Iterable[Disagreement]
) -> Graded | None:
    """Contested where accounts name different sides, or all that name one leave open which of two it was."""
    reporting = [account for account in telling if reports(account, claims)]
    actors = {account.origin: account.actor for account in standing_alone(reporting, claims)}
    pairs = [one.between for one in disagreements if one.type == "responsibility" and set(one.between) <= actors.keys()]
    if pairs:
        named = list(dict.fromkeys(name for pair in pairs for name in pair))
        said = "; ".join(f"{name} names {actors[name]}" for name in named[:NAMED])
        more = f"; and {len(named) - NAMED} more" if len(named) > NAMED else ""
        return "contested", f"{_count(len(named), 'account')} that lay it on different sides: {said}{more}"
    unsure = [account for account in telling if account.actor is not None and _either(account.actor)]
    if unsure and len(unsure) == sum(bool(account.actor and sides(account.actor)) for account in telling):
        said = "; ".join(f"{account.origin} says {account.actor}" for account in unsure[:NAMED])
        return (
            "contested",
            f"{_number(unsure)} {_verb(unsure, 'leaves', 'leave')} open which of two sides did it: {said}",
        )
    return None


def _either(actor: str) -> bool:
    """Whether the words leave open which of two sides it was: "Russian or Syrian jets"."""
    return any(opposed(one, other) for one, other in combinations(_EITHER.split(actor), 2))


def _supported(telling: Sequence[Account], kind: str, claims: Mapping[str, Claim]) -> Graded:
    """Fair with two independent accounts and a belligerent's action, else weak."""
    reporting = [account for account in telling if reports(account, claims)]
    if not reporting:
        return "weak", f"nobody vouches for it: {_names(telling)}"
    doers = frozenset() if kind in _TWO_SIDED else deed_sides(telling)
    groups = witnesses(reporting, claims, doers=doers)
    if not groups:
        partisan = [account for account in reporting if account_sides(account, claims) & doers]
        who = "nobody but the side that did it" if partisan else "nobody who is named"
        return "weak", f"told by {who}: {_names(partisan or reporting)}"
    leads = [group[0] for group in groups]
    if len(groups) == 1:
        source = "sources without a name" if is_collective(leads[0]) else "a single source"
        return "weak", f"{source}: {_names(groups[0])}, in {_count(_reports(groups[0]), 'report')}"
    said = f"{_number(leads)} by origins independent of each other: {_names(leads)}"
    acting = next((claim for account in telling for claim in _owning(account, telling, claims)), None)
    if acting is not None:
        return "fair", f"{said}; the side that acted says so itself, by {_speaker(acting)}"
    naming = [account for account in telling if account.actor is not None and _is_named(account.actor)]
    if not naming:
        return "weak", f"{said}; but none names a belligerent that acted"
    by = f"by {_number(naming)}: {_doer(naming)}, as {_names(naming)} {_verb(naming, 'has', 'have')} it"
    return "fair", f"{said}; a belligerent that acted is named {by}"


def _owning(account: Account, telling: Sequence[Account], claims: Mapping[str, Claim]) -> Iterable[Claim]:
    """The claims by which an account's source owns to the deed, where another account names its side too."""
    named = deed_sides(other for other in telling if other is not account)
    own = (claims[name] for name in account.claims if is_own_deed(claims[name]))
    return (claim for claim in own if claim.kind != "downing" and speaks_for(claim) & named)


def _doer(naming: Sequence[Account]) -> str:
    """The belligerent that most accounts name, in its shortest wording."""
    names = [account.actor for account in naming if account.actor is not None]
    support = Counter(side for name in names for side in sides(name))
    return min(names, key=lambda name: (-max((support[side] for side in sides(name)), default=0), len(name), name))


def _is_named(actor: str) -> bool:
    """Whether a belligerent is named: one that is known, or a force with a name."""
    return bool(sides(actor)) or (
        _FORCE.search(actor) is not None and any(word[:1].isupper() for word in actor.split())
    )


def _reports(accounts: Sequence[Account]) -> int:
    return len({doc for account in accounts for doc in account.docs})


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def _number(accounts: Sequence[Account]) -> str:
    return _count(len(accounts), "account")


def _verb(accounts: Sequence[Account], one: str, many: str) -> str:
    return one if len(accounts) == 1 else many


def _names(accounts: Sequence[Account]) -> str:
    """The origins, "and" before the last; those past the first few are counted."""
    names = [account.origin for account in accounts]
    if len(names) > NAMED:
        names = [*names[:NAMED], f"{len(names) - NAMED:,} more"]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
