"""`sayso gazetteer build | lookup | add | import`: the list of place names that everything is located by.

>>> [command.name for command in app.registered_commands]
['build', 'lookup', 'add', 'import']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import Output
from sayso.cli.output import chosen, print_table, say, write_lines
from sayso.cli.resources import build_gazetteer, compile_own_places, settings
from sayso.cli.resources import gazetteer as opened
from sayso.errors import InputError
from sayso.telling import lines, wording

app = typer.Typer(help="The list of place names: compile it, add to it, or look a name up.", no_args_is_help=True)
MOST_TOLD = 20  # bad lines of one file that are told one by one


@app.command("build")
def build() -> None:
    """Compile the gazetteer again (it is compiled by itself at its first use); what you added stays."""
    from sayso.resolve.compile import default_path

    say(f"sayso: the gazetteer is at {build_gazetteer(default_path(settings().cache))}")
    for path in compile_own_places(anew=True):
        say(f"sayso: your own places are at {path}")
    say(_terms())


def _terms() -> str:
    """Whose the place names are, and under which country they are filed."""
    from sayso.resolve.sources import ATTRIBUTION, BOUNDARY_POLICY

    return f"{ATTRIBUTION}\n{BOUNDARY_POLICY}"


@app.command("lookup")
def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place name, in any spelling.")], output: Output = None
) -> None:
    """What a place name may stand for, likeliest first."""
    found = opened().lookup(name)
    if not found:
        say(
            f"no place called {name!r}: Sayso ships the towns of GeoNames with 500 people or more. Add it with "
            "`sayso gazetteer add FILE`, or all of GeoNames with `sayso gazetteer import allCountries.txt`"
        )
        raise typer.Exit(1)
    if chosen(output) == "jsonl":
        write_lines(map(lines.candidate_line, found))
        return
    rows = (
        (
            one.name,
            one.kind,
            one.country or "",
            one.admin1 or "",
            f"{one.lat:.3f}",
            f"{one.lon:.3f}",
            f"{one.score:.0%}",
        )
        for one in found
    )
    numbers = ("Lat", "Lon", "Likely")
    print_table(("Place", "Kind", "Country", "Province", *numbers), rows, right=numbers)
    say(_terms())


@app.command("add")
def add(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A table (commas or tabs) whose first line names its columns: name, lat, lon, and as known kind, "
            "country, other_names (parted by |), admin1, weight (inhabitants), source.",
        ),
    ],
) -> None:
    """Add places of your own; a place of the same name, kind and country added before is replaced."""
    from sayso.resolve.own_places import add as add_rows
    from sayso.resolve.own_places import tables_of

    bad = _Told()
    count, held = add_rows(_readable(file), settings().data, tell=bad)
    compile_own_places()
    table, _ = tables_of(settings().data)
    say(f"sayso: {wording.count(count, 'place')} added{bad.summary}; {held:,} of your own are kept in {table}")
    raise typer.Exit(1 if bad.count else 0)


@app.command("import")
def import_dump(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="An unpacked GeoNames dump: allCountries.txt, or one country's (SY.txt)."),
    ],
    country: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="CODE", help="Only this country (ISO 3166, as SY); may be given again."),
    ] = None,
) -> None:
    """Take in a GeoNames dump: towns and villages, quarters, districts, waters, bases, camps, fields, dams, islands.

    Streams, hills, farms, roads and the like are left out. It replaces what was imported before.
    """
    from sayso.resolve.own_places import keep_import, tables_of
    from sayso.resolve.own_rows import read_geonames

    bad = _Told()
    codes = frozenset(code.strip().upper() for code in country or ())
    path = _readable(file)
    with _bar(path.stat().st_size) as progress:
        rows = read_geonames(path, tell=bad, countries=codes, progress=progress)
        count = keep_import(rows, settings().data)
    say(
        f"sayso: {wording.count(count, 'place')} kept of {file}{bad.summary}, in {tables_of(settings().data)[1]}; compiling them"
    )
    compile_own_places()
    say(_terms())
    raise typer.Exit(1 if bad.count else 0)


def _readable(path: Path) -> Path:
    if not path.is_file():
        raise InputError(found=f"no file {str(path)!r}", expected="one to read", mend="check its name")
    return path


class _Told:
    """Tells bad lines on standard error, up to a number, and counts them all."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, words: str) -> None:
        self.count += 1
        if self.count <= MOST_TOLD:
            say(f"sayso: {words}")

    @property
    def summary(self) -> str:
        return f", {self.count:,} bad lines left out" if self.count else ""


@contextmanager
def _bar(size: int) -> Iterator[Callable[[int, int], None]]:
    """Progress through a file of so many bytes, on standard error; a line a million lines where that is no terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield lambda number, _: say(f"sayso: {number:,} lines read") if number % 1_000_000 == 0 else None
        return
    with Progress(console=console, transient=True) as bars:
        task = bars.add_task("reading", total=size)
        yield lambda number, read: bars.update(task, completed=read, description=f"{number:,} lines")
