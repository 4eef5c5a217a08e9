"""`sayso db copy`: a ledger from one database into another.

>>> copy.__name__
'copy'
"""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.output import say
from sayso.telling import wording

app = typer.Typer(no_args_is_help=True, help="Move a ledger between SQLite and PostgreSQL.")


@app.callback()
def _group() -> None:
    """Move a ledger between SQLite and PostgreSQL."""


@app.command("copy")
def copy(
    source: Annotated[
        str, typer.Argument(metavar="FROM", help="The ledger: a path, or postgresql://USER@HOST/DATABASE.")
    ],
    target: Annotated[
        str, typer.Argument(metavar="TO", help="Where it is to be too; a new ledger, or an empty database.")
    ],
) -> None:
    """Copy a ledger whole, between SQLite and PostgreSQL either way; the one that is copied stays as it is."""
    from sayso.store.copying import copy as copy_rows
    from sayso.store.ledger import Ledger

    with Ledger.open(source) as one, Ledger.open(target, create=True) as other:
        copy_rows(one, other)
        size = other.size
        say(
            f"sayso: {other.name} holds {wording.count(size.documents, 'document')}, "
            f"{wording.count(size.claims, 'claim')}, {wording.count(size.incidents, 'incident')} of {one.name}; "
            f"look it over with: sayso verify --db {other.name}"
        )
