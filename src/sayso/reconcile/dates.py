"""On which day each account has the happening, as far as its own words tell.

>>> apart(Day(5, "late"), Day(6, "early")), apart(Day(5), Day(5)), apart(None, Day(6))
(1, 0, 0)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sayso.lexicon import load
from sayso.model import Claim

_WORDS = load("origins")
_LATE = re.compile(r"\b(?:" + "|".join(_WORDS["late"]) + r")\b", re.I)
_EARLY = re.compile(r"\b(?:" + "|".join(_WORDS["early"]) + r")\b", re.I)
_SAID = re.compile(load("link")["said"], re.I)
BESIDE = 10  # characters before a day in which its part stands: "late on Saturday"


@dataclass(frozen=True, slots=True)
class Day:
    """A day as an ordinal, and whether the words put it at its end or at its beginning."""

    ordinal: int
    part: Literal["late", "early"] | None = None

    def __str__(self) -> str:
        return f"{self.part} on {date.fromordinal(self.ordinal)}" if self.part else f"{date.fromordinal(self.ordinal)}"


def day_of(claims: Iterable[Claim]) -> Day | None:
    """The one day that an origin's words fix; None where they fix none or several."""
    found = {day for claim in claims if (day := _told(claim)) is not None}
    return found.pop() if len(found) == 1 else None


def apart(one: Day | None, other: Day | None) -> int:
    """Days between two days; none where one of them is not known."""
    return 0 if one is None or other is None else abs(one.ordinal - other.ordinal)


def in_one_night(one: Day | None, other: Day | None) -> bool:
    """Whether the one is late on a day and the other early on the next: two times of one happening, told of two days."""
    if one is None or other is None:
        return False
    first, second = sorted((one, other), key=lambda day: day.ordinal)
    return second.ordinal - first.ordinal == 1 and first.part == "late" and second.part == "early"


def _told(claim: Claim) -> Day | None:
    """The day that the claim's own sentence gives of a toll, and not of its being said."""
    time = claim.time
    if time is None or claim.status != "asserted" or time.interval.first is None:
        return None
    inside = claim.span.start <= time.span.start and time.span.end <= claim.span.end
    counts = any(figure.measure in ("killed", "injured") for figure in claim.figures)
    if time.interval.first != time.interval.last or not inside or not counts or _is_of_saying(claim, time.span.start):
        return None
    at = time.span.start - claim.span.start
    words = f"{claim.evidence[max(0, at - BESIDE) : at]} {time.text}"
    return Day(
        time.interval.first.toordinal(), "late" if _LATE.search(words) else "early" if _EARLY.search(words) else None
    )


def _is_of_saying(claim: Claim, at: int) -> bool:
    """Whether the day that stands there is the day of the words: "said in a statement on Tuesday", "on Tuesday denied"."""
    if claim.cue is None or claim.cue.span is None or claim.time is None:
        return False
    if _said_before(claim):
        return True
    first, last = claim.cue.span.end - claim.span.start, at - claim.span.start
    return 0 <= first <= last <= len(claim.evidence) and _SAID.fullmatch(claim.evidence, first, last) is not None


def _said_before(claim: Claim) -> bool:
    """Whether the day stands between who says it and the verb of saying: "the ministry on Tuesday denied"."""
    speaker = claim.source[-1].span if claim.source else None
    if speaker is None or claim.time is None or claim.cue is None or claim.cue.span is None:
        return False
    ends = (speaker.end, claim.time.span.start, claim.time.span.end, claim.cue.span.start)
    first, second, third, fourth = (max(0, at - claim.span.start) for at in ends)
    before, after = claim.evidence[first:second], claim.evidence[third:fourth]
    return first < second <= third < fourth and _SAID.fullmatch(before) is not None and not after.strip(" ,")
