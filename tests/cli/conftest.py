"""The command line, run in this process, with a small gazetteer in a cache folder of its own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.errors import InputError, NotFoundError, SaysoError
from sayso.resolve.compile import default_path, fill
from sayso.resolve.sources import PlaceRow

REPORTS = [
    {
        "id": "paper",
        "published": "2016-05-04",
        "publisher": "Daily Paper",
        "text": "Air strikes killed 8 people at a market in Aleppo on Tuesday, the Harbour Monitor said.",
    },
    {
        "id": "agency",
        "published": "2016-05-04",
        "publisher": "News Agency",
        "text": "Air strikes on a market in Aleppo killed 20 people on Tuesday, the health ministry said.",
    },
    {
        "id": "emoji",
        "text": "💥 e\u0301 Shelling killed three people in Aleppo, witnesses said.\r\nThe army denied it.",
    },
]
PLACES = [
    PlaceRow(
        name="Aleppo",
        lat=36.2,
        lon=37.16,
        kind="city",
        geonameid=170063,
        country="SY",
        admin1="Aleppo",
        population=1600000,
    )
]


@dataclass(frozen=True)
class Run:
    """What a call of the command line gave."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Sayso = Callable[..., Run]


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with a gazetteer of one place."""
    folder = tmp_path_factory.mktemp("cache")
    path = default_path(folder)
    path.parent.mkdir(parents=True)
    connection = sqlite3.connect(path)
    fill(connection, PLACES)
    connection.commit()
    connection.close()
    return folder


@pytest.fixture
def sayso(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sayso:
    """Run the command line in a folder of its own."""
    monkeypatch.setenv("SAYSO_CACHE", str(cache))
    monkeypatch.setenv("SAYSO_DATA", str(cache))
    monkeypatch.delenv("SAYSO_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)

    def run(*words: str, stdin: bytes | None = None, columns: int = 120) -> Run:
        monkeypatch.setenv("COLUMNS", str(columns))
        result = CliRunner().invoke(app, list(words), input=stdin)
        error = result.exception
        if isinstance(error, SaysoError):
            return Run(
                1 if isinstance(error, InputError | NotFoundError) else 2, result.stdout, result.stderr + str(error)
            )
        if error is not None and not isinstance(error, SystemExit):
            raise error
        return Run(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Three reports: two accounts of one strike, and one with characters of many kinds."""
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b"".join(json.dumps(report, ensure_ascii=False).encode() + b"\n" for report in REPORTS))
    return path


@pytest.fixture
def filled(sayso: Sayso, reports: Path) -> Sayso:
    """The command line, with the reports read."""
    assert sayso("read", str(reports)).status == 0
    return sayso
