"""Tables to files: CSV, a workbook of Excel, Parquet. Each takes batches of rows.

>>> sorted(TABLES)
['accounts', 'claims', 'disagreements', 'incidents']
"""

from __future__ import annotations

import re
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, BinaryIO, ClassVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from sayso.errors import UsageError
from sayso.export import account_table, claim_columns, disagreement_table, incident_table
from sayso.export.columns import WORDS, Rows, Table, type_words
from sayso.export.exporter import Exporter, Takes
from sayso.export.formulas import BEGINNING

ROW_GROUP = 50_000  # rows that a reader of Parquet fetches at once
LONGEST_CELL = 32_767  # characters that Excel takes
MOST_ROWS = 1_048_575  # of a sheet, beside the heading
CUT = " … (cut: a cell of Excel holds no more)"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold


class Unclosed:
    """A file that is left open by those who mean to close it."""

    closed = False

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def write(self, some: bytes) -> int:
        """Write on."""
        return self.file.write(some)

    def flush(self) -> None:
        """Let what waits be written."""
        self.file.flush()

    def close(self) -> None:
        """It stays open."""


class CsvExporter(Exporter[pa.RecordBatch]):
    """Comma-separated values, UTF-8, a heading, words in quotation marks, nothing where there is nothing."""

    takes: ClassVar[Takes] = "tables"

    def setup(self) -> None:
        schema = pa.schema([(column.name, column.type) for column in TABLES[self.options.of].flat])
        options = pcsv.WriteOptions(quoting_style="needed")
        self.writer = pcsv.CSVWriter(pa.PythonFile(Unclosed(self.target), mode="w"), schema, write_options=options)

    def feed(self, item: pa.RecordBatch) -> None:
        flat = item.select([column.name for column in TABLES[self.options.of].flat])
        arrays = [_guarded(array) if array.type == WORDS else array for array in flat.columns]
        self.writer.write_batch(pa.RecordBatch.from_arrays(arrays, names=flat.schema.names))

    def finish(self) -> None:
        self.writer.close()


def _guarded(array: pa.Array) -> pa.Array:
    risky = pc.match_substring_regex(array, BEGINNING)
    return pc.if_else(risky, pc.binary_join_element_wise("'", array, ""), array)


class XlsxExporter(Exporter[pa.RecordBatch]):
    """A workbook of Excel: a sheet of rows, and one that says what each column holds."""

    takes: ClassVar[Takes] = "tables"

    def setup(self) -> None:
        from openpyxl import Workbook

        table = TABLES[self.options.of]
        self.book = Workbook(write_only=True)
        self.sheet = self.book.create_sheet(table.name)
        self.sheet.freeze_panes = "B2"
        self.sheet.append([column.name for column in table.flat])
        self.rows = 0

    def feed(self, item: pa.RecordBatch) -> None:
        self.rows += item.num_rows
        if self.rows > MOST_ROWS:
            self.sheet.close()
            raise UsageError(
                found=f"more than {MOST_ROWS:,} rows",
                expected="as many as a sheet of Excel holds",
                mend="ask for less with a filter, or export csv or parquet",
            )
        flat = item.select([column.name for column in TABLES[self.options.of].flat])
        for row in zip(*(array.to_pylist() for array in flat.columns), strict=True):
            self.sheet.append([self._cell(value) for value in row])

    def _cell(self, value: Any) -> Any:
        """A value as a sheet takes it; words stay words, even where they begin like a formula."""
        from openpyxl.cell import WriteOnlyCell

        if isinstance(value, float) and value.is_integer():
            return int(value)
        if not isinstance(value, str):
            return value
        words = _FORBIDDEN.sub("\ufffd", value)
        words = words if len(words) <= LONGEST_CELL else words[: LONGEST_CELL - len(CUT)] + CUT
        if not words.startswith("="):
            return words
        cell = WriteOnlyCell(self.sheet, value=words)
        cell.data_type = "s"
        return cell

    def finish(self) -> None:
        table = TABLES[self.options.of]
        words = self.book.create_sheet("columns")
        words.append(["column", "type", "unit", "holds", "empty where"])
        for column in table.flat:
            words.append([column.name, type_words(column), column.unit, column.words, column.empty])
        self.book.save(self.target)


class ParquetExporter(Exporter[pa.RecordBatch]):
    """Parquet with row groups; incidents as GeoParquet."""

    takes: ClassVar[Takes] = "tables"

    def setup(self) -> None:
        schema = TABLES[self.options.of].schema
        chosen = {
            "sayso.rule": self.options.rule,
            "sayso.names": "as reported" if self.options.with_names else "masked",
        }
        self.schema = schema.with_metadata({**(schema.metadata or {}), **chosen})
        self.writer = pq.ParquetWriter(self.target, self.schema, compression="zstd")
        self.held: list[pa.RecordBatch] = []
        self.aside = ThreadPoolExecutor(max_workers=1)  # rows are packed while the next ones become columns
        self.packing: Future[None] | None = None

    def feed(self, item: pa.RecordBatch) -> None:
        self.held.append(item)
        if sum(batch.num_rows for batch in self.held) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        table = pa.Table.from_batches(self.held, schema=self.held[0].schema).replace_schema_metadata(
            self.schema.metadata
        )
        self._wait()
        self.packing = self.aside.submit(self.writer.write_table, table, row_group_size=ROW_GROUP)
        self.held = []

    def _wait(self) -> None:
        if self.packing is not None:
            self.packing.result()

    def finish(self) -> None:
        if self.held:
            self._flush()
        self._wait()
        self.aside.shutdown()
        self.writer.close()


TABLES: dict[Rows, Table] = {
    table.name: table
    for table in (incident_table.TABLE, claim_columns.TABLE, account_table.TABLE, disagreement_table.TABLE)
}
