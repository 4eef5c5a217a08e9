r"""Tables to rows: text parted by commas, semicolons or tabs, read one row at a time; what is no row is a failure.

>>> import io
>>> for found in read_rows(io.BytesIO(b'id;text\na;Two jets were lost.\nb\n'), name="reports.csv"):
...     print(found.cells if isinstance(found, Row) else found.reason)
['id', 'text']
['a', 'Two jets were lost.']
['b']
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from sayso.errors import InputError
from sayso.ingest.lines import MAX_LINE_BYTES
from sayso.model import MAX_CHARACTERS, Failure

MOST_COLUMNS = 2_000  # of a table: the widest of the field has some hundred
DELIMITERS = (",", ";", "\t")  # as programs and their languages write them
BOM = "\ufeff"
BOMS_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SHOWN = 8  # columns that are named where one is lacking
_NAMED = re.compile(r"sep=(.|\\t)", re.IGNORECASE)
_ESCAPED = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8, as they are read


@dataclass(frozen=True, slots=True)
class Row:
    """A row, by its number as a spreadsheet shows it: the first is 1."""

    number: int
    cells: list[str]


def read_rows(stream: BinaryIO, *, name: str) -> Iterator[Row | Failure]:
    """The rows, the header too, in order; empty lines are left out. The first line tells what parts the cells.

    It may do so outright, as Excel has it: "sep=;", and the header stands below it.

    A row with bytes that are no UTF-8, or with a quotation mark that is not closed, is a failure that names `name` and its
    number, and the rest goes on. Raises InputError where the whole is no such table.
    """
    csv.field_size_limit(MAX_CHARACTERS)
    lines = _lines(stream, name=name)
    first, number = next(lines, ""), 0
    named = _NAMED.fullmatch(first.strip())
    if named is not None:
        first, number = next(lines, ""), 1
    delimiter = _delimiter(first) if named is None else named[1].replace("\\t", "\t")
    reader = csv.reader(_again(first, lines), delimiter=delimiter, strict=True)
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _failure(
                name, number, f"a row that is no row of a table ({error})", "cells with quotation marks closed"
            )
            continue
        if len(cells) > MOST_COLUMNS:
            raise InputError(
                found=f"{len(cells):,} cells in row {number} of {name!r}",
                expected=f"at most {MOST_COLUMNS:,}",
                mend="check what parts the cells, or leave columns out",
            )
        if any(map(_ESCAPED.search, cells)):
            yield _failure(
                name, number, "bytes that are not UTF-8", "UTF-8", "convert the file, for example with iconv -f latin1"
            )
        elif any(cells):
            yield Row(number, cells)


def header_of(cells: list[str], *, name: str, columns: dict[str, str] | None = None) -> list[str]:
    """The names of columns; those that `columns` names are called by its keys. InputError where one is lacking or double."""
    names = [cell.strip() for cell in cells]
    for field, column in (columns or {}).items():
        if column not in names:
            raise InputError(
                found=f"no column {column!r} in {name!r} (it has {shown(names)})",
                expected=f"one that holds the {field}",
                mend="correct --column",
            )
    called = {column: field for field, column in (columns or {}).items()}
    names = [called.get(column, "" if column in (columns or {}) else column) for column in names]
    twice = next((column for column in names if column and names.count(column) > 1), None)
    if twice is not None:
        raise InputError(
            found=f"two columns {twice!r} in {name!r}", expected="one of each name", mend="rename one of them"
        )
    return names


def shown(names: list[str]) -> str:
    """The names of the first few columns."""
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(map(repr, names[:_SHOWN])) + more if names else "none"


def keyed(row: Row, header: list[str], *, name: str) -> dict[str, str] | Failure:
    """The cells by column, empty ones left out; a failure where there are more or fewer than columns."""
    if len(row.cells) != len(header):
        return _failure(
            name,
            row.number,
            f"{len(row.cells)} cells",
            f"{len(header)}, as the header has",
            "check that the file is whole, and what parts its cells",
        )
    return {column: cell for column, cell in zip(header, row.cells, strict=True) if column and cell.strip()}


def _lines(stream: BinaryIO, *, name: str) -> Iterator[str]:
    """The lines as text, bytes that are no UTF-8 as surrogates."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if number == 1 and line.startswith(BOMS_WIDE):
            raise InputError(found=f"UTF-16 in {name!r}", expected="a table in UTF-8", mend="save it as UTF-8")
        if len(line) > MAX_LINE_BYTES:
            raise InputError(
                found=f"a line of more than {MAX_LINE_BYTES:,} bytes in {name!r}",
                expected="a table in text",
                mend="check what file this is",
            )
        yield line.decode("utf-8", "surrogateescape").removeprefix(BOM if number == 1 else "")


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(line: str) -> str:
    """What parts the cells of a line: what is there most, outside of quotation marks."""
    bare = re.sub('"[^"]*"', "", line)
    return max(DELIMITERS, key=lambda one: (bare.count(one), -DELIMITERS.index(one)))


def _failure(name: str, number: int, found: str, expected: str, mend: str = "correct the row") -> Failure:
    problem = InputError(found=found, expected=expected, mend=mend)
    return Failure(document=f"{name}:{number}", stage="ingest", reason=str(problem))
