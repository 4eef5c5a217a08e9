"""Tellings: each claim beside the name on whose word it stands, with what a report calls its source resolved.

>>> tellings([], documents={})
[]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.model import Claim, Document, Measure, Number, Toll
from sayso.reconcile.origins import (
    STATE_MEDIA,
    body_known,
    body_of,
    described,
    is_mention,
    joint,
    name_in,
    origin_link,
    outlet,
    same_origin,
    speaks_for_itself,
    spoken_for,
    tidy,
)
from sayso.reconcile.tolls import claim_toll, is_vague

MEASURES: tuple[Measure, ...] = ("killed", "injured")
STATE_OUTLETS = ("state-news-agency", "state-television")  # organs of lexicon/organs.yml
TELLING = 5  # from this number on an equal toll in another report is no chance


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim with the name on whose word it stands, and who that is in every document.

    `own` is what the report tells in its own voice; `relayed` such a toll that it has from the source of this name.
    `tolls` are what the claim gives of each measure, the dead before the hurt; none where its toll is `presupposed`: told
    by the report of the deed which this source claims or is said to have done.
    """

    name: str
    own: bool
    claim: Claim
    body: str | None = None
    relayed: bool = False
    tolls: Mapping[Measure, Toll] = field(default_factory=dict)
    presupposed: bool = False


def tellings(claims: Sequence[Claim], *, documents: Mapping[str, Document]) -> list[Telling]:
    """The claims in order, each with its source; one for each of several that are named together ("X and Y said")."""
    presupposed = _presupposed(claims)
    told = [item for claim in claims for item in _told(claim, documents.get(claim.doc), claim.id in presupposed)]
    return _relayed(_through_outlets(_named(told), documents))


def _presupposed(claims: Sequence[Claim]) -> set[str]:
    """The claims whose toll the report, or whom it quotes, tells of the deed: "the blast, claimed by X, killed 28"."""
    told = {(claim.doc, claim.span, claim.figures, claim.source) for claim in claims if claim.figures}
    return {
        claim.id
        for claim in claims
        if claim.source and (claim.doc, claim.span, claim.figures, claim.source[:-1]) in told
    }


def _told(claim: Claim, document: Document | None, presupposed: bool) -> Iterator[Telling]:
    """The tellings of a claim. What another tells of the deed that this source only claims is no toll of this source."""
    every = {measure: toll for measure in MEASURES if (toll := claim_toll(claim, measure)) is not None}
    tolls = {} if presupposed else every
    link = origin_link(claim)
    if link is None:
        yield Telling(outlet(document), True, claim, tolls=tolls)
        return
    owner = spoken_for(link)
    names = joint(link.text) if owner is None else [name_in(link.text, owner)]
    for name in names:
        body = body_of(link) if len(names) == 1 else None
        known = _listed(body) or body_known(name) or body
        yield Telling(tidy(name), False, claim, known, tolls=tolls, presupposed=presupposed)


def _listed(body: str | None) -> str | None:
    """The identifier where it is of a body that is known, not of a person or of a name that only this text has."""
    return body if body is not None and not body.startswith(("named/", "person/")) else None


def _named(told: Sequence[Telling]) -> list[Telling]:
    """Give short descriptions ("the monitor", "its statement") the name that the same report uses."""
    names: dict[str, set[str]] = defaultdict(set)
    for item in told:
        names[item.claim.doc].add(item.name)
    named: list[Telling] = []
    before: dict[str, Telling] = {}  # by document: the last source named
    for item in told:
        doc = item.claim.doc
        if is_mention(item.name) and not item.own and doc in before:
            named.append(replace(item, name=before[doc].name, body=before[doc].body))
            continue
        named.append(replace(item, name=described(item.name, names[doc] - {item.name})))
        if not item.own and not is_mention(item.name):
            before[doc] = named[-1]
    return named


def _through_outlets(told: Sequence[Telling], documents: Mapping[str, Document]) -> list[Telling]:
    """Give what is told on the word of an agency whose own report is at hand to the source which that report names."""
    named: dict[tuple[str, str, Number], Telling] = {}
    for item, measure, low in _quoted(told):
        named.setdefault((outlet(documents.get(item.claim.doc)), measure, low), item)
    traced = []
    for item in told:
        lows = [(item.name, measure, toll.low) for measure, toll in item.tolls.items() if toll.low is not None]
        source = next((named[key] for key in lows if key in named and named[key].name != item.name), None)
        known = source is not None and not item.own and source.claim.doc != item.claim.doc
        traced.append(replace(item, name=source.name, body=source.body) if source is not None and known else item)
    return traced


def _quoted(told: Sequence[Telling]) -> Iterator[tuple[Telling, Measure, Number]]:
    """What sources are quoted with: each least number, with its measure."""
    for item in told:
        if not item.own:
            yield from ((item, measure, toll.low) for measure, toll in item.tolls.items() if toll.low is not None)


def _relayed(told: Sequence[Telling]) -> list[Telling]:
    """Give a toll told in a report's own voice to the source that is quoted with that number, in that report or another.

    A report that leads with its source's number has not counted for itself; what it tells of another measure is its
    source's only where that gives no number of its own ("58 hurt in two attacks, of which a source counts 55 in one"). But "dozens" may be said of anything, and a
    body that reports through an outlet of its own has its own count.
    """
    here: dict[tuple[str, str, Number], Telling] = {}
    anywhere: dict[tuple[str, Number], Telling] = {}
    given: dict[tuple[str, str], set[Number]] = defaultdict(set)
    for item, measure, low in _quoted(told):
        given[item.name, measure].add(low)
        here.setdefault((item.claim.doc, measure, low), item)
        anywhere.setdefault((measure, low), item)
    relayed = []
    for item in told:
        leading = next(iter(item.tolls.items()), None)  # the dead before the hurt
        pairs = [leading] if item.own and leading is not None else []
        lows = [(item.claim.doc, measure, toll.low) for measure, toll in pairs if toll.low is not None]
        near = [here[key] for key in lows if key in here]
        chance = any(is_vague(item.claim, measure) for measure, _ in pairs) or speaks_for_itself(item.name)
        far = [anywhere[key[1:]] for key in lows if key[1:] in anywhere and key[2] >= TELLING and not chance]
        source = next(iter([*near, *far]), None)
        if source is not None:
            tolls = {
                one: toll for one, toll in item.tolls.items() if toll.low in given.get((source.name, one), {toll.low})
            }
            item = replace(item, name=source.name, body=source.body, relayed=True, tolls=tolls)
        relayed.append(item)
    return relayed


def by_origin(told: Sequence[Telling]) -> list[list[Telling]]:
    """The claims of each origin; a name joins the longest name that means the same, whatever the order of the claims."""
    bodies: dict[str, str] = {}
    for item in sorted(told, key=lambda item: (item.name, item.body or "")):
        if item.body is not None:
            bodies.setdefault(item.name, item.body)
    bodies = {name: _outlet_of_state(body, bodies.values()) for name, body in bodies.items()}
    homes: dict[str, str] = {}
    held: dict[str, set[str]] = defaultdict(set)  # the bodies of those who joined each home
    for name in sorted({item.name for item in told}, key=lambda name: (-len(name), name)):
        body = bodies.get(name)
        like = [home for home in sorted(held) if body is not None and body in held[home]]
        like = like or [home for home in sorted(held) if same_origin(name, home)]
        homes[name] = like[0] if like else name
        held[homes[name]].update(() if body is None else (body,))
    groups: dict[str, list[Telling]] = defaultdict(list)
    for item in told:
        groups[homes[item.name]].append(item)
    return [groups[home] for home in sorted(groups)]


def _outlet_of_state(body: str, others: Iterable[str]) -> str:
    """ "State media" are the agency of the same state where that is named too, else its television."""
    owner, _, organ = body.partition("/")
    if organ != STATE_MEDIA:
        return body
    named = {f"{owner}/{outlet}" for outlet in STATE_OUTLETS} & set(others)
    return next((f"{owner}/{outlet}" for outlet in STATE_OUTLETS if f"{owner}/{outlet}" in named), body)
