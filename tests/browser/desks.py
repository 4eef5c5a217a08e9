"""A desk as a process, and a browser before it that reaches nothing else and minds every error."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

PATIENCE = 90.0  # seconds after which a desk or a page that should be there has hung
WIDE, NARROW = 1280, 390  # CSS pixels
REASON = "seen in the report"


class Desk:
    """A running desk on a ledger, and where it is."""

    def __init__(self, process: subprocess.Popen[str], db: Path) -> None:
        assert process.stdout is not None, "it was asked for"
        self.process, self.db = process, db
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
        said = process.stdout.readline() if ready else ""
        found = re.search(r"the desk is at (http://127\.0\.0\.1:\d+)/", said)
        assert found is not None, said
        self.base = found[1]


def surroundings() -> dict[str, str]:
    """The environment of a process of the command line."""
    found = {**os.environ, "SAYSO_AUTHOR": "Ada"}
    found.pop("SAYSO_DB", None)
    return found


def sayso(*words: str | Path, status: int = 0) -> str:
    """Run the command line; what it printed."""
    call = [sys.executable, "-m", "sayso", *map(str, words)]
    done = subprocess.run(call, env=surroundings(), text=True, capture_output=True)
    assert done.returncode == status, done.stderr
    return done.stdout


@contextmanager
def running(db: Path) -> Iterator[Desk]:
    """A desk on a ledger, at a port that was free."""
    call = [sys.executable, "-m", "sayso", "desk", "--db", str(db), "--port", "0"]
    process = subprocess.Popen(call, env=surroundings(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        yield Desk(process, db)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            _, said = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert "OperationalError" not in said, said
    assert "Traceback" not in said, said


class Watch:
    """What goes wrong on the pages of one visit."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.trouble: list[str] = []

    def see(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.trouble.append(f"{page.url}: {error}"))
        page.on("request", self._request)
        page.on("dialog", lambda dialog: self.trouble.append(f"{page.url}: a dialog {dialog.message!r}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.trouble.append(f"{message.location.get('url')}: {message.text}")

    def _request(self, request: Request) -> None:
        local = ("data:", "blob:", "about:", "chrome-error:")
        if not request.url.startswith((self.base + "/", *local)):
            self.trouble.append(f"a request to {request.url}")


@contextmanager
def visit(chromium: Browser, base: str, *, width: int = WIDE, **options: Any) -> Iterator[Page]:
    """A page of a browser that knows nothing yet; afterwards nothing may have gone wrong on it."""
    context = chromium.new_context(
        base_url=base, viewport={"width": width, "height": 900}, reduced_motion="reduce", **options
    )
    context.set_default_timeout(PATIENCE * 1000)
    watch = Watch(base)
    context.on("page", watch.see)
    try:
        yield context.new_page()
    finally:
        context.close()
    assert not watch.trouble, "\n".join(watch.trouble)


def incidents(db: Path, *words: str) -> list[dict[str, Any]]:
    """The incidents of a ledger, as the command line lists them."""
    return [json.loads(line) for line in sayso("incidents", "--db", db, "--format", "jsonl", *words).splitlines()]


def overflow(page: Page) -> int:
    """By how many pixels a page is wider than the window."""
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


def settled(page: Page) -> None:
    """Wait until the map, where there is one, is there or has given up."""
    if page.locator(".map[data-src]").count():
        page.wait_for_selector(".map[data-state=live], .map[data-state=still]")
