"""The program over a ledger on a server: two processes at once, `db copy`, and what is told of the server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.store.ledger import Ledger
from tests.cli.conftest import Sayso
from tests.store.server import Server, running

pytestmark = pytest.mark.slow

MANY = 40


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    yield from running()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "shared.db")
    made: Server = request.getfixturevalue("server")
    return made.database()


def write(folder: Path, start: int) -> Path:
    """Reports, half of which the other folder has too."""
    folder.mkdir()
    with (folder / "reports.jsonl").open("w", encoding="utf-8") as stream:
        for number in range(start, start + MANY):
            text = f"Air strikes killed {number + 2} people in Aleppo on Tuesday, the monitor said."
            line = {"id": f"r{number:03}", "text": text, "published": f"2016-05-{number % 28 + 1:02}"}
            stream.write(json.dumps(line) + "\n")
    return folder


def test_two_processes_into_one_ledger(tmp_path: Path, cache: Path, address: str) -> None:
    folders = [write(tmp_path / "one", 0), write(tmp_path / "two", MANY // 2)]
    environment = {**os.environ, "SAYSO_CACHE": str(cache), "SAYSO_DB": address}
    calls = [
        subprocess.Popen(
            [sys.executable, "-m", "sayso", "read", str(folder)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for folder in folders
    ]
    for call in calls:
        _, err = call.communicate(timeout=300)
        assert (call.returncode, err) == (0, "")
    straight = tmp_path / "straight.db"
    for folder in folders:
        call_one = [sys.executable, "-m", "sayso", "read", str(folder), "--db", str(straight)]
        subprocess.run(call_one, env=environment, check=True, stdout=subprocess.DEVNULL)
    with Ledger.open(address) as ledger, Ledger.open(straight) as other:
        assert not ledger.unlinked
        assert [one.id for one in ledger.documents()] == [one.id for one in other.documents()]
        assert ledger.claims() == other.claims()
        assert ledger.size.documents == MANY + MANY // 2
        assert {frozenset(one.claims) for one in ledger.incidents()} == {
            frozenset(one.claims) for one in other.incidents()
        }
        assert ledger.verify() == []


def test_a_ledger_on_a_server(filled: Sayso, server: Server, tmp_path: Path) -> None:
    address = server.database()
    copied = filled("db", "copy", "sayso.db", address)
    assert copied.status == 0, copied.err
    assert "holds 3 documents" in copied.err
    for words in (
        ["incidents"],
        ["claims"],
        ["documents"],
        ["sources"],
        ["search", "market"],
        ["claims", "--text", "MARKET"],
    ):
        assert filled(*words, "--db", address).out == filled(*words).out, words
    name = next(line["id"] for line in filled("incidents").lines)
    assert filled("show", name, "--db", address).out == filled("show", name).out
    assert "is whole: 3 documents" in filled("verify", "--db", address).out
    told = next(line for line in filled("doctor", "--db", address).out.splitlines() if "ledger" in line)
    assert "PostgreSQL 1" in told
    claim = next(line["id"] for line in filled("claims", "--db", address).lines)
    assert filled("reject", claim, "--reason", "a film", "--author", "Ada", "--db", address).status == 0
    assert filled("undo", "--reason", "no film", "--author", "Ada", "--db", address).status == 0
    assert filled("incidents", "--db", address).out == filled("incidents").out
    assert filled("db", "copy", address, str(tmp_path / "back.db")).status == 0
    assert filled("incidents", "--db", str(tmp_path / "back.db")).out == filled("incidents").out
    assert filled("db", "copy", "sayso.db", address).status == 2


def test_passwords_are_never_printed(sayso: Sayso, tmp_path: Path) -> None:
    address = f"postgresql://ada:secret@/war?host={tmp_path}"
    for words in (["incidents"], ["doctor"], ["verify"], ["read", "x.txt"], ["db", "copy", address, "x.db"]):
        run = sayso(*words, *([] if words[0] == "db" else ["--db", address]))
        assert run.status in (1, 2)
        assert "secret" not in run.out + run.err, words
