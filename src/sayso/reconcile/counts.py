"""Counts: what each origin counts of an incident, as its claims were weighed; of all, or of civilians or fighters alone.

>>> from sayso.model import TimeInterval
>>> never = TimeInterval(first=None, last=None, precision="open")
>>> counts(Incident(id="i", kind="attack", claims=(), claims_by_doc=(), when=never, place=None), {}, "killed")
([], {})
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sayso.model import Account, Claim, Incident, Measure, Toll, Weighing
from sayso.reconcile.accounts import counted
from sayso.reconcile.tolls import FATES, NONE, OF_A_SET, claim_toll, is_vague, joined, span
from sayso.reconcile.victims import HARM, set_of, spares
from sayso.reconcile.voices import account_sides, deed_sides

Whom = Literal["civilians", "fighters"]
# Why a claim is not used, beside the reasons for which accounts and surveys set it aside.
NO_STATUS = "it does not say that those it counts were {whom}"
CONTEXT = "nobody but the one who did it calls them fighters: context, not evidence"


@dataclass(frozen=True, slots=True)
class Said:
    """What one origin counts: its toll, and the claims that give it."""

    account: Account
    toll: Toll
    claims: tuple[str, ...]
    vague: bool = False
    about: bool = False


def range_of(incident: Incident, measure: Measure) -> Toll | None:
    match measure:
        case "killed":
            return incident.killed
        case "injured":
            return incident.injured
        case _:
            return span(counted(account, measure) for account in incident.accounts)


def counts(incident: Incident, claims: Mapping[str, Claim], measure: Measure) -> tuple[list[Said], dict[str, str]]:
    """What each origin counts, and why the other claims that give the measure do not count."""
    coded = {one.claim: one for one in incident.surveyed if one.measure == measure}
    said: list[Said] = []
    aside: dict[str, str] = {}
    for account in incident.accounts:
        weighed = [one for one in account.weighed if one.measure == measure]
        aside.update((one.claim, one.aside) for one in weighed if one.aside == OF_A_SET)
        weighed = [coded[name] for name in account.claims if name in coded] if coded else weighed
        aside.update((one.claim, one.aside) for one in weighed if one.aside is not None)
        said += _said(account, [one for one in weighed if one.aside is None], claims, measure)
    used = {name for one in said for name in one.claims}
    return said, {name: reason for name, reason in aside.items() if name not in used}


def _said(
    account: Account, weighed: Sequence[Weighing], claims: Mapping[str, Claim], measure: Measure
) -> Iterable[Said]:
    tolls = [one.toll for one in weighed if one.toll is not None]
    if not tolls:
        return
    telling = [claims[one.claim] for one in weighed if one.toll is not None]
    bases = {f.basis for claim in telling for f in claim.figures if f.measure == measure and f.part_of is None}
    yield Said(
        account,
        joined(tolls),
        tuple(claim.id for claim in telling),
        vague=all(is_vague(claim, measure) for claim in telling),
        about=bases == {"about"},
    )


@dataclass(frozen=True, slots=True)
class Status:
    """Civilians or fighters as told: by whom, why others are not used, the range, and whether it is disputed who they were."""

    said: list[Said]
    aside: dict[str, str]
    toll: Toll | None = None
    disputed: bool = False


def of_status(
    incident: Incident,
    claims: Mapping[str, Claim],
    measure: Measure,
    *,
    whom: Whom,
    said: Sequence[Said],
    aside: Mapping[str, str],
) -> Status:
    """What each origin counts of civilians or fighters, by the words that call them so, and the range of it."""
    doers = deed_sides(incident.accounts)
    partisan = {one.origin for one in incident.accounts if account_sides(one, claims) & doers}
    counting = {name for one in said for name in one.claims}
    counting |= {name for name, reason in aside.items() if reason == OF_A_SET}
    found: list[Said] = []
    for account in incident.accounts:
        told = [(name, _part(claims[name], measure, whom)) for name in account.claims if name in counting]
        parts = [(name, toll) for name, toll in told if toll is not None]
        if parts:
            found.append(Said(account, joined([toll for _, toll in parts]), tuple(name for name, _ in parts)))
    why = {name: reason for name, reason in aside.items() if not any(name in one.claims for one in found)}
    used = {name for one in found for name in one.claims}
    why |= {name: NO_STATUS.format(whom=whom) for one in said for name in one.claims if name not in used}
    if whom == "fighters" and all(one.account.origin in partisan for one in found):
        why |= dict.fromkeys(used, CONTEXT)
        return Status([], why)
    toll = span(one.toll for one in found)
    disputes = [one.between for one in incident.disagreements if one.type == "victims"]
    disputed = measure == "killed" and any(partisan.isdisjoint(pair) for pair in disputes)
    if toll is not None and disputed:
        toll = Toll(low=0, high=toll.high)
    return Status(found, why, toll, disputed)


def _part(claim: Claim, measure: Measure, whom: Whom) -> Toll | None:
    """Those whom the claim counts and calls civilians or fighters, also where they are a part of others."""
    figures = [f for f in claim.figures if f.measure == measure and set_of([f"{f.text} {f.unit or ''}"]) == whom]
    told = claim_toll(replace(claim, figures=tuple(replace(f, part_of=None) for f in figures)), measure)
    measures = (measure, HARM) if measure in FATES else (measure,)
    none = any(figure.measure in measures and spares(figure) == whom for figure in claim.figures)
    return NONE if told is None and none else told
