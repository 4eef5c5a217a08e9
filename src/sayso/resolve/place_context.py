"""What a document says that bears on each of its place names: countries, lists, containers, places already fixed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.lexicon.demonyms import place_of
from sayso.model.mention import PlaceMention
from sayso.model.place import Place, PlaceCandidate
from sayso.resolve.anchors import Anchors
from sayso.resolve.containment import Inner
from sayso.resolve.focus import Beside, Shares
from sayso.resolve.folding import fold
from sayso.resolve.gazetteer import Gazetteer

READ = 5  # senses of a name that tell what countries a document is about
CONTAINERS = 4  # senses of the containing place's name that are reckoned with
SURE = 0.6  # score from which a place is fixed well enough to judge others by
WIDE = frozenset({"country", "continent", "region"})  # kinds whose point is too vague to be near anything
LIST_JOINT = re.compile(r"\s*(?:,|;|/|,?\s+(?:and|or)(?:\s+the)?)\s*(?:the\s+)?")
NOWHERE, NOTHING = Anchors(), Inner(())
Ranking = tuple[PlaceCandidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the document says that bears on one mention."""

    focus: Beside  # what the other names of the document say of countries and units
    container: Ranking  # senses of the place that is said to contain it
    inner: Inner  # the places that it is said to contain
    spelled: frozenset[tuple[float, float]]  # points of the candidates that bear the name as spelled
    named: int = 0  # different names that the document has
    anchors: Anchors = NOWHERE  # places already fixed
    siblings: Sequence[PlaceCandidate] = ()  # the others of its list


def shares_of(mentions: Sequence[PlaceMention], options: Sequence[Ranking]) -> Shares:
    """What each name says of the countries that the document is about; a country named counts twice a town."""
    shares: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention, found in zip(mentions, options, strict=True):
        for candidate in found[:READ]:
            if candidate.country is not None:
                weight = 2.0 if candidate.kind == "country" else 1.0
                shares[fold(mention.text)][candidate.country] += candidate.score * weight
                if candidate.admin1 is not None:
                    shares[fold(mention.text)][f"{candidate.country}/{candidate.admin1}"] += candidate.score
    return shares


def country_focus(places: Iterable[Place]) -> list[tuple[str, float]]:
    """The countries that a document's resolved places lie in, each with its share, largest first.

    Each name counts once, a country that is named itself twice, each as much as its place is sure.
    """
    counted: dict[tuple[str, str], float] = {}
    for place in places:
        if place.country is not None and place.lat is not None:
            weight = place.confidence * (2.0 if place.precision == "country" else 1.0)
            key = place.country, fold(place.text)
            counted[key] = max(counted.get(key, 0.0), weight)
    whole = sum(counted.values())
    shares: dict[str, float] = defaultdict(float)
    for (country, _), weight in counted.items():
        shares[country] += weight / whole
    return sorted(
        ((country, round(share, 3)) for country, share in shares.items()), key=lambda pair: (-pair[1], pair[0])
    )


def contents_of(mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> dict[str, Inner]:
    """For the name of each containing place, all that the names said to lie in it may stand for."""
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for mention in mentions:
        if mention.within is not None:
            names[fold(mention.within)][mention.text] = None
    return {
        outer: Inner([candidate for name in inner for candidate in gazetteer.candidates(name)])
        for outer, inner in names.items()
    }


def lists_of(mentions: Sequence[PlaceMention], text: str) -> list[list[int]]:
    """For each mention, the others of the list that it stands in ("A, B and C"), by their positions."""
    order = sorted(range(len(mentions)), key=lambda position: mentions[position].span.start)
    groups: list[list[int]] = []
    for position in order:
        last = mentions[groups[-1][-1]] if groups else None
        if last is not None and LIST_JOINT.fullmatch(text[last.span.end : mentions[position].span.start]):
            groups[-1].append(position)
        else:
            groups.append([position])
    found: list[list[int]] = [[] for _ in mentions]
    for group in groups:
        for position in group:
            found[position] = [other for other in group if other != position]
    return found


def container_of(mention: PlaceMention, gazetteer: Gazetteer) -> Ranking:
    """What the name of the containing place may stand for."""
    if mention.within is None:
        return ()
    target = place_of(mention.within)
    country = gazetteer.country(target) if target is not None and len(target) == 2 else None
    if country is not None:
        return (country,)
    return gazetteer.candidates(target or mention.within, loosely=True)[:CONTAINERS]


def anchors_of(rankings: Sequence[Ranking]) -> Anchors:
    """The places that the document fixes well enough to judge others by, each once."""
    found: dict[tuple[str, float, float], PlaceCandidate] = {}
    for ranking in rankings:
        if ranking and ranking[0].score >= SURE and ranking[0].kind not in WIDE:
            found[ranking[0].name, ranking[0].lat, ranking[0].lon] = ranking[0]
    return Anchors(list(found.values()))
