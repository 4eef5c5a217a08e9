"""What reading needs of this machine, as its environment says: the ledger, the gazetteer, the clock, who does it.

>>> ledger_address("week.db")
'week.db'
"""

from __future__ import annotations

import getpass
import os
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import UsageError
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.resolve.gazetteer import Gazetteer


def ledger_address(given: str | Path | None) -> str:
    """The address given, else SAYSO_DB, else sayso.db in the working folder."""
    return str(given) if given is not None else Settings.read(os.environ).ledger


def now() -> str:
    """The time, as the ledger keeps it: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def author_name(given: str | None) -> str:
    """The name given, else SAYSO_AUTHOR, else the one that one is logged in by."""
    name = given or Settings.read(os.environ).author
    if name is not None:
        return name
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError) as error:
        raise UsageError(
            found="no name of who does this",
            expected="one to keep it under",
            mend="name an author, or set SAYSO_AUTHOR",
        ) from error


def gazetteer_file() -> Path:
    """The compiled gazetteer; compiled now where this is its first use (once; less than a minute), own places too.

    What cannot be used of places of your own is a warning.
    """
    from sayso.resolve.compile import compile_gazetteer, default_path  # here, as starting needs none of it
    from sayso.resolve.own_places import compile_own

    kept = Settings.read(os.environ)
    path = default_path(kept.cache)
    if not path.is_file():
        compile_gazetteer(path)
    compile_own(kept.data, path.parent, tell=lambda said: warnings.warn(said, stacklevel=2))
    return path


def gazetteer() -> Gazetteer:
    """The gazetteer, compiled where need be, and open."""
    from sayso.resolve.gazetteer import open_gazetteer

    return open_gazetteer(gazetteer_file())
