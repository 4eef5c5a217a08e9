"""Identifiers of incidents that last: whatever is read, merged, split, corrected or rejected later.

An incident is named for the claim that told it first when it was first put together, and keeps the name as long as that
claim is in it. Where that claim is no more, the name goes on with most of the others. Of several names the oldest stays.

>>> Held(members={}, founded={}, buried={}, corrects={}, given={}).as_found("c1")
'c1'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.model import Incident
from sayso.model.identity import identify


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The names that a ledger has given: the claims (as first found) of each in question, and how old each is."""

    members: Mapping[str, Sequence[str]]
    founded: Mapping[str, int]
    buried: Mapping[str, int]
    corrects: Mapping[str, str]
    given: Mapping[str, str]  # claims that give another name than their own

    def as_found(self, claim: str) -> str:
        """The claim as it was first found."""
        return self.corrects.get(claim, claim)

    def name_by(self, claim: str) -> str:
        """The name that the claim gives an incident."""
        return name_by(self.as_found(claim), self.given)


def name_by(claim: str, given: Mapping[str, str]) -> str:
    """The name that a claim, as it was first found, gives an incident; `given` are those that give another than their own."""
    return given.get(claim) or identify("incident", claim)


def named(incidents: Sequence[Incident], known: Held) -> list[Incident]:
    """The incidents by the oldest of the names that their claims give and the ledger has ever had.

    Where there is none, by that of an incident whose own claim is no more, else by the claim that tells it first. Those
    that bear another name than that already, keep it.
    """
    open_ = [one for one in incidents if one.claims and one.id == identify("incident", one.claims[0])]
    candidates = {one.id: [known.name_by(claim) for claim in one.claims] for one in open_}
    names: dict[str, str] = {}
    for one in open_:
        ever = [name for name in candidates[one.id] if name in known.founded]
        if ever:
            names[one.id] = min(ever, key=lambda name: known.founded[name])
    used = {name for every in candidates.values() for name in every}
    names |= _heirs([one for one in open_ if one.id not in names], used, known)
    for one in open_:
        names.setdefault(one.id, candidates[one.id][0])
    return [replace(one, id=names.get(one.id, one.id)) for one in incidents]


def _heirs(nameless: Sequence[Incident], used: set[str], known: Held) -> dict[str, str]:
    """Names whose claim is in no incident any more, each for the one that most of its others are in; at most one each."""
    home = {known.as_found(claim): one.id for one in nameless for claim in one.claims}
    heirs: dict[str, str] = {}
    for name in sorted(known.members.keys() - used, key=lambda name: (known.founded[name], name)):
        shares = Counter(home[claim] for claim in known.members[name] if claim in home and home[claim] not in heirs)
        if shares:
            heirs[min(shares, key=lambda one: (-shares[one], one))] = name
    return heirs
