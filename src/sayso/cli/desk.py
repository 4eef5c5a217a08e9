"""`sayso desk`: the ledger in a browser, on this machine; for others only where they log in.

>>> desk.__name__
'desk'
"""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.options import MODEL, Db, Model
from sayso.cli.resources import author_name, gazetteer, open_ledger

Host = Annotated[
    str,
    typer.Option(
        "--host", metavar="ADDRESS", help="Where to listen; another than this machine's own only with users who log in."
    ),
]
Port = Annotated[
    int | None,
    typer.Option("--port", metavar="NUMBER", min=0, max=65_535, help="Else 8484, or the next that is free."),
]
Open = Annotated[bool, typer.Option("--open", help="Open it in the browser.")]
HostNames = Annotated[
    list[str] | None,
    typer.Option("--host-name", metavar="NAME", help="A name that people call this machine by; may be given again."),
]
BehindProxy = Annotated[
    bool,
    typer.Option(
        "--behind-proxy",
        help="A proxy that speaks https stands before it, and nobody else reaches it: believe its X-Forwarded-*.",
    ),
]
Author = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Under which name things are done where nobody logs in; else SAYSO_AUTHOR, else the name that you are logged in by.",
    ),
]


def desk(
    db: Db = None,
    host: Host = "127.0.0.1",
    port: Port = None,
    show: Open = False,
    host_name: HostNames = None,
    behind_proxy: BehindProxy = False,
    author: Author = None,
    model: Model = MODEL,
) -> None:
    """Read and review in the browser, on this machine; with users (sayso user add) also from others. Ctrl-C ends it."""
    from sayso.desk.resources import Opened
    from sayso.desk.serve import Door, serve

    door = Door(host=host, port=port, names=tuple(host_name or ()), behind_proxy=behind_proxy)
    with open_ledger(db) as ledger:
        serve(
            ledger,
            door,
            resources=Opened(model, gazetteer=gazetteer),
            author=lambda: author_name(author),
            tell=_tell,
            show=show,
        )


def _tell(words: str) -> None:
    typer.echo(words)  # at once, also in a pipe
