"""Accounts: all that one origin says of one incident, across the reports that relay it.

>>> accounts([], documents={})
[]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.lexicon import load
from sayso.model import Account, Claim, Document, Figure, Measure, Toll, Weighing
from sayso.reconcile.origins import fullest, outlet
from sayso.reconcile.sides import sides
from sayso.reconcile.tellings import MEASURES, Telling, by_origin, tellings
from sayso.reconcile.tolls import OF_A_SET, Standing, claim_toll, fragments, is_superseded, joined, spared_by, toll_of
from sayso.reconcile.weighing import PERSONS, Weighed, weigh

_LOOSE = frozenset(load("link")["families"]["loose"])
_OWN = re.compile(r"\b(?:" + "|".join(load("origins")["own_deed"]) + r")\b", re.I)
FRAGMENT = "a part: less than a tenth of what another account tells"


def accounts(
    claims: Sequence[Claim], *, documents: Mapping[str, Document], kinds: frozenset[str] | None = None
) -> list[Account]:
    """The accounts of one incident, those that give a toll first. What a report repeats of its source is the source's account.

    `kinds` are those that name what happened; who did it is read from claims of these only (None: from all).
    """
    ordered = sorted(claims, key=lambda claim: (claim.doc, claim.span.start, claim.id))
    told = tellings(ordered, documents=documents)
    given = {figure.measure for claim in ordered for figure in claim.figures}
    measures = [measure for measure in PERSONS if measure in MEASURES or measure in given]
    weighed = {measure: weigh(told, measure) for measure in measures}
    groups = by_origin(told)
    named = [frozenset().union(*map(_sides, _doing((item.claim for item in group), kinds))) for group in groups]
    support = Counter(side for found in named for side in found)
    made = [_account(group, weighed, documents, kinds=kinds, support=support) for group in groups]
    return sorted(_without_parts(made), key=_rank)


def _rank(account: Account) -> tuple[bool, int, str]:
    """Accounts that give a toll stand first, then those of most claims."""
    return account.killed is None and account.injured is None, -len(account.claims), account.origin


def _account(
    group: Sequence[Telling],
    weighed: Mapping[Measure, Weighed],
    documents: Mapping[str, Document],
    *,
    kinds: frozenset[str] | None,
    support: Mapping[str, int],
) -> Account:
    members = [item.claim for item in group]
    standing = {measure: _standing(members, measure, found, documents) for measure, found in weighed.items()}
    killed, injured = standing["killed"], standing["injured"]
    figures: list[tuple[str, Figure]] = [(claim.id, figure) for claim in members for figure in claim.figures]
    chain = max((claim.source for claim in members), key=lambda source: (len(source), [link.text for link in source]))
    origin = fullest(item.name for item in group)
    return Account(
        origin=origin,
        source=tuple(link.text for link in chain) or (outlet(documents.get(members[0].doc)),),
        docs=tuple(sorted({claim.doc for claim in members})),
        claims=tuple(sorted(claim.id for claim in members)),
        killed=killed.toll,
        injured=injured.toll,
        figures=tuple(figures),
        actor=_denied_of_itself(members, origin) or _actor(_doing(members, kinds), support),
        occurred=_occurred(members),
        history=tuple(sorted({*killed.replaced, *injured.replaced})),
        aside=tuple(measure for measure in MEASURES if _only_low(members, weighed[measure])),
        weighed=tuple(
            item
            for measure, found in standing.items()
            for item in _weighings(members, measure, found, weighed[measure])
        ),
    )


def _only_low(members: Sequence[Claim], weighed: Weighed) -> bool:
    """Whether what an origin tells lies below what the reports that quote it count themselves, all of it."""
    names = {claim.id for claim in members}
    return not names & weighed.counting and bool(names & weighed.low)


def _standing(
    members: Sequence[Claim], measure: Measure, weighed: Weighed, documents: Mapping[str, Document]
) -> Standing:
    """The toll that stands, counting or not, and the claims of the origin whose toll it replaces."""
    counting = weighed.low if _only_low(members, weighed) else weighed.counting
    found = toll_of([claim for claim in members if claim.id in counting], measure, documents=documents)
    others = [claim for claim in members if claim.id not in counting and claim_toll(claim, measure) is not None]
    first = tuple(claim.id for claim in others if is_superseded(claim))
    return replace(found, replaced=(*found.replaced, *first)) if first else found


def _weighings(members: Sequence[Claim], measure: Measure, standing: Standing, weighed: Weighed) -> Iterable[Weighing]:
    """What each claim of an origin gives of a measure, and the reason, as it was decided, why it does not count."""
    why = {**dict(standing.aside), **weighed.why}
    for claim in {claim.id: claim for claim in members}.values():
        toll = claim_toll(claim, measure)
        if toll is not None:
            yield Weighing(claim=claim.id, measure=measure, toll=toll, aside=why.get(claim.id))
        elif (none := spared_by(claim, measure)) is not None:
            yield Weighing(claim=claim.id, measure=measure, toll=none, aside=OF_A_SET)


def _sides(claim: Claim) -> frozenset[str]:
    return sides(claim.actor.text) if claim.actor is not None else frozenset()


def _doing(claims: Iterable[Claim], kinds: frozenset[str] | None) -> list[Claim]:
    """The claims that name who did it: of the kinds that name what happened, exact ones before loose ones."""
    naming = [claim for claim in claims if claim.actor is not None and (kinds is None or claim.kind in kinds)]
    return [claim for claim in naming if claim.kind not in _LOOSE] or naming


def _actor(claims: Sequence[Claim], support: Mapping[str, int]) -> str | None:
    """Who did it: of several sides that an origin names in passing, the one that most accounts name; then the most named."""
    actors = Counter(claim.actor.text for claim in claims if claim.actor is not None)

    def rank(name: str) -> tuple[int, int, int, str]:
        return -max((support.get(side, 0) for side in sides(name)), default=0), -actors[name], -len(name), name

    return min(actors, key=rank) if actors else None


def _denied_of_itself(members: Sequence[Claim], origin: str) -> str | None:
    """The origin, where all that it says is that it has not done it: "its planes have not bombed", "denied any involvement"."""
    if not sides(origin) or any(claim.status != "denied" for claim in members):
        return None
    own = (_OWN.search(claim.actor.text if claim.actor is not None else claim.evidence) for claim in members)
    return origin if any(found is not None for found in own) else None


def _occurred(claims: Sequence[Claim]) -> str:
    """ "asserted" where any claim asserts it, "denied" where all deny it, else "possible"."""
    statuses = {claim.status for claim in claims}
    if "asserted" in statuses:
        return "asserted"
    return "denied" if statuses == {"denied"} else "possible"


def _without_parts(made: Sequence[Account]) -> list[Account]:
    """Set aside tolls that tell of a part of the incident only."""
    measures = dict.fromkeys(item.measure for account in made for item in account.weighed)
    parts = {measure: fragments([shown(account, measure) for account in made]) for measure in (*MEASURES, *measures)}
    return [
        replace(
            account,
            aside=tuple(m for m in MEASURES if m in account.aside or parts[m][i]),
            weighed=tuple(
                replace(item, aside=FRAGMENT) if item.aside is None and parts[item.measure][i] else item
                for item in account.weighed
            ),
        )
        for i, account in enumerate(made)
    ]


def shown(account: Account, measure: Measure) -> Toll | None:
    """The account's toll of a measure, whether it counts towards the incident's range or not."""
    match measure:
        case "killed":
            return account.killed
        case "injured":
            return account.injured
        case _:
            return counted(account, measure)


def counted(account: Account, measure: str) -> Toll | None:
    """The account's toll of a measure of persons where it counts towards the incident's range."""
    if measure in MEASURES:
        return None if measure in account.aside else account.killed if measure == "killed" else account.injured
    tolls = [
        one.toll for one in account.weighed if one.measure == measure and one.aside is None and one.toll is not None
    ]
    return joined(tolls) if tolls else None
