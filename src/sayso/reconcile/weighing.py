"""Weighing: whose toll of a happening counts towards its range, and why that of others does not.

>>> weigh([], "killed")
Weighed(counting=frozenset(), low=frozenset(), why={})
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.model import Measure, Number, Toll
from sayso.reconcile.tellings import MEASURES, Telling
from sayso.reconcile.tolls import FIRST, NEAR, claim_toll, is_person, is_superseded, is_vague

# What counts persons, and is therefore weighed.
PERSONS: tuple[Measure, ...] = (
    *MEASURES,
    "casualties",
    "missing",
    "detained",
    "abducted",
    "displaced",
    "besieged",
)
SIDE_BY_SIDE = 0.5  # less than half of what its report opens with is the toll of one house or one group
SCENE = 10  # of so many, "a wounded child" is one that the report shows
# Why a claim's toll does not count.
PERSON = "a person, told of beside a count"
AFTER = "a part: the report tells it in its own voice after the toll that it opens with"
PRESUPPOSED = "it is what the report tells of the deed, not what this source says of it"
NUMBERED = "a vague word, for which the report gives the number later"
REPEAT = "it repeats what the report has from its source"
OTHERWISE = "the report has its toll from a source, which itself gives another number of these"
WEIGHED = "below what the one report that quotes it counts itself: that has weighed it already"
FAR_BELOW = "a part: less than half of what the report that quotes it opens with"


@dataclass(frozen=True, slots=True)
class Weighed:
    """The claims whose toll counts, those whose toll is told and shown but is not in the range, and why not each other."""

    counting: frozenset[str]
    low: frozenset[str]
    why: Mapping[str, str]


def weigh(told: Sequence[Telling], measure: Measure) -> Weighed:
    """The claims whose toll counts, and those whose toll is set aside.

    No toll of its own is a first toll beside later ones, a person ("his wife") beside a count, a report's own toll that
    repeats its source's, or what a report tells in its own voice after the toll that it opens with: that is of a part.
    Nor counts, though it is shown, a first toll beside which its source gives no other, and what a report quotes below the
    toll that it opens with in its own voice, as it has weighed that already: a part, or a toll since replaced.
    """
    giving = [(item, toll) for item in told if (toll := _toll(item, measure)) is not None]
    settled = any(not is_superseded(item.claim) for item, _ in giving)
    counted = any(not is_person(item.claim, measure) for item, _ in giving)
    many = _is_of_many(told)
    quoted: dict[str, list[Toll]] = defaultdict(list)
    by_source: dict[str, list[Toll]] = defaultdict(list)
    openings: dict[str, Telling] = {}
    for item, toll in giving:
        if _is_open(openings.get(item.claim.doc), item, toll, measure):
            openings[item.claim.doc] = item
        if not item.own:
            quoted[item.claim.doc].append(toll)
            by_source[item.name].append(toll)
    alone = len({item.claim.doc for item in told}) == 1
    floors = _floors(giving, quoted, share=1.0 if alone else SIDE_BY_SIDE)

    def reason(item: Telling, toll: Toll) -> str | None:
        if settled and is_superseded(item.claim):
            return FIRST
        if is_person(item.claim, measure) and (counted or (many and not _counts_others(item, measure))):
            return PERSON
        opening = openings[item.claim.doc]
        if item.own and not item.relayed and opening.claim is not item.claim:
            return NUMBERED if _is_open(item, opening, opening.tolls.get(measure, toll), measure) else AFTER
        if item.own and _repeats(toll, quoted[item.claim.doc], vague=is_vague(item.claim, measure)):
            return REPEAT
        if item.relayed and _repeats(toll, by_source[item.name], vague=False):
            return REPEAT
        floor = floors.get(item.claim.doc)
        if floor is not None and max(toll.low or 0, toll.high or 0) < floor:
            return WEIGHED if alone else FAR_BELOW
        return None

    why = {item.claim.id: found for item, toll in giving if (found := reason(item, toll)) is not None}
    why |= {item.claim.id: PRESUPPOSED for item in told if item.presupposed}
    why |= {item.claim.id: OTHERWISE for item in told if _is_told_otherwise(item, measure)}
    low = frozenset(name for name, found in why.items() if found in (WEIGHED, FAR_BELOW, FIRST))
    return Weighed(frozenset(item.claim.id for item, _ in giving if item.claim.id not in why), low, why)


def _is_told_otherwise(item: Telling, measure: Measure) -> bool:
    """Whether a report's own toll is no more told, as the source of its other toll gives another."""
    left_out = item.relayed and measure in MEASURES and measure not in item.tolls
    return left_out and claim_toll(item.claim, measure) is not None


def _is_of_many(told: Sequence[Telling]) -> bool:
    """Whether so many are told to be dead or hurt that one person told of beside them is a scene, not a count."""
    return any((toll.low or 0) >= SCENE for item in told for toll in item.tolls.values())


def _counts_others(item: Telling, measure: Measure) -> bool:
    """Whether the claim counts in another measure: "killed 12 people and wounded a child"."""
    return any(other != measure and not is_person(item.claim, other) for other in item.tolls)


def _is_open(opening: Telling | None, item: Telling, toll: Toll, measure: Measure) -> bool:
    """Whether a report opens with this toll: the first that it tells, or the number for the "dozens" that it began with."""
    if opening is None:
        return True
    begun = _toll(opening, measure)
    if begun is None or not (opening.own and item.own and is_vague(opening.claim, measure)):
        return False
    return begun.meets(toll) and not is_vague(item.claim, measure)


def _toll(item: Telling, measure: Measure) -> Toll | None:
    return item.tolls.get(measure) if measure in MEASURES else claim_toll(item.claim, measure)


def _repeats(own: Toll, quoted: Sequence[Toll], *, vague: bool) -> bool:
    """Whether a report's own toll only repeats what it quotes: the same number, or "dozens" for a number."""
    return any((vague and own.meets(other)) or _rounds(own, other) for other in quoted)


def _rounds(own: Toll, other: Toll) -> bool:
    """Whether an own toll is the number quoted, or "more than" a round one just below it."""
    if own.low is None or other.low is None:
        return False
    return own.low == other.low or (own.high is None and own.low < other.low <= own.low * (1 + NEAR))


def _floors(
    giving: Sequence[tuple[Telling, Toll]], quoted: Mapping[str, Sequence[Toll]], *, share: float
) -> dict[str, Number]:
    """By document: below what a toll does not count, where the document opens with a toll of its own and no source's.

    A lone report has weighed all it quotes. Where several are held side by side, only what is far below is a part.
    """
    floors: dict[str, Number] = {}
    opened: set[str] = set()
    for item, toll in giving:
        if item.claim.doc in opened:
            continue
        opened.add(item.claim.doc)
        if item.own and toll.low is not None and toll not in quoted.get(item.claim.doc, ()):
            floors[item.claim.doc] = toll.low * share
    return floors
