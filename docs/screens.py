"""Take the pictures of docs/desk.md: every screen of the desk on the sample reports.

    make docs-screens

It reads the samples into a ledger of its own, does a few things to it so that there is something to see, and takes the
pictures with the browser of the tests (`SAYSO_CHROMIUM` names another).
"""

from __future__ import annotations

import base64
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that the script finds the tests

from tests.browser.conftest import FLAGS, SAMPLES
from tests.browser.desks import NARROW, WIDE, incidents, running, sayso, settled, visit
from tests.browser.test_reading import screens

FOLDER = Path(__file__).resolve().parent / "desk"
TALLEST = 1800  # pixels of a page that a picture shows
QUALITY = 72
ALSO = (  # name, screen, language, scheme, width
    ("overview-dark", "overview", "en", "dark", WIDE),
    ("incident-dark", "incident", "en", "dark", WIDE),
    ("overview-narrow", "overview", "en", "light", NARROW),
    ("incident-narrow", "incident", "en", "light", NARROW),
    ("document-narrow", "document", "en", "light", NARROW),
    ("overview-arabic", "overview", "ar", "light", WIDE),
)
# A picture of a whole page is taken in a window as tall; maps, as tall as a part of the window, would grow and be torn.
FREEZE = "document.querySelectorAll('.map-live').forEach((map) => { map.style.blockSize = `${map.clientHeight}px`; })"
LEFT_OUT = ("nothing", "queue-undated")  # screens that tests look at and readers need not see


def main(only: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        db = Path(made) / "samples.db"
        sayso("read", SAMPLES, "--db", db)
        _do_something(db)
        with running(db) as desk, sync_playwright() as played:
            path = os.environ.get("SAYSO_CHROMIUM", "/usr/bin/chromium")
            chromium = played.chromium.launch(executable_path=path, args=FLAGS)
            found = screens(db)
            shots = [(name, name, "en", "light", WIDE) for name in found if name not in LEFT_OUT]
            for name, screen, language, scheme, width in [*shots, *ALSO]:
                if not only or name in only:
                    address = found[screen]
                    address += f"{'&' if '?' in address else '?'}lang={language}"
                    _take(chromium, desk.base, address, FOLDER / f"{name}.webp", scheme=scheme, width=width)
            chromium.close()


def _do_something(db: Path) -> None:
    """A merge and a taking-back, so that the history has something to tell."""
    one, other = (found["id"] for found in incidents(db)[-2:])
    sayso("merge", one, other, "--reason", "the same demand, told twice", "--db", db)
    sayso("undo", "--reason", "they are of two days", "--db", db)


def _take(chromium: Browser, base: str, address: str, path: Path, *, scheme: Any, width: int) -> None:
    with visit(chromium, base, width=width, color_scheme=scheme) as page:
        page.goto(address)
        settled(page)
        page.wait_for_timeout(1500)  # the map draws its labels last
        page.evaluate(FREEZE)
        height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
        protocol = page.context.new_cdp_session(page)
        shot = protocol.send(
            "Page.captureScreenshot",
            {
                "format": "webp",
                "quality": QUALITY,
                "captureBeyondViewport": True,
                "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1},
            },
        )
        path.write_bytes(base64.b64decode(shot["data"]))
        sys.stdout.write(f"{path.name} {path.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
