"""What to show: the same filters for claims, incidents, documents and sources.

>>> Filters(place="Idlib").of_claims
True
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sayso.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A point (degrees, WGS 84) and a distance round it in kilometres."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in degrees (WGS 84); where `west` is greater than `east` it runs over the date line."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in it."""
        across = self.west <= lon <= self.east if self.west <= self.east else lon >= self.west or lon <= self.east
        return across and self.south <= lat <= self.north


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """All that are set must hold. Names match any part of the wording, without regard to case and accents.

    `since` and `until` are inclusive days that the thing's own interval must touch; a claim without a time of its own
    counts by the day of its report. `near` looks only at places known as well as a settlement: a vague place is no dot.
    `box` looks at all places that have a dot, vague ones too. `grade` asks for incidents of these grades, and what tells
    of them; `confidence` for claims told with at least so much, and what they stand in.

    `source` looks through the whole chain, and at the publisher where the report speaks in its own voice; it finds every
    wording of the body that one wording of it, or its name in the lexicon, stands for, and those who speak for it.
    """

    since: date | None = None
    until: date | None = None
    near: Near | None = None
    place: str | None = None
    kind: tuple[str, ...] = ()
    actor: str | None = None
    source: str | None = None
    disputed: bool = False
    text: str | None = None
    box: Box | None = None
    grade: tuple[str, ...] = ()
    confidence: float = 0.0

    def __post_init__(self) -> None:
        if self.text is not None and not any(character.isalnum() for character in self.text):
            raise UsageError(found=f"no word in {self.text!r}", expected="words to look for", mend="give at least one")

    @property
    def of_claims(self) -> bool:
        """Whether a filter is set that only a claim can answer."""
        return self != Filters(since=self.since, until=self.until, text=self.text)


ALL = Filters()  # nothing is left out
