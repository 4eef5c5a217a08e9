"""`sayso read`: documents into the ledger, with progress and a summary; what is known already is passed over.

>>> Tally(found=3, known=3).summary("sayso.db", 0.4)[0]
'3 documents in 0.4 s, into sayso.db'
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.inputs import Failures, read_documents
from sayso.cli.options import MODEL, Db, Model, Published, read_date
from sayso.cli.output import say
from sayso.cli.replacing import noting_others
from sayso.cli.resources import gazetteer_file, open_ledger
from sayso.model import Page
from sayso.telling import wording

if TYPE_CHECKING:
    from sayso.batch.intake import Lot
    from sayso.store.ledger import Ledger, Size

INTERRUPTED = 130  # exit status after Ctrl-C, as shells have it

_SHOWN = 3  # documents that are named of those that took the place of others
_Step = Callable[[int], None]

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files (.jsonl, .csv, .parquet, .txt, .html), folders, or - for JSON lines on standard input.",
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=COLUMN",
        help="Which column of tables holds the id, text, title, published, publisher or url, where it is called otherwise; may be given again.",
    ),
]
Workers = Annotated[
    int, typer.Option(metavar="N", min=1, max=64, help="Processes to read with; each needs some 400 MB of memory.")
]


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a run has done so far."""

    found: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    failed: int = 0
    undated: int = 0  # read, but what they give as their day is none
    tokens: int = 0

    def count(self, lot: Lot) -> None:
        self.found += len(lot.taken) + lot.failed
        self.new += lot.added.new
        self.changed += lot.added.changed
        self.known += lot.added.known
        self.tokens += sum(one.analysis.tokens for one in lot.taken if one.analysis is not None)

    def summary(self, name: str, seconds: float) -> list[str]:
        """Two lines for a person."""
        parts = [f"{self.new:,} new"] + [f"{number:,} {word}" for number, word in self._others() if number]
        speed = f" · {self.tokens / seconds:,.0f} words a second" if self.tokens and seconds > 1 else ""
        return [
            f"{wording.count(self.found, 'document')} in {_duration(seconds)}, into {name}",
            "  " + " · ".join(parts) + speed,
        ]

    def _others(self) -> list[tuple[int, str]]:
        return [
            (self.changed, "read again"),
            (self.known, "known already"),
            (self.failed, "failed"),
            (self.undated, "without the day that they give, which is none"),
        ]


def read(
    paths: Paths,
    db: Db = None,
    published: Published = None,
    model: Model = MODEL,
    workers: Workers = 1,
    column: Columns = None,
) -> None:
    """Add documents to the ledger, find their claims, and put the incidents together.

    Reading the same documents again changes nothing; a document whose text has changed supersedes its earlier version.
    """
    started = monotonic()
    day, columns, failures, tally = read_date(published), _read_columns(column or []), Failures(), Tally()
    with open_ledger(db, create=True) as ledger:
        try:
            _read_all(ledger, paths, columns, day=day, model=model, workers=workers, failures=failures, tally=tally)
            _link(ledger)
        except (KeyboardInterrupt, AssertionError) as error:
            if not is_interrupt(error):
                raise
            kept = tally.new + tally.changed
            say(
                f"sayso: stopped; the ledger is whole, and {wording.count(kept, 'document')} of this run "
                f"{'is' if kept == 1 else 'are'} in it; the same command goes on from there"
            )
            raise typer.Exit(INTERRUPTED) from error
        finally:
            ledger.fail(failures.all)
        tally.undated = sum(failure.stage == "date" for failure in failures.all)
        tally.failed = len(failures.all) - tally.undated
        _print_summary(tally, ledger.name, monotonic() - started, ledger.size)
        if tally.new + tally.changed:
            typer.echo("  go on with: sayso incidents --disputed" + (f" --db {ledger.name}" if db else ""))
    raise typer.Exit(failures.exit_status)


def _read_columns(words: list[str]) -> dict[str, str]:
    """Which column holds which field."""
    from sayso.ingest.tables import read_columns

    return read_columns(words)


def is_interrupt(error: BaseException) -> bool:
    """Whether it is the user's Ctrl-C, also where it fell into the database's own cleaning up, which asserts that it ended."""
    return isinstance(error, KeyboardInterrupt) or isinstance(error.__context__, KeyboardInterrupt)


def _read_all(
    ledger: Ledger,
    paths: list[str],
    columns: dict[str, str],
    *,
    day: date | None,
    model: str,
    workers: int,
    failures: Failures,
    tally: Tally,
) -> None:
    from sayso.notebook.reading import read_into

    replaced: list[str] = []
    found = noting_others(ledger, read_documents(paths, published=day, failures=failures, columns=columns), replaced)
    with _progress(paths, columns) as step:
        lots = read_into(
            ledger,
            found,
            workers=workers,
            model=model,
            tell=failures.tell,
            step=step,
            gazetteer=gazetteer_file,
        )
        for lot in lots:
            tally.count(lot)
    if replaced:
        more = ", ..." if len(replaced) > _SHOWN else ""
        say(
            f"sayso: {wording.count(len(replaced), 'document')} took the place of another of the same id with hardly a word in "
            f"common: {', '.join(replaced[:_SHOWN])}{more}; where both are reports, give them ids that differ and read both"
        )


def _link(ledger: Ledger) -> None:
    """Put the incidents together anew, where claims or judgements have changed."""
    from sayso.review import relink

    with _status("putting the incidents together"):
        relink(ledger)


@contextmanager
def _progress(paths: list[str], columns: dict[str, str]) -> Iterator[_Step]:
    """A bar on standard error where that is a terminal; give it the number of documents done since the last time."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    shown = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("documents,"),
        TimeRemainingColumn(),
    )
    with Progress(*shown, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=_total(paths, columns))
        yield lambda done: progress.advance(task, done)


@contextmanager
def _status(words: str) -> Iterator[None]:
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


def _total(paths: list[str], columns: dict[str, str]) -> int | None:
    """How many documents there are, which costs a look at each; standard input can only be read once."""
    from sayso.ingest.files import find_pages

    if "-" in paths:
        return None
    return sum(isinstance(page, Page) for page in find_pages(paths, columns=columns))


def _print_summary(tally: Tally, name: str, seconds: float, size: Size) -> None:
    first, second = tally.summary(name, seconds)
    typer.echo(first)
    typer.echo(second)
    held = (
        wording.count(size.documents, "document"),
        wording.count(size.claims, "claim"),
        wording.count(size.incidents, "incident"),
    )
    typer.echo("  the ledger holds " + ", ".join(held))


def _duration(seconds: float) -> str:
    """Seconds as a person says them."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"
