"""The cast of an incident: who did it and whom it hit, by most independent accounts, with the claims that name each.

>>> from sayso.export.parties import Party
>>> Side(party=Party(kind="civilians", wording="villagers"), claims=("c1",), accounts=1).party.kind
'civilians'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.export.exporter import Sheet
from sayso.export.kinds import ARMED, OF_STATE, UNARMED, Kind, kind_of
from sayso.export.parties import Party, names_person, parties
from sayso.lexicon import load
from sayso.model import Claim, Figure
from sayso.reconcile.voices import account_sides, deed_sides

_TWO_SIDED = frozenset(load("link")["families"]["ground"])
CIVIL = UNARMED | {"protesters"}
_FAMILIES = load("events")["families"]
_DEEDS = frozenset((*_FAMILIES["strike"], *_FAMILIES["coercion"], *_FAMILIES["movement"]))  # what civilians seldom do
_UNREAL = frozenset({"denied", "planned", "demanded", "conditional"})
_SUFFERED = frozenset({"killed", "injured", "casualties", "abducted", "detained", "missing"})
BY_ACCOUNTS = "the side that most accounts name, of as many the one that most claims do, else the one named first"
BY_VICTIMS = "by the words for the killed and the injured of others than the doer, as no claim says who was hit"
NOBODY_DID = "no report says who did it, or each leaves open which of several"
NOBODY_HIT = "no report says who was hit: a place, a thing or people without a side"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party with the claims that name it and how many accounts these belong to."""

    party: Party
    claims: tuple[str, ...]
    accounts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who did it and who was hit. `with_*` acted or were hit together with it, `instead` are named by others in its place.

    `home` is the country (ISO 3166-1 alpha-2) where it happened.
    """

    home: str | None
    doer: Side | None
    with_doer: tuple[Side, ...] = ()
    instead: tuple[Side, ...] = ()
    struck: Side | None = None
    with_struck: tuple[Side, ...] = ()
    struck_rule: str = BY_ACCOUNTS

    @property
    def both_armed(self) -> bool:
        """Whether both sides fight."""
        return all(side is not None and _fights(side.party.kind) for side in (self.doer, self.struck))

    @property
    def hits_civilians(self) -> bool:
        """Whether those hit first of all are civilians."""
        return self.struck is not None and self.struck.party.kind in CIVIL

    @property
    def armed(self) -> bool:
        """Whether a side that is known fights."""
        return any(side is not None and side.party.kind in ARMED for side in (self.doer, self.struck))


def _fights(kind: Kind) -> bool:
    return kind in ARMED or kind in OF_STATE


def cast_of(sheet: Sheet) -> Cast:
    """The cast of the incident of a sheet."""
    kind = sheet.incident.kind
    place = sheet.incident.place
    home = place.country if place is not None else None
    claims = [claim for claim in sheet.claims if claim.status not in _UNREAL]
    accounts = {name: account.origin for account in sheet.incident.accounts for name in account.claims}
    named = [[(claim, party) for party in _doers(claim, home)] for claim in claims]
    if kind in _DEEDS:
        named = [[pair for pair in group if pair[1].kind not in UNARMED] for group in named]
    doers = _ranked((pair for group in named for pair in group), accounts)
    hit = _ranked(((claim, party) for claim in claims for party in _struck(claim, home)), accounts)
    if kind == "protest":
        return _of_protest(sheet, home, doers)
    doer = next(iter(doers), None)
    beside = _together(doer, doers, [{party.key for _, party in group} for group in named])
    two_sided = kind in _TWO_SIDED
    if two_sided:
        hit = [side for side in hit if _fights(side.party.kind)]
        if not hit and beside:
            hit, beside = [beside[0]], beside[1:]  # "the army and rebels fought"
    hit = _others(doer, hit)
    rule = BY_ACCOUNTS
    if not hit:
        victims_of = _ranked(_counted(_without_the_doers_word(sheet, claims), home), accounts)
        hit = [
            side
            for side in _others(doer, victims_of)
            if not (two_sided and not _fights(side.party.kind)) and not _may_be_its_own(doer, side)
        ]
        rule = BY_VICTIMS
    struck = next(iter(hit), None)
    known = {side.party.key for side in (doer, struck, *beside) if side is not None}
    return Cast(
        home=home,
        doer=doer,
        with_doer=tuple(beside),
        instead=tuple(side for side in doers if side.party.key not in known),
        struck=struck,
        with_struck=tuple(hit[1:]),
        struck_rule=rule,
    )


def _of_protest(sheet: Sheet, home: str | None, doers: Sequence[Side]) -> Cast:
    """Who protests are protesters, whoever is named; forces of a state that acted stand against them."""
    crowd = next((side for side in doers if side.party.kind in ("protesters", "rioters")), None)
    if crowd is None:
        telling = tuple(claim.id for claim in sheet.claims if claim.kind == "protest")
        crowd = Side(party=Party(kind="protesters", wording="protesters"), claims=telling, accounts=0)
    forces = next((side for side in doers if side.party.kind in ("state forces", "police")), None)
    return Cast(home=home, doer=crowd, struck=forces)


def _may_be_its_own(doer: Side | None, hit: Side) -> bool:
    """Whether nameless dead may be of the doer: of those who die where jihadists attack, "jihadists" may be its own."""
    if doer is None or not _is_nameless(hit.party) or not _fights(hit.party.kind):
        return False
    return _is_of_state(hit.party) == _is_of_state(doer.party)


def _others(doer: Side | None, hit: Sequence[Side]) -> list[Side]:
    """Those hit, less the doer itself."""
    return [side for side in hit if doer is None or side.party.key != doer.party.key]


def _doers(claim: Claim, home: str | None) -> tuple[Party, ...]:
    found = parties(claim.actor.text, home) if claim.actor is not None else ()
    if claim.kind != "suicide_bombing":
        return found
    return tuple(replace(one, kind="political militia") if _is_bomber(one) else one for one in found)


def _is_bomber(party: Party) -> bool:
    """Whether "the bombers" of a suicide bombing were taken for aircraft."""
    return party.kind == "state forces" and _is_nameless(party)


def _struck(claim: Claim, home: str | None) -> tuple[Party, ...]:
    return parties(claim.target.text, home, struck=True) if claim.target is not None else ()


def _ranked(named: Iterable[tuple[Claim, Party]], accounts: dict[str, str]) -> list[Side]:
    """The sides named, the one of most accounts first; each in the wording that tells most of it."""
    found: dict[tuple[str, str | None], tuple[Party, dict[str, None]]] = {}
    for claim, party in named:
        known, claims = found.setdefault(party.key, (party, {}))
        claims[claim.id] = None
        if _telling(party) > _telling(known):
            found[party.key] = party, claims
    sides = [
        Side(party=party, claims=tuple(claims), accounts=len({accounts.get(name, name) for name in claims}))
        for party, claims in found.values()
    ]
    sides = _named(sides)
    return sorted(sides, key=lambda side: (-side.accounts, -len(side.claims)))


def _named(sides: list[Side]) -> list[Side]:
    """The sides, without those that are only called forces, or fighters, where others name some."""
    named = {_is_of_state(side.party) for side in sides if _fights(side.party.kind) and not _is_nameless(side.party)}
    return [
        side
        for side in sides
        if not (_fights(side.party.kind) and _is_nameless(side.party) and _is_of_state(side.party) in named)
    ]


def _is_of_state(party: Party) -> bool:
    return party.kind in OF_STATE or party.kind == "outside forces"


def _is_nameless(party: Party) -> bool:
    return party.name is None and party.land is None


def _telling(party: Party) -> tuple[bool, bool, bool, bool]:
    """A force tells more than who commands it, or its country; a name more than none; people more than a hospital."""
    plain = not names_person(party.wording) and not party.wording[:1].isdigit()
    return plain, party.kind != "government", party.name is not None, not party.thing


def _together(doer: Side | None, doers: Sequence[Side], groups: Sequence[set[tuple[str, str | None]]]) -> list[Side]:
    """Those that a wording names together with the doer."""
    if doer is None:
        return []
    joined = {key for group in groups if doer.party.key in group for key in group} - {doer.party.key}
    return [side for side in doers if side.party.key in joined]


def _without_the_doers_word(sheet: Sheet, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, less what the doer's own side says: its word makes nobody a fighter, and nobody a civilian."""
    by_id = {claim.id: claim for claim in sheet.claims}
    deeds = deed_sides(sheet.incident.accounts)
    partisan = {
        name for account in sheet.incident.accounts if account_sides(account, by_id) & deeds for name in account.claims
    }
    return [claim for claim in claims if claim.id not in partisan]


def _counted(claims: Sequence[Claim], home: str | None) -> Iterator[tuple[Claim, Party]]:
    for claim in claims:
        for figure in claim.figures:
            party = victims(figure, home)
            if party is not None:
                yield claim, party


def victims(figure: Figure, home: str | None) -> Party | None:
    """The side of those whom a figure counts; None where the words leave it open.

    >>> from sayso.model import Span
    >>> dead = Figure(span=Span(0, 11), text="12 civilians", measure="killed", low=12, high=12, basis="exact")
    >>> victims(dead, "SY").kind
    'civilians'
    """
    if figure.measure not in _SUFFERED:
        return None
    words = f"{figure.text} {figure.unit or ''}"
    kind = kind_of(words)
    if kind is None:
        return None
    named = parties(figure.text, home, struck=True)
    return replace(named[0], kind=kind) if len(named) == 1 else Party(kind=kind, wording=figure.text)
