"""Voices: for which side a source speaks, and whether it tells of a deed of its own side.

>>> sorted(deed_sides([Account(origin="", source=(), docs=(), claims=(), actor="Russian jets")]))
['RU']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from sayso.lexicon import load
from sayso.lexicon.bodies import by_id
from sayso.model import Account, Claim, SourceLink
from sayso.reconcile.origins import origin_link
from sayso.reconcile.sides import sides

_WORDS = load("grades")
_FIGHTING = frozenset({"state military", "government", "armed group", "unnamed official"})
_BLAMING = frozenset({"accuses", "denies"})
_OPPOSING = frozenset(_WORDS["opposing"])
_REFUSING = re.compile(r"\b(?:" + "|".join(_WORDS["refusing"]) + r")\b", re.I)
_ACCEPTING = re.compile(r"\b(?:" + "|".join(_WORDS["accepting"]) + r")\b", re.I)
_OWNING = re.compile(r"\b(?:" + "|".join(_WORDS["owning"]) + r")\b", re.I)
_ITS_OWN = re.compile(r"(?:its|their|our|his)\s", re.I)
_IRREGULAR = re.compile(r"\b(?:" + "|".join(_WORDS["irregular"]) + r")\b", re.I)


def speaks_for(claim: Claim) -> frozenset[str]:
    """The sides that whoever says the claim speaks for: its own, where it is an armed side or the voice of one."""
    link = origin_link(claim)
    if link is None or link.body is None:
        return frozenset()
    return _voices().get(link.body.name or "") or _fighting_for(link)


def _fighting_for(link: SourceLink) -> frozenset[str]:
    """The sides of a source that is of a force, a government or a group itself; what opposes a state is not of its side."""
    body = link.body
    if body is None:
        return frozenset()
    owner = by_id().get(body.of or "")
    if body.type not in _FIGHTING and not (body.party and owner is not None and owner.type in _FIGHTING):
        return frozenset()
    names = [name for name in (owner.name if owner is not None else None, body.name, link.text) if name is not None]
    opposing = next((name for name in names if name in _OPPOSING), None)
    if opposing is not None:
        return frozenset({opposing})
    found = next((found for name in names if (found := sides(name))), frozenset())
    return frozenset() if _of_a_state(found) and any(map(_IRREGULAR.search, names)) else found


@cache
def _voices() -> dict[str, frozenset[str]]:
    """The outlets that speak for a side, by name."""
    listed: dict[str, list[str]] = load("parties")["voice_of"]
    return {name: _side(side) for side, names in listed.items() for name in names}


def _side(name: str) -> frozenset[str]:
    """A side of the lexicon of parties, as the wording of a doer names it: "islamic-state" is the party of that name."""
    body = by_id().get(name)
    return frozenset({name}) if body is None else sides(body.name) or frozenset({name})


def is_own_deed(claim: Claim) -> bool:
    """Whether the claim tells of a deed of the side that says it: "the army said its jets struck the depot".

    A state's outlets tell of much that their state did; only an armed group speaks through its own.
    """
    link = origin_link(claim)
    if link is None or claim.status != "asserted" or claim.stance in _BLAMING:
        return False
    return _is_of_its_side(claim, link) and _REFUSING.search(claim.evidence) is None


def _is_of_its_side(claim: Claim, link: SourceLink) -> bool:
    """Whether the doer is of the side of the one who says it."""
    if claim.actor is None:
        return claims_it(claim)
    theirs = sides(claim.actor.text)
    mine = _fighting_for(link)
    mine |= frozenset(side for side in speaks_for(claim) if not _of_a_state(frozenset({side})))
    if claim.stance == "claims_responsibility":
        mine |= sides(link.text)
    if mine & theirs:
        return not (_of_a_state(mine & theirs) and _IRREGULAR.search(claim.actor.text))
    if mine and theirs:
        return False
    fights = link.body is not None and link.body.type in _FIGHTING
    return claims_it(claim) or (fights and not theirs and _ITS_OWN.match(claim.actor.text) is not None)


def claims_it(claim: Claim) -> bool:
    """Whether the words are those of one who takes the deed upon himself: he claims it, or a group says that it was behind it."""
    if claim.stance == "claims_responsibility":
        return claim.cue is not None and _ACCEPTING.search(claim.cue.text) is not None
    link = origin_link(claim)
    group = link is not None and link.body is not None and link.body.type == "armed group"
    return group and _OWNING.search(claim.evidence) is not None


def _of_a_state(found: frozenset[str]) -> bool:
    """Whether the sides are countries alone: "Syrian rebels" are not of the state of Syria."""
    return bool(found) and all(len(side) == 2 and side.isupper() for side in found)


def deed_sides(accounts: Iterable[Account]) -> frozenset[str]:
    """The sides that any account names as the doer."""
    return frozenset().union(*(sides(account.actor) for account in accounts if account.actor is not None))


def account_sides(account: Account, claims: Mapping[str, Claim]) -> frozenset[str]:
    """The sides that an account's source speaks for."""
    return frozenset().union(*(speaks_for(claims[name]) for name in account.claims if name in claims))
