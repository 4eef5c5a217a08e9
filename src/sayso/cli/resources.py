"""The parser, the gazetteer and the ledger, opened as the environment says.

>>> settings().ledger != ""
True
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.resolve.gazetteer import Gazetteer
    from sayso.store.ledger import Ledger


def settings() -> Settings:
    """The settings of this process's environment."""
    return Settings.read(os.environ)


def ledger_address(db: str | None) -> str:
    """`--db`, else SAYSO_DB, else sayso.db in the working folder."""
    return db or settings().ledger


def open_ledger(db: str | None, *, create: bool = False) -> Ledger:
    """The ledger; LedgerError where there is none and none is to be made."""
    from sayso.store.ledger import Ledger

    return Ledger.open(ledger_address(db), create=create)


def gazetteer_file() -> Path:
    """The compiled gazetteer; compiled now where this is its first use, with progress on standard error."""
    from sayso.resolve.compile import default_path

    path = default_path(settings().cache)
    return path if path.is_file() else build_gazetteer(path)


def build_gazetteer(path: Path) -> Path:
    """Compile the gazetteer to `path`."""
    from rich.console import Console

    from sayso.resolve.compile import compile_gazetteer

    console = Console(stderr=True, highlight=False)
    first = "compiling the gazetteer (once; less than a minute)"
    if not console.is_terminal:
        sys.stderr.write(f"sayso: {first}\n")
        return compile_gazetteer(path)
    with console.status(first) as status:
        return compile_gazetteer(path, progress=lambda number: status.update(f"{first}: {number:,} places"))


def gazetteer() -> Gazetteer:
    """The gazetteer, compiled where need be, and open."""
    from sayso.resolve.gazetteer import open_gazetteer

    return open_gazetteer(gazetteer_file())
