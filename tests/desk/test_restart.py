"""A desk that is killed while it reads, and started again: what was read stands, nothing is lost or doubled, and it is told."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from sayso.store.ledger import Ledger

PATIENCE = 300.0  # seconds: the parser is opened twice, beside whatever else runs
REPORTS = 40  # more than the desk keeps in one transaction


@contextmanager
def desk(db: Path) -> Iterator[tuple[httpx.Client, subprocess.Popen[str]]]:
    """A desk in a process of its own, which is killed in the end."""
    call = [sys.executable, "-m", "sayso", "desk", "--db", str(db), "--port", "0"]
    surroundings = {**os.environ, "SAYSO_AUTHOR": "Ada"}
    with subprocess.Popen(call, env=surroundings, text=True, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert found is not None
            with httpx.Client(base_url=found[0], timeout=PATIENCE) as client:
                yield client, process
        finally:
            process.kill()


def give(client: httpx.Client) -> str:
    """Forty reports of as many days; where their reading is told."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/add").text)
    assert found is not None
    files = [
        ("files", (f"report-{day}.txt", f"Air strikes on Homs killed {day + 3} people on {day % 28 + 1} {month} 2015, medics said."))
        for month in ("May", "June")
        for day in range(REPORTS // 2)
    ]  # fmt: skip
    named = [("files", (f"{number}-{name}", text)) for number, (_, (name, text)) in enumerate(files)]
    answer = client.post("/add", data={"csrf": found[1]}, files=named, headers={"origin": str(client.base_url)})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def counts(db: Path) -> tuple[int, int, int]:
    with Ledger.open(db) as ledger:
        return ledger.size.documents, ledger.size.claims, ledger.size.incidents


def until(done: object) -> None:
    """Wait until it holds."""
    assert callable(done)
    last = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < last
        time.sleep(0.02)


def test_a_desk_is_killed_while_it_reads(tmp_path: Path) -> None:
    db = tmp_path / "broken.db"
    Ledger.open(db, create=True).close()
    with desk(db) as (client, process):
        first = give(client)
        until(lambda: counts(db)[0] > 0)
        process.kill()
        process.wait()
    read, claims, _ = counts(db)
    assert 0 < read < REPORTS, "it was killed in the middle"
    with desk(db) as (client, _):
        told = client.get(first)
        assert told.status_code == 200
        assert "The desk was ended and started again since" in told.text
        assert told.text.count('href="/documents/') == read, "each that was read"
        until(lambda: not is_behind(db))
        assert counts(db)[:2] == (read, claims)
        assert counts(db)[2] > 0, "their incidents were put together"
        again = give(client)
        until(lambda: "known already" in client.get(again).text)
        assert f"{REPORTS - read} new, 0 read again, {read} known already, 0 not read" in client.get(again).text
    broken = counts(db)
    whole = tmp_path / "whole.db"
    Ledger.open(whole, create=True).close()
    with desk(whole) as (client, _):
        once = give(client)
        until(lambda: "known already" in client.get(once).text)
    assert counts(whole) == broken


def is_behind(db: Path) -> bool:
    with Ledger.open(db) as ledger:
        return ledger.unlinked
