"""Accounts as a table: one row for all that one origin says of one incident, so that those of an incident stand side by side.

>>> [column.name for column in TABLE.columns][:4]
['incident', 'account', 'origin', 'source']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from sayso.export.claim_table import figure_words
from sayso.export.columns import COUNT, NUMBER, WORDS, Column, Table
from sayso.export.exporter import Sheet
from sayso.model import Account, Claim, Toll
from sayso.telling.matrix import Row, rows_of

AT_ONCE = 4_000  # accounts of a batch
NO_TOLL = "the account gives none"

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
    ),
)  # fmt: skip


def account_batches(sheets: Iterable[Sheet]) -> Iterator[pa.RecordBatch]:
    """The accounts of incidents as batches of the table, an incident's together, in their order."""
    held: list[dict[str, object]] = []
    for sheet in sheets:
        held += rows(sheet)
        if len(held) >= AT_ONCE:
            yield TABLE.batch(held)
            held = []
    if held:
        yield TABLE.batch(held)


def rows(sheet: Sheet) -> Iterator[dict[str, object]]:
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
        }


def _words(parts: Iterable[str], by: str = "; ") -> str | None:
    """The parts in one; None where there are none."""
    return by.join(parts) or None


def _toll(measure: str, toll: Toll | None) -> dict[str, object]:
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
