"""Tolls: what one origin says of one happening in total, and the range over all origins.

>>> span([Toll(low=8, high=8), Toll(low=11, high=None)])
Toll(low=8, high=None)
>>> span([Toll(low=8, high=None), Toll(low=8, high=8)])
Toll(low=8, high=None)
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.lexicon import load
from sayso.model import Claim, Document, Figure, Measure, Number, Toll
from sayso.reconcile.victims import HARM, spares

_WORDS = load("origins")
_SUPERSEDED = re.compile(r"\b(?:" + "|".join(map(re.escape, _WORDS["superseded"])) + r")\b", re.I)
_LOWERED = re.compile(r"\b(?:" + "|".join(map(re.escape, _WORDS["lowered"])) + r")\b", re.I)
_EARLIER = re.compile(_WORDS["earlier"], re.I)
_OTHERS = re.compile(_WORDS["others"], re.I)
_MORE = re.compile(_WORDS["more"], re.I)
_BESIDES = re.compile(_WORDS["besides"], re.I)
_SINGLE = frozenset(_WORDS["single"])
_UNRECOVERED = re.compile(_WORDS["unrecovered"], re.I)
_NO_PERSONS = frozenset(_WORDS["no_persons"])
PART = 10  # one who tells of a tenth of what another tells is telling of one house, not of the whole
SEVERAL = 5  # "several colleagues" are of a part; "dozens" may be the whole
NEAR = 0.1  # "more than 50" is mostly said of numbers not far above
APPOSED_CHARACTERS = 2  # ", "
LISTED_CHARACTERS = 8  # figures so close are one list: "a woman, two children and a guard"
# Why a claim's toll is not what its own source stands by.
FIRST = "a first toll, by its words since replaced"
TAKEN_BACK = "its source has since lowered its toll"
OF_A_PART = "its source opens the report with another toll: what follows is of a part"
RAISED = "an earlier or smaller toll of its source, which tells of more elsewhere"
FULLER = "its source says it more fully elsewhere"
OF_A_SET = "it says that there were none of some alone, and nothing of others"
NONE = Toll(low=0, high=0)
FATES = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Standing:
    """What one origin stands by: its toll, the claims whose figures it has itself replaced, and why others do not count."""

    toll: Toll | None
    replaced: tuple[str, ...] = ()
    aside: tuple[tuple[str, str], ...] = ()


def fragments(tolls: Sequence[Toll | None]) -> list[bool]:
    """For each toll whether it lies so far below another that it can only be about a part of the incident."""
    most = max((_least(toll) for toll in tolls if toll is not None), default=0)
    return [toll is not None and _is_part(toll, most) for toll in tolls]


def _is_part(toll: Toll, most: Number) -> bool:
    open_part = toll.high is None and toll.low is not None and 0 < toll.low < SEVERAL and toll.low * PART < most
    return open_part or (toll.high is not None and toll.high > 0 and toll.high * PART < most)


def _least(toll: Toll) -> Number:
    return toll.low if toll.low is not None else 0


def span(tolls: Iterable[Toll | None]) -> Toll | None:
    """Smallest low to largest high; open above where an open account gives the largest low and nobody names more."""
    told = [toll for toll in tolls if toll is not None]
    if not told:
        return None
    lows = [toll.low for toll in told if toll.low is not None]
    highs = [toll.high for toll in told if toll.high is not None]
    if not lows:
        return Toll(low=None, high=max(highs, default=None))
    most = max(lows)
    top = [toll for toll in told if toll.low == most]
    if any(toll.high is None for toll in top) and not any(high > most for high in highs):
        return Toll(low=min(lows), high=None)
    return Toll(low=min(lows), high=max(highs))


def toll_of(claims: Sequence[Claim], measure: str, *, documents: Mapping[str, Document]) -> Standing:
    """The toll that stands of one origin's claims, and what becomes of the claims that give others.

    A report opens with the toll that stands; what follows are parts, unless said to be a running total. Over several
    reports tolls rise as the dead are found, so the largest stands; a smaller one of a later report only where its words
    lower the toll. First tolls that the words call so do not stand beside others. "At least 14" and
    "up to 20" are one range.
    """
    told = [(claim, toll) for claim in claims if (toll := claim_toll(claim, measure)) is not None]
    if not told:
        return Standing(None)
    why = {claim.id: FIRST for claim, _ in told}  # each later reason takes the place of an earlier one
    fresh = [pair for pair in told if not is_superseded(pair[0])] or told
    lowered = [pair for pair in fresh if _LOWERED.search(pair[0].evidence)]
    if lowered:
        last = max(_day(claim, documents) for claim, _ in lowered)
        why |= {claim.id: TAKEN_BACK for claim, _ in fresh}
        fresh = [pair for pair in fresh if _day(pair[0], documents) > last or pair in lowered]
    kept = _first_told(fresh)
    why |= {claim.id: OF_A_PART for claim, _ in fresh}
    standing = joined([toll for _, toll in kept])
    why |= {claim.id: FULLER if toll.meets(standing) else RAISED for claim, toll in kept}
    replaced = sorted(claim.id for claim, toll in told if not toll.meets(standing))
    giving = {claim.id for claim, toll in kept if _gives(toll, standing)}
    giving |= {claim.id for claim, toll in told if toll == standing}
    aside = sorted((name, reason) for name, reason in why.items() if name not in giving)
    return Standing(standing, tuple(replaced), tuple(aside))


def _gives(toll: Toll, standing: Toll) -> bool:
    """Whether a toll gives the one that stands, or a side of it: "at least 14" or "up to 20" of 14-20."""
    if toll.low is None:
        return toll.high == standing.high
    return toll.low == standing.low and (toll.high in (None, standing.high))


def _first_told(told: Sequence[tuple[Claim, Toll]]) -> list[tuple[Claim, Toll]]:
    """Of each report the toll that it opens with, and any running total after it: what follows are mostly parts."""
    reports: dict[str, list[tuple[Claim, Toll]]] = defaultdict(list)
    for claim, toll in sorted(told, key=lambda pair: (pair[0].doc, pair[0].span.start, pair[0].id)):
        reports[claim.doc].append((claim, toll))
    kept: list[tuple[Claim, Toll]] = []
    for opening, *rest in reports.values():
        kept.append(opening)
        kept += [
            pair
            for pair in rest
            if (_goes_on(*pair) and not _within(pair[1], opening[1])) or _says_exactly(pair[1], opening[1])
        ]
    return kept


def _goes_on(claim: Claim, toll: Toll) -> bool:
    """Whether a later toll of a report is a running total or an upper bound, not a part."""
    return toll.low is None or any(figure.scope == "total" for figure in claim.figures)


def _says_exactly(toll: Toll, opening: Toll) -> bool:
    """Whether a toll is the number of which the opening only says that it is reached: "more than 50", and then 15, 27 and 10."""
    if opening.low is None or opening.high is not None or toll.low is None or toll.high is None:
        return False
    return opening.low < toll.low <= opening.low * (1 + NEAR)


def _within(toll: Toll, opening: Toll) -> bool:
    """Whether the opening is a closed range ("between five and eight") in which the toll lies."""
    if opening.low is None or opening.high is None or toll.low is None or toll.high is None:
        return False
    return opening.low < opening.high and opening.low <= toll.low and toll.high <= opening.high


def claim_toll(claim: Claim, measure: str) -> Toll | None:
    """What one claim gives of a measure: its largest figure, or the sum of a list; parts and rates are left out."""
    figures = [
        figure
        for figure in claim.figures
        if figure.measure == measure
        and figure.part_of is None
        and figure.scope in ("incident", "total")
        and not _counts_no_persons(figure)
        and not _is_unrecovered(figure, claim)
        and spares(figure) is None
    ]
    if not figures:
        return NONE if measure in FATES and _harmed_nobody(claim) else None
    fresh = [figure for figure in figures if not _is_earlier(figure, claim)] or figures
    if len(fresh) < len(figures) and all(_MORE.search(figure.text) for figure in fresh):
        return _at_least_its_parts(_sum(figures), claim, measure)
    figures = fresh
    totals = [figure for figure in figures if figure.scope == "total"]
    told = max(map(_toll, totals), key=_size) if totals else joined([_sum(run) for run in _lists(figures, claim)])
    return _at_least_its_parts(told, claim, measure)


def _harmed_nobody(claim: Claim) -> bool:
    """Whether a claim says that there were no casualties, of nobody: neither killed nor injured."""
    return any(f.measure == HARM and f.low == f.high == 0 and spares(f) is None for f in claim.figures)


def spared_by(claim: Claim, measure: Measure) -> Toll | None:
    """None of a set of people, where that is all that a claim tells of a measure: "no civilians were killed"."""
    if measure == HARM:
        return None  # it is told of the killed and of the injured
    measures = (measure, HARM) if measure in FATES else (measure,)
    zeros = any(figure.measure in measures and spares(figure) is not None for figure in claim.figures)
    return NONE if zeros and claim_toll(claim, measure) is None else None


def _counts_no_persons(figure: Figure) -> bool:
    """Whether families, sources or pictures are counted: "killed five families", "three generations"."""
    counted = (figure.unit or "").lower().split(" of ")[0]
    return not _NO_PERSONS.isdisjoint(counted.split()[-1:])


def _is_unrecovered(figure: Figure, claim: Claim) -> bool:
    """Whether those counted are believed to lie under rubble: missing, not known to be dead."""
    behind = figure.span.end - claim.span.start
    return 0 < behind <= len(claim.evidence) and _UNRECOVERED.match(claim.evidence, behind) is not None


def _at_least_its_parts(toll: Toll, claim: Claim, measure: str) -> Toll:
    """ "Up to 20, including at least 14 of one family": no fewer than the largest part, where only a ceiling is told."""
    parts = [f.low for f in claim.figures if f.measure == measure and f.part_of is not None and f.low is not None]
    if toll.low is not None or not parts or (toll.high is not None and max(parts) > toll.high):
        return toll
    return Toll(low=max(parts), high=toll.high)


def is_superseded(claim: Claim) -> bool:
    """Whether the words call the claim a first toll that was later replaced."""
    if _SUPERSEDED.search(claim.evidence) is not None:
        return True
    counts = [figure for figure in claim.figures if figure.measure in ("killed", "injured")]
    return bool(counts) and all(_is_earlier(figure, claim) for figure in counts)


def _is_earlier(figure: Figure, claim: Claim) -> bool:
    """Whether the words before a figure call it a toll since replaced: "updating an earlier toll of 15"."""
    before = claim.evidence[: max(0, figure.span.start - claim.span.start)]
    return _EARLIER.search(before) is not None


def is_vague(claim: Claim, measure: str) -> bool:
    """Whether the claim gives the measure in words like "dozens" only."""
    bases = {figure.basis for figure in claim.figures if figure.measure == measure and figure.part_of is None}
    return bases == {"vague"}


def is_person(claim: Claim, measure: str) -> bool:
    """Whether the claim tells of single persons of the measure ("a child", "his wife") and gives no count."""
    figures = [figure for figure in claim.figures if figure.measure == measure and figure.part_of is None]
    return bool(figures) and all(_is_single(figure) for figure in figures)


def _is_single(figure: Figure) -> bool:
    return figure.low == figure.high == 1 and _opens_single(figure)


def _opens_single(figure: Figure) -> bool:
    return figure.text.lower().split()[0] in _SINGLE


def joined(tolls: Sequence[Toll]) -> Toll:
    """The largest of one origin's tolls, closed by its "up to" where it has one."""
    largest = max(tolls, key=_size)
    ceilings = [toll.high for toll in tolls if toll.low is None and toll.high is not None]
    if largest.low is None or largest.high is not None or not ceilings or max(ceilings) < largest.low:
        return largest
    return Toll(low=largest.low, high=max(ceilings))


def _lists(figures: Sequence[Figure], claim: Claim) -> list[list[Figure]]:
    """Figures that follow each other as one list of different people, or are told to be of others than the one before."""
    runs: list[list[Figure]] = []
    for figure in sorted(figures, key=lambda figure: (figure.span.start, figure.span.end)):
        before = runs[-1][-1] if runs else None
        if before is not None and (_is_listed(figure, before, claim) or _adds(figure, before, claim)):
            if not _describes(figure, before, figure.span.start - before.span.end):
                runs[-1].append(figure)
        else:
            runs.append([figure])
    return runs


def _is_listed(figure: Figure, before: Figure, claim: Claim) -> bool:
    """Whether a figure stands next to the one before it in a list: "a woman, two children", "30 soldiers as well as 50 rebels"."""
    gap = figure.span.start - before.span.end
    if gap < 0 or figure.unit == before.unit:
        return False
    words = claim.evidence[before.span.end - claim.span.start : figure.span.start - claim.span.start]
    return gap <= LISTED_CHARACTERS or _BESIDES.fullmatch(words) is not None


def _adds(figure: Figure, before: Figure, claim: Claim) -> bool:
    """Whether a figure is of other people than the one before it: "15 in the town, another six in a village".

    After "63, including 27 children" it is left open whether others are of the whole.
    """
    part = any(before.span.end <= f.span.start < figure.span.start for f in claim.figures if f.part_of is not None)
    return figure.span.start >= before.span.end and _OTHERS.search(figure.text) is not None and not part


def _describes(figure: Figure, before: Figure, gap: int) -> bool:
    """ "at least one other person, a woman": the second figure says who the first is."""
    return gap == APPOSED_CHARACTERS and before.low == 1 and _is_single(figure) and not _opens_single(before)


def _sum(run: Sequence[Figure]) -> Toll:
    if len(run) == 1:
        return _toll(run[0])
    low = sum(figure.low or 0 for figure in run)
    highs = [figure.high for figure in run]
    return Toll(low=low, high=None if any(high is None for high in highs) else sum(high or 0 for high in highs))


def _toll(figure: Figure) -> Toll:
    return Toll(low=figure.low, high=figure.high)


def _size(toll: Toll) -> tuple[Number, bool, Number]:
    """Larger is more; of "at least 20" and "20" by one origin, the more careful wording stands."""
    low = toll.low if toll.low is not None else 0
    return low, toll.low is not None and toll.high is None, toll.high or 0


def _day(claim: Claim, documents: Mapping[str, Document]) -> date:
    document = documents.get(claim.doc)
    published = document.published if document is not None else None
    return published or date.min
