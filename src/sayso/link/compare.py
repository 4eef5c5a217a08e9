"""Hold two claims (or threads of claims) against each other: a list of reasons, each a sentence.

Every function gives a Feature with a value from -1 (against) to 1 (for), or None where a side says nothing.

>>> [feature.says for feature in (days_apart((100, 100), (100, 100), weight=1.0),) if feature]
['same day']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sayso.lexicon import load
from sayso.link.profile import FAMILY, Profile, Spot
from sayso.model import Feature, Number, kilometres

LEXICON = load("link")
AGREEMENT: dict[str, float] = LEXICON["agreement"]
PLACES = LEXICON["places"]
SLACK: int = LEXICON["times"]["slack_days"]
VETO = -1.0  # value of a feature that alone keeps two happenings apart
TELLING = 3  # a smaller toll of a part is too common to speak for one happening
COMMON_WORDS = 0.6  # share of words in common from which two sentences are taken to be one sentence, reworked


def compare(left: Profile, right: Profile, *, weights: Mapping[str, float], slack: int = SLACK) -> list[Feature]:
    """All reasons for and against one happening; `weights` is a section of lexicon/link.yml, `slack` in days."""
    found = [
        kinds(left, right, weight=weights["kind"]),
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


def kinds(left: Profile, right: Profile, *, weight: float) -> Feature:
    """How well the kinds of event agree, at best."""
    best = max((agreement(one, other), one, other) for one in sorted(left.kinds) for other in sorted(right.kinds))
    value, one, other = best
    if one == other:
        says = f"both tell of {phrase(one)}"
    elif value > 0:
        says = f"{phrase(one)} and {phrase(other)} can be one event"
    else:
        says = f"{phrase(one)} against {phrase(other)}"
    return Feature(name="kind", value=value, weight=weight, says=says)


def phrase(kind: str) -> str:
    """A kind of event in words, with its article."""
    words = kind.replace("_", " ")
    if kind in ("casualties", "talks"):
        return words
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def agreement(one: str, other: str) -> float:
    """How well two kinds of event agree, -1 to 1."""
    if one == other:
        return AGREEMENT["same_kind"]
    families = FAMILY.get(one), FAMILY.get(other)
    if families[0] == families[1]:
        return AGREEMENT["same_family"]
    if "loose" in families:
        return AGREEMENT["with_loose"]
    return AGREEMENT.get("_".join(sorted(name or "" for name in families)), AGREEMENT["other"])


def time(left: Profile, right: Profile, *, weight: float, slack: int = SLACK) -> Feature | None:
    """Day against day where both are dated; else whether the dated one falls where the other may lie."""
    if left.days is not None and right.days is not None:
        return days_apart(left.days, right.days, weight=weight, slack=slack)
    one, other = left.days or left.window, right.days or right.window
    if one is None or other is None:
        return None
    gap = _gap(one, other)
    if gap == 0:
        value = 0.3 if left.days or right.days else 0.1
        return Feature(name="time", value=value, weight=weight, says="the dates allow it")
    value = -0.4 if gap <= slack else VETO
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
    """The finest spots against each other, then any shared name, then distance."""
    if not left or not right:
        return None
    shared = _shared_name(left, right)
    if shared is not None:
        return Feature(name="place", value=shared[0], weight=weight, says=f"both name {shared[1]}")
    nearest = _nearest(left, right)
    if nearest is None:
        both = left[0].fine and right[0].fine
        says = f"{left[0].name} and {right[0].name} are named, whose distance is not known"
        return Feature(name="place", value=-0.3 if both else 0.0, weight=weight, says=says)
    value, says = nearest
    return Feature(name="place", value=value, weight=weight, says=says)


def _shared_name(left: tuple[Spot, ...], right: tuple[Spot, ...]) -> tuple[float, str] | None:
    """A name on both sides: the first of both, the first of one, or only containing ones."""
    keys, others = {spot.key for spot in left if spot.fine}, {spot.key for spot in right if spot.fine}
    if left[0].fine and left[0].key == right[0].key:
        return (0.5 if left[0].large or right[0].large else 1.0), left[0].name
    for finest, there in ((left[0], others), (right[0], keys)):
        if finest.fine and finest.key in there:
            return (0.2 if finest.large else 0.6), finest.name
    common = [spot.name for spot in left if spot.key in keys & others]
    return (0.1, common[0]) if common else None


def _nearest(left: tuple[Spot, ...], right: tuple[Spot, ...]) -> tuple[float, str] | None:
    pairs = [
        (kilometres((one.lat, one.lon), (other.lat, other.lon)), one, other)
        for one in left[:4]
        for other in right[:4]
        if one.lat is not None and one.lon is not None and other.lat is not None and other.lon is not None
    ]
    if not pairs:
        return None
    distance, one, other = min(pairs, key=lambda pair: (pair[0], pair[1].key, pair[2].key))
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


def wording(left: frozenset[str], right: frozenset[str], *, weight: float) -> Feature | None:
    """Sentences that share most of their words."""
    if not left or not right:
        return None
    share = len(left & right) / min(len(left), len(right))
    if share < COMMON_WORDS / 2:
        return None
    says = "much the same words" if share >= COMMON_WORDS else "some of the same words"
    return Feature(name="wording", value=round(min(1.0, share), 3), weight=weight, says=says)
