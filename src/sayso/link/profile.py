"""What a claim, or several of one thread, fix of a happening: kinds, days, spots, tolls, parties, words.

>>> skeleton("al-Hasakah province") == skeleton("Hassakeh")
True
>>> skeleton("Homs") == skeleton("Hama")
False
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sayso.lexicon import load
from sayso.link.cited import is_cited, of_the_cause
from sayso.model import Claim, Document, Number, Place, Span, TimeInterval, by_person, kilometres

LEXICON = load("link")
GROUP: dict[str, str] = {kind: group for group, kinds in LEXICON["groups"].items() for kind in kinds}
FAMILY: dict[str, str] = {kind: family for family, kinds in LEXICON["families"].items() for kind in kinds}
UNREAL = frozenset({"planned", "demanded", "conditional"})  # told as not having happened: joins only its like
_TIMES = LEXICON["times"]
_RADIUS: dict[str, float] = LEXICON["places"]["radius_km"]
_LARGE: int = LEXICON["places"]["large_population"]
_FINE = frozenset(LEXICON["places"]["fine"])
_CITY_KM: float = LEXICON["places"]["near_km"]
_GENERIC = frozenset(LEXICON["places"]["generic"])
_ARTICLES = frozenset(LEXICON["places"]["articles"])
_EMPTY = frozenset(LEXICON["empty"])
_MANY: int = LEXICON["times"]["many_killed"]
_SUM: int = LEXICON["times"]["sum_counted"]
_WAR: int = LEXICON["times"]["war_killed"]
_HOME_SHARE: float = LEXICON["places"]["home_share"]
_SUMS = re.compile(r"\b(?:" + "|".join(map(re.escape, LEXICON["sums"])) + r")\b", re.I)
_APART = re.compile("|".join(LEXICON["apart"]), re.I)
_BACK = re.compile(LEXICON["back"], re.I)
_THAT = re.compile(LEXICON["that"], re.I)
_UPDATES = re.compile(r"\b(?:" + "|".join(LEXICON["updates"]) + r")\b", re.I)
_SOUNDS = str.maketrans({"q": "k", "c": "k", "z": "s", "w": "u", "y": "i", "v": "f"})
_STRETCHES = frozenset({"range", "season", "decade", "vague", "open"})
_SITES = frozenset({"site", "destination"})
_WORD = re.compile(r"[a-z0-9]+")
_CAMPAIGN = re.compile("|".join(LEXICON["campaign"]), re.I)
_UTMOST = re.compile(r"\b(?:" + "|".join(LEXICON["utmost"]) + r")\b", re.I)
_SAID = re.compile(LEXICON["said"], re.I)  # what may stand between a cue and the day: "said in a statement on Friday"
PHRASES = 20_000  # phrases whose words are remembered: names come again and again, whole sentences do not
CLOSE = 5  # a time that follows its cue so closely, "said on Friday", tells when it was said
Days = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: a folded name, the name as worded, the dot and how far off it may be (None where there is no dot)."""

    key: str
    name: str
    lat: float | None
    lon: float | None
    radius: float | None
    fine: bool
    large: bool  # a city in which much happens on one day
    carried: bool = False  # named in another sentence than the claim's own: weaker evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is fixed of a happening, in ordinals. `days` are told with it, tight; `likely` are days told near it only.

    `window` is where it may lie where no days are told with it.
    """

    claims: tuple[str, ...]
    doc: str
    group: str
    unreal: bool
    aggregate: bool
    kinds: frozenset[str]
    days: tuple[int, int] | None
    window: tuple[int, int] | None
    spots: tuple[Spot, ...]
    likely: tuple[int, int] | None = None
    assumed: bool = False  # the text gives no day: the window is only that of its report
    killed: frozenset[Number] = frozenset()
    injured: frozenset[Number] = frozenset()
    actors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    start: int = 0
    end: int = 0
    lead: bool = False
    apart: bool = False  # its words set it apart from what the report tells before
    back: bool = False  # it points to an event told before: "the strike killed"
    cited: bool = False  # told only as the cause of another deed: "in answer to the attacks that killed 129"
    update: bool = False  # its words change a toll that was told before


@lru_cache(PHRASES)
def content_words(phrase: str) -> frozenset[str]:
    """Folded words of a phrase without those that name no one."""
    return _words(phrase)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_folded(text).replace("'s", ""))) - _EMPTY


@lru_cache(PHRASES)
def skeleton(name: str) -> str:
    """A place name without article, generic words, doubled letters and later vowels: spellings fall together."""
    words = [word for word in _WORD.findall(_folded(name).replace("'", "")) if word not in _GENERIC]
    kept = [word for word in words if word not in _ARTICLES] or words
    joined = "".join(kept).translate(_SOUNDS)
    once = re.sub(r"(.)\1+", r"\1", joined)
    return once[:1] + re.sub(r"[aeiouh]", "", once[1:])


def _folded(text: str) -> str:
    """Lower case, without accents and what is no letter of ASCII."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def home_country(claims: Iterable[Claim]) -> str | None:
    """The country in which most places below country level of one document lie, None where there is no such."""
    counted = Counter(
        place.country
        for claim in claims
        for place in claim.places
        if place.country is not None and place.precision not in ("country", "unresolved")
    )
    for country, number in counted.most_common(1):
        return country if number >= _HOME_SHARE * counted.total() else None
    return None


def spot(place: Place, home: str | None = None, *, carried: bool = False) -> Spot:
    """The spot of a place; a country, an unresolved name, or a lone place outside the document's `home` has no dot.

    A name that stands for a far place in a report on one country is mostly a small place there which no gazetteer has.
    """
    radius = _RADIUS.get(place.precision)
    at_home = home is None or place.country is None or place.country == home
    dotted = radius is not None and place.lat is not None and place.lon is not None and at_home
    return Spot(
        key=skeleton(place.name or place.text) if at_home else skeleton(place.text),
        name=place.text,
        lat=place.lat if dotted else None,
        lon=place.lon if dotted else None,
        radius=radius if dotted else None,
        fine=place.precision in _FINE or place.precision == "unresolved",
        large=any(item.population >= _LARGE for item in place.candidates if item.geonameid == place.geonameid),
        carried=carried,
    )


def _holds(city: Spot, spots: Iterable[Spot]) -> bool:
    """Whether a place is a large city one of whose quarters is named too, which says more of where."""
    if not city.large or city.lat is None or city.lon is None:
        return False
    dots = ((spot.lat, spot.lon) for spot in spots if spot.fine and not spot.large and not spot.carried)
    return any(
        lat is not None and lon is not None and kilometres((city.lat, city.lon), (lat, lon)) <= _CITY_KM
        for lat, lon in dots
    )


def tight(interval: TimeInterval | None) -> tuple[int, int] | None:
    """First and last day as ordinals where the interval is short enough to fix a happening, else None."""
    if interval is None or interval.first is None or interval.last is None:
        return None
    if (interval.last - interval.first).days >= _TIMES["tight_days"]:
        return None
    return interval.first.toordinal(), interval.last.toordinal()


def is_aggregate(claim: Claim) -> bool:
    """Whether the claim is of many happenings: over weeks, at a rate, since a war began, or "does not strike civilians".

    A single event of which only the year is known is none: its time is loose, not its count.
    """
    interval = _own_interval(claim)
    named = any(told_with(claim, place.span) for place in claim.places)
    if claim.status == "denied" and not named and interval is None and not claim.figures:
        return True
    if any(figure.scope == "rate" for figure in claim.figures):
        return True
    most = max((figure.low or figure.high or 0 for figure in claim.figures if figure.measure == "killed"), default=0)
    if most >= _WAR:
        return True
    if _is_campaign(claim, interval):
        return True
    if tight(interval) is not None:
        return False
    if interval is not None and interval.first is not None:
        long = interval.last is None or (interval.last - interval.first).days >= _TIMES["aggregate_days"]
        if long and (interval.precision in _STRETCHES or any(f.scope in ("period", "total") for f in claim.figures)):
            return True
    if most >= _MANY:
        return not any(place.precision in _FINE for place in claim.places)
    totals = any(figure.scope == "total" or (figure.low or 0) >= _SUM for figure in claim.figures)
    return totals and _SUMS.search(claim.evidence) is not None


def _is_campaign(claim: Claim, interval: TimeInterval | None) -> bool:
    """Whether a toll runs since something began, or over weeks: "127 have been killed since the offensive began on 31 May".

    Not so a toll with a day of its own, nor "the deadliest strike since the truce began".
    """
    if not any(figure.measure in ("killed", "injured", "casualties") for figure in claim.figures):
        return False
    found = _CAMPAIGN.search(claim.evidence)
    if found is None or _UTMOST.search(claim.evidence) is not None:
        return False
    if tight(interval) is None or claim.time is None:
        return True
    at = claim.time.span.start - claim.span.start
    return found.start() <= at <= found.end() + CLOSE


def _counts(claim: Claim, measure: str) -> frozenset[Number]:
    figures = (figure for figure in claim.figures if figure.measure == measure and figure.part_of is None)
    values = (figure.low if figure.low is not None else figure.high for figure in figures if figure.basis != "vague")
    return frozenset(value for value in values if value is not None and value > 0)


def told_with(claim: Claim, span: Span) -> bool:
    """Whether words stand in the claim's own passages, not carried to it from elsewhere; a person's correction is meant so."""
    own = (claim.span, *claim.also)
    return by_person(claim) or any(part.start <= span.start and span.end <= part.end for part in own)


def _said(claim: Claim) -> bool:
    """Whether the time of a claim is that of the saying: "said on Wednesday", "on Wednesday denied"."""
    if claim.time is None or claim.cue is None or claim.cue.span is None:
        return False
    if _said_before(claim):
        return True
    first, last = claim.cue.span.end - claim.span.start, claim.time.span.start - claim.span.start
    if 0 <= last - first <= CLOSE:
        return True
    return 0 <= first <= last <= len(claim.evidence) and _SAID.fullmatch(claim.evidence, first, last) is not None


def _said_before(claim: Claim) -> bool:
    """Whether the time stands between who says it and the verb of saying: "the ministry on Wednesday denied"."""
    speaker = claim.source[-1].span if claim.source else None
    if speaker is None or claim.time is None or claim.cue is None or claim.cue.span is None:
        return False
    ends = (speaker.end, claim.time.span.start, claim.time.span.end, claim.cue.span.start)
    first, second, third, fourth = (max(0, at - claim.span.start) for at in ends)
    words = claim.evidence[first:second], claim.evidence[third:fourth]
    return first < second <= third < fourth and _SAID.fullmatch(words[0]) is not None and not words[1].strip(" ,")


def _own_interval(claim: Claim) -> TimeInterval | None:
    """When, where the claim's own passages tell it of the event and not of the saying."""
    if claim.time is None or _said(claim) or not told_with(claim, claim.time.span):
        return None
    return claim.time.interval


def _window(
    interval: TimeInterval | None, likely: Days | None, document: Document | None, *, said: bool
) -> Days | None:
    """Where an event without days of its own may lie: its longer interval, or shortly before it was said or reported."""
    if interval is not None:
        if interval.first is None or interval.last is None:
            return None
        return interval.first.toordinal(), interval.last.toordinal()
    if likely is not None and said:
        return likely[0] - int(_TIMES["report_days"]), likely[1]
    if document is None or document.published is None:
        return likely
    last = document.published.toordinal()
    first = last - int(_TIMES["report_days"])
    return likely if likely is not None and (likely[1] < first or likely[0] > last) else (first, last)


def profile(claim: Claim, document: Document | None, *, home: str | None = None) -> Profile:
    """What one claim fixes. The spots keep the claim's order, most exact first; `home` is the document's country."""
    sites = [place for place in claim.places if place.role in _SITES] or list(claim.places)
    cited = is_cited(claim)
    if not cited:
        sites = [one for one in sites if not of_the_cause(claim, one.span)]
    spots = dict.fromkeys(spot(one, home, carried=not told_with(claim, one.span)) for one in sites)
    interval = _own_interval(claim)
    likely = tight(claim.time.interval if claim.time else None) if interval is None else None
    back = _BACK.search(claim.evidence) is not None and not cited
    if cited or _THAT.search(claim.evidence) is not None:
        likely = None  # the day that stands elsewhere in the report is not that of "that attack"
    if cited:
        spots = {place: None for place in spots if not place.carried}
    return Profile(
        claims=(claim.id,),
        doc=claim.doc,
        group=GROUP.get(claim.kind, claim.kind),
        unreal=claim.status in UNREAL,
        aggregate=is_aggregate(claim),
        kinds=frozenset({claim.kind}),
        days=tight(interval),
        likely=likely,
        window=_window(interval, likely, document, said=_said(claim)),
        assumed=interval is None and likely is None,
        spots=tuple(sorted(spots, key=lambda place: (not place.fine, _holds(place, spots)))),
        killed=_counts(claim, "killed"),
        injured=_counts(claim, "injured"),
        actors=content_words(claim.actor.text) if claim.actor else frozenset(),
        targets=content_words(claim.target.text) if claim.target else frozenset(),
        words=_words(claim.evidence),
        start=claim.span.start,
        end=claim.span.end,
        apart=_APART.search(claim.evidence) is not None,
        back=back,
        cited=cited,
        update=_UPDATES.search(claim.evidence) is not None,
    )


def merge(profiles: Iterable[Profile]) -> Profile:
    """What several profiles of one happening fix together: the days they share, spots with the finest first."""
    parts = sorted(profiles, key=lambda part: (part.doc, part.start, part.claims))
    assert parts, "a happening has at least one claim"
    if len(parts) == 1 and len(parts[0].spots) <= 1:
        return parts[0]  # nothing to be put together
    spots: dict[Spot, int] = {}
    for part in parts:
        for rank, place in enumerate(part.spots):
            spots[place] = min(rank, spots.get(place, rank))
    ranked = sorted(spots, key=lambda place: (not place.fine, place.carried, _holds(place, spots), spots[place]))
    days = _shared([part.days for part in parts if part.days is not None])
    told = [
        part for part in parts if not part.assumed
    ] or parts  # what the text tells of when comes before an assumption
    return Profile(
        claims=tuple(sorted(claim for part in parts for claim in part.claims)),
        doc=parts[0].doc,
        group=parts[0].group,
        unreal=parts[0].unreal,
        aggregate=all(part.aggregate for part in parts),
        kinds=frozenset().union(*(part.kinds for part in parts)),
        days=days,
        likely=None if days else _shared([part.likely for part in parts if part.likely is not None]),
        window=_shared([part.window for part in told if part.window is not None]),
        assumed=all(part.assumed for part in parts),
        spots=tuple(ranked),
        killed=frozenset().union(*(part.killed for part in parts)),
        injured=frozenset().union(*(part.injured for part in parts)),
        actors=frozenset().union(*(part.actors for part in parts)),
        targets=frozenset().union(*(part.targets for part in parts)),
        words=frozenset().union(*(part.words for part in parts)),
        start=parts[0].start,
        end=parts[-1].end,
        lead=any(part.lead for part in parts),
        apart=parts[0].apart,
        back=parts[0].back,
        cited=all(part.cited for part in parts),
        update=parts[0].update,
    )


def _shared(intervals: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The days that all intervals share, else those from the first to the last of them."""
    if not intervals:
        return None
    first, last = max(start for start, _ in intervals), min(end for _, end in intervals)
    if first <= last:
        return first, last
    return min(start for start, _ in intervals), max(end for _, end in intervals)
