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


def test_a_review_by_keyboard_alone(chromium: Browser, desk: Desk) -> None:
    with visit(chromium, desk.base) as page:
        page.goto("/queue?of=confidence")
        waiting = things(page)
        assert len(waiting) > 3, "the sample reports leave something to review"
        assert here(page) == waiting[0]
        assert page.evaluate(VISIBLE)
        page.keyboard.press("j")
        assert here(page) == waiting[1]
        page.keyboard.press("k")
        page.keyboard.press("k")  # there is none before the first
        assert here(page) == waiting[0]

        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("j")  # says nothing to the queue while the keys are shown
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()

        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.name") != "reason":
            page.keyboard.press("Tab")
        assert page.evaluate(VISIBLE)
        page.keyboard.press("Control+A")
        page.keyboard.type("a jar of raku")  # letters that are commands elsewhere
        assert things(page) == waiting, "nothing was sent"
        page.reload()
        assert page.locator("[data-item] input[name=reason]").first.input_value() == "a jar of raku"
        page.keyboard.press("a")
        expect(page.locator(".flash")).to_contain_text("Done.")
        assert things(page)[0] == waiting[1], "the first was accepted, the next is here"
        assert here(page) == waiting[1]

        page.keyboard.press("r")
        expect(page).to_have_url(lambda url: "done=" in url)
        page.wait_for_function("(name) => document.querySelector('[data-item]')?.dataset.item !== name", arg=waiting[1])
        assert things(page)[0] == waiting[2]
        page.keyboard.press("z")
        assert page.evaluate("document.activeElement.closest('.flash') !== null")
        page.keyboard.type("it was right")
        page.keyboard.press("Enter")
        page.wait_for_function("(name) => document.querySelector('[data-item]')?.dataset.item === name", arg=waiting[1])

        page.keyboard.press("s")
        expect(page).to_have_url(lambda url: f"/claims/{waiting[1]}" in url)


def test_open_joins_by_keyboard(chromium: Browser, desk: Desk) -> None:
    with visit(chromium, desk.base) as page:
        page.goto("/queue?of=joins")
        before = things(page)
        assert before, "the sample reports leave a join open"
        page.keyboard.press("u")
        expect(page.locator(".flash")).to_contain_text("Done.")
        assert things(page) == before[1:]
        page.keyboard.press("z")
        page.keyboard.type("look again")
        page.keyboard.press("Enter")
        page.wait_for_function("(number) => document.querySelectorAll('[data-item]').length === number", arg=len(before))


def test_all_can_be_reached_by_tab_and_the_focus_is_seen(chromium: Browser, still: Desk) -> None:
    with visit(chromium, still.base, java_script_enabled=True) as page:
        for path in ("/", "/queue", "/sources", "/add", "/export"):
            page.goto(path)
            page.evaluate("document.activeElement.blur()")
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.className") in ("skip", "panel", "brand"), path
            for _ in range(12):
                assert page.evaluate(VISIBLE), f"{path}: {page.evaluate('document.activeElement.outerHTML')[:200]}"
                page.keyboard.press("Tab")
