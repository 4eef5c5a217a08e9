"""Surveys: one report that counts for itself and sets its sources beside it, and the range that this amounts to.

Casualty recorders write so: a toll in the report's own voice, then who says what. Such a report has weighed its sources,
and the range runs, as recorders code it, from its own number to the greatest that any of them names: "at least 15" is 15
to 15 where nobody names more, a vague word is the range of `lexicon/surveys.yml` ("dozens": 12 to 24), and several hurt
without a number are two. A report that relays nobody, one that leaves all counting to its sources, and several reports
side by side are no survey: there an "at least" stays open.

>>> survey([], "killed") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.lexicon import load
from sayso.model import Claim, Measure, Number, Toll, Weighing
from sayso.reconcile.tolls import FIRST, claim_toll, is_person, is_superseded, is_vague, spared_by
from sayso.reconcile.weighing import AFTER, PERSON, WEIGHED

_WORDS = load("surveys")
_VAGUE = {low: Toll(low=coded[0], high=coded[1]) for low, coded in _WORDS["vague"].items()}
_SEVERAL = Toll(low=_WORDS["several"], high=_WORDS["several"])
_RELAYING = re.compile(_WORDS["relaying"], re.I)
_FATES = {measure: re.compile(pattern, re.I) for measure, pattern in _WORDS["fates"].items()}
_UNCOUNTED: dict[Measure, re.Pattern[str]] = {
    measure: re.compile(pattern, re.I) for measure, pattern in _WORDS["uncounted"].items()
}
HOUSE = 0.5  # less than half of the most that the report allows for is the toll of one house
# Why a claim is not in the range.
NUMBERLESS = "it gives no number"
VAGUE = "a vague word beside a number"
CODED = "the report opens with a vague word, which is coded as a range of its own"
OF_A_HOUSE = "a part: less than half of the most that the report allows for is the toll of one house"

Told = tuple[Claim, Toll]


@dataclass(frozen=True, slots=True)
class Survey:
    """The range of a measure as one report has weighed it, and what it makes of each claim."""

    toll: Toll
    weighed: tuple[Weighing, ...]


def survey(claims: Sequence[Claim], measure: Measure) -> Survey | None:
    """The range of a measure over one survey's claims, closed on both sides; None where the claims are of no survey."""
    if not _is_survey(claims):
        return None
    ordered = sorted(claims, key=lambda claim: (claim.span.start, claim.id))
    every = [(claim, toll) for claim in ordered if (toll := _toll(claim, measure)) is not None]
    told = _told(ordered, measure)
    why = {claim.id: PERSON if _has_number(toll) else NUMBERLESS for claim, toll in every if (claim, toll) not in told}
    uncounted = [claim for claim in ordered if claim_toll(claim, measure) is None and _is_uncounted(claim, measure)]
    own = told[0] if told and _opens(told) else None
    if uncounted and all(is_person(claim, measure) for claim, _ in told):
        why |= {claim.id: PERSON for claim, _ in told}
        return Survey(_SEVERAL, _weighed(every, why, measure, uncounted))
    if own is not None and is_vague(own[0], measure):
        why |= {claim.id: CODED for claim, _ in told[1:]}
        return Survey(_coded(own[1]), _weighed(every, why, measure))
    why |= {claim.id: FIRST for claim, toll in told if (claim, toll) != own and is_superseded(claim)}
    others = [pair for pair in told if pair != own and pair[0].id not in why]
    toll, reasons, several = (
        _over(others, measure) if own is None else _around(own[1], others, measure, uncounted=uncounted)
    )
    toll = toll or (_SEVERAL if uncounted else None)
    if toll is None:
        return None
    return Survey(toll, _weighed(every, why | reasons, measure, uncounted if several else ()))


def _weighed(
    told: Iterable[Told], why: dict[str, str], measure: Measure, uncounted: Iterable[Claim] = ()
) -> tuple[Weighing, ...]:
    """What is made of each claim; `uncounted` are those by whose words without a number several count."""
    counts = [Weighing(claim=claim.id, measure=measure, toll=toll, aside=why.get(claim.id)) for claim, toll in told]
    return (*counts, *(Weighing(claim=claim.id, measure=measure, toll=None) for claim in uncounted))


def _is_survey(claims: Sequence[Claim]) -> bool:
    """Whether the claims are of one report that opens with a toll of its own, or none, and relays what others say."""
    if len({claim.doc for claim in claims}) != 1:
        return False
    if not any(claim.source or claim.status == "possible" or _RELAYING.search(claim.evidence) for claim in claims):
        return False
    ordered = sorted(claims, key=lambda claim: (claim.span.start, claim.id))
    tolls = [told for measure in _UNCOUNTED if (told := _told(ordered, measure))]
    return not tolls or any(map(_opens, tolls))


def _opens(told: Sequence[Told]) -> bool:
    """Whether the first toll is told in the report's own voice: one who has counted opens with it."""
    return not told[0][0].source


def _told(claims: Sequence[Claim], measure: Measure) -> list[Told]:
    """The claims that count, with their tolls: no single persons beside counts, and no "many"."""
    pairs = [(claim, toll) for claim in claims if (toll := _toll(claim, measure)) is not None]
    known = [pair for pair in pairs if _has_number(pair[1])]
    return [pair for pair in known if not is_person(pair[0], measure)] or known


def _has_number(toll: Toll) -> bool:
    return toll.low is not None or toll.high is not None


def _toll(claim: Claim, measure: Measure) -> Toll | None:
    """What the claim counts; "15 others, dozens by another source" is 15. "Casualties" of one fate are of that fate."""
    exact = tuple(figure for figure in claim.figures if figure.basis != "vague")
    toll = claim_toll(replace(claim, figures=exact), measure) or claim_toll(claim, measure)
    if toll is None and {fate for fate, word in _FATES.items() if word.search(claim.evidence)} == {measure}:
        return claim_toll(claim, "casualties")
    return toll


def _is_uncounted(claim: Claim, measure: Measure) -> bool:
    return _UNCOUNTED[measure].search(claim.evidence) is not None and spared_by(claim, measure) is None


_Judged = tuple[Toll | None, dict[str, str], bool]  # a range, why claims are not in it, whether several count


def _around(own: Toll, others: Sequence[Told], measure: Measure, *, uncounted: Sequence[Claim]) -> _Judged:
    """The report's own toll, widened by what its sources name above it; closed by what it tells itself where it is open."""
    top = max(number for number in (own.low, own.high) if number is not None)
    opens = own.low is not None and own.high is None

    def reason(claim: Claim, toll: Toll) -> str | None:
        if is_vague(claim, measure):
            return VAGUE
        if not claim.source and not opens:
            return AFTER
        if own.low is not None:
            return WEIGHED if _greatest(claim, toll, measure) < own.low else None
        return OF_A_HOUSE if _greatest(claim, toll, measure) < top * HOUSE else None

    why = {claim.id: found for claim, toll in others if (found := reason(claim, toll)) is not None}
    heard = [pair for pair in others if pair[0].id not in why]
    high = max([top, *(_greatest(*pair, measure) for pair in heard)])
    if own.low is not None:
        return Toll(low=own.low, high=high), why, False
    least = [number for pair in heard if top * HOUSE <= (number := _least(*pair, measure)) <= top]
    several = measure == "injured" and any(claim.source for claim in uncounted)
    low = min([*least, *([_WORDS["several"]] if several else [])], default=top)
    return Toll(low=low, high=high), why, several


def _over(others: Sequence[Told], measure: Measure) -> _Judged:
    """The range over the sources, and over a range told by the report; vague words count where nobody gives a number."""
    told = [(claim, toll) for claim, toll in others if claim.source or toll.high not in (None, toll.low)]
    why = {claim.id: AFTER for claim, toll in others if (claim, toll) not in told}
    exact = [pair for pair in told if not is_vague(pair[0], measure)]
    if exact:
        why |= {claim.id: VAGUE for claim, toll in told if (claim, toll) not in exact}
        return (
            Toll(low=min(_least(*p, measure) for p in exact), high=max(_greatest(*p, measure) for p in exact)),
            why,
            False,
        )
    if told:
        return _coded(max((toll for _, toll in told), key=lambda toll: toll.low or 0)), why, False
    return None, why, True


def _coded(vague: Toll) -> Toll:
    return _VAGUE.get(vague.low or 0, _SEVERAL)


def _greatest(claim: Claim, toll: Toll, measure: Measure) -> Number:
    """The greatest number that a claim names."""
    return toll.high if toll.high is not None else _least(claim, toll, measure)


def _least(claim: Claim, toll: Toll, measure: Measure) -> Number:
    """The least number that a claim names; "more than 25" names 26."""
    if toll.low is None:
        assert toll.high is not None, "a toll has a number"
        return toll.high
    strictly = any(f.basis == "more than" and f.low == toll.low for f in claim.figures if f.measure == measure)
    return toll.low + 1 if strictly and toll.high is None else toll.low
