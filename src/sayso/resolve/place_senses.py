"""Weigh the places that a name may stand for, in the light of the whole document.

Scores are shares of likelihood: powers of ten are added up for each candidate and brought to a sum of one.
"""

from __future__ import annotations

import math
from dataclasses import replace

from sayso.model.mention import PlaceMention
from sayso.model.place import PlaceCandidate
from sayso.resolve.anchors import COMPANY, Anchors
from sayso.resolve.containment import contains
from sayso.resolve.folding import fold
from sayso.resolve.place_context import Context, Ranking

# Powers of ten
FOCUS = 2.0  # for the country that the document is about
FOCUS_FLOOR = 0.05  # share of the document that a country never named in it is given
FOCUS_UNIT = 1.5  # for the first-order unit that it is about
NO_COUNTRY = 0.3  # share that a sea or a region across borders is given
SAME_KIND = 1.5  # for the kind that the rest of the list has
CONTAINED = 4.0  # within the place that the text names as containing it
CONTAINS = 1.5  # holds a place that the text says lies in one of this name
KIND_FITS = 2.0
KIND_UNFIT = -2.0
NEAR_OTHERS = 1.5  # beside other places of the document
NEAR_KM = 150.0
FAR_KM = 250.0  # from all other places of the document in its country, a town of another spelling is hardly meant
FAR_FETCHED = -2.0  # spelled otherwise and in no country that the document is about
DOUBT = 0.2  # what is left of the scores when the best candidate is far-fetched
WELL_KNOWN = 150_000  # inhabitants of a town that is named far from home
ABOUT = 0.5  # of what a document names, from which it is about one country before all others
STRANGE_SHARE = 0.02
TELLING = 6  # names that a document must have to be about a country
LOCAL_SHARE = 0.1  # of what a document names, from which it is about a country
LEAST = 1e-12  # a likelihood that rounding took to nothing
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


def rank(mention: PlaceMention, found: Ranking, context: Context, *, most: int | None = None) -> Ranking:
    """The candidates with their scores in this document, best first; the `most` best of them alone where told."""
    if not found:
        return ()
    weights = [_weigh(mention, candidate, context) for candidate in found]
    best = max(weights)
    shares = [10 ** (weight - best) for weight in weights]
    chief = found[weights.index(best)]
    doubtful = _is_far_fetched(chief, context) or _is_a_stranger(mention, chief, context)
    total = sum(shares) / (DOUBT if doubtful else 1.0)
    best_first = sorted(zip(shares, found, strict=True), key=lambda pair: -pair[0])[:most]
    return tuple(replace(candidate, score=round(share / total, 6)) for share, candidate in best_first)


def _is_far_fetched(candidate: PlaceCandidate, context: Context) -> bool:
    """Whether the name is spelled otherwise, and the place far from what the document is about: its country, its towns."""
    if (candidate.lat, candidate.lon) in context.spelled or not context.focus:
        return False
    return context.focus.get(candidate.country or "") < LOCAL_SHARE or _lies_apart(candidate, context)


def _lies_apart(candidate: PlaceCandidate, context: Context) -> bool:
    """Whether a small town lies far from all places of its country that the document fixes in other units."""
    if candidate.kind != "city" or candidate.population >= WELL_KNOWN:
        return False
    if context.anchors.share_unit(candidate):
        return False
    nearest = context.anchors.nearest_at_home(candidate)
    return nearest is not None and nearest > FAR_KM


def _is_a_stranger(mention: PlaceMention, candidate: PlaceCandidate, context: Context) -> bool:
    """Whether a small town is the only one of its country in a document that is about another.

    An unlisted village of that other country is likelier than the listed namesake abroad.
    """
    small = candidate.kind == "city" and candidate.population < WELL_KNOWN
    if not small or context.named < TELLING or mention.within is not None:
        return False
    return context.focus.chief >= ABOUT and context.focus.get(candidate.country or "") < STRANGE_SHARE


def _weigh(mention: PlaceMention, candidate: PlaceCandidate, context: Context) -> float:
    """The logarithm of how likely the mention means this candidate here."""
    share = context.focus.get(candidate.country) if candidate.country is not None else NO_COUNTRY
    unit = context.focus.get(f"{candidate.country}/{candidate.admin1}") if candidate.admin1 else 0.0
    weight = math.log10(max(candidate.score, LEAST)) + FOCUS * math.log10(FOCUS_FLOOR + share) + FOCUS_UNIT * unit
    weight += _kind_weight(mention, candidate)
    if _is_far_fetched(candidate, context):
        weight += FAR_FETCHED
    if any(contains(outer, candidate) for outer in context.container):
        weight += CONTAINED
    if context.inner.lie_in(candidate):
        weight += CONTAINS
    if context.siblings:
        alike = sum(sibling.kind == candidate.kind for sibling in context.siblings)
        weight += SAME_KIND * alike / len(context.siblings)
    return weight + NEAR_OTHERS * _company(candidate, context.anchors, mention)


def _kind_weight(mention: PlaceMention, candidate: PlaceCandidate) -> float:
    if mention.kind_hint is None:
        return 0.0
    admitted = ADMITS.get(mention.kind_hint, frozenset({mention.kind_hint}))
    if candidate.kind == mention.kind_hint:
        return KIND_FITS
    return KIND_FITS / 2 if candidate.kind in admitted else KIND_UNFIT


def _company(candidate: PlaceCandidate, anchors: Anchors, mention: PlaceMention) -> float:
    """Nearness to the nearest other places of the document, 0 to 1."""
    if candidate.kind in ("country", "continent"):
        return 0.0
    distances = anchors.company(candidate, fold(mention.text))
    return sum(math.exp(-distance / NEAR_KM) for distance in distances) / COMPANY if distances else 0.0
