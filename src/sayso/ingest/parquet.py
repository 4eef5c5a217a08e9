r"""Documents in Parquet to pages: a page for each row, read a few at a time.

>>> import io
>>> file = io.BytesIO()
>>> pq.write_table(pa.table({"id": ["a"], "text": ["Two jets were lost."]}), file)
>>> [page.name for page in read_parquet(file, name="a.parquet")]
['a']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.errors import InputError
from sayso.ingest.rows import MOST_COLUMNS, header_of
from sayso.ingest.tables import page_of, with_text
from sayso.model import Failure, Page

BATCH = 64  # rows in hand at once: each may be a book


def read_parquet(
    stream: BinaryIO, *, name: str, columns: Mapping[str, str] | None = None, retrieved: str | None = None
) -> Iterator[Page | Failure]:
    """The pages of the rows, counted from 1; `columns` as for CSV. Columns of lists and bytes are left aside."""
    try:
        file = pq.ParquetFile(stream)
        plain = [one.name for one in file.schema_arrow if _is_plain(one.type)][: MOST_COLUMNS + 1]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _broken(name, error) from error
    if len(plain) > MOST_COLUMNS:
        raise InputError(
            found=f"more than {MOST_COLUMNS:,} columns in {name!r}",
            expected="a table of reports",
            mend="leave some out",
        )
    header = with_text(header_of(plain, name=name, columns=dict(columns or {})), name=name)
    number = 0
    try:
        for batch in file.iter_batches(batch_size=BATCH, columns=plain):
            for values in zip(*(batch.column(column).to_pylist() for column in plain), strict=True):
                number += 1
                fields = {one: _value(value) for one, value in zip(header, values, strict=True) if value is not None}
                yield from page_of(fields, address=f"{name}:{number}", retrieved=retrieved)
    except (pa.ArrowException, OSError) as error:
        raise _broken(name, error) from error
    if not number:
        raise InputError(found=f"no row in {name!r}", expected="a report a row", mend="check how the file was written")


def _value(value: object) -> object:
    """A cell of Parquet as JSON has it."""
    if isinstance(value, date):  # a time too
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) else str(value)


def _is_plain(kind: pa.DataType) -> bool:
    binary = pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind)
    return not (pa.types.is_nested(kind) or binary)


def _broken(name: str, error: Exception) -> InputError:
    return InputError(
        found=f"no whole Parquet in {name!r} ({str(error).splitlines()[0][:80]})",
        expected="a file that was written to the end",
        mend="fetch or write it again",
    )
