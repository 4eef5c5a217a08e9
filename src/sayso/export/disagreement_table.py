"""Disagreements as a table: one row for two accounts of one incident that cannot both hold, with what each side says.

>>> [column.name for column in TABLE.columns][:4]
['incident', 'disagreement', 'type', 'size']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import pyarrow as pa

from sayso.export.account_table import AS_INCIDENT, of_incident, victims
from sayso.export.columns import COUNT, DAY, NUMBER, WORDS, Column, Table
from sayso.export.explaining import explain
from sayso.export.exporter import Explanation, Sheet
from sayso.export.incident_table import NO_DATE, NO_PLACE
from sayso.model import Account, Claim, Disagreement, Toll
from sayso.telling.wording import toll_words

AT_ONCE = 4_000  # disagreements of a batch
UNITS = {"number": "persons", "place": "kilometres", "date": "days"}  # of the size, by type
_OPEN = "the two sides are told apart by words alone"
_SAYS = "its account says nothing of it in a word: see says"
RULES = {  # of derived columns, as the sidecar names them
    **dict.fromkeys(("kind", "date_first", "date_last", "place", "country"), AS_INCIDENT),
    "type": "accounts that cannot all hold",
    "size": "the gap between the two sides",
    "one_says": "what the account of that side gives",
    "other_says": "what the account of that side gives",
    "says": "both sides in one sentence",
}


def _side(name: str, words: str) -> tuple[Column, ...]:
    return (
        Column(name, WORDS, f"who {words} side goes back to"),
        Column(f"{name}_says", WORDS, "what it says: a toll, who did it, whether it was, who died, where, when", _SAYS),
        Column(
            f"{name}_claims", WORDS, "identifiers of its claims, parted by blanks", "its account has no claim of it"
        ),
        Column(
            f"{name}_said", WORDS, "their words, each within “ ”, parted by blanks", "its account has no claim of it"
        ),
    )


TABLE = Table(
    name="disagreements",
    words="two accounts of one incident that cannot both hold",
    columns=(
        Column("incident", WORDS, "identifier of the incident"),
        Column("disagreement", COUNT, "which of the incident's disagreements, from 1 on"),
        Column("type", WORDS, "number, place, date, responsibility, occurrence or victims"),
        Column("size", NUMBER, "how far apart the two are", _OPEN),
        Column("unit", WORDS, "persons, kilometres or days", _OPEN),
        *_side("one", "the one"),
        *_side("other", "the other"),
        Column("says", WORDS, "both sides in one sentence"),
        Column("kind", WORDS, "kind of event of the incident"),
        Column("date_first", DAY, "first day on which the incident can have been", NO_DATE),
        Column("date_last", DAY, "last day, inclusive", NO_DATE),
        Column("place", WORDS, "where the incident was", NO_PLACE),
        Column("country", WORDS, "its country, ISO 3166-1 alpha-2", "no place, or in no one country"),
    ),
)


def disagreement_batches(sheets: Iterable[Sheet], explanation: Explanation | None = None) -> Iterator[pa.RecordBatch]:
    """The disagreements of incidents as batches of the table; each derived cell explained where that is asked for."""
    yield from TABLE.batches(_explained(sheets, explanation), size=AT_ONCE)


def _explained(sheets: Iterable[Sheet], explanation: Explanation | None) -> Iterator[dict[str, Any]]:
    for row in chain.from_iterable(map(rows, sheets)):
        if explanation is not None:
            name = f"{row['incident']}/{row['disagreement']}"
            claims = [*(row["one_claims"] or "").split(), *(row["other_claims"] or "").split()]
            explain(row, TABLE, name=name, claims=claims, rules=RULES, explanation=explanation)
        yield row


def rows(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The rows of the disagreements of one incident, each by name of column."""
    by_id = {claim.id: claim for claim in sheet.claims}
    own = of_incident(sheet)
    for number, one in enumerate(sheet.incident.disagreements, 1):
        yield {
            "incident": sheet.incident.id,
            "disagreement": number,
            "type": one.type,
            "size": one.size,
            "unit": None if one.size is None else UNITS[one.type],
            **_told("one", one, 0, sheet, by_id),
            **_told("other", one, 1, sheet, by_id),
            "says": one.says,
            **{name: own[name] for name in ("kind", "date_first", "date_last", "place", "country")},
        }


def _told(name: str, one: Disagreement, side: int, sheet: Sheet, by_id: Mapping[str, Claim]) -> dict[str, Any]:
    """One side."""
    claims = [by_id[claim] for claim in one.claims[side] if claim in by_id]
    account = _account(one, side, sheet.incident.accounts)
    return {
        name: one.between[side],
        f"{name}_says": None if account is None else _says(one, account, claims),
        f"{name}_claims": " ".join(one.claims[side]) or None,
        f"{name}_said": " ".join(f"“{claim.evidence}”" for claim in claims) or None,
    }


def _account(one: Disagreement, side: int, accounts: Sequence[Account]) -> Account | None:
    """The account of a side: that of its claims, as masked origins do not tell accounts apart."""
    claims = set(one.claims[side])
    of_claims = (account for account in accounts if not claims.isdisjoint(account.claims))
    of_origin = (account for account in accounts if account.origin == one.between[side])
    return next(of_claims, None) or next(of_origin, None)


def _says(one: Disagreement, account: Account, claims: Sequence[Claim]) -> str | None:
    """What an account says of the question, in a few words; None where it says nothing of it itself."""
    match one.type:
        case "number":
            return _tolls(account)
        case "responsibility":
            return account.actor
        case "occurrence":
            return account.occurred
        case "victims":
            return victims(account, claims)
        case "place":
            return _words(place.name or place.text for claim in claims for place in claim.places[:1])
        case "date":
            return _words(claim.time.text for claim in claims if claim.time is not None)


def _tolls(account: Account) -> str | None:
    """The killed and the injured by an account, in words."""
    tolls: dict[str, Toll | None] = {"killed": account.killed, "injured": account.injured}
    return _words(f"{measure} {toll_words(toll)}" for measure, toll in tolls.items() if toll is not None)


def _words(parts: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(parts)) or None
