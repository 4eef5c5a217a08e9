"""`sayso export FORMAT`: what the filters ask for, in a format that others read.

>>> export.__name__
'export'
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

import typer

from sayso.cli.options import (
    Actor,
    Box,
    Db,
    Disputed,
    Grade,
    Kind,
    MinConfidence,
    NearOption,
    Place,
    Since,
    Source,
    Text,
    Until,
    read_filters,
)
from sayso.cli.output import say
from sayso.cli.resources import now, open_ledger
from sayso.errors import UsageError
from sayso.model import Rule
from sayso.store.filters import ALL
from sayso.telling import wording

if TYPE_CHECKING:
    from sayso.export.formats import Format

STANDARD = "-"
OUT = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="The file to write, - for standard output; site and package make a folder of a name that does not end in .zip.",
    ),
]
ROWS = Annotated[
    Literal["incidents", "claims", "accounts", "disagreements"],
    typer.Option("--of", help="What the rows are, of csv, xlsx and parquet."),
]
RULE = Annotated[
    Rule | None,
    typer.Option(
        "--rule",
        help="Tolls by this rule: range is low, best and high as UCDP codes, conservative the lowest figure as ACLED "
        "does; where you do not say, conservative for acled, else range.",
    ),
]
NAMED = Annotated[
    bool,
    typer.Option(
        "--with-names",
        help="Leave the names of private persons (victims, witnesses) as reports have them; else masked.",
    ),
]
EXPLAIN = Annotated[
    bool,
    typer.Option(
        "--explain",
        help="Write FILE.explain.jsonl beside it: for each derived cell its claims and its rule, or why it is empty.",
    ),
]
FORCE = Annotated[bool, typer.Option("--force", help="Replace what is there already.")]


def export(
    name: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="csv, xlsx, parquet, acled, ged, plover, polecat, geojson, kml, timelinejs, ftm, prov, annotations, records, "
            "package or site; docs/exports.md tells of each.",
        ),
    ],
    out: OUT = STANDARD,
    of: ROWS = "incidents",
    rule: RULE = None,
    with_names: NAMED = False,
    explain: EXPLAIN = False,
    force: FORCE = False,
    db: Db = None,
    since: Since = None,
    until: Until = None,
    near: NearOption = None,
    box: Box = None,
    place: Place = None,
    kind: Kind = None,
    actor: Actor = None,
    source: Source = None,
    grade: Grade = None,
    disputed: Disputed = False,
    min_confidence: MinConfidence = 0.0,
    text: Text = None,
) -> None:
    """Write incidents or claims for other programs: tables, maps, the codings of the field, a site."""
    from sayso.desk.drawing import draw
    from sayso.export.exporter import Explanation, Options
    from sayso.export.formats import write

    filters = read_filters(
        since=since,
        until=until,
        near=near,
        box=box,
        place=place,
        kind=kind,
        actor=actor,
        source=source,
        grade=grade,
        disputed=disputed,
        min_confidence=min_confidence,
        text=text,
    )
    form = _format(name)
    with open_ledger(db) as ledger:
        options = Options(
            rule=rule or form.rule,
            with_names=with_names,
            of=of,
            filtered=filters != ALL,
            made=now(),
            ledger=Path(ledger.name).stem or "ledger",
            draw=draw,
        )
        if ledger.unlinked:
            say("sayso: claims were added since incidents were last assembled; bring them up to date: sayso read PATH")
        with _targets(out, form, explain=explain, force=force) as (target, beside), ledger.view() as view:
            explanation = None if beside is None else Explanation(beside)
            number = write(
                name, target, view, filters, options, explanation=explanation, tell=_progress(), left_out=_left_out
            )
    if out != STANDARD:
        say(f"sayso: {wording.count(number, _unit(name, of))} in {out}")


def _format(name: str) -> Format:
    from sayso.export.formats import FORMATS

    form = FORMATS.get(name)
    if form is None:
        raise UsageError(found=f"{name!r} as a format", expected=f"one of {', '.join(FORMATS)}", mend="correct it")
    return form


def _unit(name: str, of: str) -> str:
    """What was counted, one of it."""
    if name in ("records", "package"):
        return "record"
    if name in ("csv", "xlsx", "parquet"):
        return of.removesuffix("s")
    return "claim" if name == "annotations" else "incident"


@contextmanager
def _targets(out: str, form: Format, *, explain: bool, force: bool) -> Iterator[tuple[BinaryIO, BinaryIO | None]]:
    """What is written to, and the sidecar where one is asked for; both bear their names only once all went well."""
    from sayso.export.output import SIDECAR, refuse_file, refuse_folder, whole_file, whole_folder

    if out == STANDARD:
        if explain:
            raise UsageError(
                found="--explain on standard output", expected="a file to stand beside", mend="name one with -o"
            )
        yield sys.stdout.buffer, None
        sys.stdout.buffer.flush()
        return
    path = Path(out)
    folder = form.tree and path.suffix != ".zip"
    (refuse_folder if folder else refuse_file)(path, force=force)
    sidecar = path.with_name(path.name + SIDECAR)
    if explain:
        refuse_file(sidecar, force=force)
    with (whole_folder if folder else whole_file)(path) as target:
        if not explain:
            yield target, None
            return
        with whole_file(sidecar) as beside:
            yield target, beside


def _left_out(number: int) -> None:
    """Of how many incidents the format has no room for."""
    say(
        f"sayso: {wording.count(number, 'incident')} left out, as this format has no place for them; --explain says why"
    )


def _progress() -> Callable[[int], None]:
    """How far it is, at a terminal, now and then."""
    if not sys.stderr.isatty():
        return lambda _: None
    told = 0

    def tell(number: int) -> None:
        nonlocal told
        if number - told >= 1_000:
            told = number
            sys.stderr.write(f"\r{number:,}")
            sys.stderr.flush()

    return tell
