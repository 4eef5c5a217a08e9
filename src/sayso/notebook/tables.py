"""Tables of what a ledger holds or what is in memory: Arrow, and data frames of pandas and polars where these are installed.

>>> table([], of="claims").num_rows
0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, get_args

import pyarrow as pa

from sayso.errors import ResourceError, UsageError
from sayso.export import account_table, claim_columns, incident_table
from sayso.export.account_table import account_batches
from sayso.export.claim_table import claim_batches, record_batches
from sayso.export.columns import Table
from sayso.export.exporter import Options, Sheet
from sayso.export.incident_table import incident_batches
from sayso.export.stream import sheet, sheets
from sayso.model import Claim, Document, Incident, Rule
from sayso.model.codec import dumps
from sayso.reconcile.rules import RULES
from sayso.store.filters import Filters
from sayso.store.view import ClaimRecord, View

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Of = Literal["incidents", "accounts", "claims"]
TABLES: dict[str, Table] = {one.name: one for one in (incident_table.TABLE, account_table.TABLE, claim_columns.TABLE)}


def table(
    things: Sequence[Incident] | Sequence[Claim],
    *,
    of: Of | None = None,
    claims: Iterable[Claim] = (),
    documents: Iterable[Document] = (),
    incidents: Iterable[Incident] = (),
    rule: Rule = "range",
    with_names: bool = False,
) -> pa.Table:
    """Incidents or claims in memory as a table, in their order, with the columns of `Ledger.to_arrow`.

    Of incidents `claims` must hold all that are theirs, as their tolls and quotes are made of them; `documents` are the
    reports (without them publisher, day and address are unknown), `incidents` those that claims may be part of. `of` is "accounts" for a row an account, and says
    what an empty list is of. Raises UsageError where a claim is missing, or for another table or rule.
    """
    wanted = of or ("claims" if things and isinstance(things[0], Claim) else "incidents")
    options = _options(wanted, rule, with_names)
    held = {document.id: document for document in documents}
    if wanted == "claims":
        homes = {name: one.id for one in incidents for name in one.claims}
        return whole(wanted, record_batches([[_record(one, held, homes) for one in _all(things, Claim)]], options))
    by_id = {claim.id: claim for claim in claims}
    told = (sheet(one, _claims_of(one, by_id), held, options) for one in _all(things, Incident))
    return whole(wanted, _OF_INCIDENTS[wanted](told))


def batches_of_ledger(
    view: View, of: Of, filters: Filters, *, rule: Rule, with_names: bool
) -> Iterator[pa.RecordBatch]:
    """A table of what the filters ask for, a batch at a time."""
    options = _options(of, rule, with_names)
    if of == "claims":
        return claim_batches(view, filters, options)
    return _OF_INCIDENTS[of](sheets(view, filters, options))


def whole(of: Of, batches: Iterable[pa.RecordBatch]) -> pa.Table:
    """The batches as one table, with its columns also where there are none."""
    return pa.Table.from_batches(list(batches), schema=TABLES[of].schema)


def in_pandas(found: pa.Table) -> pd.DataFrame:
    """The table with columns of Arrow's types, so that whole numbers that are unknown here and there stay whole numbers."""
    pandas: Any = _installed("pandas")
    frame: pd.DataFrame = found.to_pandas(types_mapper=pandas.ArrowDtype)
    return frame


def in_polars(found: pa.Table) -> pl.DataFrame:
    """The table as polars has it."""
    polars: Any = _installed("polars")
    frame: pl.DataFrame = polars.from_arrow(found)
    return frame


def _installed(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise ResourceError(
            found=f"no {name}", expected=f"it for data frames of {name}", mend=f"run: pip install {name}"
        ) from error


def _options(of: str, rule: Rule, with_names: bool) -> Options:
    for value, known, what in ((of, get_args(Of), "a table"), (rule, RULES, "a rule")):
        if value not in known:
            raise UsageError(found=f"{value!r} as {what}", expected=f"one of {', '.join(known)}", mend="correct it")
    return Options(rule=rule, with_names=with_names, of="claims" if of == "claims" else "incidents")


def _all(things: Iterable[object], kind: type) -> Iterator[Any]:
    for one in things:
        if not isinstance(one, kind):
            raise UsageError(
                found=f"{type(one).__name__} among the things of a table",
                expected=f"only {kind.__name__}",
                mend="make a table of each kind, and say which with of=",
            )
        yield one


def _claims_of(incident: Incident, claims: dict[str, Claim]) -> list[Claim]:
    missing = [name for name in incident.claims if name not in claims]
    if missing:
        raise UsageError(
            found=f"no claim {missing[0]!r} of incident {incident.id!r}",
            expected=f"all its {len(incident.claims)} claims",
            mend="give them as claims=, or ask the ledger: ledger.to_arrow()",
        )
    return [claims[name] for name in incident.claims]


def _record(claim: Claim, documents: Mapping[str, Document], homes: Mapping[str, str]) -> ClaimRecord:
    report = documents.get(claim.doc) or Document(id=claim.doc, text="")
    return ClaimRecord(
        record=dumps(claim),
        publisher=report.publisher,
        published=report.published,
        url=report.url,
        title=report.title or "",
        incident=homes.get(claim.id),
    )


_OF_INCIDENTS: dict[str, Callable[[Iterable[Sheet]], Iterator[pa.RecordBatch]]] = {
    "incidents": incident_batches,
    "accounts": account_batches,
}
