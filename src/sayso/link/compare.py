"""Hold two claims (or threads of claims) against each other: a list of reasons, each a sentence.

Every function gives a Feature with a value from -1 (against) to 1 (for), or None where a side says nothing.

>>> [feature.says for feature in (days_apart((100, 100), (100, 100), weight=1.0),) if feature]
['same day']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from sayso.lexicon import load
from sayso.link.profile import FAMILY, Profile, Spot
from sayso.model import Feature, Number, kilometres

LEXICON = load("link")
AGREEMENT: dict[str, float] = LEXICON["agreement"]
PLACES = LEXICON["places"]
TIMES: dict[str, float] = LEXICON["times"]
SLACK: int = LEXICON["times"]["slack_days"]
VETO = -1.0  # value of a feature that alone keeps two happenings apart
TELLING = 3  # a smaller toll of a part is too common to speak for one happening
KINDS = 4096  # sets of kinds that are remembered: reports mix the same few
COMMON_WORDS = 0.6  # share of words in common from which two sentences are taken to be one sentence, reworked


def compare(
    left: Profile, right: Profile, *, weights: Mapping[str, float], slack: int = SLACK, exactly: bool = False
) -> list[Feature]:
    """All reasons for and against one happening; `weights` is a section of lexicon/link.yml, `slack` in days.

    `exactly` holds the exact kinds against each other, where both sides tell any.
    """
    found = [
        kinds(left, right, weights=weights, exactly=exactly),
        time(left, right, weight=weights["time"], slack=slack),
        place(left.spots, right.spots, weight=weights["place"]),
        counts(left.killed, right.killed, word="killed", weight=weights["killed"]),
        counts(left.injured, right.injured, word="injured", weight=weights["injured"]),
        parties(left.actors, right.actors, word="actor", weight=weights["actor"]),
        parties(left.targets, right.targets, word="target", weight=weights["target"]),
        wording(left.words, right.words, weight=weights["wording"]),
    ]
    return [feature for feature in found if feature is not None]


def total(features: Iterable[Feature], *, base: float) -> float:
    """The weighted sum of the reasons, from the `base` that holds where nothing else is known."""
    return round(base + sum(feature.value * feature.weight for feature in features), 4)


def vetoed(features: Iterable[Feature]) -> bool:
    """Whether day, place or kind alone rules one happening out."""
    return any(feature.value <= VETO and feature.name in ("time", "place") for feature in features)


def kinds(left: Profile, right: Profile, *, weights: Mapping[str, float], exactly: bool = False) -> Feature:
    """How well the kinds of event agree, at best; `exactly` leaves out "an attack" where more exact ones are told too."""
    here, there = (telling(left.kinds), telling(right.kinds)) if exactly else (left.kinds, right.kinds)
    value, one, other = max((agreement(one, other, weights), one, other) for one in here for other in there)
    if one == other:
        says = f"both tell of {phrase(one)}"
    elif value > 0:
        says = f"{phrase(one)} and {phrase(other)} can be one event"
    else:
        says = f"{phrase(one)} against {phrase(other)}"
    return Feature(name="kind", value=value, weight=weights["kind"], says=says)


@lru_cache(KINDS)
def telling(kinds: frozenset[str]) -> frozenset[str]:
    """The exact ones of several kinds, all where there are none: a bombing that is also called an attack is no air raid."""
    return frozenset(kind for kind in kinds if FAMILY.get(kind) != "loose") or kinds


def phrase(kind: str) -> str:
    """A kind of event in words, with its article."""
    words = kind.replace("_", " ")
    if kind in ("casualties", "talks"):
        return words
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def agreement(one: str, other: str, own: Mapping[str, float] = AGREEMENT) -> float:
    """How well two kinds of event agree, -1 to 1; `own` may say it for two families otherwise than AGREEMENT."""
    if one == other:
        return AGREEMENT["same_kind"]
    families = FAMILY.get(one), FAMILY.get(other)
    if families[0] == families[1]:
        return AGREEMENT["same_family"]
    if "loose" in families:
        return AGREEMENT["with_loose"]
    both = "_".join(sorted(name or "" for name in families))
    return own.get(both, AGREEMENT.get(both, AGREEMENT["other"]))


def time(left: Profile, right: Profile, *, weight: float, slack: int = SLACK) -> Feature | None:
    """Day against day where both are dated; else days told near a claim, or where the dated one falls in the other's window."""
    if left.days is not None and right.days is not None:
        return days_apart(left.days, right.days, weight=weight, slack=slack)
    one, other = left.days or left.likely, right.days or right.likely
    if one is not None and other is not None and _gap(one, other) == 0:
        return Feature(name="time", value=TIMES["likely"], weight=weight, says="told near one day")
    one, other = left.days or left.window, right.days or right.window
    if one is None or other is None or (left.doc == right.doc and (left.assumed or right.assumed)):
        return None
    gap = _gap(one, other)
    if gap == 0:
        dated = left.days or left.likely or right.days or right.likely
        value = TIMES["allowed"] if dated else TIMES["open"]
        return Feature(name="time", value=value, weight=weight, says="the dates allow it")
    value = TIMES["outside"] if gap <= slack else VETO
    return Feature(name="time", value=value, weight=weight, says=f"at least {_days(gap)} apart by the reports' dates")


def days_apart(left: tuple[int, int], right: tuple[int, int], *, weight: float, slack: int = SLACK) -> Feature:
    """Two tight intervals: shared days speak for, a gap against; a gap beyond the slack rules it out."""
    gap = _gap(left, right)
    if gap:
        value = -0.6 if gap <= slack else VETO
        return Feature(name="time", value=value, weight=weight, says=f"{_days(gap)} apart")
    if left == right and left[0] == left[1]:
        return Feature(name="time", value=1.0, weight=weight, says="same day")
    first, last = max(left[0], right[0]), min(left[1], right[1])
    says = f"both may lie on {date.fromordinal(first)}" + (f" to {date.fromordinal(last)}" if last > first else "")
    return Feature(name="time", value=0.7, weight=weight, says=says)


def _gap(left: tuple[int, int], right: tuple[int, int]) -> int:
    return max(0, left[0] - right[1], right[0] - left[1])


def _days(number: int) -> str:
    return "a day" if number == 1 else f"{number} days"


def place(left: tuple[Spot, ...], right: tuple[Spot, ...], *, weight: float) -> Feature | None:
    """The finest spots against each other, then any shared name, then distance; a name from another sentence says less."""
    if not left or not right:
        return None
    value, says = _shared_name(left, right) or _nearest(left, right)
    if value < 0 and (left[0].carried or right[0].carried):
        value *= PLACES["carried"]
    return Feature(name="place", value=round(value, 3), weight=weight, says=says)


def _shared_name(left: tuple[Spot, ...], right: tuple[Spot, ...]) -> tuple[float, str] | None:
    """A name on both sides: the first of both, the first of one, or only containing ones."""
    keys, others = {spot.key for spot in left if spot.fine}, {spot.key for spot in right if spot.fine}
    if left[0].fine and left[0].key == right[0].key:
        return (0.5 if left[0].large or right[0].large else 1.0), f"both name {left[0].name}"
    for finest, there in ((left[0], others), (right[0], keys)):
        if finest.fine and finest.key in there:
            return (0.2 if finest.large else 0.6), f"both name {finest.name}"
    common = [spot.name for spot in left if spot.key in keys & others]
    return (0.1, f"both name {common[0]}") if common else None


def _nearest(left: tuple[Spot, ...], right: tuple[Spot, ...]) -> tuple[float, str]:
    """The nearest two dots, of villages before those of provinces.

    Where each side names a village and no gazetteer has one of them, the provinces say nothing: most are two places.
    """
    found = [(kilometres(here, there), one, other) for one, here in _dots(left) for other, there in _dots(right)]
    exact = [pair for pair in found if pair[1].fine and pair[2].fine]
    pairs = exact if left[0].fine and right[0].fine else found
    if not pairs:
        # The district of the one still rules out what is far.
        rest = [pair for pair in found if pair[1].fine or pair[2].fine]
        if rest and (far := _apart(*min(rest, key=_near_first)))[0] == VETO:
            return far
        return 0.0, f"{left[0].name} and {right[0].name} are named, whose distance is not known"
    value, says = _apart(*min(pairs, key=_near_first))
    if value < 0 and len(found) > len(exact) and _apart(*min(found, key=lambda pair: pair[0]))[0] > 0:
        return 0.0, f"{says}, but also the province around both"
    return value, says


def _near_first(pair: tuple[float, Spot, Spot]) -> tuple[float, str, str]:
    return pair[0], pair[1].key, pair[2].key


def _apart(distance: float, one: Spot, other: Spot) -> tuple[float, str]:
    """What the distance of two dots says."""
    reach = (one.radius or 0.0) + (other.radius or 0.0)
    says = f"{one.name} and {other.name}, {distance:.0f} km apart"
    if one.fine and other.fine:
        if distance <= PLACES["same_km"]:
            return (0.2 if one.large or other.large else 0.5), says
        if distance <= PLACES["near_km"]:
            return 0.0, says
        return (-0.5 if distance <= PLACES["far_km"] else VETO), says
    if distance <= reach:
        return 0.3, f"{says}, within what the words allow"
    return (-0.5 if distance <= 2 * reach else VETO), says


def _dots(spots: tuple[Spot, ...]) -> list[tuple[Spot, tuple[float, float]]]:
    """The first few spots that have a dot, with it."""
    return [(spot, (spot.lat, spot.lon)) for spot in spots[:4] if spot.lat is not None and spot.lon is not None]


def counts(left: frozenset[Number], right: frozenset[Number], *, word: str, weight: float) -> Feature | None:
    """Equal tolls speak for one happening the more the larger they are; unequal ones a little against."""
    if not left or not right:
        return None
    equal = left & right
    whole = max(left) == max(right)
    if equal and (whole or max(equal) >= TELLING):
        number = max(equal)
        value = 0.4 if number <= 2 else 0.7 if number <= 5 else 1.0
        if not whole:
            value *= 0.4  # the tolls of a part, while the whole differs
        return Feature(name=word, value=value, weight=weight, says=f"both give {number} {word}")
    low, high = sorted((max(left), max(right)))
    value = -0.1 if low * 2 >= high else -0.3 if low * 4 >= high else -0.5
    return Feature(name=word, value=value, weight=weight, says=f"{max(left)} against {max(right)} {word}")


def parties(left: frozenset[str], right: frozenset[str], *, word: str, weight: float) -> Feature | None:
    """Named parties that share words, or share none."""
    if not left or not right:
        return None
    common = left & right
    if not common:
        return Feature(name=word, value=-0.5, weight=weight, says=f"each names another {word}")
    value = round(len(common) / min(len(left), len(right)), 3)
    return Feature(name=word, value=value, weight=weight, says=f"both name {' '.join(sorted(common)[:3])} as {word}")


def told_apart(left: Profile, right: Profile, *, weight: float) -> Feature | None:
    """Within one report: the later one is set apart from what was told before ("in a separate attack", "elsewhere")."""
    later, earlier = (left, right) if left.start > right.start else (right, left)
    if not later.apart or later.start < earlier.end <= later.end or left.start == right.start:
        return None
    return Feature(name="apart", value=-1.0, weight=weight, says="the report sets the one apart from the other")


def cited(left: Profile, right: Profile, features: Iterable[Feature], *, weight: float) -> Feature | None:
    """Within one report: one of the two is told only as the cause of another deed, and nothing says that the other is it.

    Of one sentence the other is what it is the cause of.
    """
    if left.cited == right.cited:
        return None
    if left.start != right.start and any(
        feature.name in ("place", "killed", "injured") and feature.value > 0 for feature in features
    ):
        return None
    return Feature(name="cited", value=-1.0, weight=weight, says="the report tells the one as the cause of the other")


def wording(left: frozenset[str], right: frozenset[str], *, weight: float) -> Feature | None:
    """Sentences that share most of their words."""
    if not left or not right:
        return None
    share = len(left & right) / min(len(left), len(right))
    if share < COMMON_WORDS / 2:
        return None
    says = "much the same words" if share >= COMMON_WORDS else "some of the same words"
    return Feature(name="wording", value=round(min(1.0, share), 3), weight=weight, says=says)
