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

from collections import defaultdict
from collections.abc import Sequence

from sayso.lexicon import load
from sayso.lexicon.demonyms import place_of
from sayso.model.document import Document
from sayso.model.mention import PlaceMention
from sayso.model.place import Place, PlaceCandidate, PlaceKind, PlacePrecision
from sayso.resolve.distance import destination, kilometres
from sayso.resolve.folding import fold
from sayso.resolve.gazetteer import Gazetteer
from sayso.resolve.place_context import (
    Context,
    Ranking,
    anchors_of,
    container_of,
    contents_of,
    focus_of,
    lists_of,
    shares_of,
)
from sayso.resolve.place_senses import rank

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
    contents = contents_of(mentions)
    lists = lists_of(mentions, document.text)
    rankings: list[Ranking] = list(options)
    for round_ in range(ROUNDS):
        anchors = anchors_of(rankings) if round_ else []
        siblings = [[rankings[other][0] for other in others if rankings[other]] for others in lists]
        rankings = [
            rank(
                mention,
                found,
                Context(
                    focus=focus_of(mention, shares),
                    anchors=anchors,
                    container=container_of(mention, gazetteer),
                    inner=[c for name in contents.get(fold(mention.text), ()) for c in gazetteer.candidates(name)],
                    siblings=beside,
                    spelled=frozenset((c.lat, c.lon) for c in _spelled(mention, gazetteer)),
                ),
            )
            for mention, found, beside in zip(mentions, options, siblings, strict=True)
        ]
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
    found = (*_things(mention, found, gazetteer), *found)
    if not found:
        found = gazetteer.candidates(_bare_name(mention.text))
    return found


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
    if len(parts) == 1 and parts[0].endswith("s") and len(parts[0]) > LONGEST_PLAIN:
        parts = [parts[0].removesuffix("s")]  # "Aleppos": a possessive that lost its mark when it was scraped
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
