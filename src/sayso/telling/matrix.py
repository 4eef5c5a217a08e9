"""An incident as a matrix: a row an account, with its claims, and whom it differs from.

>>> TALLIES
('killed', 'injured')
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.model import Account, Claim, Incident
from sayso.telling import wording

TALLIES = ("killed", "injured")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An account with its claims, and the other accounts that it differs from, by question.

    `none` has the words by which it tells of a measure only that there were none of some: "no civilians were killed".
    """

    account: Account
    claims: Sequence[Claim]
    differs: Mapping[str, Sequence[str]]  # "killed", "injured", "responsibility", "occurrence": in words
    none: Mapping[str, Sequence[str]]  # "killed", "injured": as worded


def rows_of(incident: Incident, claims: Mapping[str, Claim]) -> list[Row]:
    """The accounts of an incident as rows."""
    return [
        Row(
            account=account,
            claims=sorted(
                (claims[name] for name in account.claims if name in claims), key=lambda one: (one.doc, one.span)
            ),
            differs=_differences(account, incident),
            none={measure: _none(account, measure) for measure in TALLIES},
        )
        for account in incident.accounts
    ]


def _none(account: Account, measure: str) -> list[str]:
    """The words that say of whom alone there were none, where the account gives no toll."""
    from sayso.reconcile.victims import spared  # here, as starting needs no lexicon

    figures = spared(account, measure) if getattr(account, measure) is None else []
    return list(dict.fromkeys(figure.text for figure in figures))


def _differences(account: Account, incident: Incident) -> dict[str, list[str]]:
    """Whom the account differs from, and what they say, by question."""
    found: dict[str, list[str]] = {}
    others = {other.origin: other for other in incident.accounts}
    for one in incident.disagreements:
        if account.origin not in one.between:
            continue
        name = one.between[1] if one.between[0] == account.origin else one.between[0]
        if one.type != "number" or name not in others:
            found.setdefault(one.type, []).append(name)
            continue
        for measure in TALLIES:
            mine, theirs = getattr(account, measure), getattr(others[name], measure)
            if mine is not None and theirs is not None and not mine.meets(theirs):
                found.setdefault(measure, []).append(f"{name} ({wording.toll_words(theirs)})")
            elif _speaks_of_some(account, others[name], measure):
                words = wording.toll_words(theirs) or "; ".join(_none(others[name], measure))
                found.setdefault(measure, []).append(f"{name} ({words})")
    return found


def _speaks_of_some(one: Account, other: Account, measure: str) -> bool:
    """Whether one of two says of some alone that there were none, of whom the other counts some."""
    from sayso.reconcile.victims import contradicts, spared  # here, as starting needs no lexicon

    pairs = ((one, other), (other, one))
    return any(contradicts(zero, counting, measure) for none, counting in pairs for zero in spared(none, measure))
