"""Where things are kept, worked out from the environment that the caller hands in.

>>> Settings.read({"HOME": "/home/ada", "SAYSO_DB": "war.db"}).ledger
'war.db'
>>> Settings.read({"HOME": "/home/ada"}).cache
PosixPath('/home/ada/.cache')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

LEDGER = "sayso.db"  # in the working folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The ledger's address and the folder under which the gazetteer is cached (in `sayso/`)."""

    ledger: str
    cache: Path

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """Settings by the variables SAYSO_DB, and SAYSO_CACHE or XDG_CACHE_HOME; empty ones count as unset."""
        home = Path(environment.get("HOME") or environment.get("USERPROFILE") or ".")
        cache = environment.get("SAYSO_CACHE") or environment.get("XDG_CACHE_HOME")
        return cls(ledger=environment.get("SAYSO_DB") or LEDGER, cache=Path(cache) if cache else home / ".cache")
