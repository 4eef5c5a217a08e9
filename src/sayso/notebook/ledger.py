"""The ledger at a prompt: asked by keyword, joined to claims and quotes, as tables; and what a person says of it.

>>> from sayso.store.ledger import Entry
>>> with Ledger.open("sqlite://", create=True) as ledger:
...     ledger.incidents(place="Idlib", since="2015-11"), ledger.to_arrow("claims").num_rows
([], 0)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self, Unpack

from sayso.errors import NotFoundError
from sayso.model import Claim, Document, Incident, Operation, Rule
from sayso.notebook.asked import Given, filters_of
from sayso.notebook.dossier import Dossier, dossier, dossiers
from sayso.notebook.listed import Listed
from sayso.notebook.resources import author_name, gazetteer, ledger_address, now
from sayso.notebook.tables import Of, batches_of_ledger, in_pandas, in_polars, whole
from sayso.store.acts import Act, By, Confirm, Correct, Merge, Part, Reject, Split, Undo
from sayso.store.filters import ALL, Filters
from sayso.store.ledger import Ledger as Kept
from sayso.store.reading import SourceCount

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from sayso.review import Outcome

__all__ = ["Ledger"]

Named = Incident | str  # an incident, or the beginning of its identifier


class Ledger(Kept):
    """A ledger, open. Use `Ledger.open`; close it, or use it in a `with` block.

    It is the ledger of the store, so that all that takes one takes it; what is here is for people at a prompt. Filters are
    those of the command line, by keyword (see `Given`) or as one `Filters`; a keyword goes before the same in `Filters`.
    """

    @classmethod
    def open(
        cls, address: str | Path | None = None, *, create: bool = False, now: Callable[[], str] | None = now
    ) -> Self:
        """The ledger at a path or address; else at SAYSO_DB, else sayso.db in the working folder.

        `create` makes one where there is none. `now` tells the time (ISO 8601, UTC) that changes are kept with.
        Raises LedgerError where nothing is there, something else is, or a newer program made it.
        """
        return super().open(ledger_address(address), create=create, now=now)

    @classmethod
    def of(cls, ledger: Kept) -> Self:
        """A ledger that is open already, as one of this kind; closing either closes both."""
        return cls(ledger.engine, name=ledger.name, now=ledger._now)

    # Questions

    def incidents(self, filters: Filters = ALL, **given: Unpack[Given]) -> Listed[Incident]:
        """The incidents asked for, newest first, undated last: a list that a notebook shows as a table.

        Raises UsageError where a filter cannot be read. All are held in memory; `dossiers` and `batches` hold a few.
        """
        return Listed(super().incidents(filters_of(filters, **given)))

    def claims(self, filters: Filters = ALL, **given: Unpack[Given]) -> Listed[Claim]:
        """The live claims asked for, by day of report, document and position. Raises UsageError as `incidents`."""
        return Listed(super().claims(filters_of(filters, **given)))

    def documents(self, filters: Filters = ALL, **given: Unpack[Given]) -> Listed[Document]:
        """The current documents asked for, by day of publication. Raises UsageError as `incidents`."""
        return Listed(super().documents(filters_of(filters, **given)))

    def sources(self, filters: Filters = ALL, **given: Unpack[Given]) -> Listed[SourceCount]:
        """Who the claims asked for come from, those with most claims first. Raises UsageError as `incidents`."""
        return Listed(super().sources(filters_of(filters, **given)))

    # An incident with all that tells of it

    def dossier(self, incident: Named) -> Dossier:
        """An incident, or the one whose identifier begins so, with its claims and documents: all accounts to their quotes.

        Raises NotFoundError where nothing bears that name, or something else does.
        """
        with self.view() as view:
            return dossier(view, self._incident(incident))

    def dossiers(self, filters: Filters = ALL, **given: Unpack[Given]) -> Iterator[Dossier]:
        """The dossiers of the incidents asked for, in the order of `incidents`, a few held at a time.

        The ledger is seen as it was when the first was asked for. Raises UsageError as `incidents`.
        """
        asked = filters_of(filters, **given)
        with self.view() as view:
            yield from dossiers(view, asked)

    def claims_of_incident(self, incident: Named) -> Listed[Claim]:
        """The claims of an incident, in the order of telling. Raises NotFoundError as `dossier`."""
        return Listed(self.dossier(incident).claims)

    def _incident(self, incident: Named) -> Incident:
        if isinstance(incident, Incident):
            return incident
        kind, name = self.find(incident)
        if kind != "incident":
            raise NotFoundError(
                found=f"{kind} {name!r}", expected="the name of an incident", mend="see: ledger.incidents()"
            )
        return self.incident(name)

    # Tables

    def batches(
        self,
        of: Of = "incidents",
        filters: Filters = ALL,
        *,
        rule: Rule = "range",
        with_names: bool = False,
        **given: Unpack[Given],
    ) -> Iterator[pa.RecordBatch]:
        """The table as batches of some thousand rows, for what does not fit into memory; as `to_arrow` otherwise."""
        asked = filters_of(filters, **given)
        with self.view() as view:
            yield from batches_of_ledger(view, of, asked, rule=rule, with_names=with_names)

    def to_arrow(
        self,
        of: Of = "incidents",
        filters: Filters = ALL,
        *,
        rule: Rule = "range",
        with_names: bool = False,
        **given: Unpack[Given],
    ) -> pa.Table:
        """A table of "incidents", of their "accounts", or of "claims", with the columns and order of `sayso export`.

        `rule` is how one toll is made of many accounts: "range" (low, best, high as UCDP codes) or "conservative" (the
        lowest figure, as ACLED). Names of private persons are masked unless `with_names`. Raises UsageError for another
        table or rule, and as `incidents`.
        """
        found = self.batches(of, filters, rule=rule, with_names=with_names, **given)
        return whole(of, found)

    def to_pandas(
        self,
        of: Of = "incidents",
        filters: Filters = ALL,
        *,
        rule: Rule = "range",
        with_names: bool = False,
        **given: Unpack[Given],
    ) -> pd.DataFrame:
        """The same as a data frame of pandas, its columns of Arrow's types: what is unknown is <NA>, whole numbers stay whole.

        Raises ResourceError where pandas is not installed, and as `to_arrow`.
        """
        return in_pandas(self.to_arrow(of, filters, rule=rule, with_names=with_names, **given))

    def to_polars(
        self,
        of: Of = "incidents",
        filters: Filters = ALL,
        *,
        rule: Rule = "range",
        with_names: bool = False,
        **given: Unpack[Given],
    ) -> pl.DataFrame:
        """The same as a data frame of polars. Raises ResourceError where it is not installed, and as `to_arrow`."""
        return in_polars(self.to_arrow(of, filters, rule=rule, with_names=with_names, **given))

    # What a person says of what the program found; each is kept with name, reason and time, and can be taken back

    def relink(self) -> bool:
        """Put the incidents together anew where claims or judgements have changed; whether an incident changed by it.

        `sayso.read` and the acts below do so themselves; after `add` it is yours to call.
        """
        from sayso.review import relink  # here and below, as its libraries take a second to load

        before = self.last_change
        relink(self)
        return self.last_change > before

    def act(self, act: Act, *, reason: str, author: str | None = None) -> Outcome:
        """Do what one of the acts of `sayso.review` says, and put the incidents together anew; what it changed is told.

        `author` is kept with it; else SAYSO_AUTHOR, else the name that you are logged in by. Raises NotFoundError where
        nothing bears an identifier, UsageError where the act makes no sense or has no reason.
        """
        from sayso.review import operate

        return operate(self, act, by=By(author=author_name(author), reason=reason, made=self._made()))

    def merge(self, *incidents: Named, reason: str, author: str | None = None) -> Outcome:
        """Say that incidents are one: the oldest name stays. Raises as `act`."""
        return self.act(Merge(incidents=tuple(map(_name, incidents))), reason=reason, author=author)

    def split(self, incident: Named, *claims: Claim | str, reason: str, author: str | None = None) -> Outcome:
        """Say that claims of an incident are of another. Raises as `act`."""
        return self.act(Split(incident=_name(incident), claims=tuple(map(_name, claims))), reason=reason, author=author)

    def part(self, one: Named, other: Named, *, reason: str, author: str | None = None) -> Outcome:
        """Say that two incidents are different, so that the linker never puts them together. Raises as `act`."""
        return self.act(Part(incidents=(_name(one), _name(other))), reason=reason, author=author)

    def confirm(
        self, *subjects: Claim | Incident | str, reason: str, what: str = "claim", author: str | None = None
    ) -> Outcome:
        """Say that you looked and let it stand: a "claim"; the "place" or "day" of an incident; the "join" of two. Raises as `act`."""
        return self.act(Confirm(subjects=tuple(map(_name, subjects)), what=what), reason=reason, author=author)

    def correct(
        self,
        claim: Claim | str,
        slot: str,
        value: str,
        *,
        reason: str,
        words: str | None = None,
        author: str | None = None,
    ) -> Outcome:
        """Say what is right in a slot of a claim ("killed", "at least 8"); the claim as it was found is kept.

        Slots and values are written as for `sayso correct`; `words` of the report say so, where they are not the value.
        Raises as `act`.
        """
        from sayso.review import read_slot

        found = self.standing(_name(claim))
        field, typed = read_slot(
            slot,
            value,
            claim=found,
            document=self.document(found.doc),
            quoted=words,
            others=[one for one in self.claims_of(found.doc) if one.id != found.id],
            gazetteer=gazetteer,
        )
        return self.act(Correct(claim=found.id, slot=field, value=typed), reason=reason, author=author)

    def reject(self, claim: Claim | str, *, reason: str, author: str | None = None) -> Outcome:
        """Say that a claim is wrong altogether; it is kept, marked so. Raises as `act`."""
        return self.act(Reject(claim=_name(claim)), reason=reason, author=author)

    def add_claim(
        self,
        document: Document | str,
        quote: str,
        kind: str,
        *,
        reason: str,
        slots: Mapping[str, str] | None = None,
        author: str | None = None,
    ) -> Outcome:
        """Add a claim that the program did not find: words of a report, the kind of event, and slots as for `correct`.

        Raises as `act`, and UsageError where the words do not stand in the report once.
        """
        from sayso.review import read_claim

        report = document if isinstance(document, Document) else self.document(document)
        others = self.claims_of(report.id)
        act = read_claim(report, quoted=quote, kind=kind, slots=slots or {}, others=others, gazetteer=gazetteer)
        return self.act(act, reason=reason, author=author)

    def undo(self, operation: Operation | str | None = None, *, reason: str, author: str | None = None) -> Outcome:
        """Take an operation back, whatever was done since; without one, the last that stands. Raises as `act`."""
        name = operation.id if isinstance(operation, Operation) else operation
        return self.act(Undo(operation=name), reason=reason, author=author)


def _name(one: Claim | Incident | str) -> str:
    return one if isinstance(one, str) else one.id
