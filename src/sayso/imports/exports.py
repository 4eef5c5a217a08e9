"""Tables that `sayso export` writes for others: they are told apart from what can be read, as they hold no whole ledger.

>>> made_here(["id", "kind", "first", "killed_low", "grade_rule"])
'incidents'
>>> made_here(["id", "text", "published"]) is None
True
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from sayso.errors import InputError

INCIDENTS = frozenset({"id", "kind", "killed_low", "grade_rule"})  # columns that stand together in no other table
CLAIMS = frozenset({"id", "kind", "evidence", "extractor"})
PARQUET = b"PAR1"  # how a file of Parquet begins


def made_here(columns: Collection[str]) -> Literal["incidents", "claims"] | None:
    """Of what a table with these columns is, where `sayso export` made it; None where it did not."""
    held = set(columns)
    if held >= INCIDENTS:
        return "incidents"
    return "claims" if held >= CLAIMS else None


def refuse(what: str, *, name: str) -> InputError:
    """That a table of ours holds no whole ledger."""
    return InputError(
        found=f"a table of {what} in {name!r}, of which no ledger can be made again",
        expected="records",
        mend="write them with: sayso export records --with-names -o FILE",
    )


def refuse_table(beginning: bytes, *, name: str) -> None:
    """InputError where a file that begins so is a table and no records."""
    if beginning.startswith(PARQUET):
        raise refuse("incidents or claims", name=name)
    header = beginning.split(b"\n")[0].decode("utf-8-sig", "replace").strip()
    what = made_here([cell.strip('"') for cell in header.split(",")])
    if what is not None:
        raise refuse(what, name=name)
