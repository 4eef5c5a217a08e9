"""Incidents: one real happening, the accounts of it side by side, and where they disagree.

>>> Toll(low=8, high=None).text
'8 or more'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.model.figure import Figure, Measure, Number
from sayso.model.place import Place
from sayso.model.time import TimeInterval

DisagreementType = Literal["number", "place", "date", "responsibility", "occurrence", "victims"]
Rule = Literal["range", "conservative"]  # how one figure or range is made of many: see docs/tolls.md
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]  # best supported first


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A range of a count; None on a side is open-ended."""

    low: Number | None
    high: Number | None

    @property
    def text(self) -> str:
        """The range in words."""
        if self.low == self.high:
            return str(self.low)
        if self.high is None:
            return f"{self.low} or more"
        return f"up to {self.high}" if self.low is None else f"{self.low}-{self.high}"

    def meets(self, other: Toll) -> bool:
        """Whether the two ranges have a number in common."""
        above = self.high is None or other.low is None or self.high >= other.low
        below = self.low is None or other.high is None or self.low <= other.high
        return above and below


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What one claim gives of one measure, and why it does not count towards the incident's toll (None where it counts).

    `toll` is None where several are told of without a number.
    """

    claim: str
    measure: Measure
    toll: Toll | None
    aside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that one origin says of one incident. `history` lists claims whose figures it has itself replaced.

    `aside` names the measures ("killed", "injured") whose toll stands here as told but does not count towards the
    incident's range: it is of a part, or below what the one report that quotes it gives as its own toll. `weighed` is
    what its claims give of each measure of persons, side by side with other accounts.
    """

    origin: str
    source: tuple[str, ...]
    docs: tuple[str, ...]
    claims: tuple[str, ...]
    killed: Toll | None = None
    injured: Toll | None = None
    figures: tuple[tuple[str, Figure], ...] = ()  # claim identifier and figure, other than killed and injured too
    actor: str | None = None
    occurred: str = "asserted"
    history: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    weighed: tuple[Weighing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two accounts that cannot both hold. `size` is the gap (persons, kilometres, days), None where none applies."""

    type: DisagreementType
    between: tuple[str, str]
    claims: tuple[tuple[str, ...], tuple[str, ...]]
    says: str
    size: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening as assembled from claims; derived, and made anew whenever claims or judgements change.

    `surveyed` weighs the claims of the measures whose range is coded as that of one report which has weighed its
    sources itself; of other measures the accounts' own weighings hold.
    """

    id: str
    kind: str
    claims: tuple[str, ...]
    claims_by_doc: tuple[tuple[str, int], ...]
    when: TimeInterval
    place: Place | None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    killed: Toll | None = None
    injured: Toll | None = None
    accounts: tuple[Account, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    joins: tuple[str, ...] = ()  # identifiers of the judgements that hold it together
    grade: Grade | None = None
    grade_rule: str | None = None
    surveyed: tuple[Weighing, ...] = ()
