"""Tolls by a rule as people and programs read them: the figures, the claims they rest on, and those set aside with why.

>>> best_words(8, 8, 20), best_words(12, 12, 12), best_words(None, None, None)
('8-20, best 8', '12', 'not known')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sayso.cli.output import print_fact, print_indented
from sayso.model import Claim, Incident, Measure, Number, Rule, Toll
from sayso.telling import wording

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.reconcile.rules import Cell
    from sayso.telling.lines import Line

TOLL_RULE = (
    "from the smallest to the largest figure that any account gives; no figure is added to another, "
    "and what is set aside is a part, or less than the one report that quotes it counts"
)
SURVEY_RULE = (
    "one report, which counts for itself: from its own count to the largest that it quotes, as casualty recorders code; "
    "'at least 15' alone is 15, 'dozens' is 12 to 24, and several without a number are 2"
)


def ranges(incident: Incident) -> list[tuple[str, Toll]]:
    """The incident's ranges of dead and hurt, with what they are called."""
    tolls = (("Killed", incident.killed), ("Injured", incident.injured))
    return [(name, toll) for name, toll in tolls if toll is not None]


def print_range_rule(out: Console, incident: Incident, *, left: int) -> None:
    """By which rule the incident's ranges are, where it has any."""
    if ranges(incident):
        print_indented(out, f"({SURVEY_RULE if incident.surveyed else TOLL_RULE})", left, style="dim")


def best_words(low: Number | None, best: Number | None, high: Number | None) -> str:
    """The range, and the best figure where it says more."""
    if low is None and best is None and high is None:
        return "not known"
    range_words = wording.range_words(low, high)
    return range_words if best is None or low == high else f"{range_words}, best {wording.number(best)}"


def cells_of(incident: Incident, claims: Mapping[str, Claim], rule: Rule) -> Iterator[Cell]:
    """What anybody counts of persons, by a rule: all of them, then civilians and fighters where the words tell."""
    from sayso.reconcile.rules import cell  # here, as starting needs no lexicon
    from sayso.reconcile.weighing import PERSONS

    for measure in PERSONS:
        for whom in (None, "civilians", "fighters") if measure in ("killed", "injured") else (None,):
            found = cell(incident, claims, measure, rule=rule, whom=whom)
            if found is not None:
                yield found


def toll_lines(incident: Incident, claims: Mapping[str, Claim], rule: Rule | None) -> Line:
    """The tolls by a rule as the one more key that they are of an incident's line; none without a rule."""
    return {} if rule is None else {"tolls": [_toll_line(cell) for cell in cells_of(incident, claims, rule)]}


def _toll_line(cell: Cell) -> Line:
    """A cell as JSON: `aside` holds each claim not used, with why."""
    return {
        "measure": cell.measure,
        "whom": cell.whom,
        "rule": cell.rule,
        "low": cell.low,
        "best": cell.best,
        "high": cell.high,
        "used": list(cell.used),
        "aside": [{"claim": name, "why": why} for name, why in cell.aside],
        "says": cell.says,
    }


def print_cells(out: Console, incident: Incident, claims: Mapping[str, Claim], rule: Rule, *, left: int) -> None:
    """Each toll, `left` columns in, beneath it its sentence, the claims it rests on, and those set aside, each with why."""
    known: dict[Measure, Mapping[str, str]] = {}  # of all; of civilians and fighters only what is so for them alone
    for cell in cells_of(incident, claims, rule):
        print_fact(out, (cell.whom or cell.measure).capitalize(), best_words(cell.low, cell.best, cell.high))
        print_indented(out, f"({cell.says})", left, style="dim")
        why = dict(cell.aside)
        told = _told(incident, cell.measure)
        for words in _grouped(cell.used, claims, told):
            print_indented(out, f"used: {words}", left)
        for reason in dict.fromkeys(why.values()):
            names = [name for name in why if why[name] == reason and known.get(cell.measure, {}).get(name) != reason]
            for words in _grouped(names, claims, told):
                print_indented(out, f"set aside: {words}; {reason}", left)
        known.setdefault(cell.measure, why)


def _told(incident: Incident, measure: Measure) -> dict[str, str]:
    """What each claim gives of a measure, and who says it, in words."""
    weighed = [one for account in incident.accounts for one in account.weighed]
    every = [one for one in (*weighed, *incident.surveyed) if one.measure == measure]
    given = {one.claim: wording.toll_words(one.toll) or "several" for one in every}
    origins: dict[str, list[str]] = {}
    for account in incident.accounts:
        for name in account.claims:
            origins.setdefault(name, []).append(account.origin)
    return {name: f"{toll}: {' and '.join(origins[name])}" for name, toll in given.items()}


def _grouped(names: Iterable[str], claims: Mapping[str, Claim], told: Mapping[str, str]) -> Iterator[str]:
    """What claims give, and who says it, with every report in which one source gives it."""
    groups: dict[str, list[Claim]] = {}
    for name in names:
        groups.setdefault(told[name], []).append(claims[name])
    for words, found in groups.items():
        yield f"{words}, in {', '.join(f'{claim.doc} ({wording.short(claim.id)})' for claim in found)}"
