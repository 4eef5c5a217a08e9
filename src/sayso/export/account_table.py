"""Accounts as a table: one row for all that one origin says of one incident, so that those of an incident stand side by side.

>>> [column.name for column in TABLE.columns][:4]
['incident', 'account', 'origin', 'source']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import pyarrow as pa

from sayso.export.claim_table import figure_words
from sayso.export.columns import COUNT, DAY, NUMBER, WORDS, Column, Table
from sayso.export.explaining import explain
from sayso.export.exporter import Explanation, Sheet
from sayso.export.incident_table import NO_DATE, NO_DOT, NO_PLACE
from sayso.model import Account, Claim, Toll
from sayso.reconcile.victims import struck
from sayso.telling.matrix import Row, rows_of

AT_ONCE = 4_000  # accounts of a batch
NO_TOLL = "the account gives none"
NO_DAY = "none of its reports bears a day that can be trusted"
_TOLLED = "what its claims give of the measure, put together: see docs/tolls.md"
AS_INCIDENT = "as the table of incidents has it"
RULES = {  # of derived columns, as the sidecar names them
    **dict.fromkeys(("killed_low", "killed_high", "injured_low", "injured_high"), _TOLLED),
    **dict.fromkeys(("kind", "date_first", "date_last", "place", "country", "lat", "lon"), AS_INCIDENT),
    "origin": "who the innermost source is, or the report where it names none",
    "actor": "the doer of its claims whom most accounts name",
    "aside": "a toll of a part, or one below what the only report that quotes it gives itself",
    "differs": "accounts that cannot both hold",
    "victims": "whom its figures count, or whom one who did it says that it struck",
}

TABLE = Table(
    name="accounts",
    words="all that one origin says of one incident, outlets that relay one statement counted once",
    columns=(
        Column("incident", WORDS, "identifier of the incident"),
        Column("account", COUNT, "which of the incident's accounts, from 1 on"),
        Column("origin", WORDS, "who it goes back to"),
        Column("source", WORDS, "the chain by which it is told, outermost first, parted by ' > '", "the report's own voice"),
        Column("occurred", WORDS, "asserted, denied or possible"),
        Column("actor", WORDS, "who did it, by this account", "it names nobody"),
        Column("killed_low", NUMBER, "the killed by this account, at least", NO_TOLL, "persons"),
        Column("killed_high", NUMBER, "at most", f"open above, or {NO_TOLL}", "persons"),
        Column("injured_low", NUMBER, "the injured by this account, at least", NO_TOLL, "persons"),
        Column("injured_high", NUMBER, "at most", f"open above, or {NO_TOLL}", "persons"),
        Column("aside", WORDS, "measures whose toll does not count towards the incident's, parted by '; '", "all count"),
        Column("figures", WORDS, "every figure with its measure, in words, parted by '; '", "it gives none"),
        Column("differs", WORDS, "about what it differs from whom, parted by '; '", "it can hold beside all others"),
        Column("documents", WORDS, "identifiers of the reports that tell it, parted by blanks"),
        Column("claims", WORDS, "identifiers of its claims, parted by blanks"),
        Column("quotes", pa.list_(WORDS), "the words of its claims, by report and position", nested=True),
        Column("kind", WORDS, "kind of event of the incident"),
        Column("date_first", DAY, "first day on which the incident can have been", NO_DATE),
        Column("date_last", DAY, "last day, inclusive", NO_DATE),
        Column("place", WORDS, "where the incident was", NO_PLACE),
        Column("country", WORDS, "its country, ISO 3166-1 alpha-2", "no place, or in no one country"),
        Column("lat", NUMBER, "latitude of the incident's place, WGS 84", NO_DOT, "degrees"),
        Column("lon", NUMBER, "its longitude, WGS 84", NO_DOT, "degrees"),
        Column("relays", WORDS, "who published the reports that tell the account, parted by '; '", "nobody is known to have"),
        Column("first_said", DAY, "day of its first report", NO_DAY),
        Column("last_said", DAY, "day of its last report", NO_DAY),
        Column("victims", WORDS, "whom it has among the dead: civilians or fighters", "it does not say, or says both"),
        Column("said", WORDS, "the words of its claims, each within “ ”, parted by blanks", "it has no claim of its own"),
    ),
)  # fmt: skip


def account_batches(sheets: Iterable[Sheet], explanation: Explanation | None = None) -> Iterator[pa.RecordBatch]:
    """The accounts of incidents as batches of the table, in their order; each derived cell explained where that is asked for."""
    yield from TABLE.batches(_explained(sheets, explanation), size=AT_ONCE)


def _explained(sheets: Iterable[Sheet], explanation: Explanation | None) -> Iterator[dict[str, Any]]:
    for row in chain.from_iterable(map(rows, sheets)):
        if explanation is not None:
            name, claims = f"{row['incident']}/{row['account']}", row["claims"].split()
            explain(row, TABLE, name=name, claims=claims, rules=RULES, explanation=explanation)
        yield row


def rows(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The rows of the accounts of one incident, each by name of column."""
    told = rows_of(sheet.incident, {claim.id: claim for claim in sheet.claims})
    for number, row in enumerate(told, 1):
        account = row.account
        yield {
            "incident": sheet.incident.id,
            "account": number,
            "origin": account.origin,
            "source": _words(account.source, " > "),
            "occurred": account.occurred,
            "actor": account.actor,
            **_toll("killed", account.killed),
            **_toll("injured", account.injured),
            "aside": _words(account.aside),
            "figures": _figures(account),
            "differs": _differs(row),
            "documents": " ".join(account.docs),
            "claims": " ".join(account.claims),
            "quotes": _quotes(row.claims),
            **of_incident(sheet),
            **_reported(account, sheet),
            "victims": victims(account, row.claims),
            "said": _words((f"“{claim.evidence}”" for claim in row.claims), " "),
        }


def of_incident(sheet: Sheet) -> dict[str, Any]:
    """What the row has of the incident itself, so that it can be read alone."""
    incident, place = sheet.incident, sheet.incident.place
    return {
        "kind": incident.kind,
        "date_first": incident.when.first,
        "date_last": incident.when.last,
        "place": None if place is None else place.name or place.text,
        "country": None if place is None else place.country,
        "lat": None if place is None else place.lat,
        "lon": None if place is None else place.lon,
    }


def _reported(account: Account, sheet: Sheet) -> dict[str, Any]:
    """By whom and when it was published."""
    reports = [sheet.documents[name] for name in account.docs if name in sheet.documents]
    days = [report.published for report in reports if report.published is not None]
    return {
        "relays": _words(dict.fromkeys(report.publisher for report in reports if report.publisher)),
        "first_said": min(days, default=None),
        "last_said": max(days, default=None),
    }


def victims(account: Account, claims: Iterable[Claim]) -> str | None:
    """Whom an account has among the dead, civilians or fighters; None where it does not say, or says both."""
    whom = struck(account, claims)
    return whom if whom in ("civilians", "fighters") else None


def _words(parts: Iterable[str], by: str = "; ") -> str | None:
    """The parts in one; None where there are none."""
    return by.join(parts) or None


def _toll(measure: str, toll: Toll | None) -> dict[str, Any]:
    low, high = (None, None) if toll is None else (toll.low, toll.high)
    return {f"{measure}_low": low, f"{measure}_high": high}


def _figures(account: Account) -> str | None:
    told = (
        figure_words(figure.measure, figure.low, figure.high, figure.scope, figure.part_of)
        for _, figure in account.figures
    )
    return _words(dict.fromkeys(told))


def _differs(row: Row) -> str | None:
    return _words(f"{question}: {', '.join(others)}" for question, others in row.differs.items())


def _quotes(claims: Sequence[Claim]) -> list[str]:
    return [claim.evidence for claim in claims]
