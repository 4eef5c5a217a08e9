"""Threads: the claims of one document that tell of one happening, put together before documents are compared.

The strongest ties come first; a claim that fixes nothing (no day, no place) never joins two threads that differ.

>>> thread([])
[]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from sayso.lexicon import load
from sayso.link.compare import cited, compare, told_apart, total, vetoed
from sayso.link.profile import Profile, content_words, merge
from sayso.model import Feature

WEIGHTS: dict[str, float] = load("link")["within"]
VIOLENCE = "violence"
NEAR_CHARACTERS = 300  # about two sentences
NEXT_CHARACTERS = 3  # the next sentence
OTHER_TOLL = -0.3  # value of tolls of which one is less than half of the other
STEM = 5  # letters by which a word and its inflections are one
AS_MUCH = 0.8  # a thread that has a smaller share of the title's words than this of another's is not what it tells of
SENTENCES = 500  # those of one report are asked for more than once, and then never again
FAR_CLAIMS = 40  # claims further on in a long report are not held against each other, so that cost stays linear


def thread(profiles: Iterable[Profile], title: str = "") -> list[list[Profile]]:
    """The claims of one document in groups of one happening; `lead` marks the one that the document is mainly about.

    That is the one it opens with, unless its `title` tells of another.
    """
    ordered = sorted(profiles, key=lambda part: (part.start, part.end, part.claims))
    ties = sorted(_ties(ordered), key=lambda tie: (-tie[0], tie[1], tie[2]))
    home = list(range(len(ordered)))
    groups = {index: [profile] for index, profile in enumerate(ordered)}
    whole = dict(enumerate(ordered))
    for _, one, other in ties:
        here, there = home[one], home[other]
        if here == there or not _fits(whole[here], whole[there]):
            continue
        here, there = min(here, there), max(here, there)
        groups[here] += groups.pop(there)
        whole[here] = merge([whole[here], whole.pop(there)])
        home = [here if index == there else index for index in home]
    named = _stems(content_words(title))
    return mark_lead(_gather([groups[index] for index in sorted(groups)], named), named)


def _gather(threads: list[list[Profile]], title: frozenset[str]) -> list[list[Profile]]:
    """Let threads that fix no other day or place join the one that the report is about, where nothing speaks against.

    What a report tells without saying that it was another day or elsewhere, it tells of what it is about.
    """
    main = _main(threads, title)
    if main is None:
        return threads
    kept: list[list[Profile]] = []
    whole = merge(main)
    for group in threads:
        if group is not main and _belongs(merge(group), whole):
            main += group
        else:
            kept.append(group)
    return kept


def _belongs(vague: Profile, main: Profile) -> bool:
    """Whether kind, day and place allow that a thread tells of the lead; one that fixes a day or place gives no other toll.

    Nor does any that gives a far larger one: that is of more than the lead.
    """
    if not same_group(vague, main):
        return False
    features = _compared(vague, main)
    against = {feature.name for feature in features if feature.value < 0}
    other = {
        feature.name for feature in features if feature.value <= OTHER_TOLL and feature.name in ("killed", "injured")
    }
    return (
        features[0].value >= 0
        and not against & {"time", "place", "apart", "cited"}
        and not (other and (_fixed([vague]) or _larger(vague, main)))
    )


def _larger(one: Profile, other: Profile) -> bool:
    """Whether the one gives more dead or hurt than the other."""
    pairs = ((one.killed, other.killed), (one.injured, other.injured))
    return any(here and there and max(here) > max(there) for here, there in pairs)


def _main(threads: list[list[Profile]], title: frozenset[str]) -> list[Profile] | None:
    """The thread that the report opens with, of violent ones and those that fix day or place; sums are none.

    A report may open with the caption of a picture, or with what went before: then the title tells more of another.
    """
    real = [group for group in threads if not group[0].aggregate]
    opening = max(real, key=_weight, default=None)
    if opening is None or not title or len(real) == 1:
        return opening
    rivals = [group for group in real if group[0].group == opening[0].group]
    told = max(rivals, key=lambda group: (_share(group, title), _weight(group)))
    return told if _share(opening, title) < AS_MUCH * _share(told, title) else opening


def _share(group: list[Profile], title: frozenset[str]) -> float:
    """The share of the title's words that one sentence of a thread has."""
    return max(len(title & _stems(part.words)) for part in group) / len(title)


@lru_cache(SENTENCES)
def _stems(words: frozenset[str]) -> frozenset[str]:
    """Words by their first letters: "kills" and "killed" are one."""
    return frozenset(word[:STEM] for word in words)


def _weight(group: list[Profile]) -> tuple[bool, bool, int, int]:
    return group[0].group == VIOLENCE, _fixed(group), -min(part.start for part in group), len(group)


def _fixed(group: list[Profile]) -> bool:
    return any(part.days is not None or any(spot.fine for spot in part.spots) for part in group)


def same_group(one: Profile, other: Profile) -> bool:
    """Whether two claims can tell of one happening at all: kinds of one group, both real or both not, no sums."""
    if one.aggregate or other.aggregate:
        return False
    return one.group == other.group and one.unreal == other.unreal


def base(one: Profile) -> float:
    """The score from which claims of one document start: a report tells of one attack, but of many talks and marches."""
    return WEIGHTS["base" if one.group == VIOLENCE else "base_other"]


def adjacent(one: Profile, other: Profile, *, weight: float) -> Feature | None:
    """Whether the document tells the two next to each other."""
    gap = max(one.start - other.end, other.start - one.end, 0)
    if gap > NEAR_CHARACTERS:
        return None
    says = "told in one passage" if gap == 0 else "told next to each other"
    return Feature(name="adjacent", value=1.0 if gap == 0 else 0.6, weight=weight, says=says)


def within(one: Profile, other: Profile) -> list[Feature]:
    """The reasons for and against one happening of two claims of one document."""
    near = adjacent(one, other, weight=WEIGHTS["adjacent"])
    back = _pointing_back(one, other, weight=WEIGHTS["back"])
    told = _compared(one, other)
    if back is not None:  # a day that stands elsewhere in the report is not that of what it points to
        told = [feature for feature in told if feature.name != "time" or feature.value >= 0]
    return [*told, *(feature for feature in (near, back) if feature is not None)]


def _pointing_back(one: Profile, other: Profile, *, weight: float) -> Feature | None:
    """The later of two neighbours, which says neither where nor when, points back: "the strike" is the one told just before."""
    first, second = (one, other) if one.start < other.start else (other, one)
    if second.days is not None or not all(spot.carried for spot in second.spots):
        return None
    if not second.back or not 0 <= second.start - first.end <= NEXT_CHARACTERS:
        return None
    return Feature(name="back", value=1.0, weight=weight, says="the one points back to the other")


def _compared(one: Profile, other: Profile) -> list[Feature]:
    """What speaks for and against, wherever in the report the two stand."""
    features = compare(one, other, weights=WEIGHTS, slack=0)
    apart = told_apart(one, other, weight=WEIGHTS["apart"])
    cause = cited(one, other, features, weight=WEIGHTS["cited"])
    return [*features, *(feature for feature in (apart, cause) if feature is not None)]


def _ties(ordered: Sequence[Profile]) -> list[tuple[float, int, int]]:
    ties = []
    for index, one in enumerate(ordered):
        for step, other in enumerate(ordered[index + 1 : index + 1 + FAR_CLAIMS], start=index + 1):
            if not same_group(one, other):
                continue
            features = within(one, other)
            score = total(features, base=base(one))
            if score >= WEIGHTS["threshold"] and not vetoed(features):
                ties.append((score, index, step))
    return ties


def _fits(one: Profile, other: Profile) -> bool:
    """Whether two threads as a whole agree, not only the two claims that tie them."""
    features = _compared(one, other)
    return not vetoed(features) and total(features, base=base(one)) >= WEIGHTS["threshold"] / 2


def mark_lead(threads: list[list[Profile]], title: frozenset[str]) -> list[list[Profile]]:
    """Mark the claims of the thread that the document is mainly about as its lead."""
    main = _main(threads, title)
    return [[_marked(part, lead=group is main) for part in group] for group in threads]


def _marked(part: Profile, *, lead: bool) -> Profile:
    return part if part.lead == lead else replace(part, lead=lead)
