"""Accounts: all that one origin says of one incident, across the reports that relay it.

>>> accounts([], documents={})
[]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.model import Account, Claim, Document, Figure, Number, Toll
from sayso.reconcile.origins import described, fullest, origin, outlet, same_origin
from sayso.reconcile.tolls import claim_toll, fragments, is_person, is_superseded, is_vague, toll_of

MEASURES = ("killed", "injured")
TELLING = 5  # from this number on an equal toll in another report is no chance
SIDE_BY_SIDE = 0.5  # less than half of what its report opens with is the toll of one house or one group


@dataclass(frozen=True, slots=True)
class _Telling:
    """A claim with the name on whose word it stands; `own` where that is the report itself."""

    name: str
    own: bool
    claim: Claim

    @property
    def tolls(self) -> dict[str, Toll]:
        pairs = ((measure, claim_toll(self.claim, measure)) for measure in MEASURES)
        return {measure: toll for measure, toll in pairs if toll is not None}


def accounts(
    claims: Sequence[Claim], *, documents: Mapping[str, Document], kinds: frozenset[str] | None = None
) -> list[Account]:
    """The accounts of one incident: most claims first. What a report repeats of its source is the source's account.

    `kinds` are those that name what happened; who did it is read from claims of these only (None: from all).
    """
    ordered = sorted(claims, key=lambda claim: (claim.doc, claim.span.start, claim.id))
    told = _named([_telling(claim, documents) for claim in ordered])
    weighed = {measure: _weigh(told, measure) for measure in MEASURES}
    made = [_account(group, weighed, documents, kinds) for group in _by_origin(_relayed(told))]
    return sorted(_without_parts(made), key=lambda account: (-len(account.claims), account.origin))


def _telling(claim: Claim, documents: Mapping[str, Document]) -> _Telling:
    document = documents.get(claim.doc)
    name = origin(claim, document)
    return _Telling(name, name == outlet(document), claim)


def _named(told: Sequence[_Telling]) -> list[_Telling]:
    """Give short descriptions ("the monitor") the name that the same report uses."""
    names: dict[str, set[str]] = defaultdict(set)
    for item in told:
        names[item.claim.doc].add(item.name)
    return [replace(item, name=described(item.name, names[item.claim.doc] - {item.name})) for item in told]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The claims whose toll counts, and those whose toll is set aside: told, shown, but not in the range."""

    counting: frozenset[str]
    aside: frozenset[str]


def _weigh(told: Sequence[_Telling], measure: str) -> _Weighed:
    """The claims whose toll counts, and those whose toll is set aside.

    No toll of its own is a first toll beside later ones, a person ("his wife") beside a count, or a report's own toll that
    repeats its source's. Set aside is what a report quotes below the toll that it opens with in its own voice, as it has
    weighed that already: a part, or a toll since replaced.
    """
    settled = any(measure in item.tolls and not is_superseded(item.claim) for item in told)
    counted = any(measure in item.tolls and not is_person(item.claim, measure) for item in told)
    quoted: dict[str, list[Toll]] = defaultdict(list)
    for item in told:
        if not item.own and measure in item.tolls:
            quoted[item.claim.doc].append(item.tolls[measure])
    floors = _floors(told, measure, quoted)

    def stands(item: _Telling) -> bool:
        toll = item.tolls.get(measure)
        if toll is None or (settled and is_superseded(item.claim)) or (counted and is_person(item.claim, measure)):
            return False
        return not item.own or not _repeats(toll, quoted[item.claim.doc], vague=is_vague(item.claim, measure))

    def is_low(item: _Telling) -> bool:
        toll, floor = item.tolls[measure], floors.get(item.claim.doc)
        return floor is not None and max(toll.low or 0, toll.high or 0) < floor

    standing = [item for item in told if stands(item)]
    low = frozenset(item.claim.id for item in standing if is_low(item))
    return _Weighed(counting=frozenset(item.claim.id for item in standing) - low, aside=low)


def _repeats(own: Toll, quoted: Sequence[Toll], *, vague: bool) -> bool:
    """Whether a report's own toll only repeats what it quotes: the same number, or "dozens" for a number."""
    return any((vague and own.meets(other)) or (own.low is not None and own.low == other.low) for other in quoted)


def _floors(told: Sequence[_Telling], measure: str, quoted: Mapping[str, Sequence[Toll]]) -> dict[str, Number]:
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


def _relayed(told: Sequence[_Telling]) -> list[_Telling]:
    """Give a toll told in a report's own voice to the source that is quoted with that number, in that report or another.

    A report that leads with its source's number has not counted for itself.
    """
    here: dict[tuple[str, str, Number], str] = {}
    anywhere: dict[tuple[str, Number], str] = {}
    for item in told:
        for measure, toll in () if item.own else item.tolls.items():
            if toll.low is not None:
                here.setdefault((item.claim.doc, measure, toll.low), item.name)
                anywhere.setdefault((measure, toll.low), item.name)
    relayed = []
    for item in told:
        leading = next(iter(item.tolls.items()), None)  # the dead before the hurt
        pairs = [leading] if item.own and leading is not None else []
        lows = [(item.claim.doc, measure, toll.low) for measure, toll in pairs if toll.low is not None]
        near = [here[key] for key in lows if key in here]
        far = [anywhere[key[1:]] for key in lows if key[1:] in anywhere and key[2] >= TELLING]
        relayed.append(replace(item, name=(near or far or [item.name])[0]))
    return relayed


def _by_origin(told: Sequence[_Telling]) -> list[list[_Telling]]:
    """The claims of each origin; a name joins the longest name that means the same, whatever the order of the claims."""
    homes: dict[str, str] = {}
    for name in sorted({item.name for item in told}, key=lambda name: (-len(name), name)):
        like = [home for home in sorted(set(homes.values())) if same_origin(name, home)]
        homes[name] = like[0] if like else name
    groups: dict[str, list[_Telling]] = defaultdict(list)
    for item in told:
        groups[homes[item.name]].append(item)
    return [groups[home] for home in sorted(groups)]


def _account(
    group: Sequence[_Telling],
    weighed: Mapping[str, _Weighed],
    documents: Mapping[str, Document],
    kinds: frozenset[str] | None,
) -> Account:
    members = [item.claim for item in group]
    tolls = {measure: _standing(members, measure, weighed[measure].counting, documents) for measure in MEASURES}
    aside = [m for m in MEASURES if tolls[m][0] is None and any(claim.id in weighed[m].aside for claim in members)]
    tolls |= {measure: _standing(members, measure, weighed[measure].aside, documents) for measure in aside}
    killed, injured = tolls["killed"], tolls["injured"]
    figures: list[tuple[str, Figure]] = [(claim.id, figure) for claim in members for figure in claim.figures]
    telling = [claim for claim in members if kinds is None or claim.kind in kinds]
    actors = Counter(claim.actor.text for claim in telling if claim.actor is not None)
    chain = max((claim.source for claim in members), key=lambda source: (len(source), [link.text for link in source]))
    return Account(
        origin=fullest(item.name for item in group),
        source=tuple(link.text for link in chain) or (outlet(documents.get(members[0].doc)),),
        docs=tuple(sorted({claim.doc for claim in members})),
        claims=tuple(sorted(claim.id for claim in members)),
        killed=killed[0],
        injured=injured[0],
        figures=tuple(figures),
        actor=min(actors, key=lambda name: (-actors[name], -len(name), name)) if actors else None,
        occurred=_occurred(members),
        history=tuple(sorted({*killed[1], *injured[1]})),
        aside=tuple(aside),
    )


def _standing(
    members: Sequence[Claim], measure: str, counting: frozenset[str], documents: Mapping[str, Document]
) -> tuple[Toll | None, list[str]]:
    """The toll that stands, and the claims of the origin whose toll it replaces."""
    toll, replaced = toll_of([claim for claim in members if claim.id in counting], measure, documents=documents)
    first = (claim for claim in members if is_superseded(claim) and claim_toll(claim, measure) is not None)
    return toll, [*replaced, *(claim.id for claim in first if claim.id not in counting)]


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
