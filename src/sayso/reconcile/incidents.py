"""Incidents: each group of claims as one happening, with its day, place, parties, tolls, accounts and disagreements.

>>> incidents([], [], documents={})
[]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sayso.lexicon import load
from sayso.model import Account, Claim, Document, Incident, Judgement, Place, TimeInterval, kilometres
from sayso.model.identity import identify
from sayso.reconcile.accounts import accounts, counted
from sayso.reconcile.dates import day_of
from sayso.reconcile.disagreements import disagreements
from sayso.reconcile.grade import graded
from sayso.reconcile.origins import name_words, outlet
from sayso.reconcile.surveys import survey
from sayso.reconcile.tellings import MEASURES
from sayso.reconcile.tolls import span
from sayso.reconcile.victims import struck

_LINK = load("link")
_LOOSE = frozenset(_LINK["families"]["loose"])
_TWO_SIDED = frozenset(_LINK["families"]["ground"])
_DOUBTED = frozenset({"possible"})
_UNREAL = frozenset({"planned", "demanded", "conditional"})
# How much one claim's place counts towards the incident's: an exact one more, as coarse ones contain it.
_EXACTNESS = {
    "exact": 4.0,
    "near": 2.5,
    "settlement": 2.0,
    "admin2": 0.9,
    "admin1": 0.5,
    "region": 0.3,
    "water": 0.5,
    "country": 0.1,
}
_ROLES = {"site": 1.0, "destination": 0.8, "near": 0.5}
_COUNTING = frozenset((*load("numbers")["cardinals"], *load("numbers")["plurals"], *load("numbers")["quantifiers"]))
_TELLS_NOTHING = frozenset(load("origins")["tells_nothing"])
NEAR_KM = 60.0  # what is named of one happening lies mostly within so much
TIGHT_DAYS: int = _LINK["times"]["tight_days"]


def incidents(
    claims: Iterable[Claim],
    groups: Iterable[Sequence[str]],
    *,
    documents: Mapping[str, Document],
    judgements: Iterable[Judgement] = (),
) -> list[Incident]:
    """One incident a group; `groups` are lists of claim identifiers from `link.cluster`.

    Those with most claims come first, and of as many the one that stands nearest to the head of its report.

    Groups of what is only planned, demanded or conditional are no incidents.
    """
    by_id = {claim.id: claim for claim in claims}
    home: dict[str, int] = {}
    members = [[by_id[name] for name in group] for group in groups]
    for index, group in enumerate(members):
        home.update((claim.id, index) for claim in group)
    joins = _joins(judgements, home)
    made = [_incident(group, documents, joins[index]) for index, group in enumerate(members) if _happened(group)]
    opening = {incident.id: min(by_id[name].span.start for name in incident.claims) for incident in made}
    return sorted(made, key=lambda incident: (-len(incident.claims), opening[incident.id], incident.id))


def _happened(claims: Sequence[Claim]) -> bool:
    """Whether any of the claims tells of what took place, not of what is planned, demanded or conditional."""
    return any(claim.status not in _UNREAL for claim in claims)


def _joins(judgements: Iterable[Judgement], home: Mapping[str, int]) -> dict[int, list[str]]:
    joins: dict[int, list[str]] = defaultdict(list)
    for item in judgements:
        index = home.get(item.left)
        if item.verdict == "same" and index is not None and index == home.get(item.right):
            joins[index].append(item.id)
    return joins


def _incident(claims: Sequence[Claim], documents: Mapping[str, Document], joins: Sequence[str]) -> Incident:
    ordered = sorted(claims, key=lambda claim: _first_told(claim, documents))
    kind = kind_of(ordered)
    by_id = {claim.id: claim for claim in ordered}
    told = accounts(ordered, documents=documents, kinds=_LOOSE | {kind})
    coded = {measure: found for measure in MEASURES if (found := survey(ordered, measure)) is not None}
    tolls = {measure: found.toll for measure, found in coded.items()}
    disputed = disagreements(
        told,
        two_sided=kind in _TWO_SIDED,
        days={account.origin: day_of(by_id[name] for name in account.claims) for account in told},
        outlets=frozenset(outlet(documents.get(claim.doc)) for claim in ordered),
        victims={account.origin: struck(account, (by_id[name] for name in account.claims)) for account in told},
        unsure=frozenset(account.origin for account in told if _is_unsure(account, by_id)),
    )
    grade, why = graded(told, kind, disputed, by_id, documents=documents)
    return Incident(
        id=identify("incident", ordered[0].id),
        kind=kind,
        claims=tuple(claim.id for claim in ordered),
        claims_by_doc=tuple(sorted(Counter(claim.doc for claim in ordered).items())),
        when=when(ordered),
        place=place_of(ordered),
        actors=_parties(claim.actor.text for claim in ordered if claim.actor is not None),
        targets=_parties(
            claim.target.text for claim in ordered if claim.target is not None and tells(claim.target.text)
        ),
        killed=tolls.get("killed") or span(counted(account, "killed") for account in told),
        injured=tolls.get("injured") or span(counted(account, "injured") for account in told),
        accounts=tuple(told),
        disagreements=tuple(disputed),
        joins=tuple(sorted(joins)),
        grade=grade,
        grade_rule=why,
        surveyed=tuple(item for found in coded.values() for item in found.weighed),
    )


def _is_unsure(account: Account, claims: Mapping[str, Claim]) -> bool:
    """Whether an origin only holds it for possible that the doer did it: no claim of its own asserts or denies it."""
    naming = [claims[name] for name in account.claims if claims[name].actor is not None]
    stated = {claim.status for claim in naming if claim.actor is not None and claim.actor.text == account.actor}
    return bool(stated) and stated <= _DOUBTED


def _first_told(claim: Claim, documents: Mapping[str, Document]) -> tuple[date, str, int, str]:
    """The order of telling: an incident keeps the identifier of the claim that told it first."""
    document = documents.get(claim.doc)
    published = document.published if document is not None and document.published is not None else date.max
    return published, claim.doc, claim.span.start, claim.id


def kind_of(claims: Sequence[Claim]) -> str:
    """The kind most claims give; "attack" and its like only where none is more exact."""
    counted = Counter(claim.kind for claim in claims)
    exact = {kind: number for kind, number in counted.items() if kind not in _LOOSE} or dict(counted)
    return min(exact, key=lambda kind: (-exact[kind], kind))


def when(claims: Sequence[Claim]) -> TimeInterval:
    """The tightest days on which most of the claims agree; open, with the reason, where none is dated."""
    intervals = [claim.time.interval for claim in claims if claim.time is not None]
    closed = [item for item in intervals if item.first is not None and item.last is not None]
    if not closed:
        reason = next((item.reason for item in intervals if item.reason is not None), "no report fixes the day")
        return TimeInterval(first=None, last=None, precision="open", reason=reason)
    tight = [item for item in closed if (item.days or 0) <= TIGHT_DAYS] or closed

    def support(item: TimeInterval) -> tuple[int, int, date]:
        assert item.first is not None, "only closed intervals are weighed"
        return -sum(item.overlaps(other) for other in tight), item.days or 0, item.first

    return min(tight, key=support)


def place_of(claims: Sequence[Claim]) -> Place | None:
    """The most exact place on which most of the claims agree; one far from all others named counts little."""
    weights: dict[str, float] = defaultdict(float)
    examples: dict[str, Place] = {}
    for claim in claims:
        for rank, place in enumerate(place for place in claim.places if place.role in _ROLES):
            name = (place.name or place.text).lower()
            weights[name] += _ROLES[place.role] * _EXACTNESS.get(place.precision, 0.2) / (1 + rank)
            best = examples.get(name)
            if best is None or (best.lat is None and place.lat is not None):
                examples[name] = place
    if not weights:
        return None
    agreed = {name: weight * _company(examples[name], examples.values()) for name, weight in weights.items()}
    return examples[min(agreed, key=lambda name: (-agreed[name], name))]


def _company(place: Place, others: Iterable[Place]) -> float:
    """The share of the dotted places named that lie near this one, itself among them."""
    dots = [(other.lat, other.lon) for other in others if other.lat is not None and other.lon is not None]
    if place.lat is None or place.lon is None or not dots:
        return 1.0
    return sum(kilometres((place.lat, place.lon), dot) <= NEAR_KM for dot in dots) / len(dots)


def tells(target: str) -> bool:
    """Whether a target says who or what was struck: not "36 people", "one target", "various kinds".

    >>> [name for name in ("36 people", "a hospital in Idlib", "one target") if tells(name)]
    ['a hospital in Idlib']
    """
    words = target.lower().split()
    return not words[0][0].isdigit() and words[0] not in _COUNTING and words[-1] not in _TELLS_NOTHING


def _parties(names: Iterator[str]) -> tuple[str, ...]:
    """The parties named, most often first, each in its fullest wording."""
    counted = Counter(names)
    kept: list[str] = []
    for name in sorted(counted, key=lambda name: (-counted[name], -len(name), name)):
        words = name_words(name)
        if not any(words <= name_words(other) for other in kept):
            kept.append(name)
    return tuple(kept)
