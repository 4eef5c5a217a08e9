"""`sayso gazetteer` as a process: places added and imported, what is wrong with files, and what a lookup prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PATIENCE = 120.0  # seconds
TABLE = """name,lat,lon,kind,country,other names,source
Barsalin,13.4,-1.05,town,BF,Barsalen,my map
Nowhere,131,2,town,BF,,
"""


@pytest.fixture
def environment(cache: Path, tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "SAYSO_CACHE": str(cache), "SAYSO_DATA": str(tmp_path / "data"), "COLUMNS": "120"}


def run(*words: str | Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sayso", "gazetteer", *map(str, words)]
    return subprocess.run(command, env=environment, text=True, capture_output=True, timeout=PATIENCE, check=False)


def dump(path: Path) -> Path:
    """A made-up GeoNames dump: three villages, a stream, and half a line."""
    path.write_text(
        "".join(
            f"{number}\t{name}\t{name}\t\t35.{number}\t36.5\t{feature}\t{country}\t\t12\t\t\t\t90\t\t9\tAsia/X\t2020-01-01\n"
            for number, name, feature, country in (
                (1, "Qaryat One", "P\tPPL", "SY"),
                (2, "Qaryat Two", "P\tPPL", "IQ"),
                (3, "Nahr Three", "H\tSTM", "SY"),
                (4, "Qaryat Four", "P\tPPLX", "SY"),
            )
        )
        + "5\tHalf a li",
        encoding="utf-8",
    )
    return path


@pytest.mark.slow
def test_added_place_is_looked_up(tmp_path: Path, environment: dict[str, str]) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(TABLE, encoding="utf-8")
    added = run("add", table, environment=environment)
    assert added.returncode == 1, "one row was left out"
    assert [line for line in added.stderr.splitlines() if "131" in line and "line 3" in line]
    assert "1 place added, 1 bad lines left out" in added.stderr
    found = run("lookup", "barsalen", "--format", "table", environment=environment)
    assert found.returncode == 0
    assert "Barsalin" in found.stdout
    assert "GeoNames (CC BY 4.0)" in found.stderr
    assert "Crimea" in found.stderr


@pytest.mark.slow
def test_imported_places_are_looked_up(tmp_path: Path, environment: dict[str, str]) -> None:
    path = dump(tmp_path / "allCountries.txt")
    imported = run("import", path, "--country", "sy", environment=environment)
    assert "2 places kept" in imported.stderr
    assert [line for line in imported.stderr.splitlines() if "line 5" in line and "2 of 19 columns" in line]
    found = run("lookup", "Qaryat Four", environment=environment)
    assert [json.loads(line)["geonameid"] for line in found.stdout.splitlines()] == [4]
    assert run("lookup", "Qaryat Two", environment=environment).returncode == 1
    assert run("lookup", "Nahr Three", environment=environment).returncode == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("verb", "content"),
    [
        pytest.param("import", "a,b\n" * 50, id="another file imported"),
        pytest.param("add", "place,where\nx,y\n", id="no columns"),
        pytest.param("add", "", id="empty"),
    ],
)
def test_wrong_files_are_told_in_one_line(tmp_path: Path, environment: dict[str, str], verb: str, content: str) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text(content, encoding="utf-8")
    result = run(verb, path, environment=environment)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "data" / "sayso" / "geonames.tsv.gz").exists()


@pytest.mark.slow
def test_unknown_place_says_how_to_add_it(environment: dict[str, str]) -> None:
    result = run("lookup", "Xyzzabad", environment=environment)
    assert result.returncode == 1
    assert "sayso gazetteer add" in result.stderr
