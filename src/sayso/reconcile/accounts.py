"""Accounts: all that one origin says of one incident, across the reports that relay it.

>>> accounts([], documents={})
[]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.lexicon import load
from sayso.model import Account, Claim, Document, Figure, Number, Toll
from sayso.reconcile.origins import fullest, outlet
from sayso.reconcile.sides import sides
from sayso.reconcile.tellings import MEASURES, Telling, by_origin, tellings
from sayso.reconcile.tolls import claim_toll, fragments, is_person, is_superseded, is_vague, toll_of

_LOOSE = frozenset(load("link")["families"]["loose"])
SIDE_BY_SIDE = 0.5  # less than half of what its report opens with is the toll of one house or one group


def accounts(
    claims: Sequence[Claim], *, documents: Mapping[str, Document], kinds: frozenset[str] | None = None
) -> list[Account]:
    """The accounts of one incident, those that give a toll first. What a report repeats of its source is the source's account.

    `kinds` are those that name what happened; who did it is read from claims of these only (None: from all).
    """
    ordered = sorted(claims, key=lambda claim: (claim.doc, claim.span.start, claim.id))
    told = tellings(ordered, documents=documents)
    weighed = {measure: _weigh(told, measure) for measure in MEASURES}
    groups = by_origin(told)
    named = [frozenset().union(*map(_sides, _doing((item.claim for item in group), kinds))) for group in groups]
    support = Counter(side for found in named for side in found)
    made = [_account(group, weighed, documents, kinds=kinds, support=support) for group in groups]
    return sorted(_without_parts(made), key=_rank)


def _rank(account: Account) -> tuple[bool, int, str]:
    """Accounts that give a toll stand first, then those of most claims."""
    return account.killed is None and account.injured is None, -len(account.claims), account.origin


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The claims whose toll counts, and those whose toll is set aside: told, shown, but not in the range."""

    counting: frozenset[str]
    aside: frozenset[str]


def _weigh(told: Sequence[Telling], measure: str) -> _Weighed:
    """The claims whose toll counts, and those whose toll is set aside.

    No toll of its own is a first toll beside later ones, a person ("his wife") beside a count, a report's own toll that
    repeats its source's, or what a report tells in its own voice after the toll that it opens with: that is of a part.
    Set aside is what a report quotes below the toll that it opens with in its own voice, as it has weighed that already:
    a part, or a toll since replaced.
    """
    settled = any(measure in item.tolls and not is_superseded(item.claim) for item in told)
    counted = any(measure in item.tolls and not is_person(item.claim, measure) for item in told)
    quoted: dict[str, list[Toll]] = defaultdict(list)
    for item in told:
        if not item.own and measure in item.tolls:
            quoted[item.claim.doc].append(item.tolls[measure])
    floors = _floors(told, measure, quoted)
    openings: dict[str, Telling] = {}
    for item in told:
        if measure in item.tolls:
            openings.setdefault(item.claim.doc, item)

    def stands(item: Telling) -> bool:
        toll = item.tolls.get(measure)
        if toll is None or (settled and is_superseded(item.claim)) or (counted and is_person(item.claim, measure)):
            return False
        if item.own and not item.relayed and openings[item.claim.doc].claim is not item.claim:
            return False
        return not item.own or not _repeats(toll, quoted[item.claim.doc], vague=is_vague(item.claim, measure))

    def is_low(item: Telling) -> bool:
        toll, floor = item.tolls[measure], floors.get(item.claim.doc)
        return floor is not None and max(toll.low or 0, toll.high or 0) < floor

    standing = [item for item in told if stands(item)]
    low = frozenset(item.claim.id for item in standing if is_low(item))
    return _Weighed(counting=frozenset(item.claim.id for item in standing) - low, aside=low)


def _repeats(own: Toll, quoted: Sequence[Toll], *, vague: bool) -> bool:
    """Whether a report's own toll only repeats what it quotes: the same number, or "dozens" for a number."""
    return any((vague and own.meets(other)) or (own.low is not None and own.low == other.low) for other in quoted)


def _floors(told: Sequence[Telling], measure: str, quoted: Mapping[str, Sequence[Toll]]) -> dict[str, Number]:
    """By document: below what a toll does not count, where the document opens with a toll of its own and no source's.

    A lone report has weighed all it quotes. Where several are held side by side, only what is far below is a part.
    """
    share = 1.0 if len({item.claim.doc for item in told}) == 1 else SIDE_BY_SIDE
    floors: dict[str, Number] = {}
    opened: set[str] = set()
    for item in told:
        toll = item.tolls.get(measure)
        if toll is None or item.claim.doc in opened:
            continue
        opened.add(item.claim.doc)
        if item.own and toll.low is not None and toll not in quoted.get(item.claim.doc, ()):
            floors[item.claim.doc] = toll.low * share
    return floors


def _account(
    group: Sequence[Telling],
    weighed: Mapping[str, _Weighed],
    documents: Mapping[str, Document],
    *,
    kinds: frozenset[str] | None,
    support: Mapping[str, int],
) -> Account:
    members = [item.claim for item in group]
    tolls = {measure: _standing(members, measure, weighed[measure].counting, documents) for measure in MEASURES}
    aside = [m for m in MEASURES if tolls[m][0] is None and any(claim.id in weighed[m].aside for claim in members)]
    tolls |= {measure: _standing(members, measure, weighed[measure].aside, documents) for measure in aside}
    killed, injured = tolls["killed"], tolls["injured"]
    figures: list[tuple[str, Figure]] = [(claim.id, figure) for claim in members for figure in claim.figures]
    chain = max((claim.source for claim in members), key=lambda source: (len(source), [link.text for link in source]))
    return Account(
        origin=fullest(item.name for item in group),
        source=tuple(link.text for link in chain) or (outlet(documents.get(members[0].doc)),),
        docs=tuple(sorted({claim.doc for claim in members})),
        claims=tuple(sorted(claim.id for claim in members)),
        killed=killed[0],
        injured=injured[0],
        figures=tuple(figures),
        actor=_actor(_doing(members, kinds), support),
        occurred=_occurred(members),
        history=tuple(sorted({*killed[1], *injured[1]})),
        aside=tuple(aside),
    )


def _standing(
    members: Sequence[Claim], measure: str, counting: frozenset[str], documents: Mapping[str, Document]
) -> tuple[Toll | None, list[str]]:
    """The toll that stands, and the claims of the origin whose toll it replaces."""
    telling = [claim for claim in members if claim.id in counting]
    toll, replaced = toll_of(telling, measure, documents=documents)
    first = (claim for claim in members if is_superseded(claim) and claim_toll(claim, measure) is not None)
    return toll, [*replaced, *(claim.id for claim in first if claim.id not in counting)]


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


def _occurred(claims: Sequence[Claim]) -> str:
    """ "asserted" where any claim asserts it, "denied" where all deny it, else "possible"."""
    statuses = {claim.status for claim in claims}
    if "asserted" in statuses:
        return "asserted"
    return "denied" if statuses == {"denied"} else "possible"


def _without_parts(made: Sequence[Account]) -> list[Account]:
    """Set aside tolls that tell of a part of the incident only."""
    parts = {measure: fragments([getattr(account, measure) for account in made]) for measure in MEASURES}
    return [
        replace(account, aside=tuple(m for m in MEASURES if m in account.aside or parts[m][i]))
        for i, account in enumerate(made)
    ]


def counted(account: Account, measure: str) -> Toll | None:
    """The account's toll of a measure ("killed", "injured") where it counts towards the incident's range."""
    if measure in account.aside:
        return None
    return account.killed if measure == "killed" else account.injured
