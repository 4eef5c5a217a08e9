"""Accounts: all that one origin says of one incident, across the reports that relay it.

>>> accounts([], documents={})
[]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.model import Account, Claim, Document, Figure, Toll
from sayso.reconcile.origins import fullest, origin, outlet, same_origin
from sayso.reconcile.tolls import claim_toll, fragments, toll_of

MEASURES = ("killed", "injured")


def accounts(claims: Sequence[Claim], *, documents: Mapping[str, Document]) -> list[Account]:
    """The accounts of one incident: most claims first. What a report repeats of its source is the source's account."""
    ordered = sorted(claims, key=lambda claim: (claim.doc, claim.span.start, claim.id))
    named = [(origin(claim, documents.get(claim.doc)), claim) for claim in ordered]
    quoted = _quoted(ordered)
    groups = _group(_relay(named))
    made = _without_parts([_account(group, quoted, documents) for group in groups])
    return sorted(made, key=lambda account: (-len(account.claims), account.origin))


def _without_parts(made: list[Account]) -> list[Account]:
    """Leave out tolls that tell of a part of the incident only."""
    killed = fragments([account.killed for account in made])
    injured = fragments([account.injured for account in made])
    return [
        replace(account, killed=dead, injured=hurt) for account, dead, hurt in zip(made, killed, injured, strict=True)
    ]


def _relay(named: list[tuple[str, Claim]]) -> list[tuple[str, Claim]]:
    """Give a toll told in a report's own voice to the source that is quoted with the same toll, in that report or another.

    A report that leads with its source's number has not counted for itself.
    """
    here: dict[tuple[str, str, Toll], str] = {}
    anywhere: dict[tuple[str, Toll], str] = {}
    for name, claim in named:
        for measure, toll in _tolls(claim) if claim.source else ():
            here.setdefault((claim.doc, measure, toll), name)
            anywhere.setdefault((measure, toll), name)
    relayed = []
    for name, claim in named:
        told = [] if claim.source else _tolls(claim)
        near = [here[claim.doc, *item] for item in told if (claim.doc, *item) in here]
        far = [anywhere[item] for item in told if item in anywhere]
        relayed.append(((near or far or [name])[0], claim))
    return relayed


def _quoted(claims: Sequence[Claim]) -> dict[tuple[str, str], list[Toll]]:
    """By document and measure: the tolls that its sources give."""
    quoted: dict[tuple[str, str], list[Toll]] = defaultdict(list)
    for claim in claims:
        for measure, toll in _tolls(claim) if claim.source else ():
            quoted[claim.doc, measure].append(toll)
    return quoted


def _own(claim: Claim, measure: str, quoted: Mapping[tuple[str, str], Sequence[Toll]]) -> bool:
    """Whether a claim counts for itself: not a report's own "dozens" beside the exact toll of its source."""
    toll = claim_toll(claim, measure)
    if claim.source or toll is None or (toll.low is not None and toll.high is not None):
        return True
    return not any(toll.meets(other) for other in quoted.get((claim.doc, measure), ()))


def _tolls(claim: Claim) -> list[tuple[str, Toll]]:
    pairs = ((measure, claim_toll(claim, measure)) for measure in MEASURES)
    return [(measure, toll) for measure, toll in pairs if toll is not None]


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


def _account(
    group: list[tuple[str, Claim]],
    quoted: Mapping[tuple[str, str], Sequence[Toll]],
    documents: Mapping[str, Document],
) -> Account:
    members = [claim for _, claim in group]
    killed, old_killed = toll_of([c for c in members if _own(c, "killed", quoted)], "killed", documents=documents)
    injured, old_injured = toll_of([c for c in members if _own(c, "injured", quoted)], "injured", documents=documents)
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
