"""A walk with the program as a process over the sample reports: read, merge, show, take back, show the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

REPORTS = Path(__file__).resolve().parents[2] / "samples" / "reports"


def sayso(*words: str, ledger: Path, cache: Path) -> str:
    environment = {
        **os.environ,
        "SAYSO_DB": str(ledger),
        "SAYSO_CACHE": str(cache),
        "SAYSO_AUTHOR": "Ada",
        "COLUMNS": "100",
    }
    call = [sys.executable, "-m", "sayso", *words]
    done = subprocess.run(call, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_read_merge_show_undo_show(tmp_path: Path, cache: Path) -> None:
    def run(*words: str) -> str:
        return sayso(*words, ledger=tmp_path / "samples.db", cache=cache)

    run("read", str(REPORTS))
    before = run("incidents")
    found = sorted(map(json.loads, before.splitlines()), key=lambda one: -len(one["docs"]))
    one, other = found[0]["id"], found[1]["id"]
    shown = run("show", one), run("show", other)
    merged = json.loads(run("merge", one, other, "--reason", "one happening"))
    assert {change["id"] for change in merged["changes"]} >= {one, other}
    held = {line["id"] for line in map(json.loads, run("incidents").splitlines())}
    (gone,) = {one, other} - held
    assert "has ceased: its claims are now in" in run("show", gone)
    (kept,) = {one, other} & held
    assert len(json.loads(run("show", kept, "--format", "jsonl"))["docs"]) > len(found[0]["docs"])
    run("read", str(REPORTS))
    assert {line["id"] for line in map(json.loads, run("incidents").splitlines())} == held
    run("undo", merged["operation"]["id"], "--reason", "two after all")
    assert run("incidents") == before
    for name, words in zip((one, other), shown, strict=True):
        assert run("show", name).startswith(words)
    assert "is whole" in run("verify")
