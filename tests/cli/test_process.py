"""The program as a process: killed, interrupted, cut off at a pipe, asked for help."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.store.ledger import Ledger

pytestmark = pytest.mark.slow

MANY = 110
PATIENCE = 120.0  # seconds after which a process that should have done something has hung


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Reports enough for several transactions."""
    path = tmp_path / "many.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(MANY):
            text = (
                f"Air strikes killed {number + 2} people in Aleppo on Tuesday, the monitor said. "
                + "The town was quiet. " * 6
            )
            stream.write(
                json.dumps({"id": f"r{number:03}", "text": text, "published": f"2016-05-{number % 28 + 1:02}"}) + "\n"
            )
    return path


@pytest.fixture
def environment(cache: Path) -> dict[str, str]:
    return {**os.environ, "SAYSO_CACHE": str(cache), "COLUMNS": "100"}


def start(*words: str | Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sayso", *map(str, words)]
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def run(*words: str | Path, environment: dict[str, str]) -> tuple[int, str, str]:
    process = start(*words, environment=environment)
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def wait_for_documents(path: Path) -> int:
    """How many documents there are once there are some."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with Ledger.open(path) as ledger:
                if ledger.size.documents:
                    return ledger.size.documents
        except LedgerError:
            pass  # not made yet
        time.sleep(0.02)
    pytest.fail("nothing was read")


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_read_cut_short_leaves_a_whole_ledger(
    tmp_path: Path, many: Path, environment: dict[str, str], blow: signal.Signals
) -> None:
    cut, straight = tmp_path / "cut.db", tmp_path / "straight.db"
    process = start("read", many, "--db", cut, environment=environment)
    wait_for_documents(cut)
    process.send_signal(blow)
    _, err = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in err
    if blow == signal.SIGINT:
        assert process.returncode == 130
        assert err.startswith("sayso: stopped; the ledger is whole")
        assert len(err.splitlines()) == 1
    with Ledger.open(cut) as ledger:
        held = ledger.size.documents
        assert 0 < held < MANY
        assert ledger.verify() == []
    status, out, _ = run("read", many, "--db", cut, environment=environment)
    assert status == 0
    assert f"{MANY - held} new · {held} known already" in out
    assert run("read", many, "--db", straight, environment=environment)[0] == 0
    with Ledger.open(cut) as one, Ledger.open(straight) as other:
        assert one.verify() == []
        assert one.documents() == other.documents()
        assert one.claims() == other.claims()
        assert one.incidents() == other.incidents()
        assert one.judgements() == other.judgements()


def test_a_pipe_that_closes_is_no_error(many: Path, environment: dict[str, str]) -> None:
    process = start("places", many, environment=environment)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=PATIENCE)
    assert err == ""


def test_errors_are_one_line(tmp_path: Path, environment: dict[str, str]) -> None:
    status, out, err = run("claims", "--db", tmp_path / "none.db", environment=environment)
    assert (status, out) == (2, "")
    assert err.startswith("sayso: found no ledger at ")
    assert len(err.splitlines()) == 1


def test_help_needs_no_parser(environment: dict[str, str]) -> None:
    words = "import sys; sys.argv = ['sayso', '--help']\nfrom sayso.__main__ import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
    heavy = "print(sorted(m for m in ('spacy', 'sqlalchemy', 'numpy', 'trafilatura', 'yaml', 'cattrs', 'sayso.lexicon') if m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", words + heavy], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_stages_start_without_what_only_ledgers_and_desks_need() -> None:
    code = (
        "import sys, sayso.cli.app, sayso.cli.inputs, sayso.cli.mentions, sayso.pipeline, sayso.text.page;"
        "print(*sorted({'sqlalchemy', 'datasketch', 'pyarrow', 'fastapi'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
