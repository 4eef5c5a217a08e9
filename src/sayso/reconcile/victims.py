"""Whom a toll counts: all the dead, civilians, fighters, or a part of them; only tolls of one set can be held together.

>>> set_of(["31 civilians"]), set_of(["40 Kurdish fighters"]), set_of(["two of its own staff"]), set_of(["33 people"])
('civilians', 'fighters', 'part', None)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from sayso.lexicon import load
from sayso.model import Account, Claim, Figure, Toll
from sayso.reconcile.sides import sides

Counted = Literal["civilians", "fighters", "part"]
_COUNTED: dict[Counted, re.Pattern[str]] = {
    name: re.compile(r"\b(?:" + "|".join(words) + r")\b", re.I) for name, words in load("victims")["counted"].items()
}
_OWN = re.compile(r"^(?:" + "|".join(load("origins")["own_deed"]) + r")\b", re.I)  # "its fighter"
ROUND = 0.1  # "about 30" says nothing against 29


def figures_of(account: Account, measure: str) -> list[Figure]:
    """The figures that give the account's toll of a measure; none where it is a sum of several."""
    toll: Toll | None = getattr(account, measure)
    return [
        figure
        for _, figure in account.figures
        if figure.measure == measure and figure.part_of is None and toll is not None and _gives(figure, toll)
    ]


def _gives(figure: Figure, toll: Toll) -> bool:
    return figure.high == toll.high if toll.low is None else figure.low == toll.low


def counted_by(account: Account, measure: str) -> Counted | None:
    """Whom the account's toll of a measure counts; None where all, or where the words leave it open."""
    return set_of(f"{figure.text} {figure.unit or ''}" for figure in figures_of(account, measure))


def status_of(account: Account) -> Counted | None:
    """Whether the account's dead are civilians or fighters: by any toll that it gave of all; None where it counts both."""
    figures = (f for _, f in account.figures if f.measure == "killed" and f.part_of is None and f.scope == "incident")
    named = {found for figure in figures if (found := _set(f"{figure.text} {figure.unit or ''}")) not in (None, "part")}
    if len(named) == 1:
        return named.pop()
    return counted_by(account, "killed") if not named else None


def struck(account: Account, claims: Iterable[Claim]) -> Counted | None:
    """Whom an origin has among the dead; where it does not say, whom one who did it says that it struck.

    "IS said that one of its men had blown himself up among Kurdish fighters", of which others say that civilians died.
    """
    told = status_of(account)
    if told is not None or account.actor is None or not (_OWN.search(account.actor) or _is_doer(account)):
        return told
    targets = (claim.target.text for claim in claims if claim.target is not None and claim.status == "asserted")
    found = {of for target in targets if (of := _set(target)) in ("civilians", "fighters")}
    return found.pop() if len(found) == 1 else None


def _is_doer(account: Account) -> bool:
    return account.actor is not None and bool(sides(account.actor) & sides(account.origin))


def set_of(words: Iterable[str]) -> Counted | None:
    """Whom figures in these words count, where all of them count the same."""
    sets = {_set(text) for text in words}
    return sets.pop() if len(sets) == 1 else None


def _set(text: str) -> Counted | None:
    found: Sequence[Counted] = [name for name, pattern in _COUNTED.items() if pattern.search(text)]
    if "part" in found:
        return "part"
    return found[0] if len(found) == 1 else None


def rounded(account: Account, measure: str) -> Toll | None:
    """The account's toll, as wide as its words: "about 30" is 27 to 33."""
    toll: Toll | None = getattr(account, measure)
    figures = figures_of(account, measure)
    if toll is None or toll.low is None or toll.high is None or not figures:
        return toll
    if any(figure.basis != "about" for figure in figures):
        return toll
    return Toll(low=toll.low * (1 - ROUND), high=toll.high * (1 + ROUND))
