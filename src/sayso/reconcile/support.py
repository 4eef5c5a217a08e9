"""Support: which accounts of a happening are independent of each other, and of the one who did it.

>>> witnesses([], {}, doers=frozenset())
[]
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.lexicon import load
from sayso.model import Account, Claim
from sayso.reconcile.origins import name_words, origin_link
from sayso.reconcile.voices import account_sides

_WORDS = load("grades")
_REPORTING = frozenset(_WORDS["reporting"])
_POINTING = frozenset(_WORDS["pointing"])
_COLLECTIVE = frozenset(_WORDS["collective"]) | _POINTING


def reports(account: Account, claims: Mapping[str, Claim]) -> bool:
    """Whether whoever says it stands for it: one who condemns an attack does not report it."""
    told = [claims[name] for name in account.claims]
    return any(claim.status != "denied" and (not claim.source or claim.stance in _REPORTING) for claim in told)


def witnesses(
    accounts: Sequence[Account], claims: Mapping[str, Claim], *, doers: frozenset[str]
) -> list[list[Account]]:
    """The accounts of others than the doers, those together that are not independent of each other.

    What reports say around those whom they name, in their own voice or as what "all sources" say, is no account of its
    own; but where they name one only, what "several sources" say is another.
    """
    others = [account for account in accounts if not account_sides(account, claims) & doers and not _points(account)]
    heard = standing_alone(others, claims)
    collective = [account for account in heard if is_collective(account)]
    groups = independent([account for account in heard if account not in collective], claims)
    return groups if len(groups) > 1 or not collective else [*groups, collective]


def standing_alone(accounts: Sequence[Account], claims: Mapping[str, Claim]) -> list[Account]:
    """The accounts without those that reports tell in their own voice around others whom they quote."""
    told = [claims[name] for account in accounts for name in account.claims]
    quoting = {claim.doc for claim in told if origin_link(claim) is not None}
    return [account for account in accounts if not is_own_voice(account, claims) or not set(account.docs) <= quoting]


def _points(account: Account) -> bool:
    """Whether its source is only pointed at, or is nobody: "which", "none of the sources"."""
    return not _POINTING.isdisjoint(name_words(account.origin)) and is_collective(account)


def is_collective(account: Account) -> bool:
    """Whether its source has no name but what all are called at once: "several sources"."""
    return name_words(account.origin) <= _COLLECTIVE


def is_own_voice(account: Account, claims: Mapping[str, Claim]) -> bool:
    """Whether the account is what a report tells in its own voice."""
    return all(origin_link(claims[name]) is None for name in account.claims if name in claims)


def independent(accounts: Sequence[Account], claims: Mapping[str, Claim]) -> list[list[Account]]:
    """The accounts, those together that are not independent of each other: of one side, or in the same words."""
    groups: list[list[Account]] = []
    for account in accounts:
        joined = next((group for group in groups if any(_depends(account, other, claims) for other in group)), None)
        if joined is None:
            groups.append([account])
        else:
            joined.append(account)
    return groups


def _depends(one: Account, other: Account, claims: Mapping[str, Claim]) -> bool:
    if account_sides(one, claims) & account_sides(other, claims):
        return True
    return (
        is_own_voice(one, claims) and is_own_voice(other, claims) and bool(_words(one, claims) & _words(other, claims))
    )


def _words(account: Account, claims: Mapping[str, Claim]) -> frozenset[str]:
    return frozenset(_plain(claims[name].evidence) for name in account.claims if name in claims)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))
