"""The data package: frictionless takes it, its checksums hold, its codebook names every column."""

from __future__ import annotations

import hashlib
import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from sayso.export.exporter import Options
from sayso.export.package import TABLES
from sayso.store.filters import Filters
from sayso.store.ledger import Ledger
from tests.export.golden import exported, unpacked


@pytest.fixture(scope="module")
def frictionless() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the library and what it stands on say of their own future
        import frictionless
    return frictionless


@pytest.mark.filterwarnings("ignore")  # of the library's own
@pytest.mark.parametrize("filters", [Filters(), Filters(kind=("air_strike",)), Filters(place="Nowhere at all")])
def test_frictionless_takes_it(ledger: Ledger, tmp_path: Path, frictionless: Any, filters: Filters) -> None:
    archive = exported(ledger, "package", Options(filtered=filters != Filters()), filters)
    for name, content in unpacked(archive).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert {task.name for task in report.tasks} == {"incidents", "claims"}


def test_sums_hold(ledger: Ledger) -> None:
    files = unpacked(exported(ledger, "package"))
    pairs = (line.split("  ") for line in files["SHA256SUMS"].decode().splitlines())
    sums = {name: digest for digest, name in pairs}
    assert sums.keys() == files.keys() - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256(files[name]).hexdigest() == digest


def test_the_codebook_names_every_column(ledger: Ledger) -> None:
    words = unpacked(exported(ledger, "package"))["codebook.md"].decode()
    for table in TABLES:
        assert all(f"| `{column.name}` |" in words for column in table.flat)


def test_it_says_how_it_was_made(ledger: Ledger) -> None:
    made = Options(rule="conservative", made="2026-03-01T09:00:00+00:00", ledger="war", filtered=True)
    files = unpacked(exported(ledger, "package", made))
    readme = files["README.md"].decode()
    assert "on 2026-03-01T09:00:00+00:00 from war" in readme
    assert "lowest figure" in readme
    assert "masked as [name]" in readme
    assert "filters" in readme
    assert "GeoNames" in files["CREDITS.md"].decode()
    descriptor = json.loads(files["datapackage.json"])
    assert descriptor["created"] == "2026-03-01T09:00:00+00:00"
    assert all("foreignKeys" not in one["schema"] for one in descriptor["resources"])
    whole = json.loads(unpacked(exported(ledger, "package"))["datapackage.json"])
    assert whole["resources"][1]["schema"]["foreignKeys"]
