"""An incident with all that tells of it: from each account to its claims, their words and the reports that they stand in.

>>> from sayso.model import TimeInterval
>>> never = TimeInterval(first=None, last=None, precision="open")
>>> nothing = Incident(id="i", kind="attack", claims=(), claims_by_doc=(), when=never, place=None)
>>> toll(nothing, [], "killed") is None
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.errors import NotFoundError
from sayso.export.exporter import Options
from sayso.export.stream import sheets
from sayso.model import Account, Claim, Document, Incident, Measure, Rule
from sayso.notebook import display, tables
from sayso.reconcile.counts import Whom
from sayso.reconcile.rules import Cell, cell
from sayso.store.filters import Filters
from sayso.store.view import View
from sayso.telling.matrix import Row, rows_of

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def toll(
    incident: Incident,
    claims: Iterable[Claim] | Mapping[str, Claim],
    measure: Measure,
    *,
    rule: Rule = "range",
    whom: Whom | None = None,
) -> Cell | None:
    """A measure of persons of an incident by a rule, in persons; None where nobody tells of it.

    `claims` are those of the incident, or more. The rule "range" gives `low`, `best` and `high` as UCDP GED codes them,
    "conservative" the lowest figure that any counting account gives, as ACLED; each of the three is None where it is open
    or not known, and `says` tells why. `used` and `aside` name the claims. `whom` asks for "civilians" or "fighters" alone.
    """
    by_id = claims if isinstance(claims, Mapping) else {claim.id: claim for claim in claims}
    return cell(incident, by_id, measure, rule=rule, whom=whom)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """An incident, its claims in the order of telling, and their documents by identifier, with their texts.

    Nothing is masked here: before you give away what shows it, look for names of private persons.
    """

    incident: Incident
    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]

    @property
    def rows(self) -> list[Row]:
        """The accounts side by side: each with its claims, and with whom it differs about what."""
        return rows_of(self.incident, {claim.id: claim for claim in self.claims})

    def claims_of(self, account: Account | str) -> list[Claim]:
        """The claims of an account, or of those of that origin, by document and position; NotFoundError for an unknown one."""
        origin = account if isinstance(account, str) else account.origin
        for row in self.rows:
            if row.account.origin == origin:
                return list(row.claims)
        known = ", ".join(repr(one.origin) for one in self.incident.accounts)
        raise NotFoundError(
            found=f"no account of {origin!r}", expected=f"one of {known}", mend="see: incident.accounts"
        )

    def quotes(self, account: Account | str) -> list[str]:
        """The words of an account, as they stand in the reports. Raises NotFoundError as `claims_of`."""
        return [claim.evidence for claim in self.claims_of(account)]

    def document_of(self, claim: Claim) -> Document:
        """The report that a claim stands in; its text from `claim.span.start` to `.end` (code points) is the quote."""
        return self.documents[claim.doc]

    def toll(self, measure: Measure, *, rule: Rule = "range", whom: Whom | None = None) -> Cell | None:
        """A measure of persons by a rule; None where nobody tells of it: see `sayso.toll`."""
        return toll(self.incident, self.claims, measure, rule=rule, whom=whom)

    def to_arrow(self, *, with_names: bool = False) -> pa.Table:
        """A row an account, side by side: the table "accounts". Names of private persons are masked unless `with_names`."""
        return tables.table(
            [self.incident],
            of="accounts",
            claims=self.claims,
            documents=self.documents.values(),
            with_names=with_names,
        )

    def to_pandas(self, *, with_names: bool = False) -> pd.DataFrame:
        """The same as a data frame of pandas. Raises ResourceError where pandas is not installed."""
        return tables.in_pandas(self.to_arrow(with_names=with_names))

    def _repr_html_(self) -> str:
        return display.dossier_html(self.incident, self.rows, self.documents)

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(display.dossier_text(self.incident, self.rows))


def dossier(view: View, incident: Incident) -> Dossier:
    """The incident joined to its claims and documents."""
    claims = view.claims_with(incident.claims)
    documents = view.documents_with({claim.doc for claim in claims.values()})
    ordered = tuple(claims[name] for name in incident.claims if name in claims)
    return Dossier(incident=incident, claims=ordered, documents=documents)


def dossiers(view: View, filters: Filters) -> Iterator[Dossier]:
    """Those of the incidents asked for, newest first, undated last."""
    for sheet in sheets(view, filters, Options(with_names=True)):
        yield Dossier(incident=sheet.incident, claims=sheet.claims, documents=sheet.documents)
