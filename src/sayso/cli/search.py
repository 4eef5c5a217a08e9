"""`sayso search`: claims and documents that hold some words, best first.

>>> search.__name__
'search'
"""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.options import Db, Output
from sayso.cli.output import chosen, console, print_indented, say, write_lines
from sayso.cli.resources import open_ledger
from sayso.telling import wording

Words = Annotated[
    list[str], typer.Argument(metavar="WORDS", help="Words that must all be there; accents do not matter.")
]
Limit = Annotated[int, typer.Option(min=1, help="At most so many claims, and so many documents.")]


def search(words: Words, db: Db = None, output: Output = None, limit: Limit = 10) -> None:
    """Find words in the claims and documents of the ledger."""
    from rich.text import Text

    with open_ledger(db) as ledger:
        hits = ledger.search(" ".join(words), limit=limit)
    if chosen(output) == "jsonl":
        write_lines({"kind": hit.kind, "id": hit.id, "doc": hit.document, "excerpt": hit.text} for hit in hits)
        return
    if not hits:
        say("nothing found; fewer words find more")
        return
    out = console()
    for hit in hits:
        name = wording.short(hit.id) if hit.kind == "claim" else hit.id
        line = Text(f"{hit.kind} ").append(name, style="bold")
        out.print(line.append(f", in {hit.document}") if hit.kind == "claim" else line)
        excerpt = Text()
        for piece, found in hit.excerpt:
            excerpt.append(piece, style="bold underline" if found else "")
        print_indented(out, excerpt)
    say("any of them in full: sayso show ID")
