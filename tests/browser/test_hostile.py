"""Reports that were made to do harm are shown as the text that they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Opens
from tests.browser.desks import NARROW, Desk, overflow, sayso, settled, visit
from tests.browser.test_reading import screens

SCRIPT = "<script>alert(1)</script>"
IMAGE = '<img src=x onerror="alert(2)">'
QUOTE = "\"'><svg/onload=alert(3)>"
TURNED = "\u202egnp.exe\u202c \u2066hidden\u2069"
LONG = "Market " * 1400 + "unbroken" * 25  # ten thousand characters
TOLD = "Air strikes on the market of Aleppo killed {n} people on 4 May 2016, {who} said."


def reports() -> list[dict[str, str]]:
    """Each with another fault."""

    def one(id: str, n: int, who: str, **more: str) -> dict[str, str]:
        return {"id": id, "published": "2016-05-05", "publisher": "Paper", "text": TOLD.format(n=n, who=who), **more}

    return [
        one("script-in-title", 3, "the Harbour Monitor", title=f"Raids {SCRIPT} {IMAGE}"),
        one("script-in-words", 4, f"Abu {SCRIPT} Omar of the {IMAGE} Council"),
        one("script-in-publisher", 5, "medics", publisher=f"Daily {SCRIPT} {QUOTE}"),
        one(f"{SCRIPT}{QUOTE}/../name", 6, "residents", title=f"named {QUOTE}"),
        one("turned", 7, f"the {TURNED} office", title=f"Report {TURNED} of the day", publisher=TURNED),
        one("address", 8, "the governor", url="javascript:alert(4)", title="An address that runs"),
        one("long-title", 9, "the mayor", title=LONG[:10_000]),
        one("long-word", 11, "a clerk", text=TOLD.format(n=11, who="a clerk") + " " + "x" * 4000),
        one("one-line", 12, "the army", text=(TOLD.format(n=12, who="the army") + " ") * 3 + "calm words " * 450_000),
        {"id": "empty", "text": "   "},
    ]


@pytest.fixture
def hostile(tmp_path: Path, opens: Opens) -> Desk:
    """A desk on the reports, one of them a file by a name that is hostile itself."""
    db, given = tmp_path / "hostile.db", tmp_path / "reports.jsonl"
    given.write_text("".join(json.dumps(one) + "\n" for one in reports()), encoding="utf-8")
    named = tmp_path / "files"
    named.mkdir()
    (named / "<img src=x onerror=alert(5)>.txt").write_text(TOLD.format(n=13, who="the " + TURNED), encoding="utf-8")
    sayso("read", given, named, "--db", db, "--published", "2016-05-05", status=1)  # the empty one fails
    return opens(db)


def looked_at(page: Page) -> list[str]:
    """The addresses of the desk's own that a page leads to."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('main a[href]')].map((one) => one.getAttribute('href'))"
    )
    homes = ("/incidents/", "/documents/", "/claims/", "/sources/")
    return [one.split("#")[0] for one in found if one.startswith(homes)]


@pytest.mark.parametrize("width", [1280, NARROW])
def test_hostile_reports_are_text(chromium: Browser, hostile: Desk, width: int) -> None:
    with visit(chromium, hostile.base, width=width) as page:
        waiting = [*screens(hostile.db).values()]
        seen: set[str] = set()
        while waiting and len(seen) < 60:
            path = waiting.pop(0)
            if path in seen:
                continue
            seen.add(path)
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            settled(page)
            assert overflow(page) == 0, f"{path} at {width} px"
            assert page.locator("main img, main svg[onload], main script").count() == 0, path
            assert page.locator("a[href^='javascript:']").count() == 0, path
            waiting += [one for one in looked_at(page) if one not in seen]
        page.goto("/documents")
        text = page.locator("main").inner_text()
        assert SCRIPT in text, "it is shown as it was written"
        assert IMAGE in text


def test_what_is_turned_round_stays_in_its_place(chromium: Browser, hostile: Desk) -> None:
    """Words that would turn what follows them are held apart, so that a figure beside them stays what it is."""
    with visit(chromium, hostile.base) as page:
        page.goto("/documents")
        row = page.locator("tr", has=page.locator("a[href*='turned']"))
        order = row.evaluate("(row) => [...row.cells].map((cell) => cell.getBoundingClientRect().x)")
        assert order == sorted(order)
        assert row.locator("bdi").count() >= 2
