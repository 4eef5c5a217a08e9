"""Surveys: one report that counts for itself and sets its sources beside it, and the range that this amounts to.

Casualty recorders write so: a toll in the report's own voice, then who says what. Such a report has weighed its sources,
and the range runs, as recorders code it, from its own number to the greatest that any of them names: "at least 15" is 15
to 15 where nobody names more, a vague word is the range of `lexicon/surveys.yml` ("dozens": 12 to 24), and several hurt
without a number are two. A report that relays nobody, one that leaves all counting to its sources, and several reports
side by side are no survey: there an "at least" stays open.

>>> surveyed([], "killed") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.lexicon import load
from sayso.model import Claim, Incident, Number, Toll
from sayso.reconcile.accounts import counted
from sayso.reconcile.tolls import claim_toll, is_person, is_superseded, is_vague, span

_WORDS = load("surveys")
_VAGUE = {low: Toll(low=coded[0], high=coded[1]) for low, coded in _WORDS["vague"].items()}
_SEVERAL = Toll(low=_WORDS["several"], high=_WORDS["several"])
_RELAYING = re.compile(_WORDS["relaying"], re.I)
_FATES = {measure: re.compile(pattern, re.I) for measure, pattern in _WORDS["fates"].items()}
_UNCOUNTED = {measure: re.compile(pattern, re.I) for measure, pattern in _WORDS["uncounted"].items()}
HOUSE = 0.5  # less than half of the most that the report allows for is the toll of one house

Told = tuple[Claim, Toll]


def surveyed(claims: Sequence[Claim], measure: str) -> Toll | None:
    """The range of a measure over one survey's claims, closed on both sides; None where the claims are of no survey."""
    if not _is_survey(claims):
        return None
    ordered = sorted(claims, key=lambda claim: (claim.span.start, claim.id))
    told = _told(ordered, measure)
    uncounted = [claim for claim in ordered if claim_toll(claim, measure) is None and _is_uncounted(claim, measure)]
    several = _SEVERAL if uncounted else None
    if not told:
        return several
    own = told[0] if _opens(told) else None
    if uncounted and all(is_person(claim, measure) for claim, _ in told):
        return _SEVERAL
    if own is not None and is_vague(own[0], measure):
        return _coded(own[1])
    others = [pair for pair in told if pair != own and not is_superseded(pair[0])]
    if own is None:
        return _over(others, measure) or several
    return _around(own[1], [pair for pair in others if not is_vague(pair[0], measure)], measure, uncounted)


def is_coded(incident: Incident) -> bool:
    """Whether the incident's ranges are a survey's, and not what its accounts come to side by side."""
    tolls = (("killed", incident.killed), ("injured", incident.injured))
    return any(toll != span(counted(account, measure) for account in incident.accounts) for measure, toll in tolls)


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


def _told(claims: Sequence[Claim], measure: str) -> list[Told]:
    """The claims that count, with their tolls: no single persons beside counts, and no "many"."""
    pairs = [(claim, toll) for claim in claims if (toll := _toll(claim, measure)) is not None]
    known = [(claim, toll) for claim, toll in pairs if toll.low is not None or toll.high is not None]
    return [pair for pair in known if not is_person(pair[0], measure)] or known


def _toll(claim: Claim, measure: str) -> Toll | None:
    """What the claim counts; "15 others, dozens by another source" is 15. "Casualties" of one fate are of that fate."""
    exact = tuple(figure for figure in claim.figures if figure.basis != "vague")
    toll = claim_toll(replace(claim, figures=exact), measure) or claim_toll(claim, measure)
    if toll is None and {fate for fate, word in _FATES.items() if word.search(claim.evidence)} == {measure}:
        return claim_toll(claim, "casualties")
    return toll


def _is_uncounted(claim: Claim, measure: str) -> bool:
    return _UNCOUNTED[measure].search(claim.evidence) is not None


def _around(own: Toll, others: Sequence[Told], measure: str, uncounted: Sequence[Claim]) -> Toll:
    """The report's own toll, widened by what its sources name above it; closed by what it tells itself where it is open."""
    heard = [pair for pair in others if pair[0].source or (own.low is not None and own.high is None)]
    top = max(number for number in (own.low, own.high) if number is not None)
    high = max([top, *(_greatest(*pair, measure) for pair in heard)])
    if own.low is not None:
        return Toll(low=own.low, high=high)
    least = [number for pair in heard if top * HOUSE <= (number := _least(*pair, measure)) <= top]
    several = measure == "injured" and any(claim.source for claim in uncounted)
    return Toll(low=min([*least, *([_WORDS["several"]] if several else [])], default=top), high=high)


def _over(others: Sequence[Told], measure: str) -> Toll | None:
    """The range over the sources, and over a range told by the report; vague words count where nobody gives a number."""
    told = [(claim, toll) for claim, toll in others if claim.source or toll.high not in (None, toll.low)]
    exact = [pair for pair in told if not is_vague(pair[0], measure)]
    if exact:
        return Toll(low=min(_least(*p, measure) for p in exact), high=max(_greatest(*p, measure) for p in exact))
    return _coded(max((toll for _, toll in told), key=lambda toll: toll.low or 0)) if told else None


def _coded(vague: Toll) -> Toll:
    return _VAGUE.get(vague.low or 0, _SEVERAL)


def _greatest(claim: Claim, toll: Toll, measure: str) -> Number:
    """The greatest number that a claim names."""
    return toll.high if toll.high is not None else _least(claim, toll, measure)


def _least(claim: Claim, toll: Toll, measure: str) -> Number:
    """The least number that a claim names; "more than 25" names 26."""
    if toll.low is None:
        assert toll.high is not None, "a toll has a number"
        return toll.high
    strictly = any(f.basis == "more than" and f.low == toll.low for f in claim.figures if f.measure == measure)
    return toll.low + 1 if strictly and toll.high is None else toll.low
