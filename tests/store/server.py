"""A server of PostgreSQL for the tests, of their own: made in a folder, reached by a socket in it, thrown away after."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

NEEDED = "SAYSO_TEST_SERVER"  # set: a missing server is a failure, not a reason to skip
PATIENCE = 60.0  # seconds after which a server that should have answered has hung
UNPRIVILEGED = ("postgres", "nobody")  # whom the server runs as where the tests are root's, as it refuses to be
_NUMBERS = count()


def binaries() -> Path | None:
    """The folder of the newest server that is installed, None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    known = shutil.which("initdb")
    return None if known is None or shutil.which("postgres") is None else Path(known).parent


def account() -> str | None:
    """Whom to run the server as; None is oneself."""
    if os.geteuid() != 0:
        return None
    known = {one.pw_name for one in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


class Server:
    """A running server; `database` gives the address of a new place for a ledger.

    That is a schema of one database: a database each would be 300 files each, which take longer to make and throw away than
    the tests.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def address(self, name: str) -> str:
        return f"postgresql://sayso@/postgres?host={self._folder}&options=-csearch_path%3D{name}"

    def database(self) -> str:
        import psycopg

        name = f"ledger{next(_NUMBERS)}"
        with psycopg.connect(f"host={self._folder} user=sayso dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return self.address(name)

    def answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(f"host={self._folder} user=sayso dbname=postgres").close()
        except psycopg.OperationalError:
            return False
        return True


def running() -> Iterator[Server]:
    """A server until the caller is done; skips, or fails where one is needed, when none is installed."""
    programs = binaries()
    if programs is None:
        reason = "no server of PostgreSQL is installed (apt-get install postgresql)"
        if os.environ.get(NEEDED):
            pytest.fail(reason)
        pytest.skip(reason)
    user = account()
    folder = Path(tempfile.mkdtemp(prefix="sayso-pg-"))
    if user is not None:
        shutil.chown(folder, user)
    data = folder / "data"
    new: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "sayso",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    subprocess.run(new, user=user, check=True, stdout=subprocess.DEVNULL, cwd=folder)
    options = {"listen_addresses": "", "unix_socket_directories": folder, "fsync": "off", "full_page_writes": "off"}
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *settings], user=user, stdout=log, stderr=log, cwd=folder
        )
    try:
        wanted = Server(folder)
        end = time.monotonic() + PATIENCE
        while not wanted.answers():
            if server.poll() is not None or time.monotonic() > end:
                pytest.fail((folder / "log").read_text("utf-8", "replace"))
            time.sleep(0.05)
        yield wanted
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nothing of it is to be kept
        server.wait(PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)
