"""Rules: one toll made of many accounts by a named rule, with what each claim has to do with it.

`range` is UCDP's low, best and high; `conservative` the lowest figure told, as ACLED codes. Of civilians and of fighters
the status of victims is weighed as Airwars does: the word of the one who did it makes nobody a fighter.

>>> from sayso.model import TimeInterval
>>> never = TimeInterval(first=None, last=None, precision="open")
>>> nothing = Incident(id="i", kind="attack", claims=(), claims_by_doc=(), when=never, place=None)
>>> cell(nothing, {}, "killed") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from sayso.lexicon import load
from sayso.model import Claim, Incident, Measure, Number, Rule, Toll
from sayso.reconcile.counts import CONTEXT, Said, Whom, counts, of_status, range_of
from sayso.reconcile.support import independent
from sayso.reconcile.victims import ROUND

RULES: tuple[Rule, ...] = get_args(Rule)
_WORDS = load("tolls")
_ONE_OF: dict[str, int] = _WORDS["conservative"]
_PLURAL = re.compile(r"\b(?:" + "|".join(_ONE_OF) + r")\b", re.I)
_SEVERAL: int = _WORDS["several"]
# Why a claim is not used, beside the reasons for which accounts and surveys set it aside.
HIGHER = "more than the lowest figure"
DISPUTED = "others than the doer disagree about who they were"
VAGUE = "a vague word beside a number"
NOT_KEPT = "how its claims were weighed was not kept: an earlier version made this incident, and it is made anew when sayso reads more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One measure of an incident by one rule, in persons; None is open-ended or unknown, and `says` tells why.

    `used` are the claims that the figures rest on, `aside` those that give the measure too, each with why it is not used.
    """

    measure: Measure
    rule: Rule
    low: Number | None
    best: Number | None
    high: Number | None
    used: tuple[str, ...]
    aside: tuple[tuple[str, str], ...]
    says: str
    whom: Whom | None = None


def cell(
    incident: Incident,
    claims: Mapping[str, Claim],
    measure: Measure,
    *,
    rule: Rule = "range",
    whom: Whom | None = None,
) -> Cell | None:
    """A measure of persons of an incident by a rule; None where nobody tells of it. `claims` holds the incident's.

    `range` (UCDP GED): `low` and `high` as the incident has them; `best` is the figure that most independent accounts
    support, the lower of equals. `conservative` (ACLED): all three are the lowest figure that any counting account gives;
    "dozens" is 12, "tens" 10, "hundreds" 100, several without a number 3, and words count where nobody gives a number.

    `whom` asks for civilians or fighters alone, by the words that say so, and weighs these words as Airwars does:
    fighters by the word of the doer's side alone are context and not evidence; where others than the doer disagree
    about it, the least of both is 0.
    """
    if _is_unweighed(incident, measure):
        return _not_kept(incident, measure, rule) if whom is None else None
    said, aside = counts(incident, claims, measure)
    several = [one.claim for one in incident.surveyed if one.measure == measure and one.toll is None]
    if not (said or aside or several):
        return None
    if whom is None:
        asked = _Asked(said, aside, range_of(incident, measure), several)
    else:
        found = of_status(incident, claims, measure, whom=whom, said=said, aside=aside)
        asked = _Asked(found.said, found.aside, found.toll, [], whom=whom, disputed=found.disputed)
        if asked.toll is None and CONTEXT not in asked.aside.values():
            return None
    return (_conservative if rule == "conservative" else _ranged)(incident, claims, measure, asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a rule makes its figures of: who counts what, why others are not used, and the range of it."""

    said: list[Said]
    aside: dict[str, str]
    toll: Toll | None
    several: list[str]  # claims by which several are told of without a number
    whom: Whom | None = None
    disputed: bool = False


def _is_unweighed(incident: Incident, measure: Measure) -> bool:
    weighed = any(one.measure == measure for account in incident.accounts for one in account.weighed)
    return not weighed and not incident.surveyed and range_of(incident, measure) is not None


def _not_kept(incident: Incident, measure: Measure, rule: Rule) -> Cell:
    toll = range_of(incident, measure)
    assert toll is not None, "only what has a range is lacking its weighing"
    ranged = rule == "range"
    return Cell(
        measure=measure,
        rule=rule,
        low=toll.low if ranged else None,
        best=None,
        high=toll.high if ranged else None,
        used=(),
        aside=(),
        says=NOT_KEPT,
    )


def _ranged(incident: Incident, claims: Mapping[str, Claim], measure: Measure, asked: _Asked) -> Cell:
    """UCDP's low, best and high."""
    best, why = _best(asked.said, claims, asked.toll)
    return Cell(
        measure=measure,
        rule="range",
        low=None if asked.toll is None else asked.toll.low,
        best=best,
        high=None if asked.toll is None else asked.toll.high,
        used=_in_order(incident, [*(name for one in asked.said for name in one.claims), *asked.several]),
        aside=_reasons(incident, asked.aside),
        says="; ".join(filter(None, (_how_ranged(incident, measure, asked), why))),
        whom=asked.whom,
    )


def _best(said: Sequence[Said], claims: Mapping[str, Claim], toll: Toll | None) -> tuple[Number | None, str]:
    """The figure in the range that most independent accounts support, the lower of equals; and the words that say so."""
    exact = [one for one in said if not one.vague]
    numbers = _told_in(exact, toll)
    if not numbers:  # words for a number count where nobody gives one
        exact, numbers = list(said), _told_in(said, toll)
    if not numbers:
        only = toll.low if toll is not None and toll.low == toll.high else None
        nobody = "no best figure, as nobody names a number in it" if toll is not None else ""
        return only, nobody if only is None else f"best {only:,}"
    support = {number: _groups([one for one in exact if _supports(one, number)], claims) for number in numbers}
    best = min(numbers, key=lambda number: (-support[number], number))
    tied = sum(support[number] == support[best] for number in numbers) > 1
    share = f"supported by {support[best]} of {_count(_groups(said, claims), 'independent account')}"
    return best, f"best {best:,}, {share}{', the lower of equals' if tied else ''}"


def _told_in(said: Sequence[Said], toll: Toll | None) -> set[Number]:
    """The numbers that accounts name and that lie in the range."""
    numbers = {number for one in said for number in (one.toll.low, one.toll.high) if number is not None}
    return {number for number in numbers if toll is not None and toll.meets(Toll(low=number, high=number))}


def _supports(one: Said, number: Number) -> bool:
    """Whether an account names a number, or a closed range that holds it; "about 30" holds 29."""
    low, high = one.toll.low, one.toll.high
    if low is None or high is None:
        return number in (low, high)
    wide = ROUND if one.about else 0
    return low * (1 - wide) <= number <= high * (1 + wide)


def _groups(said: Sequence[Said], claims: Mapping[str, Claim]) -> int:
    return len(independent([one.account for one in said], claims))


def _how_ranged(incident: Incident, measure: Measure, asked: _Asked) -> str:
    accounts = _count(len(asked.said), "account")
    if asked.toll is None:
        return f"no range, as {_why_none(asked)}"
    if asked.whom is not None:
        return f"{asked.whom} by the words of {accounts}{f', from 0 as {DISPUTED}' if asked.disputed else ''}"
    if any(one.measure == measure for one in incident.surveyed):
        return f"coded as one report that has weighed its sources: from its own count to the greatest named, {accounts}"
    return f"from the smallest to the largest figure of {accounts}"


def _why_none(asked: _Asked) -> str:
    return "all that is told is set aside" if asked.whom is None else CONTEXT.partition(":")[0]


def _conservative(incident: Incident, claims: Mapping[str, Claim], measure: Measure, asked: _Asked) -> Cell:
    """ACLED's lowest figure of those that differ."""
    exact = [one for one in asked.said if not one.vague]
    counting = exact or asked.said
    read = {one.account.origin: _reading(one, claims, measure) for one in counting}
    value = min(read.values(), default=_SEVERAL if asked.several else None)
    lowest = [one for one in counting if read[one.account.origin] == value]
    used = {name for one in lowest for name in one.claims} | (set() if read else set(asked.several))
    why = asked.aside | {name: VAGUE if one.vague and exact else HIGHER for one in asked.said for name in one.claims}
    if asked.disputed:
        value = 0
    return Cell(
        measure=measure,
        rule="conservative",
        low=value,
        best=value,
        high=value,
        used=_in_order(incident, used),
        aside=_reasons(incident, {name: reason for name, reason in why.items() if name not in used}),
        says=_how_low(value, read, lowest, asked),
        whom=asked.whom,
    )


def _how_low(value: Number | None, read: Mapping[str, Number], lowest: Sequence[Said], asked: _Asked) -> str:
    if value is None:
        return f"no figure, as {_why_none(asked)}"
    if asked.disputed:
        return f"0, as {DISPUTED}"
    if not read:
        return f"{value:,}: several are told of without a number"
    names = " and ".join(one.account.origin for one in lowest[:2])
    more = f" and {len(lowest) - 2:,} more" if len(lowest) > 2 else ""
    how = ", read as one of what the words name" if all(one.vague for one in lowest) else ""
    return f"{value:,}: the lowest figure of {_count(len(read), 'account')}, given by {names}{more}{how}"


def _reading(one: Said, claims: Mapping[str, Claim], measure: Measure) -> Number:
    """The lowest number that an account's words allow: of "dozens" one dozen."""
    figures = [f for name in one.claims for f in claims[name].figures if f.measure == measure and f.basis == "vague"]
    worded = [product for figure in figures if (product := _product(figure.text)) is not None] if one.vague else []
    if worded:
        return max(worded)
    number = one.toll.low if one.toll.low is not None else one.toll.high
    return _SEVERAL if number is None else number


def _product(words: str) -> int | None:
    """One of each that the words name, multiplied: "tens of thousands" is 10,000."""
    found = [_ONE_OF[word.lower()] for word in _PLURAL.findall(words)]
    product = 1
    for number in found:
        product *= number
    return product if found else None


def _in_order(incident: Incident, names: Iterable[str]) -> tuple[str, ...]:
    wanted = set(names)
    return tuple(name for name in incident.claims if name in wanted)


def _reasons(incident: Incident, aside: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, aside[name]) for name in incident.claims if name in aside)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"
