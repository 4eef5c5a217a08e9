"""The verbs of the command line, put together.

>>> sorted(command.name for command in app.registered_commands if command.name)[:3]
['add-claim', 'changes', 'claims']
"""

from __future__ import annotations

from typing import Annotated

import typer

from sayso import __version__
from sayso.cli import (
    compare,
    db,
    desk,
    doctor,
    export,
    gazetteer,
    importing,
    listing,
    mentions,
    reading,
    review,
    search,
    show,
    user,
)

app = typer.Typer(
    help="Reads reports of armed conflict and keeps what they say: each claim tied to the words that state it and to "
    "whoever says so; many reports of one incident side by side, with every disagreement kept.",
    epilog="A first run: sayso read REPORTS..., then sayso incidents, then sayso show ID. "
    "The ledger is --db, else SAYSO_DB, else sayso.db in the working folder; an address as postgresql://USER@HOST/DATABASE is one too.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_LEDGER = "Read into the ledger, and look at it"
_REVIEW = "Say what is right, and why; all of it can be taken back"
_STAGES = "Stage by stage, without a ledger"
_CARE = "Care"


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Options that come before the verb."""


app.command("read", rich_help_panel=_LEDGER)(reading.read)
app.command("incidents", rich_help_panel=_LEDGER)(listing.incidents)
app.command("claims", rich_help_panel=_LEDGER)(listing.claims)
app.command("sources", rich_help_panel=_LEDGER)(listing.sources)
app.command("documents", rich_help_panel=_LEDGER)(listing.documents)
app.command("show", rich_help_panel=_LEDGER)(show.show)
app.command("search", rich_help_panel=_LEDGER)(search.search)
app.command("export", rich_help_panel=_LEDGER)(export.export)
app.command("import", rich_help_panel=_LEDGER)(importing.import_)
app.command("compare", rich_help_panel=_LEDGER)(compare.compare)
app.command("desk", rich_help_panel=_LEDGER)(desk.desk)
app.command("history", rich_help_panel=_LEDGER)(review.history)
app.command("changes", rich_help_panel=_LEDGER)(review.changes)
app.command("merge", rich_help_panel=_REVIEW)(review.merge)
app.command("split", rich_help_panel=_REVIEW)(review.split)
app.command("part", rich_help_panel=_REVIEW)(review.part)
app.command("confirm", rich_help_panel=_REVIEW)(review.confirm)
app.command("correct", rich_help_panel=_REVIEW)(review.correct)
app.command("reject", rich_help_panel=_REVIEW)(review.reject)
app.command("add-claim", rich_help_panel=_REVIEW)(review.add_claim)
app.command("undo", rich_help_panel=_REVIEW)(review.undo)
app.command("places", rich_help_panel=_STAGES)(mentions.places)
app.command("times", rich_help_panel=_STAGES)(mentions.times)
app.command("quotes", rich_help_panel=_STAGES)(mentions.quotes)
app.command("verify", rich_help_panel=_CARE)(doctor.verify)
app.command("doctor", rich_help_panel=_CARE)(doctor.doctor)
app.add_typer(gazetteer.app, name="gazetteer", rich_help_panel=_CARE)
app.add_typer(db.app, name="db", rich_help_panel=_CARE)
app.add_typer(user.app, name="user", rich_help_panel=_CARE)
