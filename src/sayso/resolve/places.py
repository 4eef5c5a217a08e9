"""Resolve place mentions to coordinates, in the light of the whole document.

Every mention gets ranked candidates whose scores sum to at most 1; where none is good enough the place stays unresolved.

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
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sayso.lexicon.demonyms import place_of
from sayso.model.document import Document
from sayso.model.mention import PlaceMention
from sayso.model.place import Place, PlaceCandidate, PlaceKind, PlacePrecision
from sayso.resolve.distance import destination, kilometres
from sayso.resolve.folding import fold
from sayso.resolve.gazetteer import Gazetteer

GOOD_ENOUGH = 0.3  # share of the likelihood that the best candidate must have, with what lies beside it
BESIDE_KM = 30.0  # candidates as near as this to the best are the same place for most uses: a town and its district
KEPT = 5  # candidates that a place keeps
# Powers of ten
FOCUS = 3.0  # for the country that the document is about
FOCUS_FLOOR = 0.02  # share of the document that a country never named in it is given
CONTAINED = 4.0  # within the place that the text names as containing it
KIND_FITS = 2.0
KIND_UNFIT = -2.0
NEAR_OTHERS = 1.5  # beside other places of the document
NEAR_KM = 150.0
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
# Kinds that a kind word admits besides its own: a "region" may be a province, a "city" of a report a quarter.
ADMITS: dict[str, frozenset[str]] = {
    "admin1": frozenset({"admin1", "region"}),
    "admin2": frozenset({"admin2", "admin1", "neighbourhood"}),
    "city": frozenset({"city", "neighbourhood"}),
    "neighbourhood": frozenset({"neighbourhood", "city"}),
    "base": frozenset({"base", "airport"}),
    "airport": frozenset({"airport", "base"}),
    "region": frozenset({"region", "admin1", "admin2", "country"}),
    "water": frozenset({"water"}),
    "country": frozenset({"country"}),
}
DEMOTED = frozenset({"settlement", "exact"})  # precisions that "near" and "south of" lower
Ranking = tuple[PlaceCandidate, ...]


def resolve_places(mentions: Sequence[PlaceMention], *, document: Document, gazetteer: Gazetteer) -> list[Place]:
    """One place for each mention, in order; one sense for a name throughout the document."""
    assert all(mention.span.end <= len(document.text) for mention in mentions), "mentions lie within their document"
    options = [_options(mention, gazetteer) for mention in mentions]
    shares = _shares(mentions, options)
    anchors: list[PlaceCandidate] = []
    rankings: list[Ranking] = []
    for _ in range(ROUNDS):
        rankings = [
            _rank(mention, found, _focus(mention, shares), gazetteer, anchors)
            for mention, found in zip(mentions, options, strict=True)
        ]
        anchors = _anchors(rankings)
    rankings = _one_sense(mentions, rankings)
    return [_place(mention, ranking) for mention, ranking in zip(mentions, rankings, strict=True)]


def _options(mention: PlaceMention, gazetteer: Gazetteer) -> Ranking:
    """What the words may stand for, by themselves."""
    if mention.form == "demonym":
        target = place_of(mention.text)
        if target is None:
            return ()
        country = gazetteer.country(target) if len(target) == 2 and target.isupper() else None
        return (country,) if country is not None else gazetteer.candidates(target)[:1]
    found = gazetteer.candidates(mention.text, loosely=True)
    if not found and " " in mention.text:
        head, _, _ = mention.text.rpartition(" ")
        _, _, tail = mention.text.partition(" ")
        found = gazetteer.candidates(tail) or gazetteer.candidates(head)
    return found


def _shares(mentions: Sequence[PlaceMention], options: Sequence[Ranking]) -> dict[str, Counter[str]]:
    """What each name says of the countries that the document is about; a country named counts twice a town."""
    shares: dict[str, Counter[str]] = defaultdict(Counter)
    for mention, found in zip(mentions, options, strict=True):
        for candidate in found[:KEPT]:
            if candidate.country is not None:
                weight = 2.0 if candidate.kind == "country" else 1.0
                shares[fold(mention.text)][candidate.country] += candidate.score * weight
    return shares


def _focus(mention: PlaceMention, shares: dict[str, Counter[str]]) -> dict[str, float]:
    """The share of each country in what the document names besides this name."""
    own = fold(mention.text)
    totals: Counter[str] = Counter()
    for name, countries in shares.items():
        if name != own:
            totals.update(countries)
    whole = sum(totals.values())
    return {country: share / whole for country, share in totals.items()} if whole else {}


def _rank(
    mention: PlaceMention, found: Ranking, focus: dict[str, float], gazetteer: Gazetteer, anchors: Sequence[PlaceCandidate]
) -> Ranking:
    """The candidates with their scores in this document, best first."""
    if not found:
        return ()
    container = gazetteer.candidates(_base_name(mention.within), loosely=True)[:3] if mention.within else ()
    if mention.within and not container and (target := place_of(mention.within)) is not None:
        country = gazetteer.country(target)
        container = (country,) if country is not None else gazetteer.candidates(target)[:1]
    weights = [
        math.log10(max(candidate.score, 1e-12))
        + FOCUS * math.log10(FOCUS_FLOOR + focus.get(candidate.country or "", 0.0))
        + _kind_weight(mention, candidate)
        + (CONTAINED if any(_contains(outer, candidate) for outer in container) else 0.0)
        + NEAR_OTHERS * _company(candidate, anchors, mention)
        for candidate in found
    ]
    best = max(weights)
    shares = [10 ** (weight - best) for weight in weights]
    total = sum(shares)
    ranked = [
        replace(candidate, score=round(share / total, 6)) for candidate, share in zip(found, shares, strict=True)
    ]
    return tuple(sorted(ranked, key=lambda candidate: -candidate.score))


def _base_name(name: str | None) -> str:
    return name or ""


def _kind_weight(mention: PlaceMention, candidate: PlaceCandidate) -> float:
    if mention.kind_hint is None:
        return 0.0
    admitted = ADMITS.get(mention.kind_hint, frozenset({mention.kind_hint}))
    if candidate.kind == mention.kind_hint:
        return KIND_FITS
    return KIND_FITS / 2 if candidate.kind in admitted else KIND_UNFIT


def _contains(outer: PlaceCandidate, inner: PlaceCandidate) -> bool:
    """Whether the outer place may contain the inner one, as far as codes and distances tell."""
    if outer.kind == "country":
        return outer.country == inner.country and inner.kind != "country"
    if outer.country is not None and inner.country is not None and outer.country != inner.country:
        return False
    if outer.kind == "admin1" and outer.admin1 is not None and inner.admin1 is not None:
        return outer.admin1 == inner.admin1
    if outer.kind in ("region", "water", "continent"):
        return kilometres(outer.lat, outer.lon, inner.lat, inner.lon) < 600
    return kilometres(outer.lat, outer.lon, inner.lat, inner.lon) < 60


def _company(candidate: PlaceCandidate, anchors: Sequence[PlaceCandidate], mention: PlaceMention) -> float:
    """Nearness to the nearest other places of the document, 0 to 1."""
    if candidate.kind in ("country", "continent"):
        return 0.0
    distances = sorted(
        kilometres(candidate.lat, candidate.lon, anchor.lat, anchor.lon)
        for anchor in anchors
        if anchor.name != candidate.name and fold(anchor.name) != fold(mention.text)
    )[:3]
    return sum(math.exp(-distance / NEAR_KM) for distance in distances) / 3 if distances else 0.0


def _anchors(rankings: Sequence[Ranking]) -> list[PlaceCandidate]:
    """The places that the document fixes well enough to judge others by, each once."""
    found: dict[tuple[str, float, float], PlaceCandidate] = {}
    for ranking in rankings:
        if ranking and ranking[0].score >= 0.6 and ranking[0].kind not in ("country", "continent", "region"):
            found[ranking[0].name, ranking[0].lat, ranking[0].lon] = ranking[0]
    return list(found.values())


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


def _point(mention: PlaceMention, best: PlaceCandidate) -> tuple[float, float, PlacePrecision]:
    """The coordinates and how exactly they hold: moved by distance and bearing where the words give both."""
    precision = PRECISION[best.kind]
    if mention.relation in ("near", "direction") and precision in DEMOTED:
        precision = "near"
    if mention.distance_km is None or mention.bearing is None:
        return best.lat, best.lon, precision
    lat, lon = destination(best.lat, best.lon, mention.distance_km, mention.bearing)
    return round(lat, 5), round(lon, 5), precision
