"""Reports into a ledger in one call: find the pages, parse, extract, keep, put the incidents together.

import sayso

harvest = sayso.read("reports/", ledger="week.db")
harvest.ledger.incidents(disputed=True)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sayso.batch.intake import Lot, State, take_in
from sayso.batch.run import analyse_parallel
from sayso.errors import UsageError
from sayso.ingest.files import find_pages
from sayso.language.parse import DEFAULT_MODEL, load_model
from sayso.model import Document, Failure
from sayso.notebook import display
from sayso.notebook.ledger import Ledger
from sayso.notebook.resources import gazetteer_file
from sayso.pipeline import Analysis, analyse, extractor_version
from sayso.resolve.gazetteer import open_gazetteer
from sayso.store.ledger import Ledger as Kept
from sayso.text.page import Given, documents_of

Paths = str | Path | Sequence[str | Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A document of a run by its identifier: new, changed (it takes the place of an earlier wording) or known already.

    `claims` is how many were found in it now; None where it was known, and so not read again.
    """

    document: str
    state: State
    claims: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What came of reading: the ledger, still open, each document in order, and what failed and why."""

    ledger: Ledger
    documents: tuple[Arrival, ...]
    failures: tuple[Failure, ...]

    @property
    def new(self) -> int:
        """How many documents the ledger did not hold before."""
        return self._count("new")

    @property
    def changed(self) -> int:
        """How many came in another wording than before."""
        return self._count("changed")

    @property
    def known(self) -> int:
        """How many were there already, read by this version."""
        return self._count("known")

    @property
    def claims(self) -> int:
        """How many claims were found in what is new and changed."""
        return sum(one.claims or 0 for one in self.documents)

    def _count(self, state: State) -> int:
        return sum(one.state == state for one in self.documents)

    def _counts(self) -> dict[str, int]:
        return {"new": self.new, "read again": self.changed, "known already": self.known, "claims": self.claims}

    def _repr_html_(self) -> str:
        return display.harvest_html(self.ledger.name, self._counts(), self.failures)

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(display.harvest_text(self.ledger.name, self._counts(), self.failures))


def read(
    paths: Paths,
    *,
    ledger: str | Path | Kept | None = None,
    published: str | date | None = None,
    workers: int = 1,
    model: str = DEFAULT_MODEL,
    columns: Mapping[str, str] | None = None,
    progress: Callable[[int], object] | None = None,
) -> Harvest:
    """Read reports into a ledger and put the incidents together, as `sayso read` does; reading again changes nothing.

    `paths` are files (.jsonl, .csv, .parquet, .txt, .html) and folders. `ledger` is an open one, or the path or address
    of one, made where there is none; else SAYSO_DB, else sayso.db in the working folder. It stays open. `published` is the
    day (YYYY-MM-DD) of files that carry none. `workers` processes read at once, each with some 400 MB of memory; in a
    script, more than one need `if __name__ == "__main__":` around the call. `model` is an installed spaCy pipeline.
    `columns` maps a field ("text") to the column of tables that holds it. `progress` is told how many documents were done
    since it was last told (`update` of a tqdm bar will do). The gazetteer is compiled at its first use (less than a minute).

    A document that cannot be read never raises: it is in `failures`, with the reason, and is kept there in the ledger.
    Raises UsageError for a day that is none, LedgerError where the ledger cannot be opened, ResourceError where the
    parser is not there.
    """
    day = _day(published)
    opened = _opened(ledger)
    failures: list[Failure] = []
    arrivals: list[Arrival] = []
    try:
        found = documents_of(find_pages(_listed(paths), columns=columns), published=day)
        step = (lambda _: None) if progress is None else progress
        try:
            for lot in read_into(opened, found, workers=workers, model=model, tell=failures.append, step=step):
                arrivals += _arrivals(lot)
        finally:
            opened.fail(failures)
        opened.relink()
    except BaseException:
        if not isinstance(ledger, Kept):
            opened.close()
        raise
    return Harvest(ledger=opened, documents=tuple(arrivals), failures=tuple(failures))


def read_into(
    ledger: Kept,
    found: Iterable[Given | Failure],
    *,
    workers: int,
    model: str,
    tell: Callable[[Failure], None],
    step: Callable[[int], object],
    gazetteer: Callable[[], Path] = gazetteer_file,
) -> Iterator[Lot]:
    """Keep documents in the ledger with what is found in them, some at a time; one lot each.

    What fails is told at once. Whoever reads keeps the failures (`Ledger.fail`) and puts the incidents together at the end.
    """

    def analysed(documents: Iterator[Document]) -> Iterator[Analysis | Failure]:
        path = gazetteer()
        if workers > 1:
            return analyse_parallel(documents, workers=workers, model=model, gazetteer=path)
        return analyse(documents, nlp=load_model(model), gazetteer=open_gazetteer(path))

    def stepped(number: int) -> None:
        step(number)

    extractor = extractor_version(load_model(model))
    return take_in(ledger, found, analyse=analysed, extractor=extractor, tell=tell, step=stepped)


def _listed(paths: Paths) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


def _day(published: str | date | None) -> date | None:
    if not isinstance(published, str):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        raise UsageError(found=f"{published!r} as a day", expected="YYYY-MM-DD", mend="correct it") from error


def _opened(ledger: str | Path | Kept | None) -> Ledger:
    """The ledger, open: the one given, or that at its address."""
    if isinstance(ledger, Ledger):
        return ledger
    if isinstance(ledger, Kept):
        return Ledger.of(ledger)
    return Ledger.open(ledger, create=True)


def _arrivals(lot: Lot) -> Iterator[Arrival]:
    for one in lot.taken:
        claims = None if one.analysis is None else len(one.analysis.claims)
        yield Arrival(document=one.document.id, state=one.state, claims=claims)
