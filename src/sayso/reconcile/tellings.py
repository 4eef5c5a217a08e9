"""Tellings: each claim beside the name on whose word it stands, with what a report calls its source resolved.

>>> tellings([], documents={})
[]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.model import Claim, Document, Measure, Number, Toll
from sayso.reconcile.origins import (
    body_of,
    described,
    is_mention,
    joint,
    origin_link,
    outlet,
    same_origin,
    tidy,
)
from sayso.reconcile.tolls import claim_toll

MEASURES: tuple[Measure, ...] = ("killed", "injured")
TELLING = 5  # from this number on an equal toll in another report is no chance


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim with the name on whose word it stands, and who that is in every document.

    `own` is what the report tells in its own voice; `relayed` such a toll that it has from the source of this name.
    `tolls` are what the claim gives of each measure, the dead before the hurt.
    """

    name: str
    own: bool
    claim: Claim
    body: str | None = None
    relayed: bool = False
    tolls: Mapping[Measure, Toll] = field(default_factory=dict)


def tellings(claims: Sequence[Claim], *, documents: Mapping[str, Document]) -> list[Telling]:
    """The claims in order, each with its source; one for each of several that are named together ("X and Y said")."""
    told = [item for claim in claims for item in _told(claim, documents.get(claim.doc))]
    return _relayed(_through_outlets(_named(told), documents))


def _told(claim: Claim, document: Document | None) -> Iterator[Telling]:
    tolls = {measure: toll for measure in MEASURES if (toll := claim_toll(claim, measure)) is not None}
    link = origin_link(claim)
    if link is None:
        yield Telling(outlet(document), True, claim, tolls=tolls)
        return
    names = joint(link.text)
    for name in names:
        yield Telling(tidy(name), False, claim, body_of(link) if len(names) == 1 else None, tolls=tolls)


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

    A report that leads with its source's number has not counted for itself.
    """
    here: dict[tuple[str, str, Number], Telling] = {}
    anywhere: dict[tuple[str, Number], Telling] = {}
    for item, measure, low in _quoted(told):
        here.setdefault((item.claim.doc, measure, low), item)
        anywhere.setdefault((measure, low), item)
    relayed = []
    for item in told:
        leading = next(iter(item.tolls.items()), None)  # the dead before the hurt
        pairs = [leading] if item.own and leading is not None else []
        lows = [(item.claim.doc, measure, toll.low) for measure, toll in pairs if toll.low is not None]
        near = [here[key] for key in lows if key in here]
        far = [anywhere[key[1:]] for key in lows if key[1:] in anywhere and key[2] >= TELLING]
        source = next(iter([*near, *far]), None)
        relayed.append(item if source is None else replace(item, name=source.name, body=source.body, relayed=True))
    return relayed


def by_origin(told: Sequence[Telling]) -> list[list[Telling]]:
    """The claims of each origin; a name joins the longest name that means the same, whatever the order of the claims."""
    bodies: dict[str, str] = {}
    for item in sorted(told, key=lambda item: (item.name, item.body or "")):
        if item.body is not None:
            bodies.setdefault(item.name, item.body)
    homes: dict[str, str] = {}
    for name in sorted({item.name for item in told}, key=lambda name: (-len(name), name)):
        body = bodies.get(name)
        known = sorted(set(homes.values()))
        like = [home for home in known if body is not None and bodies.get(home) == body]
        like = like or [home for home in known if same_origin(name, home)]
        homes[name] = like[0] if like else name
    groups: dict[str, list[Telling]] = defaultdict(list)
    for item in told:
        groups[homes[item.name]].append(item)
    return [groups[home] for home in sorted(groups)]
