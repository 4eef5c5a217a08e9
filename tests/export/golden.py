"""Exports of the hand-made ledger as they shall be, in `golden/`; written anew by `python -m tests.export.golden` alone."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from sayso.export.columns import Rows
from sayso.export.exporter import Explanation, Options
from sayso.export.formats import write
from sayso.store.filters import ALL, Filters
from sayso.store.ledger import Ledger
from tests.export.ledgers import make

FOLDER = Path(__file__).with_name("golden")
# Name of the file: format, rows, rule, names.
FILES: dict[str, tuple[str, Options]] = {
    "incidents.csv": ("csv", Options()),
    "incidents_conservative.csv": ("csv", Options(rule="conservative", with_names=True)),
    "claims.csv": ("csv", Options(of="claims")),
    "claims_named.csv": ("csv", Options(of="claims", with_names=True)),
    "accounts.csv": ("csv", Options(of="accounts")),
    "accounts_named.csv": ("csv", Options(of="accounts", with_names=True)),
    "disagreements.csv": ("csv", Options(of="disagreements")),
    "incidents.geojson": ("geojson", Options()),
    "incidents.kml": ("kml", Options()),
    "timeline.json": ("timelinejs", Options()),
    "incidents.ftm.json": ("ftm", Options()),
    "prov.json": ("prov", Options()),
    "annotations.jsonld": ("annotations", Options()),
    "annotations_named.jsonld": ("annotations", Options(with_names=True)),
    "records.jsonl": ("records", Options(with_names=True)),
}


def exported(ledger: Ledger, name: str, options: Options | None = None, filters: Filters = ALL) -> bytes:
    """What a format makes of a ledger."""
    target = io.BytesIO()
    with ledger.view() as view:
        write(name, target, view, filters, options or Options())
    return target.getvalue()


def explained(ledger: Ledger, name: str, options: Options | None = None) -> bytes:
    """The sidecar of it."""
    beside = io.BytesIO()
    with ledger.view() as view:
        write(name, io.BytesIO(), view, ALL, options or Options(), explanation=Explanation(beside))
    return beside.getvalue()


def unpacked(archive: bytes) -> dict[str, bytes]:
    """The files of an archive."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def options_of(of: Rows, *, with_names: bool = False) -> Options:
    """Options for a table."""
    return Options(of=of, with_names=with_names)


def main() -> None:
    """Write the files anew; look at what `git diff` says of them."""
    with make("sqlite://", corrected=True) as ledger:
        for name, (form, options) in FILES.items():
            (FOLDER / name).write_bytes(exported(ledger, form, options))


if __name__ == "__main__":
    main()
