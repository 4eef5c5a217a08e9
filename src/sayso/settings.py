"""Where things are kept, worked out from the environment that the caller hands in.

>>> Settings.read({"HOME": "/home/ada", "SAYSO_DB": "war.db"}).ledger
'war.db'
>>> Settings.read({"HOME": "/home/ada"}).cache
PosixPath('/home/ada/.cache')
>>> Settings.read({"HOME": "/home/ada"}).data
PosixPath('/home/ada/.local/share')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

LEDGER = "sayso.db"  # in the working folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The ledger's address, and the folders that hold what is compiled and what the user added (in `sayso/` each).

    `author` is who reviews; None where the environment does not say.
    """

    ledger: str
    cache: Path
    data: Path
    author: str | None = None

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """Settings by SAYSO_DB, SAYSO_CACHE or XDG_CACHE_HOME, SAYSO_DATA or XDG_DATA_HOME, SAYSO_AUTHOR.

        Empty ones count as unset.
        """
        home = Path(environment.get("HOME") or environment.get("USERPROFILE") or ".")
        cache = environment.get("SAYSO_CACHE") or environment.get("XDG_CACHE_HOME")
        data = environment.get("SAYSO_DATA") or environment.get("XDG_DATA_HOME")
        return cls(
            ledger=environment.get("SAYSO_DB") or LEDGER,
            cache=Path(cache) if cache else home / ".cache",
            data=Path(data) if data else home / ".local" / "share",
            author=environment.get("SAYSO_AUTHOR") or None,
        )
