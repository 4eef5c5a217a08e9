"""`sayso compare`: the ledger beside a file of another data set, what both have, what only one has, where figures differ.

>>> SIDES["both"]
'In both'
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sayso.cli.importing import Dataset, opened, records_of
from sayso.cli.inputs import Failures
from sayso.cli.options import (
    Actor,
    Box,
    Db,
    Disputed,
    Grade,
    Kind,
    MinConfidence,
    NearOption,
    Output,
    Place,
    Since,
    Source,
    Text,
    Until,
    read_filters,
)
from sayso.cli.output import chosen, console, print_indented, print_table, say, write_lines
from sayso.cli.resources import open_ledger
from sayso.cli.show import their_figures
from sayso.errors import UsageError
from sayso.store.filters import ALL
from sayso.telling import wording
from sayso.telling.lines import Line, day, toll_pair

if TYPE_CHECKING:
    from sayso.imports.comparing import Comparison, Side
    from sayso.imports.comparing import Line as Compared

SIDES: dict[Side, str] = {"both": "In both", "ledger": "In the ledger alone", "reference": "In the file alone"}
WORD = 28  # characters of a place that a table has room for

FILE = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="ACLED or UCDP GED as CSV, or CSV or GeoJSON as Airwars gives it; it may end in .gz."
    ),
]
FORM = Annotated[
    Literal["acled", "ged", "airwars"] | None,
    typer.Option("--as", help="What the file is; else its columns tell."),
]
PLOT = Annotated[
    str | None,
    typer.Option(
        "--plot", metavar="FILE.svg", help="Draw the file's best numbers of killed against the ledger's ranges."
    ),
]


def compare(
    file: FILE,
    form: FORM = None,
    dataset: Dataset = None,
    plot: PLOT = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the picture where it is there already.")] = False,
    output: Output = None,
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
    """Hold the ledger's incidents against another data set's file: what both have, what either lacks, where they differ.

    Nothing is written to the ledger. Filters ask for incidents; of rows that match none, those stay that fit the filters of
    time, place and kind. What is no match for sure is told as such, with the reasons.
    """
    from sayso.export.output import refuse_file, whole_file
    from sayso.imports.comparing import compare as held_against
    from sayso.imports.plot import picture
    from sayso.imports.reference import read_reference

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
    if plot is not None:
        if not plot.endswith(".svg"):
            raise UsageError(found=f"{plot!r} as a picture", expected="a name that ends in .svg", mend="correct it")
        refuse_file(Path(plot), force=force)
    failures = Failures()
    with opened(file) as stream, open_ledger(db) as ledger:
        reference = read_reference(stream, name=str(file), form=form, dataset=dataset)
        records = list({one.id: one for one in records_of(reference, failures)}.values())
        asked = None if filters == ALL else {one.id for one in ledger.incidents(filters)}
        found = held_against(
            records, ledger.incidents(), form=reference.form, dataset=reference.dataset, asked=asked, filters=filters
        )
    if chosen(output) == "jsonl":
        write_lines(line(one) for one in found.lines)
        for words in summary(found, len(records)):
            say(f"sayso: {words}")
    else:
        _print(found, len(records))
    if plot is not None:
        with whole_file(Path(plot)) as target:
            target.write(picture(found.lines, dataset=found.dataset).encode())
        say(f"sayso: the picture is in {plot}")
    raise typer.Exit(failures.exit_status)


def line(one: Compared) -> Line:
    """A line of the comparison, as JSON has it; days are inclusive, killed is [low, high], null where nobody tells."""
    incident, record, match = one.incident, one.record, one.match
    return {
        "in": one.side,
        "incident": None if incident is None else incident.id,
        "data_set": None if record is None else record.dataset,
        "key": None if record is None else record.key,
        "match": None if match is None else "perhaps" if match.unsure else "surely",
        "unsure": None if match is None else match.unsure,
        "score": None if match is None else match.score,
        "reasons": None if match is None else [feature.says for feature in match.features],
        "differs": [{"field": diff.field, "says": diff.says, "size": diff.size} for diff in one.differences],
        "kind": None if incident is None else incident.kind,
        "days": None if incident is None else [day(incident.when.first), day(incident.when.last)],
        "place": None if incident is None or incident.place is None else incident.place.name or incident.place.text,
        "killed": toll_pair(None if incident is None else incident.killed),
        "their_kind": None if record is None else record.what,
        "their_days": None if record is None else [day(record.when.first), day(record.when.last)],
        "their_place": None if record is None else record.place,
        "their_killed": toll_pair(None if record is None else record.killed),
        "their_best": None if record is None else record.best,
        "civilians": None if record is None else record.civilians,
        "source": None if record is None else record.source,
    }


def summary(found: Comparison, rows: int) -> list[str]:
    """What was matched, and what was not, in a few lines."""
    from sayso.imports.comparing import RULE, thresholds

    both = found.of("both")
    days = wording.days(found.first, found.last)
    alone = wording.count(len(found.of("ledger")), "incident")
    differ = {
        field: sum(any(diff.field == field for diff in one.differences) for one in both)
        for field in ("killed", "day", "place")
    }
    matched = f"{found.sure:,} surely and {len(both) - found.sure:,} perhaps in the ledger, {len(found.of('reference')):,} not"
    told = [
        f"{wording.count(rows, 'row')} of {found.dataset}, {days}: {matched}; {alone} of the ledger not in the file",
        f"of those in both, killed differ in {differ['killed']:,}, days in {differ['day']:,}, places in {differ['place']:,}",
    ]
    told += [f"{wording.count(number, 'incident')} {why}: not compared" for why, number in found.set_aside]
    return [*told, f"{RULE} {thresholds()}"]


def _print(found: Comparison, rows: int) -> None:
    from rich.text import Text

    out = console()
    for words in summary(found, rows):
        out.print(Text(words))
    for side, heading in SIDES.items():
        lines = found.of(side)
        if not lines:
            continue
        out.print()
        out.print(Text(heading, style="bold"))
        headings = ("Incident", "Row", "Match", "Day", "Theirs", "Place", "Their place", "Killed", "Their killed")
        print_table(headings, map(_cells, lines))
        for one in lines:
            if one.differences and one.incident is not None and one.record is not None:
                names = f"{wording.short(one.incident.id)} and {one.record.key}"
                print_indented(out, f"{names}: {'; '.join(diff.says for diff in one.differences)}")
            if one.match is not None and one.match.unsure and one.record is not None:
                print_indented(out, f"{one.record.key} is unsure: {one.match.unsure} ({one.match.says})")


def _cells(one: Compared) -> tuple[str, ...]:
    incident, record, match = one.incident, one.record, one.match
    ours = incident.when if incident is not None else None
    theirs = record.when if record is not None else None
    return (
        "" if incident is None else wording.short(incident.id),
        "" if record is None else record.key,
        "" if match is None else f"{'perhaps' if match.unsure else 'surely'} {match.score:+.1f}",
        "" if ours is None else wording.days(ours.first, ours.last),
        "" if theirs is None else wording.days(theirs.first, theirs.last),
        "" if incident is None else wording.place_words(incident.place)[:WORD],
        "" if record is None else (record.place or wording.UNKNOWN)[:WORD],
        "" if incident is None else "–" if incident.killed is None else wording.toll_words(incident.killed),
        "" if record is None else their_figures(record),
    )
