"""`sayso desk` as a process: started, asked, stopped; with users and without."""

from __future__ import annotations

import http.client
import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from sayso.store.ledger import Ledger

pytestmark = pytest.mark.slow

PATIENCE = 60.0  # seconds after which a desk that should have answered has hung
PASSWORD = "a long walk home"
Start = Callable[..., "Desk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class Desk:
    """A running desk, and where it said it is."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self.process = process
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
        self.said = process.stdout.readline() if ready else ""
        found = re.fullmatch(r"sayso: the desk is at http://127\.0\.0\.1:(\d+)/ \(Ctrl-C ends it\)\n", self.said)
        assert found is not None, self.said
        self.port = int(found[1])

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, body=body, headers=headers)
            found = connection.getresponse()
            told = {name.lower(): value for name, value in found.getheaders()}
            return Answer(status=found.status, headers=told, body=found.read())

    def stop(self, by: int = signal.SIGINT) -> tuple[int, str, str]:
        self.process.send_signal(by)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "sayso.db"
    Ledger.open(path, create=True).close()
    return path


@pytest.fixture
def start(ledger: Path, cache: Path) -> Iterator[Start]:
    begun: list[subprocess.Popen[str]] = []

    def begin(*words: str) -> Desk:
        environment = {**os.environ, "SAYSO_CACHE": str(cache), "SAYSO_DB": str(ledger), "SAYSO_AUTHOR": "Ada"}
        command = [sys.executable, "-m", "sayso", "desk", *(words or ("--port", "0"))]
        begun.append(
            subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        )
        return Desk(begun[-1])

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


def test_it_is_started_asked_and_stopped(start: Start) -> None:
    desk = start()
    first = desk.ask("/")
    assert first.status == 200
    assert b"Ada" in first.body
    assert "frame-ancestors 'none'" in first.headers["content-security-policy"]
    assert "server" not in first.headers
    assert desk.ask("/static/0.1.0/desk.css").headers["cache-control"] == "public, max-age=31536000, immutable"
    assert desk.ask("/nothing").status == 404
    assert desk.ask("/", Host="elsewhere.example").status == 421
    assert desk.stop() == (0, "", ""), "no line for a request, and none for the end"


def test_it_ends_while_a_browser_holds_on(start: Start) -> None:
    desk = start()
    with (
        socket.create_connection(("127.0.0.1", desk.port)) as held,
        socket.create_connection(("127.0.0.1", desk.port)) as halfway,
    ):
        held.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\n\r\n".encode())
        assert held.recv(15) == b"HTTP/1.1 200 OK"
        halfway.sendall(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n1")
        began = time.monotonic()
        status, _, err = desk.stop()
    assert status == 0
    assert "Traceback" not in err
    assert time.monotonic() - began < 20


def test_what_is_no_request_is_answered_without_noise(start: Start) -> None:
    desk = start()
    for sent in (
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"A" * 100_000,
    ):
        with socket.create_connection(("127.0.0.1", desk.port)) as connection:
            connection.settimeout(PATIENCE)
            try:
                connection.sendall(sent)
                connection.shutdown(socket.SHUT_WR)
                assert b" 200 " not in connection.recv(100)
            except ConnectionError:
                pass  # hung up on us
    assert desk.ask("/").status == 200
    assert desk.stop() == (0, "", "")


def test_an_upload_that_is_too_large_gets_its_line(start: Start) -> None:
    desk = start()
    refused = desk.ask("/add", "POST", b"x" * 26_000_000)
    assert refused.status == 413
    assert b"found more than 25 MB in one request" in refused.body
    assert desk.ask("/").status == 200


def test_many_at_once(start: Start) -> None:
    desk = start()
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(desk.ask("/").status)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert statuses == [200] * 12


def test_users_log_in_also_on_this_machine(start: Start, ledger: Path) -> None:
    with Ledger.open(ledger) as opened:
        opened.users.add("Bo", password=PASSWORD, role="viewer")
        token = opened.users.add_token("Bo", label="test")
    desk = start()
    assert (desk.ask("/").status, desk.ask("/").headers["location"]) == (303, "/login")
    assert desk.ask("/login").status == 200
    answer = desk.ask("/", Authorization=f"Bearer {token}")
    assert answer.status == 200
    assert b"Bo" in answer.body


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--host", "0.0.0.0"], "found --host 0.0.0.0 and a ledger without users"),
        (["--behind-proxy"], "found --behind-proxy and a ledger without users"),
        (["--db", "none.db"], "found no ledger at 'none.db'"),
        (["--host", "no such host"], "as --host"),
    ],
)
def test_what_is_refused_is_told_in_one_line(ledger: Path, words: list[str], said: str) -> None:
    environment = {**os.environ, "SAYSO_DB": str(ledger)}
    command = [sys.executable, "-m", "sayso", "desk", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, cwd=ledger.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
