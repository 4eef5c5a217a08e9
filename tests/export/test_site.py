"""The site: pages that hold together by themselves, without scripts, with nothing fetched from elsewhere."""

from __future__ import annotations

from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]

from sayso.export import site
from sayso.export.exporter import Options, Spot
from sayso.store.ledger import Ledger
from tests.export.golden import exported, unpacked

VOID = {"meta", "link", "br", "img", "hr", "input"}


def draw(spots: Any, width: int, height: int, title: str) -> str:
    """A picture that shows what it was asked for."""
    assert all(isinstance(spot, Spot) for spot in spots)
    return f'<svg width="{width}" height="{height}" role="img"><title>{title}</title>{"<circle/>" * len(spots)}</svg>'


@pytest.fixture(scope="module")
def pages(ledger: Ledger) -> dict[str, str]:
    return {name: content.decode() for name, content in unpacked(exported(ledger, "site", Options(draw=draw))).items()}


class Nesting(HTMLParser):
    """Whether tags close in the order in which they open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_pages_are_well_formed(pages: dict[str, str]) -> None:
    for name, words in pages.items():
        if name.endswith(".html"):
            nesting = Nesting()
            nesting.feed(words)
            assert nesting.open == [], name
            assert words.startswith("<!doctype html>")
            tree = html.fromstring(words)
            assert tree.get("lang") == "en"
            assert len(tree.findall(".//h1")) == 1
            assert tree.findtext(".//title")


def test_nothing_is_fetched_from_elsewhere_and_no_link_is_broken(pages: dict[str, str]) -> None:
    seen = {"index.html"}
    for name, words in pages.items():
        if not name.endswith(".html"):
            continue
        tree = html.fromstring(words)
        assert not tree.findall(".//script")
        for element in tree.iter("a", "link"):
            target = element.get("href").partition("#")[0]
            if target.startswith("https://paper.example/"):
                assert element.tag == "a"
            elif target:
                assert normpath(join(dirname(name), target)) in pages, (name, target)
                seen.add(normpath(join(dirname(name), target)))
    assert seen == pages.keys()
    assert "http" not in pages["style.css"]


def test_a_sheet_tells_each_account_its_words_and_the_rule(ledger: Ledger, pages: dict[str, str]) -> None:
    (raid,) = [one for one in ledger.incidents() if len(one.accounts) == 2]
    words = " ".join(html.fromstring(pages[f"incidents/{raid.id}.html"]).text_content().split())
    for said in (
        "8 or more",
        "Syrian Health Ministry",
        "20 or more",
        "[name]",
        "Sources (2)",
        "Daily Paper, 2016-05-12",
    ):
        assert said in words
    assert "from the smallest to the largest figure of 2 accounts" in words
    assert f"{raid.grade}".capitalize() + ": " + site.GRADES[raid.grade or ""] in words
    assert "36.2000, 37.1600 (precision: settlement)" in words
    assert "What accounts disagree about" in words


def test_the_index_has_a_table_and_a_map(pages: dict[str, str]) -> None:
    tree = html.fromstring(pages["index.html"])
    assert len(tree.findall(".//tbody/tr")) == 4
    assert len(tree.findall(".//circle")) == 3
    assert "have no place on a map: 1." in pages["index.html"]


def test_a_long_index_has_pages(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "ROWS", 2)
    files = {name: one.decode() for name, one in unpacked(exported(ledger, "site")).items()}
    assert {"index.html", "index-2.html"} <= files.keys()
    assert "index-3.html" not in files
    assert 'href="index-2.html" rel="next"' in files["index.html"]
    assert 'href="index.html" rel="prev"' in files["index-2.html"]
    assert "Incidents 3 to 4" in files["index-2.html"]
    assert "<svg" not in files["index.html"]
