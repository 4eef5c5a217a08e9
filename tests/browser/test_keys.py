"""The review queue with the keyboard alone: no pointer is used, what is typed is kept, and it is seen where one is."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.desks import Desk, visit

VISIBLE = """() => {
  const style = getComputedStyle(document.activeElement);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return ring || style.boxShadow !== "none";
}"""


def here(page: Page) -> str | None:
    """The thing of the queue that has the focus."""
    found: str | None = page.evaluate("document.activeElement.closest('[data-item]')?.dataset.item ?? null")
    return found


def things(page: Page) -> list[str]:
    found: list[str] = page.evaluate("[...document.querySelectorAll('[data-item]')].map((one) => one.dataset.item)")
    return found


def act(page: Page, key: str) -> None:
    """Press a key that sends something, and wait for the page that tells of it."""
    with page.expect_navigation(url=lambda url: "done=" in url):
        page.keyboard.press(key)


def take_back(page: Page, why: str) -> None:
    page.keyboard.press("z")
    assert page.evaluate("document.activeElement.closest('.flash') !== null")
    assert page.evaluate(VISIBLE)
    page.keyboard.type(why)
    act(page, "Enter")


def test_a_review_by_keyboard_alone(chromium: Browser, desk: Desk) -> None:
    with visit(chromium, desk.base) as page:
        page.goto("/queue?of=undated")
        waiting = things(page)
        assert len(waiting) > 1, "several of the sample reports' incidents have no day"
        assert here(page) == waiting[0]
        assert page.evaluate(VISIBLE)
        page.keyboard.press("j")
        assert here(page) == waiting[1]
        page.keyboard.press("k")
        page.keyboard.press("k")  # there is none before the first
        assert here(page) == waiting[0]

        page.goto("/queue?of=joins")
        waiting = things(page)
        assert waiting, "the sample reports leave a join open"
        assert here(page) == waiting[0]

        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("r")  # says nothing to the queue while the keys are shown
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()

        while page.evaluate("document.activeElement.name") != "reason":
            page.keyboard.press("Tab")
        assert here(page) == waiting[0]
        assert page.evaluate(VISIBLE)
        page.keyboard.press("Control+A")
        page.keyboard.type("a jar of raku, zoned?")  # letters that are commands elsewhere
        assert things(page) == waiting, "nothing was sent"
        page.reload()
        assert page.locator("[data-item] input[name=reason]").first.input_value() == "a jar of raku, zoned?"
        assert here(page) == waiting[0]

        act(page, "r")
        assert things(page) == waiting[1:], "the first was told apart"
        take_back(page, "looked again")
        assert things(page) == waiting
        act(page, "u")
        assert things(page) == waiting[1:]
        take_back(page, "one can tell after all")
        assert things(page) == waiting
        act(page, "a")
        assert waiting[0] not in things(page)
        take_back(page, "they were two")
        assert things(page) == waiting

        page.goto("/changes")
        told = page.locator("main").inner_text()
        assert "a jar of raku, zoned?" in told
        assert "they were two" in told
        page.goto("/queue?of=undated")
        act(page, "a")  # no report tells the day
        page.goto("/queue?of=joins")
        with page.expect_navigation(url=lambda url: "/incidents/" in url):
            page.keyboard.press("s")


def test_all_can_be_reached_by_tab_and_the_focus_is_seen(chromium: Browser, still: Desk) -> None:
    with visit(chromium, still.base) as page:
        for path in ("/", "/queue", "/sources", "/add", "/export"):
            page.goto(path)
            seen = set()
            for _ in range(15):
                page.keyboard.press("Tab")
                assert page.evaluate(VISIBLE), f"{path}: {page.evaluate('document.activeElement.outerHTML')[:200]}"
                seen.add(page.evaluate("document.activeElement.outerHTML"))
            assert len(seen) > 10, path
