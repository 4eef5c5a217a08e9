"""Reading without JavaScript, without WebGL and on a narrow window; users who log in; every screen in both directions."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from sayso.store.ledger import Ledger
from tests.browser.conftest import Opens, copied
from tests.browser.desks import NARROW, Desk, incidents, overflow, settled, visit

PASSWORD = "a long walk home"
NO_WEBGL = """
const real = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return /webgl/.test(kind) ? null : real.call(this, kind, ...rest);
};
"""


def most_told(db: Path) -> str:
    """The incident that most accounts tell of."""
    return str(max(incidents(db), key=lambda one: len(one["accounts"]))["id"])


def a_report(db: Path) -> str:
    """The report with most claims."""
    with sqlite3.connect(db) as connection:
        asked = "SELECT d.id FROM documents d JOIN claims c ON c.document = d.row GROUP BY 1 ORDER BY count(*) DESC, 1"
        return str(connection.execute(asked).fetchone()[0])


def screens(db: Path) -> dict[str, str]:
    """Every screen that somebody who reviews can come to, by name."""
    with sqlite3.connect(db) as connection:
        claim = connection.execute("SELECT id FROM claims WHERE NOT superseded ORDER BY row").fetchone()[0]
    source = next(each["origin"] for one in incidents(db) for each in one["accounts"] if each["killed"])
    return {
        "overview": "/",
        "filtered": "/?disputed=1&since=2015",
        "nothing": "/?place=nowhere",
        "incident": f"/incidents/{most_told(db)}",
        "documents": "/documents",
        "document": f"/documents/{a_report(db)}",
        "claim": f"/claims/{claim}",
        "queue": "/queue?of=joins",
        "queue-undated": "/queue?of=undated",
        "sources": "/sources",
        "source": f"/sources/{source}",
        "series": "/series",
        "search": "/search?words=oil",
        "changes": "/changes",
        "export": "/export",
        "add": "/add",
        "about": "/about",
    }


def test_reading_needs_no_javascript(chromium: Browser, still: Desk) -> None:
    with visit(chromium, still.base, java_script_enabled=False) as page:
        page.goto("/")
        expect(page.locator(".map-still svg")).to_be_visible()
        assert page.locator(".map-still svg a").count() > 0
        page.locator("summary", has_text="Filter").click()
        page.locator("[name=place]").fill("raqqah")
        page.get_by_role("button", name="Show", exact=True).click()
        rows = page.locator("tbody tr")
        assert 0 < rows.count() < len(incidents(still.db))
        rows.filter(has_text="Raqqah").first.get_by_role("link").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Raqqah")
        cell = page.locator("td.cell a").first
        cell.focus()
        expect(page.locator(".quote:visible blockquote").first).to_be_visible()
        cell.click()
        expect(page.locator("[id='" + page.url.split("#")[1] + "']")).to_be_in_viewport()
        page.goto(f"/documents/{a_report(still.db)}")
        assert page.locator(".mark").count() > 3
        for path in screens(still.db).values():
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, path


def test_without_webgl_the_still_map_stays(chromium: Browser, still: Desk) -> None:
    with visit(chromium, still.base) as page:
        page.add_init_script(NO_WEBGL)
        page.goto("/")
        expect(page.locator(".map")).to_have_attribute("data-state", "still")
        expect(page.locator(".map-still svg")).to_be_visible()
        expect(page.locator(".map-told")).to_contain_text("WebGL")
        page.locator(".map-still svg a").first.focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/incidents/"))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [NARROW, 1280])
def test_no_screen_is_wider_than_the_window(chromium: Browser, still: Desk, width: int, language: str) -> None:
    with visit(chromium, still.base, width=width) as page:
        for name, path in screens(still.db).items():
            page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
            settled(page)
            assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr"), name
            assert overflow(page) == 0, f"{name} at {width} px"


def test_viewers_read_and_log_out(chromium: Browser, sample_ledger: Path, tmp_path: Path, opens: Opens) -> None:
    db = copied(sample_ledger, tmp_path)
    with Ledger.open(db) as ledger:
        ledger.users.add("Vi", password=PASSWORD, role="viewer")
        ledger.users.add("Rae", password=PASSWORD, role="reviewer")
    desk, sheet = opens(db), f"/incidents/{most_told(db)}"
    with visit(chromium, desk.base) as page:
        page.goto(sheet)
        assert "/login" in page.url
        page.get_by_label("Name").fill("Vi")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        assert page.url.endswith(sheet), "on to what was asked for"
        forms = page.locator("form:not([role=search], [action='/logout'])")
        for path in screens(db).values():
            if path != "/add":
                page.goto(path)
                assert [form for form in forms.all() if form.get_attribute("method") == "post"] == [], path
        expect(page.locator("nav").get_by_role("link", name="Add", exact=True)).to_have_count(0)
        page.locator(".menu summary").click()
        page.get_by_role("button", name="Log out").click()
        assert "/login" in page.url
        page.goto(sheet)
        assert "/login" in page.url, "nothing is left open"
    with visit(chromium, desk.base) as page:
        page.goto(f"/login?next={sheet}")
        page.get_by_label("Name").fill("Rae")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator("form[action$='/merge']")).to_be_visible()
