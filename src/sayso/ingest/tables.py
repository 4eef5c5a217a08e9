r"""Documents in tables to pages: a page for each row under a header.

>>> import io
>>> [page.name for page in read_csv(io.BytesIO(b"id,body\na,Two jets were lost.\n"), name="a.csv", columns={"text": "body"})]
['a']
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from sayso.errors import InputError, UsageError
from sayso.ingest.lines import read_object
from sayso.ingest.rows import Row, header_of, keyed, read_rows, shown
from sayso.model import Failure, Page

TEXT = "text"  # the column that there must be
FIELDS = (TEXT, "id", "title", "byline", "publisher", "published", "url", "language")  # what is read of a row


def read_csv(
    stream: BinaryIO, *, name: str, columns: Mapping[str, str] | None = None, retrieved: str | None = None
) -> Iterator[Page | Failure]:
    """The pages of rows under a header; `columns` says which columns are called otherwise than the fields that they hold."""
    header: list[str] = []
    for found in read_rows(stream, name=name):
        if isinstance(found, Failure):
            yield found
        elif not header:
            header = with_text(header_of(found.cells, name=name, columns=dict(columns or {})), name=name)
        else:
            yield from _paged(found, header, name=name, retrieved=retrieved)
    if not header:
        raise InputError(found=f"no row in {name!r}", expected="a header, and a report a row", mend="check the file")


def read_columns(words: Iterable[str]) -> dict[str, str]:
    """Which column holds which field, from words such as "text=body"; UsageError for others.

    >>> read_columns(["text=body"])
    {'text': 'body'}
    """
    found: dict[str, str] = {}
    for word in words:
        field, _, column = word.partition("=")
        if field not in FIELDS or not column or field in found:
            raise UsageError(
                found=f"{word!r} as a column",
                expected=f"FIELD=COLUMN, each field once, of {', '.join(FIELDS)}",
                mend="correct it",
            )
        found[field] = column
    return found


def with_text(header: list[str], *, name: str) -> list[str]:
    """The header, where it has the column that there must be; else InputError."""
    if TEXT not in header:
        raise InputError(
            found=f"no column 'text' in {name!r} (it has {shown(header)})",
            expected="one that holds the reports' words",
            mend="name it with --column text=COLUMN, or check what parts the cells",
        )
    return header


def _paged(row: Row, header: list[str], *, name: str, retrieved: str | None) -> Iterator[Page | Failure]:
    fields = keyed(row, header, name=name)
    if isinstance(fields, Failure):
        yield fields
    else:
        yield from page_of(fields, address=f"{name}:{row.number}", retrieved=retrieved)


def page_of(fields: Mapping[str, object], *, address: str, retrieved: str | None) -> Iterator[Page | Failure]:
    """The row as a JSON object, which is its page."""
    if not str(fields.get(TEXT) or "").strip():
        problem = InputError(
            found="a row without text", expected="the words of a report", mend="fill it, or leave it out"
        )
        yield Failure(document=address, stage="ingest", reason=str(problem))
        return
    content = json.dumps(fields, ensure_ascii=False).encode("utf-8", "backslashreplace")
    yield from read_object(content, address=address, retrieved=retrieved)
