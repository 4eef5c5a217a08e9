"""The parser, the gazetteer and the ledger, opened as the environment says.

>>> settings().ledger != ""
True
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.notebook.resources import author_name, now
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.resolve.gazetteer import Gazetteer
    from sayso.store.ledger import Ledger

__all__ = [
    "author_name",
    "build_gazetteer",
    "compile_own_places",
    "gazetteer",
    "gazetteer_file",
    "ledger_address",
    "now",
    "open_ledger",
    "settings",
]


def settings() -> Settings:
    """The settings of this process's environment."""
    return Settings.read(os.environ)


def ledger_address(db: str | None) -> str:
    """`--db`, else SAYSO_DB, else sayso.db in the working folder."""
    return db or settings().ledger


def open_ledger(db: str | None, *, create: bool = False) -> Ledger:
    """The ledger; LedgerError where there is none and none is to be made."""
    from sayso.store.ledger import Ledger

    return Ledger.open(ledger_address(db), create=create, now=now)


def gazetteer_file() -> Path:
    """The compiled gazetteer; compiled now where this is its first use, with progress on standard error."""
    from sayso.resolve.compile import default_path

    path = default_path(settings().cache)
    if not path.is_file():
        build_gazetteer(path)
    compile_own_places()
    return path


def compile_own_places(*, anew: bool = False) -> list[Path]:
    """Compile the places that the user added or imported, where they have changed; tell what cannot be used of them."""
    from sayso.resolve.compile import default_path
    from sayso.resolve.own_places import compile_own

    kept = settings()

    def tell(said: str) -> None:
        sys.stderr.write(f"sayso: {said}\n")

    cache = default_path(kept.cache).parent
    with _status("compiling your own places") as progress:
        return compile_own(kept.data, cache, tell=tell, anew=anew, progress=progress)


def build_gazetteer(path: Path) -> Path:
    """Compile the gazetteer to `path`."""
    from sayso.resolve.compile import compile_gazetteer

    first = "compiling the gazetteer (once; less than a minute)"
    if not sys.stderr.isatty():
        sys.stderr.write(f"sayso: {first}\n")
    with _status(first) as progress:
        return compile_gazetteer(path, progress=progress)


@contextmanager
def _status(said: str) -> Iterator[Callable[[int], None]]:
    """Tell at a terminal what is being done, once there is something to tell, and how many places are done."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("") as status:
        yield lambda number: status.update(f"{said}: {number:,} places")


def gazetteer() -> Gazetteer:
    """The gazetteer, compiled where need be, and open."""
    from sayso.resolve.gazetteer import open_gazetteer

    return open_gazetteer(gazetteer_file())
