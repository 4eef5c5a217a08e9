"""Resolve place mentions to coordinates, in the light of the whole document.

Every mention gets ranked candidates whose scores sum to at most 1; where none is good enough the place stays unresolved.
A place's confidence is calibrated (`calibrated`); that of an unresolved one is the share of its best candidate.

>>> from sayso.model import Span
>>> from sayso.resolve.sources import PlaceRow
>>> rows = [PlaceRow(name="Daquq", lat=35.14, lon=44.45, kind="city", country="IQ", population=50_000)]
>>> mention = PlaceMention(span=Span(8, 13), text="Daquq", relation="direction", distance_km=20.0, bearing=180.0)
>>> document = Document(id="d", text="20 km S of Daquq")
>>> place = resolve_places([mention], document=document, gazetteer=Gazetteer.from_rows(rows))[0]
>>> place.name, round(place.lat, 2), place.precision
('Daquq', 34.96, 'near')
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.lexicon import load
from sayso.lexicon.demonyms import place_of
from sayso.model.document import Document
from sayso.model.mention import PlaceMention
from sayso.model.place import Place, PlaceCandidate, PlaceKind, PlacePrecision
from sayso.resolve.containment import UNIT_KM
from sayso.resolve.distance import destination, kilometres
from sayso.resolve.focus import Focus
from sayso.resolve.folding import fold
from sayso.resolve.gazetteer import Gazetteer
from sayso.resolve.place_context import (
    NOTHING,
    NOWHERE,
    Context,
    Ranking,
    anchors_of,
    container_of,
    contents_of,
    lists_of,
    shares_of,
)
from sayso.resolve.place_senses import rank

KNOWN_AFAR = 200_000  # inhabitants from which a town is meant although the text seems to put it elsewhere
WIDE = frozenset({"country", "continent", "region", "admin1", "water"})
ROAD_KM = 200.0  # towns farther apart than this have no one place between them
NEIGHBOURS_KM = 50.0  # towns as near as this have no point between them farther than 25 km from either
PLAIN = 0.5  # score of a containing place by itself from which it stands for what lies in it
GOOD_ENOUGH = 0.3  # share of the likelihood that the best candidate must have, with what lies beside it
BESIDE_KM = 30.0  # candidates as near as this to the best are the same place for most uses: a town and its district
KEPT = 5  # candidates that a place keeps
LONGEST_PLAIN = 4  # letters of a word whose last s is never taken off
LIKELY = 0.25  # score of a town by itself from which an airport of its name should lie by it
THING_KM = 80.0
ROUNDS = 3  # of looking at the other places again
PRECISION: dict[PlaceKind, PlacePrecision] = {
    "continent": "region",
    "country": "country",
    "region": "region",
    "admin1": "admin1",
    "admin2": "admin2",
    "city": "settlement",
    "neighbourhood": "settlement",
    "camp": "exact",
    "base": "exact",
    "airport": "exact",
    "water": "water",
    "river": "region",
    "mountain": "region",
    "field": "exact",
    "road": "region",
    "site": "exact",
    "other": "region",
}
DEMOTED = frozenset({"settlement", "exact"})  # precisions that "near" and "south of" lower


def resolve_places(mentions: Sequence[PlaceMention], *, document: Document, gazetteer: Gazetteer) -> list[Place]:
    """One place for each mention, in order; one sense for a name throughout the document."""
    assert all(mention.span.end <= len(document.text) for mention in mentions), "mentions lie within their document"
    options = [_options(mention, gazetteer) for mention in mentions]
    shares = shares_of(mentions, options)
    focus, contents = Focus(shares), contents_of(mentions, gazetteer)
    lists = lists_of(mentions, document.text)
    contexts = [
        Context(
            focus=focus.beside(fold(mention.text)),
            container=container_of(mention, gazetteer),
            inner=contents.get(fold(mention.text), NOTHING),
            spelled=frozenset((c.lat, c.lon) for c in _spelled(mention, gazetteer)),
            named=len(shares),
        )
        for mention in mentions
    ]
    rankings: list[Ranking] = list(options)
    for round_ in range(ROUNDS):
        anchors = anchors_of(rankings) if round_ else NOWHERE
        siblings = [[rankings[other][0] for other in others if rankings[other]] for others in lists]
        most = None if round_ == ROUNDS - 1 else 1
        rankings = [
            rank(mention, found, replace(context, anchors=anchors, siblings=beside), most=most)
            for mention, found, context, beside in zip(mentions, options, contexts, siblings, strict=True)
        ]
    rankings = _one_sense(mentions, rankings)
    outer = [_outer(mention, ranking, gazetteer) for mention, ranking in zip(mentions, rankings, strict=True)]
    return _between(
        mentions,
        [
            _place(mention, ranking) if within is None else _within(mention, within)
            for mention, ranking, within in zip(mentions, rankings, outer, strict=True)
        ],
    )


def _between(mentions: Sequence[PlaceMention], places: list[Place]) -> list[Place]:
    """The places with those of "between X and Y" moved to the middle, known as well as the two are near each other."""
    moved = list(places)
    for position, (one, other) in enumerate(pairwise(places)):
        if all(mention.relation == "between" for mention in mentions[position : position + 2]):
            middle = _middle(one, other)
            if middle is not None:
                lat, lon, precision = middle
                moved[position : position + 2] = [
                    replace(place, lat=lat, lon=lon, precision=precision, role="near") for place in (one, other)
                ]
    return moved


def _middle(one: Place, other: Place) -> tuple[float, float, PlacePrecision] | None:
    """The point between two towns, and how exactly it is known; None where they are no towns or far apart."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    apart = kilometres(one.lat, one.lon, other.lat, other.lon)
    if apart > ROAD_KM or not {one.precision, other.precision} <= DEMOTED:
        return None
    middle = round((one.lat + other.lat) / 2, 5), round((one.lon + other.lon) / 2, 5)
    return *middle, "near" if apart <= NEIGHBOURS_KM else "region"


def _outer(mention: PlaceMention, ranking: Ranking, gazetteer: Gazetteer) -> PlaceCandidate | None:
    """The place that the text says contains this one, where no entry of the name lies in it: all that is known of it."""
    container = container_of(mention, gazetteer)
    if not container or container[0].score < PLAIN or mention.form == "demonym":
        return None
    return container[0] if not ranking or _is_a_namesake(ranking[0], container[0]) else None


def _is_a_namesake(best: PlaceCandidate, outer: PlaceCandidate) -> bool:
    """Whether a small place lies elsewhere than the unit or town that contains the one meant: "Stroud, Ontario"."""
    if best.kind in WIDE or best.population >= KNOWN_AFAR or best.country is None:
        return False
    if best.country != outer.country:
        return outer.kind in ("admin1", "admin2", "city")
    elsewhere = outer.kind == "admin1" and not (outer.admin1 == best.admin1 is not None)
    return elsewhere and kilometres(best.lat, best.lon, outer.lat, outer.lon) > UNIT_KM


def _within(mention: PlaceMention, outer: PlaceCandidate) -> Place:
    """A place of which only the containing one is known: as exact as that, and a town only near."""
    precision = PRECISION[outer.kind]
    return Place(
        span=mention.span,
        text=mention.text,
        role="near" if mention.relation in ("near", "direction") else "site",
        name=outer.name,
        lat=outer.lat,
        lon=outer.lon,
        geonameid=outer.geonameid,
        country=outer.country,
        admin1=outer.admin1,
        precision="near" if precision in DEMOTED else precision,
        confidence=calibrated(outer.score, precision),
        candidates=(outer,),
    )


def _options(mention: PlaceMention, gazetteer: Gazetteer) -> Ranking:
    """What the words may stand for, by themselves."""
    if mention.form == "demonym":
        target = place_of(mention.text)
        if target is None:
            return ()
        country = gazetteer.country(target) if len(target) == 2 and target.isupper() else None
        return (country,) if country is not None else gazetteer.candidates(target)[:1]
    found = gazetteer.candidates(mention.text, loosely=True)
    if not gazetteer.candidates(mention.text):  # "Western Kasai" is a part of Kasai before it is Westernkasa
        found = gazetteer.candidates(_bare_name(mention.text)) or found
    return (*_things(mention, found, gazetteer), *found)


def _things(mention: PlaceMention, plain: Ranking, gazetteer: Gazetteer) -> Ranking:
    """What stands under the name with its kind word, where the name is: "Donetsk airport" besides Donetsk."""
    likely = [candidate for candidate in plain if candidate.score >= LIKELY]
    return tuple(
        thing
        for word in load("places")["kind_words"].get(mention.kind_hint or "", ())
        for thing in gazetteer.candidates(f"{mention.text} {word}")
        if not likely or any(kilometres(thing.lat, thing.lon, near.lat, near.lon) <= THING_KM for near in likely)
    )


def _spelled(mention: PlaceMention, gazetteer: Gazetteer) -> Ranking:
    """The places that bear exactly the name that is written."""
    if mention.form == "demonym":
        return _options(mention, gazetteer)
    plain = gazetteer.candidates(mention.text) or gazetteer.candidates(_bare_name(mention.text))
    return (*_things(mention, plain, gazetteer), *plain)


def _bare_name(name: str) -> str:
    """The name without the words that only say what it is or which part: "Western Kasai", "Mahim Bay"."""
    places = load("places")
    parts = name.split()
    if len(parts) > 1 and parts[-1] in places["part_of_name"]:
        parts = parts[:-1]
    if len(parts) > 1 and parts[0] in places["begins_name"]:
        parts = parts[1:]
    if len(name.split()) == 1 and name.endswith("s") and len(name) > LONGEST_PLAIN:
        parts = [name.removesuffix("s")]  # "Aleppos": a possessive that lost its mark when it was scraped
    return " ".join(parts)


def _one_sense(mentions: Sequence[PlaceMention], rankings: Sequence[Ranking]) -> list[Ranking]:
    """Mentions of one name without a hint or container of their own take the sense of the surest of that name."""
    groups: dict[str, list[int]] = defaultdict(list)
    for position, mention in enumerate(mentions):
        if rankings[position]:
            groups[fold(mention.text)].append(position)
    unified = list(rankings)
    for positions in groups.values():
        told = [p for p in positions if mentions[p].within is not None or mentions[p].kind_hint is not None]
        best = max(told or positions, key=lambda position: rankings[position][0].score)
        for position in positions:
            if position not in told:
                unified[position] = _adopt(rankings[position], rankings[best])
    return unified


def _adopt(own: Ranking, sense: Ranking) -> Ranking:
    """The sense of another mention; its kind stays open where the two best are one place (a town and its province)."""
    first, chief = own[0], sense[0]
    if kilometres(first.lat, first.lon, chief.lat, chief.lon) < 2 * BESIDE_KM:
        return own
    if first.country == chief.country and first.kind != chief.kind and own[0].score > 0.5:
        return own
    return sense


def _place(mention: PlaceMention, ranking: Ranking) -> Place:
    """The place of a mention: its best candidate when that is good enough."""
    kept = ranking[:KEPT]
    if not kept:
        return Place(span=mention.span, text=mention.text)
    best = kept[0]
    sure = sum(
        candidate.score
        for candidate in ranking
        if kilometres(best.lat, best.lon, candidate.lat, candidate.lon) <= BESIDE_KM
    )
    confidence = round(min(1.0, sure), 3)
    if confidence < GOOD_ENOUGH:
        return Place(span=mention.span, text=mention.text, confidence=confidence, candidates=kept)
    lat, lon, precision = _point(mention, best)
    confidence = calibrated(confidence, PRECISION[best.kind])
    return Place(
        span=mention.span,
        text=mention.text,
        role="near" if mention.relation in ("near", "direction") else "site",
        name=best.name,
        lat=lat,
        lon=lon,
        geonameid=best.geonameid,
        country=best.country,
        admin1=best.admin1,
        precision=precision,
        confidence=confidence,
        candidates=kept,
    )


def calibrated(share: float, precision: PlacePrecision) -> float:
    """The probability that a point is right within 161 km, from its share of the likelihood and how exactly it is known.

    >>> calibrated(0.999, "settlement") > calibrated(0.5, "settlement") > calibrated(0.5, "region")
    True
    """
    curve = load("places")["confidence"]
    share = min(max(share, curve["least"]), curve["most"])
    weight = curve["level"] + curve["slope"] * math.log(share / (1 - share)) + curve.get(precision, 0.0)
    return round(1 / (1 + math.exp(-weight)), 3)


def _point(mention: PlaceMention, best: PlaceCandidate) -> tuple[float, float, PlacePrecision]:
    """The coordinates and how exactly they hold: moved by distance and bearing where the words give both."""
    precision = PRECISION[best.kind]
    if mention.relation in ("near", "direction") and precision in DEMOTED:
        precision = "near"
    if mention.distance_km is None or mention.bearing is None:
        return best.lat, best.lon, precision
    lat, lon = destination(best.lat, best.lon, mention.distance_km, mention.bearing)
    return round(lat, 5), round(lon, 5), precision
