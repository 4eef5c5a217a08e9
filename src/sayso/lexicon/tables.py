"""Read the tab-separated tables that the package ships.

>>> next(read_lines("countries.tsv"))["iso"]
'AD'
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from importlib.resources import files

from sayso.errors import ResourceError


def read_lines(name: str) -> Iterator[dict[str, str]]:
    """The rows of a shipped table by column name; lines that start with # are remarks."""
    file = files("sayso.lexicon") / name
    if not file.is_file():
        raise ResourceError(found=f"no table {name!r}", expected="a file of the package", mend="install Sayso again")
    content = file.read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8")
    lines = (line for line in io.StringIO(text) if not line.startswith("#"))
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def split_cell(cell: str | None) -> list[str]:
    """The parts of a cell that holds several names, parted by |."""
    return [part.strip() for part in (cell or "").split("|") if part.strip()]
