"""`sayso import`: a ledger's records, or reference data of others, into the ledger.

>>> FORMATS
('records', 'acled', 'ged', 'airwars')
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, cast

import typer

from sayso.cli.inputs import Failures
from sayso.cli.options import Db
from sayso.cli.output import say
from sayso.cli.resources import open_ledger
from sayso.errors import InputError, UsageError
from sayso.model import Failure, ReferenceRecord
from sayso.telling import wording

if TYPE_CHECKING:
    from sayso.imports.reference import Reference
    from sayso.store.ledger import Ledger

FORMATS = ("records", "acled", "ged", "airwars")
SHOWN = 20  # rows that are here otherwise, told one by one
File = Annotated[Path, typer.Argument(metavar="FILE", help="The file; it may end in .gz.")]
Dataset = Annotated[
    str | None,
    typer.Option(
        "--name", metavar="NAME", help="What the data set is called, where that is not ACLED, UCDP GED or Airwars."
    ),
]


def import_(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="records (what sayso export records wrote), acled, ged or airwars; docs/imports.md tells of each.",
        ),
    ],
    file: File,
    db: Db = None,
    dataset: Dataset = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Rows that are here otherwise take the place of those that are.")
    ] = False,
) -> None:
    """Take in another ledger's records, or how another data set codes events.

    Records make an empty ledger equal to theirs, and give another one what it lacks. Rows of other data sets are no claims:
    they stand beside the incidents that they tell of, and enter no toll and no grade. Reports are read with sayso read.
    """
    if form not in FORMATS:
        raise UsageError(
            found=f"{form!r} as a format",
            expected=f"one of {', '.join(FORMATS)}",
            mend="correct it; reports in tables are read with: sayso read FILE --column text=COLUMN",
        )
    if form == "records" and (dataset is not None or replace):
        raise UsageError(
            found="--name or --replace with records", expected="acled, ged or airwars", mend="leave it out"
        )
    with opened(file) as stream, open_ledger(db, create=True) as ledger:
        if form == "records":
            status = _import_records(ledger, stream, file)
        else:
            status = _import_reference(ledger, stream, file, form=form, dataset=dataset, replace=replace)
    raise typer.Exit(status)


@contextmanager
def opened(file: Path) -> Iterator[io.BufferedReader]:
    """A file, unpacked where it is gzip's; InputError where it cannot be read."""
    try:
        with file.open("rb") as raw:
            if file.suffix.lower() == ".gz":
                with io.BufferedReader(cast(Any, gzip.GzipFile(fileobj=raw))) as unpacked:
                    yield unpacked
            else:
                yield raw
    except (OSError, EOFError, zlib.error) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(
            found=f"{str(file)!r}, which cannot be read ({why})",
            expected="a file",
            mend="check its name and that it is whole",
        ) from error


def _import_records(ledger: Ledger, stream: BinaryIO, file: Path) -> int:
    from sayso.imports.records import import_records
    from sayso.review import relink

    restored = import_records(ledger, stream, name=str(file))
    relink(ledger)
    for conflict in restored.conflicts:
        say(f"sayso: {conflict}")
    parts = [
        wording.count(number, word)
        for number, word in (
            (restored.documents, "document"),
            (restored.claims, "claim"),
            (restored.operations, "operation"),
            (restored.judgements, "judgement"),
            (restored.references, "reference record"),
        )
        if number
    ]
    typer.echo(f"{', '.join(parts) or 'nothing'} that {ledger.name} did not have, from {file}")
    size = ledger.size
    held = (
        wording.count(size.documents, "document"),
        wording.count(size.claims, "claim"),
        wording.count(size.incidents, "incident"),
    )
    typer.echo("  the ledger holds " + ", ".join(held))
    return 1 if restored.conflicts else 0


def _import_reference(
    ledger: Ledger, stream: io.BufferedReader, file: Path, *, form: str, dataset: str | None, replace: bool
) -> int:
    from sayso.imports.reference import read_reference

    reference = read_reference(stream, name=str(file), form=form, dataset=dataset)
    failures = Failures()
    kept = ledger.references.add(records_of(reference, failures), replace=replace)
    for one in kept.conflicts[:SHOWN]:
        say(
            f"sayso: {one.dataset} {one.key} is here otherwise; what is here stays (--replace puts the new in its place)"
        )
    if len(kept.conflicts) > SHOWN:
        say(f"sayso: and {len(kept.conflicts) - SHOWN:,} more are here otherwise")
    told = [f"{kept.new:,} new"]
    told += [
        f"{number:,} {word}"
        for number, word in (
            (kept.replaced, "replaced"),
            (kept.known, "known already"),
            (len(kept.conflicts), "here otherwise"),
            (len(failures.all), "failed"),
        )
        if number
    ]
    typer.echo(f"{reference.dataset}, from {file}: {' · '.join(told)}")
    typer.echo("  they stand beside the incidents that they tell of: sayso show ID; to look at all: sayso compare FILE")
    return 1 if failures.all or kept.conflicts else 0


def records_of(reference: Reference, failures: Failures) -> Iterator[ReferenceRecord]:
    """The records; rows that cannot be read are told, a line each."""
    for one in reference.records:
        if isinstance(one, Failure):
            failures.tell(one)
        else:
            yield one
