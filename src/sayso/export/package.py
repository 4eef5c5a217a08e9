"""A data package: both tables as CSV in one archive, with what each column means, credits and checksums.

>>> PackageExporter.takes
'package'
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from typing import IO, Any, BinaryIO, ClassVar, cast

import pyarrow as pa

from sayso.export import claim_columns, incident_table
from sayso.export.archive import entry
from sayso.export.columns import Table, type_words
from sayso.export.credits import credits
from sayso.export.exporter import Exporter, Takes
from sayso.export.tables import CsvExporter

TABLES = (incident_table.TABLE, claim_columns.TABLE)
RULES = {
    "range": "The killed and injured are the smallest and largest figures of the accounts that count, as UCDP GED has low and high.",
    "conservative": "The killed and injured are the lowest figure of any account that counts, as ACLED codes.",
}
MASKED = (
    "Names of private persons are masked as [name]: everything that looks like a name and is not known to be public. "
    "Addresses of reports are as they are."
)
NAMED = "Names stand as the reports have them, those of victims and witnesses too: take care whom you give this to."


class Counted(io.RawIOBase):
    """A file being written, with its size and its SHA-256."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.size = 0
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, some: Any) -> int:
        """Write, and count."""
        self.size += len(some)
        self.digest.update(some)
        return self.file.write(some)


class PackageExporter(Exporter[pa.RecordBatch]):
    """An archive; fed with batches of incidents, then of claims."""

    takes: ClassVar[Takes] = "package"

    def setup(self) -> None:
        self.archive = zipfile.ZipFile(self.target, "w", zipfile.ZIP_DEFLATED)
        self.sums: dict[str, tuple[int, str]] = {}
        self.rows: dict[str, int] = {table.name: 0 for table in TABLES}
        self._begin(TABLES[0])

    def feed(self, item: pa.RecordBatch) -> None:
        if self.table is TABLES[0] and item.schema.names != TABLES[0].schema.names:
            self._end()
            self._begin(TABLES[1])
        self.rows[self.table.name] += item.num_rows
        self.csv.feed(item)

    def finish(self) -> None:
        self._end()
        if self.table is TABLES[0]:
            self._begin(TABLES[1])
            self._end()
        self._add("datapackage.json", json.dumps(self._descriptor(), ensure_ascii=False, indent=2) + "\n")
        self._add("codebook.md", codebook())
        self._add("CREDITS.md", credits())
        self._add("README.md", self._readme())
        sums = "".join(f"{digest}  {name}\n" for name, (_, digest) in sorted(self.sums.items()))
        self._add("SHA256SUMS", sums)
        self.archive.close()

    def _begin(self, table: Table) -> None:
        self.table = table
        self.file = self.archive.open(entry(f"data/{table.name}.csv"), "w", force_zip64=True)
        self.counted = Counted(self.file)
        self.csv = CsvExporter(cast(BinaryIO, self.counted), replace(self.options, of=table.name))
        self.csv.setup()

    def _end(self) -> None:
        self.csv.finish()
        self.file.close()
        self.sums[f"data/{self.table.name}.csv"] = self.counted.size, self.counted.digest.hexdigest()

    def _add(self, name: str, words: str) -> None:
        content = words.encode("utf-8", "backslashreplace")
        self.archive.writestr(entry(name), content, zipfile.ZIP_DEFLATED)
        self.sums[name] = len(content), hashlib.sha256(content).hexdigest()

    def _descriptor(self) -> dict[str, Any]:
        """What `datapackage.json` says."""
        resources = [self._resource(table) for table in TABLES]
        if not self.options.filtered:
            reference = {"resource": "incidents", "fields": ["id"]}
            resources[1]["schema"]["foreignKeys"] = [{"fields": ["incident"], "reference": reference}]
        return {
            "profile": "tabular-data-package",
            "name": "sayso-export",
            "title": "What reports of armed conflict say, and who says it",
            "description": f"{RULES[self.options.rule]} {NAMED if self.options.with_names else MASKED}",
            **({"created": self.options.made} if self.options.made else {}),
            "resources": resources,
        }

    def _resource(self, table: Table) -> dict[str, Any]:
        size, digest = self.sums[f"data/{table.name}.csv"]
        return {
            "profile": "tabular-data-resource",
            "name": table.name,
            "path": f"data/{table.name}.csv",
            "description": table.words,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": size,
            "hash": f"sha256:{digest}",
            "schema": {
                "fields": [{"name": one.name, "type": type_words(one), "description": one.words} for one in table.flat],
                "primaryKey": ["id"],
                "missingValues": [""],
            },
        }

    def _readme(self) -> str:
        made = f" on {self.options.made}" if self.options.made else ""
        rows = "\n".join(
            f"- `data/{table.name}.csv`: {self.rows[table.name]:,} rows, {table.words}" for table in TABLES
        )
        part = (
            "Only what its filters let through is here: claims may name incidents that are not.\n\n"
            if self.options.filtered
            else ""
        )
        return (
            f"# What reports of armed conflict say, and who says it\n\n"
            f"Made by Sayso{made} from {self.options.ledger or 'a ledger'}.\n\n{rows}\n\n{part}"
            f"Each row is what reports **claim**. None of it is established by standing here.\n\n"
            f"{RULES[self.options.rule]}\n\n{NAMED if self.options.with_names else MASKED}\n\n"
            f"`codebook.md` says what each column holds and when it is empty; `datapackage.json` says so to programs; "
            f"`SHA256SUMS` lets `sha256sum -c SHA256SUMS` find what was changed since; `CREDITS.md` says whose work is in it.\n\n"
            f"To cite it, name whoever gives it out, the day of the export, the rule of the tolls, and the reports on which "
            f"what you say rests: `urls` of an incident, `url` of a claim.\n"
        )


def codebook() -> str:
    """What each column of both tables holds, and when it is empty."""
    return "# Codebook\n" + "".join(map(table_words, TABLES))


def table_words(table: Table) -> str:
    """The columns of a table that CSV holds, as Markdown."""
    lines = [
        f"\n## {table.name}\n\nOne row: {table.words}.\n\n| column | type | unit | holds | empty where |\n| --- | --- | --- | --- | --- |\n"
    ]
    for one in table.flat:
        lines.append(f"| `{one.name}` | {type_words(one)} | {one.unit} | {one.words} | {one.empty or 'never'} |\n")
    return "".join(lines)
