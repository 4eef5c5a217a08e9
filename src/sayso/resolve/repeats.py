"""Fold what one source tells twice into one claim, and headlines into the body that tells the same.

>>> fold([])
[]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.lexicon import load
from sayso.model import Claim, Figure

_HEAD = 300  # characters at the head of a text in which a headline stands
_STOPS = frozenset(".!?…\"”’'")
_LONG = 3  # letters of a word that a title capitalises, and words that make a title
_TITLED = 0.85
_ROUNDED = 5  # "dozens" are less than five times as many as they are at the least
_EVERYDAY = 2  # "one killed" recurs in a report of many attacks; greater numbers seldom do


def fold(claims: Sequence[Claim]) -> list[Claim]:
    """One claim for what one source tells again: same kind and source, and the same figures or a part of them."""
    kept: list[Claim] = []
    for claim in claims:
        for i, earlier in enumerate(kept):
            if _is_repeat(earlier, claim):
                kept[i] = _merged(earlier, claim)
                break
        else:
            kept.append(claim)
    return _without_headlines(kept)


def _without_headlines(claims: list[Claim]) -> list[Claim]:
    """The claims without those of a headline that the body tells too, whoever tells it there."""
    kept = list(claims)
    for claim in claims:
        if not _in_headline(claim):
            continue
        told = next((i for i, other in enumerate(kept) if other is not claim and _tells_headline(other, claim)), None)
        if told is not None:
            kept[told] = replace(kept[told], also=(*kept[told].also, claim.span, *claim.also))
            kept.remove(claim)
    return kept


def _in_headline(claim: Claim) -> bool:
    """Whether a claim stands at the head of a text in a line that ends without a stop."""
    if claim.span.start >= _HEAD or claim.source:
        return False
    return claim.evidence[-1:] not in _STOPS or _is_titled(claim.evidence)


def _is_titled(words: str) -> bool:
    """Whether nearly all the longer words have capitals, as titles do: "Army Units Kill 70 Fighters in the Hills."."""
    long = [word for word in words.split() if len(word) > _LONG and word[0].isalpha()]
    return len(long) >= _LONG and sum(word[0].isupper() for word in long) >= _TITLED * len(long)


def _tells_headline(body: Claim, headline: Claim) -> bool:
    if _in_headline(body) or not _same_family(body.kind, headline.kind) or body.status != headline.status:
        return False
    if not headline.figures:
        return _same_spot(body, headline)
    return all(any(_rounds(short, full) for full in body.figures) for short in headline.figures)


def _rounds(short: Figure, full: Figure) -> bool:
    """Whether a headline's figure is the body's, however it is bounded: "48 killed" and "at least 48", "dozens" and "37"."""
    if short.measure != full.measure:
        return False
    least, told = (figure.low if figure.low is not None else figure.high for figure in (short, full))
    if least is None or told is None or least == told:
        return least == told
    return short.high is None and least < told <= _ROUNDED * least


def _is_repeat(earlier: Claim, later: Claim) -> bool:
    if earlier.status != later.status or not _same_family(earlier.kind, later.kind):
        return False
    if earlier.span == later.span and earlier.kind != later.kind:
        return False
    one, other = _numbers(earlier), _numbers(later)
    if _elsewhere(earlier, later) or not (_is_telling(one & other) or _same_spot(earlier, later)):
        return False
    if earlier.source and not later.source:
        return bool(other) and other <= one  # the report says again what it has laid to somebody's door
    return _speaker(earlier) == _speaker(later) and bool(one and other) and (one <= other or other <= one)


def _elsewhere(one: Claim, other: Claim) -> bool:
    """Whether each names places in its own words, and none in common; what is carried over from the scene tells nothing."""
    names, others = (
        {place.text.casefold() for place in claim.places if claim.span.covers(place.span)} for claim in (one, other)
    )
    return bool(names and others) and not names & others


def _same_spot(one: Claim, other: Claim) -> bool:
    """Whether both tell of one kind of event at one named place."""
    return one.kind == other.kind and bool(
        {p.text.casefold() for p in one.places} & {p.text.casefold() for p in other.places}
    )


def _is_telling(numbers: frozenset[tuple[str, object, object]]) -> bool:
    """Whether shared numbers say that two passages tell of one thing: one of them is above the everyday."""
    return any((low if isinstance(low, int | float) else 0) > _EVERYDAY for _, low, _ in numbers)


def _same_family(one: str, other: str) -> bool:
    return one == other or any(one in kinds and other in kinds for kinds in load("events")["families"].values())


def _speaker(claim: Claim) -> tuple[str, ...]:
    return tuple(link.text.casefold() for link in claim.source)


def _numbers(claim: Claim) -> frozenset[tuple[str, object, object]]:
    return frozenset((f.measure, f.low, f.high) for f in claim.figures)


def _merged(earlier: Claim, later: Claim) -> Claim:
    """The fuller passage stands as evidence, the other beside it."""
    fuller, other = (
        (earlier, later)
        if (len(earlier.figures), len(earlier.places)) >= (len(later.figures), len(later.places))
        else (later, earlier)
    )
    spans = tuple(dict.fromkeys(span for span in (*fuller.also, other.span, *other.also) if span != fuller.span))
    return replace(
        fuller,
        also=spans,
        actor=fuller.actor or other.actor,
        target=fuller.target or other.target,
        instrument=fuller.instrument or other.instrument,
        places=fuller.places or other.places,
        time=fuller.time or other.time,
    )
