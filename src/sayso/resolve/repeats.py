"""Fold what one source tells twice into one claim, and headlines into the body that tells the same.

>>> fold([])
[]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sayso.lexicon import load
from sayso.model import Claim, Figure, Number, Phrase, Place, SlotConfidence, TimeInterval
from sayso.resolve.kept import ALIKE, NEAR, Kept
from sayso.resolve.passages import Wording, is_telling, named_places, numbers, own_places, speaker

_HEAD = 300  # characters at the head of a text in which a headline stands
_STOPS = frozenset(".!?…\"”’'")
_LONG = 3  # letters of a word that a title capitalises, and words that make a title
_TITLED = 0.85
_ROUNDED = 5  # "dozens" are less than five times as many as they are at the least
_FEWEST = 3


def fold(claims: Sequence[Claim], told: Sequence[Wording] = ()) -> list[Claim]:
    """One claim for what one source tells again; `told` says of each claim how it is worded, where that is known."""
    kept = Kept({claim.id: wording for claim, wording in zip(claims, told, strict=False)})
    for claim in claims:
        for number in kept.like(claim):
            earlier = kept.claims[number]
            if _is_repeat(earlier, claim) or _tells_again(earlier, claim, kept.wording(earlier), kept.wording(claim)):
                kept.put(number, _merged(earlier, claim))
                break
        else:
            kept.keep(claim)
    return _without_headlines(kept.claims)


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
    if not _same_family(body.kind, headline.kind) or body.status != headline.status or _in_headline(body):
        return False
    if not headline.figures:
        same_party = body.kind == headline.kind and not _elsewhere(headline, body) and _same_party(headline, body)
        return same_party or _same_spot(body, headline)
    return all(any(_rounds(short, full) for full in body.figures) for short in headline.figures)


def _rounds(short: Figure, full: Figure) -> bool:
    """Whether a headline's figure is the body's, however it is bounded: "48 killed" and "at least 48", "dozens" and "37"."""
    if short.measure != full.measure:
        return False
    least, told = _value(short), _value(full)
    if least is None or told is None or least == told:
        return least == told
    return short.high is None and least < told <= _ROUNDED * least


def _is_repeat(earlier: Claim, later: Claim) -> bool:
    """Whether one source tells the same again with the same figures or a part of them."""
    if not earlier.figures or not later.figures or earlier.status != later.status:
        return False
    if not _same_family(earlier.kind, later.kind) or speaker(later) not in ((), speaker(earlier)):
        return False
    if earlier.span == later.span and earlier.kind != later.kind:
        return False
    one, other = numbers(earlier), numbers(later)
    if (
        _elsewhere(earlier, later)
        or _on_other_days(earlier, later)
        or not (any(map(is_telling, one & other)) or _same_spot(earlier, later))
    ):
        return False
    if earlier.source and not later.source:
        return other <= one  # the report says again what it has laid to somebody's door
    return one <= other or other <= one


def _tells_again(earlier: Claim, later: Claim, first: Wording, second: Wording) -> bool:
    """Whether one source tells an event of one kind again, whatever is counted: nothing may speak against it.

    In much the same words, of one place and day that both passages name, or as "the attack" that adds next to nothing.
    """
    if earlier.kind != later.kind or earlier.status != later.status or speaker(earlier) != speaker(later):
        return False
    if earlier.span.overlaps(later.span):
        return False
    near = second.sentence - first.sentence <= NEAR
    speaks_for = (
        _is_worded_alike(first.words, second.words)
        or (second.pointed and near and _own_slots(later) <= 1)
        or (_same_day(earlier, later) and bool(own_places(earlier) & own_places(later)))
    )
    return speaks_for and _is_compatible(earlier, later)


def _is_compatible(one: Claim, other: Claim) -> bool:
    """Whether neither the places and days that the passages name nor what they count tells two events apart."""
    return not _elsewhere(one, other) and not _on_other_days(one, other) and not _counts_otherwise(one, other)


def _counts_otherwise(one: Claim, other: Claim) -> bool:
    """Whether both count the same sort of thing, and no number is in both."""
    values = {(figure.measure, _value(figure)) for figure in one.figures}
    measures = {figure.measure for figure in one.figures}
    others = {(figure.measure, _value(figure)) for figure in other.figures}
    return bool(measures & {figure.measure for figure in other.figures}) and not values & others


def _is_worded_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    shorter = min(len(words), len(others))
    return shorter >= _FEWEST and len(words & others) >= ALIKE * shorter


def _same_day(one: Claim, other: Claim) -> bool:
    """Whether each names the same days in words of its own."""
    if one.time is None or other.time is None or one.time.span == other.time.span:
        return False
    here, there = one.time.interval, other.time.interval
    return here.first is not None and (here.first, here.last) == (there.first, there.last)


def _same_party(one: Claim, other: Claim) -> bool:
    """Whether both name one doer or one sufferer, the one perhaps more fully."""
    return _is_one(one.actor, other.actor) or _is_one(one.target, other.target)


def _is_one(phrase: Phrase | None, other: Phrase | None) -> bool:
    if phrase is None or other is None:
        return False
    words, others = (frozenset(p.text.casefold().split()) - _small() for p in (phrase, other))
    return bool(words and others) and (words <= others or others <= words)


def _own_slots(claim: Claim) -> int:
    """How many of doer, sufferer, places, time and figures the passage itself tells."""
    phrases = (phrase.span for phrase in (claim.actor, claim.target) if phrase is not None)
    told = sum(span is not None and claim.span.covers(span) for span in phrases)
    told += claim.time is not None and claim.span.covers(claim.time.span)
    return told + bool(own_places(claim)) + bool(claim.figures)


def _elsewhere(one: Claim, other: Claim) -> bool:
    """Whether each names places in its own words, and none in common; what is carried over from the scene tells nothing.

    A place within the other's is no other: "in the north of Syria" and "in Qamishli".
    """
    names, others = own_places(one), own_places(other)
    if not names or not others or names & others:
        return False
    return not any(
        _is_in(here, there) or _is_in(there, here) for here in named_places(one) for there in named_places(other)
    )


def _on_other_days(one: Claim, other: Claim) -> bool:
    """Whether each names a day of the calendar in its own words, another than the other's: "3 March", "9 March".

    Days of the week do not tell two events apart: of two, one is often the day of the saying.
    """
    here, there = _own_day(one), _own_day(other)
    return here is not None and there is not None and not here.overlaps(there)


def _own_day(claim: Claim) -> TimeInterval | None:
    time = claim.time
    if time is None or not claim.span.covers(time.span) or not any(map(str.isdigit, time.text)):
        return None
    known = time.interval.precision == "day" and time.interval.first is not None and time.interval.last is not None
    return time.interval if known else None


def _is_in(place: Place, wide: Place) -> bool:
    """Whether a place is the other or lies in it, as far as both are known."""
    if place.geonameid is not None and place.geonameid == wide.geonameid:
        return True
    if place.country is None or place.country != wide.country or place.precision == wide.precision:
        return False
    match wide.precision:
        case "country":
            return True
        case "region":
            return place.precision != "country"
        case "admin1":
            return place.admin1 == wide.admin1 is not None and place.precision not in {"country", "region"}
        case _:
            return False


def _same_spot(one: Claim, other: Claim) -> bool:
    """Whether both tell of one kind of event at one named place."""
    return one.kind == other.kind and bool(
        {p.text.casefold() for p in one.places} & {p.text.casefold() for p in other.places}
    )


@cache
def _same_family(one: str, other: str) -> bool:
    return one == other or any(one in kinds and other in kinds for kinds in load("events")["families"].values())


def _value(figure: Figure) -> Number | None:
    return figure.low if figure.low is not None else figure.high


def _merged(earlier: Claim, later: Claim) -> Claim:
    """The passage that counts more and names more places stands as evidence; what it leaves open comes from the other.

    A headline never stands before the body.
    """
    fuller, other = (earlier, later) if _fullness(earlier) >= _fullness(later) else (later, earlier)
    spans = tuple(dict.fromkeys(span for span in (*fuller.also, other.span, *other.also) if span != fuller.span))
    one, two = fuller.slots, other.slots
    return replace(
        _with_figures(fuller, other),
        also=spans,
        actor=fuller.actor or other.actor,
        target=fuller.target or other.target,
        instrument=fuller.instrument or other.instrument,
        places=fuller.places or other.places,
        time=fuller.time or other.time,
        slots=SlotConfidence(
            actor=one.actor if fuller.actor else two.actor,
            target=one.target if fuller.target else two.target,
            places=one.places if fuller.places else two.places,
            time=one.time if fuller.time else two.time,
            figures=one.figures if fuller.figures else two.figures,
        ),
    )


def _fullness(claim: Claim) -> tuple[bool, int, int]:
    return not _in_headline(claim), len(claim.figures), len(own_places(claim))


def _with_figures(claim: Claim, other: Claim) -> Claim:
    """The claim with what only the other counts."""
    measures = {figure.measure for figure in claim.figures}
    more = tuple(figure for figure in other.figures if figure.measure not in measures)
    return replace(claim, figures=(*claim.figures, *more)) if more else claim


@cache
def _small() -> frozenset[str]:
    return frozenset(load("repeats")["small"])
