"""Accounts: all that one origin says of one incident, across the reports that relay it.

>>> accounts([], documents={})
[]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sayso.model import Account, Claim, Document, Figure, Toll
from sayso.reconcile.origins import fullest, origin, outlet, same_origin
from sayso.reconcile.tolls import claim_toll, toll_of

MEASURES = ("killed", "injured")


def accounts(claims: Sequence[Claim], *, documents: Mapping[str, Document]) -> list[Account]:
    """The accounts of one incident: most claims first. What a report repeats of its source is the source's account."""
    ordered = sorted(claims, key=lambda claim: (claim.doc, claim.span.start, claim.id))
    named = [(origin(claim, documents.get(claim.doc)), claim) for claim in ordered]
    groups = _group(_relay(named))
    made = [_account(group, documents) for group in groups]
    return sorted(made, key=lambda account: (-len(account.claims), account.origin))


def _relay(named: list[tuple[str, Claim]]) -> list[tuple[str, Claim]]:
    """Give a toll told in the report's own voice to the source that the same report quotes with it."""
    quoted: dict[tuple[str, str, Toll], str] = {}
    for name, claim in named:
        for measure in MEASURES if claim.source else ():
            toll = claim_toll(claim, measure)
            if toll is not None:
                quoted.setdefault((claim.doc, measure, toll), name)
    relayed = []
    for name, claim in named:
        tolls = {measure: claim_toll(claim, measure) for measure in MEASURES}
        sources = [
            quoted[claim.doc, measure, toll]
            for measure, toll in tolls.items()
            if toll is not None and (claim.doc, measure, toll) in quoted
        ]
        relayed.append((sources[0] if sources and not claim.source else name, claim))
    return relayed


def _group(named: list[tuple[str, Claim]]) -> list[list[tuple[str, Claim]]]:
    """Claims by origin; a name joins the origin with the name most like it, whatever the order of the claims."""
    counted = Counter(name for name, _ in named)
    homes: dict[str, str] = {}
    for name in sorted(counted, key=lambda name: (-len(name), name)):
        like = [home for home in sorted(set(homes.values())) if same_origin(name, home)]
        homes[name] = like[0] if like else name
    groups: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    for name, claim in named:
        groups[homes[name]].append((name, claim))
    return [groups[home] for home in sorted(groups)]


def _account(group: list[tuple[str, Claim]], documents: Mapping[str, Document]) -> Account:
    members = [claim for _, claim in group]
    killed, old_killed = toll_of(members, "killed", documents=documents)
    injured, old_injured = toll_of(members, "injured", documents=documents)
    figures: list[tuple[str, Figure]] = [(claim.id, figure) for claim in members for figure in claim.figures]
    actors = Counter(claim.actor.text for claim in members if claim.actor is not None)
    chain = max((claim.source for claim in members), key=lambda source: (len(source), [link.text for link in source]))
    return Account(
        origin=fullest(name for name, _ in group),
        source=tuple(link.text for link in chain) or (outlet(documents.get(members[0].doc)),),
        docs=tuple(sorted({claim.doc for claim in members})),
        claims=tuple(sorted(claim.id for claim in members)),
        killed=killed,
        injured=injured,
        figures=tuple(figures),
        actor=min(actors, key=lambda name: (-actors[name], -len(name), name)) if actors else None,
        occurred=_occurred(members),
        history=tuple(sorted({*old_killed, *old_injured})),
    )


def _occurred(claims: Sequence[Claim]) -> str:
    """ "asserted" where any claim asserts it, "denied" where all deny it, else "possible"."""
    statuses = {claim.status for claim in claims}
    if "asserted" in statuses:
        return "asserted"
    return "denied" if statuses == {"denied"} else "possible"
