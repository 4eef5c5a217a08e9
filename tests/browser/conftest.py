"""A browser, and ledgers of the sample reports with a desk on each. `SAYSO_CHROMIUM` names another browser than the usual."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.desks import PATIENCE, Desk, running, sayso

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "reports"
FLAGS = [
    "--no-sandbox",  # containers have none
    "--use-gl=angle",
    "--use-angle=swiftshader",  # WebGL without a graphics card
    "--enable-unsafe-swiftshader",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing else can be reached
]
expect.set_options(timeout=1000 * PATIENCE)
Opens = Callable[[Path], Desk]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("SAYSO_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as played:
        browser = played.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports, read once."""
    path = tmp_path_factory.mktemp("ledger") / "samples.db"
    sayso("read", SAMPLES, "--db", path)
    return path


@pytest.fixture(scope="session")
def still(sample_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that is only read."""
    with running(copied(sample_ledger, tmp_path_factory.mktemp("still"))) as desk:
        yield desk


@pytest.fixture
def desk(sample_ledger: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk of the test's own."""
    with running(copied(sample_ledger, tmp_path)) as desk:
        yield desk


@pytest.fixture
def opens() -> Iterator[Opens]:
    """Desks on ledgers that the test made."""
    with ExitStack() as stack:
        yield lambda db: stack.enter_context(running(db))


def copied(ledger: Path, folder: Path) -> Path:
    """A copy of a ledger, with all that was written to it."""
    connection = sqlite3.connect(ledger)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return Path(shutil.copy(ledger, folder / "sayso.db"))
