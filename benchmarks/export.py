"""How fast a ledger is written in each format, and how much memory that takes.

    python benchmarks/export.py --db big.db [--formats parquet csv ...] [--of incidents|claims|accounts|disagreements] [--with-names] [--json]

`benchmarks/fill.py` makes the ledger; for tables of claims it may be left unlinked. Each format is written in a process of
its own, to a file that is thrown away. Rows are claims, or incidents, as the format has them.

>>> [form for form, of in chosen(["csv"], "claims")]
['csv']
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import get_args

from sayso.export.columns import Rows
from sayso.export.exporter import Options
from sayso.export.formats import FORMATS, write
from sayso.store.filters import ALL
from sayso.store.ledger import Ledger

TABLES = ("csv", "xlsx", "parquet")
ROWS: dict[str, Rows] = {of: of for of in get_args(Rows)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One format of one ledger: rows, seconds by the clock and of the processor, megabytes of the file and of memory at most."""

    form: str
    of: str
    rows: int
    wall: float
    processor: float
    file_mb: float
    peak_mb: float


def chosen(forms: Sequence[str], of: str | None) -> list[tuple[str, str]]:
    """Formats with what their rows are; tables of every kind, unless one is asked for."""
    return [
        (form, rows)
        for form in forms
        for rows in (ROWS if form in TABLES else ("incidents",))
        if of is None or rows == of or form not in TABLES
    ]


def measure(db: str, form: str, of: str, *, with_names: bool) -> Written:
    """Write one format of a ledger, here and now."""
    options = Options(of=ROWS[of], with_names=with_names or form == "records")
    with Ledger.open(db) as ledger, ledger.view() as view, tempfile.TemporaryFile() as target:
        wall, processor = time.monotonic(), time.process_time()
        rows = write(form, target, view, ALL, options)
        wall, processor = time.monotonic() - wall, time.process_time() - processor
        size = target.tell()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Written(
        form=form, of=of, rows=rows, wall=wall, processor=processor, file_mb=size / 1e6, peak_mb=peak
    )  # fmt: skip


def apart(db: str, form: str, of: str, *, with_names: bool) -> Written:
    """The same in a process of its own, whose memory is its own."""
    names = ["--with-names"] if with_names else []
    command = [sys.executable, __file__, "--db", db, "--formats", form, "--of", of, "--json", *names]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Written(**json.loads(told))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a line a format."""
    parser = argparse.ArgumentParser(description="The speed of exports.")
    parser.add_argument("--db", required=True, metavar="LEDGER")
    parser.add_argument("--formats", nargs="+", choices=sorted(FORMATS), default=list(FORMATS), metavar="FORMAT")
    parser.add_argument("--of", choices=list(ROWS))
    parser.add_argument("--with-names", action="store_true")
    parser.add_argument("--json", action="store_true", help="one format, measured in this process")
    options = parser.parse_args(arguments)
    if options.json:
        found = measure(options.db, options.formats[0], options.of or "incidents", with_names=options.with_names)
        print(json.dumps(asdict(found)))
        return
    print("| format | rows | rows/s | rows/s of the processor | file, MB | memory at most, MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    for form, of in chosen(options.formats, options.of):
        one = apart(options.db, form, of, with_names=options.with_names)
        print(
            f"| {form} | {one.rows:,} {of if form in TABLES else ''} | {one.rows / one.wall:,.0f} | "
            f"{one.rows / one.processor:,.0f} | {one.file_mb:,.1f} | {one.peak_mb:,.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
