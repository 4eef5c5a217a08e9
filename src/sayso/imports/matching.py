"""Reference records held against incidents: which incident a record tells of, how surely, and why.

Each record goes with the incident that fits it best; several records may go with one. Whether two fit is told by the
reasons that the linker has, weighed anew in lexicon/references.yml: kind, day, place, toll, parties.

>>> matches([], [])
{}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.lexicon import load
from sayso.link.compare import kinds, parties, place, time, total, vetoed
from sayso.link.profile import GROUP, Profile, Spot, content_words, skeleton, spot, tight
from sayso.model import Feature, Incident, Number, ReferenceRecord, TimeInterval, Toll
from sayso.store.filters import Box, Filters
from sayso.store.ledger import Ledger
from sayso.telling.lines import Line, day, toll_pair

WEIGHTS: Mapping[str, float] = load("references")["match"]
SLACK: int = load("link")["times"]["slack_days"]
MOST_DAYS = 62  # a record or incident of longer is no one happening that could be found by its days
LARGE = 3  # a smaller toll that is equal says little
RADIUS: Mapping[str, float] = load("link")["places"]["radius_km"]
FINE = frozenset(load("link")["places"]["fine"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A record with the incident that it tells of. `unsure` says why it is only perhaps so, None where it surely is."""

    record: ReferenceRecord
    incident: Incident
    score: float
    features: tuple[Feature, ...]
    unsure: str | None = None

    @property
    def says(self) -> str:
        """The reasons, in words."""
        return "; ".join(one.says for one in self.features)


@dataclass(frozen=True, slots=True)
class _Held:
    """A record or incident as it is compared."""

    profile: Profile
    groups: frozenset[str]
    killed: Toll | None
    counts: frozenset[Number]  # single numbers that somebody gives


def matches(records: Iterable[ReferenceRecord], incidents: Iterable[Incident]) -> dict[str, Match]:
    """The match of each record that has one, by the record's identifier; near-linear in both, by days and places.

    Of several records of one data set that go with one incident only the best can be sure.
    """
    by_day: dict[int, list[tuple[Incident, _Held]]] = defaultdict(list)
    for incident in incidents:
        days = _days(incident.when)
        held = _of_incident(incident)
        for number in days:
            by_day[number].append((incident, held))
    found: dict[str, Match] = {}
    for record in records:
        match = _best(record, by_day)
        if match is not None:
            found[record.id] = match
    return _one_each(found)


def of_incident(ledger: Ledger, incident: Incident) -> list[Match]:
    """The records kept in a ledger that tell of an incident, by data set and key."""
    first, last = incident.when.first, incident.when.last
    if first is None or last is None:
        return []
    slack = timedelta(days=SLACK)
    around = _box(incident)
    near = [one for one in ledger.references.between(first - slack, last + slack) if _is_near(one, around)]
    if not near:
        return []
    # What else may fit these decides whether this incident fits best, and what fits it whether they are alone.
    begin = min(one.when.first or first for one in near) - slack
    end = max(one.when.last or last for one in near) + slack
    others = ledger.incidents(Filters(since=begin, until=end))
    known = {one.id: one for one in [*others, incident]}
    found = matches(near, known.values())
    return [one for one in found.values() if one.incident.id == incident.id]


def _best(record: ReferenceRecord, by_day: Mapping[int, Sequence[tuple[Incident, _Held]]]) -> Match | None:
    """The incident that fits best; of equals the one with the lesser identifier."""
    held = _of_record(record)
    seen: set[str] = set()
    scored: list[Match] = []
    for number in _days(record.when, slack=SLACK):
        for incident, other in by_day.get(number, ()):
            if incident.id not in seen and not _far(record, incident):
                seen.add(incident.id)
                features = _reasons(held, other)
                if features is not None:
                    score = total(features, base=WEIGHTS["base"])
                    scored.append(Match(record=record, incident=incident, score=score, features=tuple(features)))
    scored = sorted(
        (one for one in scored if one.score >= WEIGHTS["perhaps"]), key=lambda one: (-one.score, one.incident.id)
    )
    if not scored:
        return None
    best = scored[0]
    rival = scored[1] if len(scored) > 1 and best.score - scored[1].score < WEIGHTS["rival"] else None
    return _with(best, _doubt(best, rival))


def _far(record: ReferenceRecord, incident: Incident) -> bool:
    """Whether the two lie so far apart that nothing need be compared."""
    where = incident.place
    if where is None or where.lat is None or record.lat is None:
        return False
    return abs(where.lat - record.lat) > WEIGHTS["box_degrees"]


def _doubt(best: Match, rival: Match | None) -> str | None:
    """Why a match is not sure."""
    value = {one.name: one.value for one in best.features}
    if value["time"] < WEIGHTS["sure_time"]:
        return "the days do not fix it"
    if value["place"] < WEIGHTS["sure_place"]:
        return "the places do not fix it"
    if best.score < WEIGHTS["sure"]:
        return "not enough speaks for it"
    return None if rival is None else f"incident {rival.incident.id} fits nearly as well"


def _with(match: Match, unsure: str | None) -> Match:
    return Match(
        record=match.record, incident=match.incident, score=match.score, features=match.features, unsure=unsure
    )


def _one_each(found: dict[str, Match]) -> dict[str, Match]:
    """The matches, of which no two of one data set are sure of one incident."""
    best: dict[tuple[str, str], Match] = {}
    for one in found.values():
        pair = one.record.dataset, one.incident.id
        if pair not in best or _rank(one) < _rank(best[pair]):
            best[pair] = one
    kept: dict[str, Match] = {}
    for name, one in found.items():
        first = best[one.record.dataset, one.incident.id]
        doubt = f"{first.record.dataset} {first.record.key} fits it better"
        kept[name] = one if one is first or one.unsure is not None else _with(one, doubt)
    return kept


def _rank(one: Match) -> tuple[bool, float, str]:
    return one.unsure is not None, -one.score, one.record.key


def _reasons(record: _Held, incident: _Held) -> list[Feature] | None:
    """All reasons; None where the two cannot be one: other groups of kinds, days or places apart, or no place to go by."""
    here, there = record.profile, incident.profile
    if record.groups and not record.groups & incident.groups:
        return None
    days = time(here, there, weight=WEIGHTS["time"], slack=SLACK)
    spots = place(here.spots, there.spots, weight=WEIGHTS["place"])
    if days is None or spots is None or vetoed((days, spots)):
        return None
    dotted = here.spots[0].lat is not None and there.spots[0].lat is not None
    if spots.value < 0 or (not spots.value and not dotted):
        return None
    found = [kinds(here, there, weights=WEIGHTS)] if here.kinds else []
    toll = _tolls(record, incident)
    actor = parties(here.actors, there.actors, word="actor", weight=WEIGHTS["actor"])
    found += [days, spots, *(one for one in (toll,) if one is not None)]
    return [*found, actor] if actor is not None and actor.value > 0 else found


def _tolls(record: _Held, incident: _Held) -> Feature | None:
    """Killed against killed: an equal number speaks for one happening, ranges far apart a little against."""
    ours, theirs = incident.killed, record.killed
    if ours is None or theirs is None:
        return None
    weight = WEIGHTS["killed"]
    equal = {one for one in record.counts & incident.counts if one > 0}
    if equal:
        value = 1.0 if max(equal) >= LARGE else 0.5
        return Feature(name="killed", value=value, weight=weight, says=f"both give {max(equal)} killed")
    if ours.meets(theirs):
        return Feature(name="killed", value=0.4, weight=weight, says=f"{theirs.text} killed meets {ours.text}")
    low, high = sorted((_least(ours), _least(theirs)))
    value = -0.2 if low * 2 >= high else -0.4 if low * 4 >= high else -0.6
    return Feature(name="killed", value=value, weight=weight, says=f"{theirs.text} killed against {ours.text}")


def _least(toll: Toll) -> Number:
    return toll.low if toll.low is not None else toll.high or 0


def _of_incident(incident: Incident) -> _Held:
    told = [toll for toll in (incident.killed, *(one.killed for one in incident.accounts)) if toll is not None]
    single = {toll.low for toll in told if toll.low is not None and toll.low == toll.high}
    spots = () if incident.place is None else (spot(incident.place),)
    return _Held(
        profile=_profile("ledger", (incident.kind,), incident.when, spots, incident.actors),
        groups=frozenset({GROUP.get(incident.kind, incident.kind)}),
        killed=incident.killed,
        counts=frozenset(single),
    )


def _of_record(record: ReferenceRecord) -> _Held:
    return _Held(
        profile=_profile("reference", record.kinds, record.when, _spots(record), record.actors),
        groups=frozenset(GROUP.get(kind, kind) for kind in record.kinds),
        killed=record.killed,
        counts=frozenset() if record.best is None else frozenset({record.best}),
    )


def _spots(record: ReferenceRecord) -> tuple[Spot, ...]:
    radius = RADIUS.get(record.precision)
    dotted = radius is not None and record.lat is not None and record.lon is not None
    if not dotted and record.place is None:
        return ()
    return (
        Spot(
            key=skeleton(record.place or ""),
            name=record.place or f"{record.lat}, {record.lon}",
            lat=record.lat if dotted else None,
            lon=record.lon if dotted else None,
            radius=radius if dotted else None,
            fine=record.precision in FINE or record.precision == "unresolved",
            large=False,
        ),
    )


def _profile(
    doc: str, told: Sequence[str], when: TimeInterval, spots: tuple[Spot, ...], actors: Sequence[str]
) -> Profile:
    window = None
    if when.first is not None and when.last is not None:
        window = when.first.toordinal(), when.last.toordinal()
    return Profile(
        claims=(),
        doc=doc,
        group="",
        unreal=False,
        aggregate=False,
        kinds=frozenset(told),
        days=tight(when),
        window=window,
        spots=spots,
        actors=frozenset().union(*map(content_words, actors)),
    )


def _days(when: TimeInterval, *, slack: int = 0) -> Iterator[int]:
    """The days of an interval, as ordinals; none of one that is open or long."""
    if when.first is None or when.last is None or (when.last - when.first).days > MOST_DAYS:
        return iter(())
    return iter(range(when.first.toordinal() - slack, when.last.toordinal() + slack + 1))


def _box(incident: Incident) -> Box | None:
    """A rectangle around an incident in which all lies that can be it; None where it has no dot."""
    where = incident.place
    if where is None or where.lat is None or where.lon is None:
        return None
    reach = WEIGHTS["box_degrees"]
    west, east = (where.lon + by for by in (-2 * reach, 2 * reach))
    return Box(
        west=(west + 180) % 360 - 180,
        south=max(-90.0, where.lat - reach),
        east=(east + 180) % 360 - 180,
        north=min(90.0, where.lat + reach),
    )


def _is_near(record: ReferenceRecord, box: Box | None) -> bool:
    return box is None or record.lat is None or record.lon is None or box.holds(record.lat, record.lon)


def days_between(one: TimeInterval, other: TimeInterval) -> int | None:
    """Days from the end of the earlier to the start of the later; 0 where they share a day; None where one is open."""
    ends = (one.first, one.last, other.first, other.last)
    if any(end is None for end in ends):
        return None
    first, last, start, end = (day or date.min for day in ends)
    return max(0, (first - end).days, (start - last).days)


def match_line(one: Match) -> Line:
    """A record as JSON lines have it beside its incident: how it codes it, and why it is taken to tell of it."""
    record, when = one.record, one.record.when
    return {
        "data_set": record.dataset,
        "key": record.key,
        "match": "surely" if one.unsure is None else "perhaps",
        "unsure": one.unsure,
        "score": one.score,
        "reasons": [feature.says for feature in one.features],
        "kind": record.what,
        "days": [day(when.first), day(when.last)],
        "place": record.place,
        "lat": record.lat,
        "lon": record.lon,
        "precision": record.precision,
        "killed": toll_pair(record.killed),
        "best": record.best,
        "civilians": record.civilians,
        "actors": list(record.actors),
        "source": record.source,
    }
