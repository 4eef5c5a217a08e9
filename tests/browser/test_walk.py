"""One walk through the desk, as somebody who reviews a report goes it: from the paste to the file that is sent on."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.desks import REASON, Desk, incidents, overflow, settled, visit

REPORT = (
    "Air strikes on a vegetable market in Homs killed 14 people on 20 November 2015, the Harbour Observatory said. "
    "The governor spoke of nine dead."
)


def test_from_a_pasted_report_to_the_file_that_is_sent_on(chromium: Browser, desk: Desk) -> None:
    with visit(chromium, desk.base) as page:
        add(page)
        name = find(page)
        follow_a_quote(page)
        page.goto(f"/incidents/{name}")
        correct(page)
        name = merge_and_undo(page, name)
        address, rows = filtered(page)
        exported(page, name)
    with visit(chromium, desk.base) as other:  # another browser, to which the address was sent
        other.goto(address)
        assert table(other) == rows


def add(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_label("The text").fill(REPORT)
    page.get_by_label("Title").fill("Market of Homs hit")
    page.get_by_label("Publisher").fill("Harbour Gazette")
    page.get_by_label("Published on").fill("2015-11-21")
    page.get_by_role("button", name="Read it", exact=True).click()
    expect(page.get_by_text("1 new, 0 read again")).to_be_visible()
    expect(page.get_by_role("link", name="Market of Homs hit")).to_be_visible()


def find(page: Page) -> str:
    """It stands in the list and on the map; the name of its incident."""
    page.get_by_role("link", name="Incidents", exact=True).click()
    page.get_by_text("Filter", exact=True).click()
    page.get_by_role("textbox", name="Place").fill("homs")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile("place=homs"))
    expect(page.locator(".map")).to_have_attribute("data-state", "live")
    expect(page.locator(".map-told")).to_contain_text("1")
    row = page.locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("14")
    row.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Homs")
    return page.url.rsplit("/", 1)[1]


def follow_a_quote(page: Page) -> None:
    """The words of a figure show when its cell has the focus, and lead to where they stand in the report."""
    cell = page.locator("td.cell", has_text="14").first
    words = cell.locator(".quote")
    expect(words).to_be_hidden()
    cell.get_by_role("link").first.focus()
    expect(words).to_be_visible()
    expect(words.locator("mark").first).to_contain_text("14 people")
    words.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Market of Homs hit")
    assert "#c-" in page.url
    mark = page.locator("[id='" + page.url.split("#")[1] + "']")
    expect(mark).to_be_in_viewport()
    expect(mark).to_contain_text("killed 14 people")


def correct(page: Page) -> None:
    """A figure is set right; what stood before is in the history."""
    claim = page.locator("#claims ~ ul > li", has_text="14 people").first
    claim.locator("summary").click()
    form = claim.locator("form[action$='/correct']")
    form.locator("select").select_option("killed")
    form.get_by_label("Should be").fill("at least 15 people")
    form.get_by_label("Reason").fill(REASON)
    form.get_by_role("button").click()
    expect(page.get_by_role("status").first).to_contain_text("Done.")
    expect(page.locator("td.cell", has_text="15").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Homs")


def merge_and_undo(page: Page, name: str) -> str:
    """Two incidents become one, and that is taken back; the name of the first stays."""
    offered = page.locator("#others option").first.get_attribute("value")
    assert offered is not None, "incidents of about the same days are offered"
    form = page.locator(f"form[action='/incidents/{name}/merge']")
    form.get_by_label("The other incident").fill(offered)
    form.get_by_label("Reason").fill(REASON)
    form.get_by_role("button", name="Merge", exact=True).click()
    flash = page.locator(".flash")
    expect(flash).to_contain_text("Done.")
    assert page.url.split("?")[0].rsplit("/", 1)[1] in (name, offered)
    expect(page.locator("#why ~ ul")).to_contain_text(REASON)
    flash.get_by_label("Reason").fill("not the same after all")
    flash.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("#history ~ ul")).to_contain_text("not the same after all")
    for one in (name, offered):
        page.goto(f"/incidents/{one}")
        assert page.url.endswith(one), "both stand again under their own names"
    page.goto(f"/incidents/{name}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Homs")
    return name


def filtered(page: Page) -> tuple[str, list[str]]:
    """The view of a filter has an address of its own."""
    page.goto("/")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("From (day, month or year)").fill("2015-11-16")
    page.get_by_label("To", exact=True).fill("2015-11-22")
    page.locator("select[name=kind]").select_option("air_strike")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".chips a")).to_have_count(3)
    rows = table(page)
    assert rows
    return page.url, rows


def table(page: Page) -> list[str]:
    settled(page)
    return page.locator("tbody tr").all_inner_texts()


def exported(page: Page, name: str) -> None:
    """What the filter leaves, as files that others can read."""
    listed = {one.get_attribute("href") for one in page.locator("tbody tr td:first-child a").all()}
    page.get_by_role("link", name="Export what the filter leaves").click()
    for format, read in (("csv", _names_in_csv), ("geojson", _names_in_geojson)):
        row = page.locator("tr", has=page.get_by_role("rowheader", name=format, exact=True))
        with page.expect_download() as found:
            row.get_by_role("link").first.click()
        file = Path(found.value.path())
        names = read(file)
        assert name in names
        assert names <= {str(href).rsplit("/", 1)[1] for href in listed}, "only what the filter leaves"


def _names_in_csv(path: Path) -> set[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    key = next(column for column in rows[0] if column in ("id", "incident"))
    return {row[key] for row in rows}


def _names_in_geojson(path: Path) -> set[str]:
    found = json.loads(path.read_text(encoding="utf-8"))
    return {str(one["id"]) for one in found["features"]}


def test_a_box_on_the_map_and_a_stretch_of_the_timeline_narrow_the_view(chromium: Browser, still: Desk) -> None:
    total = len(incidents(still.db))
    with visit(chromium, still.base) as page:
        page.goto("/")
        settled(page)
        page.get_by_role("button", name="Use this view as filter").click()
        expect(page).to_have_url(re.compile("box="))
        page.goto("/")
        bar = page.locator(".timeline a").first
        bar.focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("since=.*until="))
        assert 0 < page.locator("tbody tr").count() < total
        assert overflow(page) == 0
