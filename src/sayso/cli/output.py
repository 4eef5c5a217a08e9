"""Standard output: JSON lines for programs, tables for people.

>>> chosen("table")
'table'
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.cli.options import Format

if TYPE_CHECKING:
    from rich.console import Console

Line = Mapping[str, object]
PIPED_COLUMNS = 100  # width of tables where no terminal says one


def chosen(wanted: Format | None) -> Format:
    """The format asked for, else the table at a terminal and JSON lines in a pipe."""
    return wanted or ("table" if sys.stdout.isatty() else "jsonl")


def write_lines(lines: Iterable[Line]) -> None:
    """One JSON object a line, in UTF-8 whatever the locale, each out as soon as it is there."""
    stream = sys.stdout.buffer
    for line in lines:
        stream.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    stream.flush()


def console() -> Console:
    """Rich output that keeps to the terminal's width, to COLUMNS, and to NO_COLOR."""
    import os

    from rich.console import Console

    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(highlight=False, width=PIPED_COLUMNS if piped else None, soft_wrap=False)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[str] = ()) -> int:
    """Rows under headings; those named in `right` hold numbers. Gives the number of rows."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    numbers = set(right)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, justify="right" if heading in numbers else "left", overflow="fold")
    count = 0
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
        count += 1
    if count:
        console().print(table)
    return count


def say(words: str) -> None:
    """A line for people, on standard error, so that it is in nobody's data."""
    sys.stderr.write(words + "\n")
