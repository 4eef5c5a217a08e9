"""Standard output: JSON lines for programs, tables for people.

>>> chosen("table")
'table'
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from sayso.cli.options import Format

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Line = Mapping[str, object]
WIDE_GAP = 2  # blanks between columns, where there is room
LABEL = 12  # columns of the label of a fact
PIPED_COLUMNS = 100  # width of tables where no terminal says one
# Control characters and marks of direction in names of files and reports: a terminal would obey them.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


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
    """Rich output that keeps to the terminal's width, to COLUMNS, and to NO_COLOR, and obeys no word of a report."""
    import os

    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class Harmless(Console):  # what is drawn passes here, whoever made it; characters of no width change no column
        def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
            for segment in super().render(renderable, options):
                harmful = not segment.control and _OBEYED.search(segment.text)
                yield Segment(_OBEYED.sub("", segment.text), segment.style) if harmful else segment

    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Harmless(highlight=False, width=PIPED_COLUMNS if piped else None, soft_wrap=False)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[str] = ()) -> int:
    """Rows under headings; those named in `right` hold numbers; empty columns are left out. Gives the number of rows."""
    from rich.table import Table
    from rich.text import Text

    out, numbers, held = console(), set(right), list(rows)
    if not held:
        return 0
    columns = [column for column in zip(headings, *held, strict=True) if any(column[1:])]
    widths, gap = column_widths(columns, room=out.width)
    table = Table(box=None, padding=(0, gap, 0, 0), pad_edge=False, header_style="bold")
    for column, width in zip(columns, widths, strict=True):
        side: Literal["left", "right"] = "right" if column[0] in numbers else "left"
        table.add_column(column[0], justify=side, width=width, overflow="fold")
    for row in zip(*(column[1:] for column in columns), strict=True):
        table.add_row(*(Text(cell) for cell in row))
    out.print(table)
    return len(held)


def column_widths(columns: Sequence[Sequence[str]], *, room: int) -> tuple[list[int], int]:
    """Widths of columns, and the gap between: words kept whole, lines few; where that is too wide the widest give way.

    >>> column_widths([["id", "c1"], ["words", "two long words here"]], room=16)
    ([2, 12], 2)
    """
    from rich.cells import cell_len

    longest = [max(cell_len(cell) for cell in column) for column in columns]
    widths = [max(cell_len(word) for cell in column for word in cell.split() or [""]) for column in columns]
    gap = WIDE_GAP if sum(widths) + WIDE_GAP * (len(columns) - 1) <= room else 1
    spare = room - gap * (len(columns) - 1) - sum(widths)
    while spare < 0 and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
        spare += 1
    while spare > 0 and widths != longest:
        wanting = [number for number, width in enumerate(widths) if width < longest[number]]
        widths[min(wanting, key=lambda number: widths[number] / longest[number])] += 1
        spare -= 1
    return widths, gap


def print_indented(out: Console, text: str | Text, left: int = 2, *, style: str = "") -> None:
    """Text whose every line, wrapped ones too, begins `left` columns in."""
    from rich.padding import Padding
    from rich.text import Text

    words = Text(text, style=style) if isinstance(text, str) else text
    out.print(Padding(words, (0, 0, 0, left), expand=False))


def print_fact(out: Console, label: str, value: str) -> None:
    """A label, and beside it what may take several lines."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=LABEL - 1)
    grid.add_column(overflow="fold")
    grid.add_row(Text(label), Text(value))
    out.print(grid)


def say(words: str) -> None:
    """A line for people, on standard error, so that it is in nobody's data."""
    sys.stderr.write(spelled(words) + "\n")


def spelled(words: str) -> str:
    r"""The words with what a terminal would obey spelled out.

    >>> print(spelled("no\x1b[2Jte\u202etxt.exe"))
    no\x1b[2Jte\u202etxt.exe
    """
    return _OBEYED.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), words)
