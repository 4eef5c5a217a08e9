"""Whom a toll counts: all the dead, civilians, fighters, or a part of them; only tolls of one set can be held together.

>>> set_of(["31 civilians"]), set_of(["40 Kurdish fighters"]), set_of(["two of its own staff"]), set_of(["33 people"])
('civilians', 'fighters', 'part', None)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from sayso.lexicon import load
from sayso.model import Account, Claim, Figure, Toll
from sayso.reconcile.sides import sides

Counted = Literal["civilians", "fighters", "part"]
_COUNTED: dict[Counted, re.Pattern[str]] = {
    name: re.compile(r"\b(?:" + "|".join(words) + r")\b", re.I) for name, words in load("victims")["counted"].items()
}
_OWN = re.compile(r"^(?:" + "|".join(load("origins")["own_deed"]) + r")\b", re.I)  # "its fighter"
HARM = "casualties"  # the killed and the injured together
WORDINGS = 20_000  # wordings of figures whose set is remembered: the same few come again and again
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
    figures = (f for _, f in account.figures if _tells_who_died(f))
    named = {found for figure in figures if (found := _set(f"{figure.text} {figure.unit or ''}")) not in (None, "part")}
    if len(named) == 1:
        return named.pop()
    return counted_by(account, "killed") if not named else None


def _tells_who_died(figure: Figure) -> bool:
    """Whether a figure counts dead of the whole; who was not among them does not tell who was."""
    return figure.measure == "killed" and figure.part_of is None and figure.scope == "incident" and figure.high != 0


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


@lru_cache(WORDINGS)
def _set(text: str) -> Counted | None:
    found: Sequence[Counted] = [name for name, pattern in _COUNTED.items() if pattern.search(text)]
    if "part" in found:
        return "part"
    return found[0] if len(found) == 1 else None


def spares(figure: Figure) -> Counted | None:
    """Of whom alone a figure says that there was none: "no civilians were killed" says nothing of others."""
    return set_of([f"{figure.text} {figure.unit or ''}"]) if figure.low == figure.high == 0 else None


def spared(account: Account, measure: str) -> list[Figure]:
    """The figures by which an account says of a set of people alone that none was killed or injured."""
    measures = (measure, HARM)
    return [figure for _, figure in account.figures if figure.measure in measures and spares(figure) is not None]


def contradicts(zero: Figure, account: Account, measure: str) -> Figure | None:
    """The largest figure by which an account counts some of those of whom another says that there was none."""
    whom = spares(zero)
    counts = [
        figure
        for _, figure in account.figures
        if figure.measure == measure
        and figure.scope == "incident"
        and (figure.low or 0) > 0
        and _is_of(figure, whom, zero)
    ]
    return max(counts, key=lambda figure: figure.low or 0, default=None)


def _is_of(figure: Figure, whom: Counted | None, zero: Figure) -> bool:
    """Whether a figure counts the people of another: of one set, and of a part of the dead in the same words."""
    return set_of([f"{figure.text} {figure.unit or ''}"]) == whom and (whom != "part" or figure.unit == zero.unit)


def rounded(account: Account, measure: str) -> Toll | None:
    """The account's toll, as wide as its words: "about 30" is 27 to 33."""
    toll: Toll | None = getattr(account, measure)
    figures = figures_of(account, measure)
    if toll is None or toll.low is None or toll.high is None or not figures:
        return toll
    if any(figure.basis != "about" for figure in figures):
        return toll
    return Toll(low=toll.low * (1 - ROUND), high=toll.high * (1 + ROUND))
