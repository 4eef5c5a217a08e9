"""axe-core finds nothing serious on any screen: light, dark and narrow, in both directions of writing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.desks import NARROW, WIDE, Desk, settled, visit
from tests.browser.test_reading import screens

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")


def findings(page: Page) -> list[str]:
    """What is serious on a page as it is now, one line each."""
    page.evaluate(AXE)  # not as a script of the page: its policy lets in none but the desk's own
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['impact']} {one['id']}: {node['html'][:160]} | {node['failureSummary'][:240]}"
        for one in found["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(
    ("scheme", "width", "language"),
    [("light", WIDE, "en"), ("dark", WIDE, "en"), ("light", NARROW, "en"), ("dark", NARROW, "ar")],
)
def test_axe_finds_nothing_serious(chromium: Browser, still: Desk, scheme: Any, width: int, language: str) -> None:
    found = []
    with visit(chromium, still.base, width=width, color_scheme=scheme) as page:
        for name, path in screens(still.db).items():
            page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
            settled(page)
            found += [f"{name}: {one}" for one in findings(page)]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_serious_in_what_opens(chromium: Browser, still: Desk) -> None:
    """Forms that are folded away, the list of keys, the words of a cell, the menu."""
    found = []
    with visit(chromium, still.base) as page:
        for name, path in screens(still.db).items():
            page.goto(path)
            settled(page)
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            cell = page.locator("td.cell a")
            if cell.count():
                cell.first.focus()
            found += [f"{name}: {one}" for one in findings(page)]
        page.goto("/queue?of=joins")
        page.keyboard.press("?")
        found += [f"keys: {one}" for one in findings(page)]
    assert not found, "\n".join(found)
