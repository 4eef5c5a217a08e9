"""A ledger beside a data set: what both have and where they differ, what only one of them has, and what cannot be compared.

>>> RULE.split(":")[0]
'Matching'
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sayso.imports.matching import WEIGHTS, Match, days_between, matches
from sayso.lexicon import load
from sayso.link.profile import GROUP
from sayso.model import Incident, ReferenceRecord, Toll, kilometres
from sayso.store.filters import Filters

Side = Literal["both", "ledger", "reference"]
Field = Literal["killed", "day", "place"]
_SETS: dict[str, dict[str, Any]] = load("references")["sets"]
_LINK: dict[str, Any] = load("link")
RADIUS: dict[str, float] = _LINK["places"]["radius_km"]
RULE = (
    "Matching: a row goes with the incident that fits it best by kind, day (a day more or less), place (by how exactly "
    "each is placed) and killed; surely where the day is shared, the place is the same, and no other incident or row "
    "fits nearly as well, else perhaps."
)
COVER_DEGREES = 0.5  # beyond its outermost points a file is taken to cover no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where a row and its incident cannot both be right: how far apart they are, in persons, days or kilometres."""

    field: Field
    says: str
    size: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row with its incident, or either alone."""

    side: Side
    incident: Incident | None = None
    record: ReferenceRecord | None = None
    match: Match | None = None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The lines, those in both first; and how many incidents were not held against the file, by why."""

    dataset: str
    lines: tuple[Line, ...]
    first: date | None  # the days that the file covers
    last: date | None
    set_aside: tuple[tuple[str, int], ...]

    def of(self, side: Side) -> list[Line]:
        """The lines of one side."""
        return [one for one in self.lines if one.side == side]

    @property
    def sure(self) -> int:
        """How many rows surely tell of an incident."""
        return sum(one.match is not None and one.match.unsure is None for one in self.lines)


def compare(
    records: Sequence[ReferenceRecord],
    incidents: Sequence[Incident],
    *,
    form: str,
    dataset: str,
    asked: Collection[str] | None = None,
    filters: Filters | None = None,
) -> Comparison:
    """Hold records of one data set in a format against all incidents of a ledger.

    `asked` are the incidents that are wanted (None: all); of the rows that match none, those are told that the `filters`
    let through by day, point, place and kind.
    """
    found = matches(records, incidents)
    filters = filters or Filters()
    both = [
        Line(side="both", incident=one.incident, record=one.record, match=one, differences=tuple(differences(one)))
        for one in found.values()
        if asked is None or one.incident.id in asked
    ]
    cover = _Cover.of(records)
    matched = {one.incident.id for one in found.values()}
    aside: dict[str, int] = {}
    alone = []
    for incident in incidents:
        if incident.id in matched or (asked is not None and incident.id not in asked):
            continue
        why = cover.leaves_out(incident, form)
        if why is None:
            alone.append(Line(side="ledger", incident=incident))
        else:
            aside[why] = aside.get(why, 0) + 1
    lacking = [Line(side="reference", record=one) for one in records if one.id not in found and wanted(one, filters)]
    lines = [*sorted(both, key=_order), *sorted(alone, key=_order), *sorted(lacking, key=_order)]
    return Comparison(
        dataset=dataset, lines=tuple(lines), first=cover.first, last=cover.last, set_aside=tuple(sorted(aside.items()))
    )


def _order(line: Line) -> tuple[date, str, str]:
    when = line.incident.when if line.incident is not None else line.record.when if line.record is not None else None
    first = when.first if when is not None and when.first is not None else date.max
    return first, line.incident.id if line.incident else "", line.record.key if line.record else ""


def differences(match: Match) -> Iterator[Difference]:
    """What of a match cannot hold on both sides: killed whose ranges do not meet, days that do not, places out of reach."""
    record, incident = match.record, match.incident
    if record.killed is not None and incident.killed is not None and not incident.killed.meets(record.killed):
        apart = _gap(incident.killed, record.killed)
        ours_is_more = (incident.killed.low or 0) > (record.killed.high or 0) and record.killed.high is not None
        if not (record.civilians and ours_is_more):  # civilians alone may well be fewer
            says = f"{incident.killed.text} killed here, {record.killed.text} there"
            yield Difference(field="killed", says=says, size=apart)
    days = days_between(incident.when, record.when)
    if days:
        yield Difference(field="day", says=f"{days} {'day' if days == 1 else 'days'} apart", size=float(days))
    km = distance(match)
    if km is not None and incident.place is not None:
        reach = RADIUS.get(incident.place.precision, 0.0) + RADIUS.get(record.precision, 0.0)
        if km > reach:
            yield Difference(field="place", says=f"{km:.0f} km apart", size=round(km, 1))


def distance(match: Match) -> float | None:
    """Kilometres between the two dots, None where one has none."""
    place, record = match.incident.place, match.record
    if place is None or place.lat is None or place.lon is None or record.lat is None or record.lon is None:
        return None
    return kilometres((place.lat, place.lon), (record.lat, record.lon))


def _gap(one: Toll, other: Toll) -> float:
    """How far two ranges that do not meet are apart."""
    pairs = ((one.low, other.high), (other.low, one.high))
    return float(max(low - high for low, high in pairs if low is not None and high is not None))


def wanted(record: ReferenceRecord, filters: Filters) -> bool:
    """Whether filters that a row can answer let it through: days, point, place and kind; the others say nothing of it."""
    first, last = record.when.first, record.when.last
    if filters.since is not None and (last is None or last < filters.since):
        return False
    if filters.until is not None and (first is None or first > filters.until):
        return False
    dotted = record.lat is not None and record.lon is not None
    dot = (record.lat or 0.0, record.lon or 0.0)
    if filters.box is not None and not (dotted and filters.box.holds(*dot)):
        return False
    near = filters.near
    if near is not None and not (dotted and kilometres(dot, (near.lat, near.lon)) <= near.km):
        return False
    if filters.place is not None and filters.place.casefold() not in (record.place or "").casefold():
        return False
    return not filters.kind or bool(set(filters.kind).intersection(record.kinds))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cover:
    """What a file covers: from its first day to its last, and the rectangle around its points."""

    first: date | None
    last: date | None
    box: tuple[float, float, float, float] | None

    @classmethod
    def of(cls, records: Iterable[ReferenceRecord]) -> _Cover:
        held = list(records)
        firsts = [one.when.first for one in held if one.when.first is not None]
        lasts = [one.when.last for one in held if one.when.last is not None]
        dots = [(one.lat, one.lon) for one in held if one.lat is not None and one.lon is not None]
        box = None
        if dots:
            lats, lons = [lat for lat, _ in dots], [lon for _, lon in dots]
            box = (
                min(lats) - COVER_DEGREES,
                min(lons) - COVER_DEGREES,
                max(lats) + COVER_DEGREES,
                max(lons) + COVER_DEGREES,
            )
        return cls(first=min(firsts, default=None), last=max(lasts, default=None), box=box)

    def leaves_out(self, incident: Incident, form: str) -> str | None:
        """Why a file of this format could not have an incident; None where it could."""
        known = _SETS[form]
        if GROUP.get(incident.kind, incident.kind) not in known["groups"]:
            return f"of a kind that {known['name']} does not code"
        if known.get("deaths_only") and (incident.killed is None or incident.killed.high == 0):
            return f"without a death, which {known['name']} does not code"
        if incident.when.first is None or incident.when.last is None:
            return "without a day"
        place = incident.place
        if place is None or place.lat is None or place.lon is None:
            return "without a place on the map"
        if (
            self.first is None
            or self.last is None
            or incident.when.last < self.first
            or incident.when.first > self.last
        ):
            return "outside of the days of the file"
        if self.box is None or not _within(place.lat, place.lon, self.box):
            return "outside of the places of the file"
        return None


def _within(lat: float, lon: float, box: tuple[float, float, float, float]) -> bool:
    south, west, north, east = box
    return south <= lat <= north and west <= lon <= east


def thresholds() -> str:
    """The scores from which a match is sure, or perhaps, in words."""
    return f"Scores of {WEIGHTS['sure']:g} and more can be sure; below {WEIGHTS['perhaps']:g} nothing is matched."
