"""`sayso gazetteer build | lookup`: the list of place names that everything is located by.

>>> [command.name for command in app.registered_commands]
['build', 'lookup']
"""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli import lines
from sayso.cli.options import Output
from sayso.cli.output import chosen, print_table, say, write_lines
from sayso.cli.resources import build_gazetteer, settings
from sayso.cli.resources import gazetteer as opened

app = typer.Typer(help="The list of place names: compile it, or look a name up.", no_args_is_help=True)


@app.command("build")
def build() -> None:
    """Compile the gazetteer again (it is compiled by itself at its first use)."""
    from sayso.resolve.compile import default_path

    say(f"sayso: the gazetteer is at {build_gazetteer(default_path(settings().cache))}")
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
    if not print_table(("Place", "Kind", "Country", "Province", *numbers), rows, right=numbers):
        say(f"no place called {name!r}")
        raise typer.Exit(1)
    say(_terms())
