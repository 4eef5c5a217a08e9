"""The overview: what the filter leaves, on the map, the timeline and the list alike; the address tells all of it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from sayso.store.ledger import Ledger
from tests.desk.desks import browser
from tests.review.world import TOWNS


def towns(text: str) -> set[str]:
    """The towns that the list names."""
    table = text[text.index("<tbody>") : text.index("</tbody>")] if "<tbody>" in text else ""
    return {town for town in TOWNS if town in table}


FILTERS = [
    ("", set(TOWNS)),
    ("?since=2016-05-09", {"Saraqib", "Douma", "Palmyra"}),
    ("?until=2016-05-03", {"Aleppo"}),
    ("?place=douma", {"Douma"}),
    ("?near=36.2,37.16,60", {"Aleppo", "Saraqib"}),
    ("?box=36.5,35.5,38,36.5", {"Aleppo", "Saraqib"}),
    ("?kind=air+strike", set(TOWNS)),
    ("?kind=shelling", set()),
    ("?source=the+mayor", {"Saraqib"}),
    ("?disputed=1", {"Aleppo", "Saraqib", "Douma"}),
    ("?text=clerk", {"Palmyra"}),
    ("?grade=weak&place=palmyra", {"Palmyra"}),
    ("?since=2016-05-09&until=2016-05-15&disputed=1", {"Saraqib", "Douma"}),
    ("?since=&place=&kind=", set(TOWNS)),  # an empty form asks for nothing
]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_list_and_map_show_what_the_filter_leaves(client: TestClient, query: str, expected: set[str]) -> None:
    page, data = client.get("/" + query), client.get("/map.json" + query).json()
    assert page.status_code == 200
    assert towns(page.text) == expected
    assert len(data["ids"]) == len(expected)
    assert {label.split(" · ")[1] for label in data["labels"]} == expected


def test_each_thing_asked_for_can_be_taken_out(client: TestClient) -> None:
    text = client.get("/?since=2016-05-09&disputed=1&place=douma").text
    assert 'href="/?since=2016-05-09&amp;disputed=1"' in text
    assert 'href="/?place=douma&amp;disputed=1"' in text
    assert 'href="/?since=2016-05-09&amp;place=douma"' in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?since=soon", "found &#39;soon&#39; as a date"),
        ("?kind=picnic", "as a kind"),
        ("?near=here", "as a point and distance"),
        ("?box=1,2,3", "as a rectangle"),
        ("?box=nan,1,2,3", "as a rectangle"),
        ("?since=2016&until=2015", "a stretch that runs forward"),
        ("?after=xyz", "as the place to go on from"),
        ("?text=%2B%2B", "no word in"),
        ("?confidence=7", "as a confidence"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(client: TestClient, query: str, said: str) -> None:
    answer = client.get("/" + query)
    assert answer.status_code == 400
    assert said in answer.text


def test_hostile_words_in_the_address_are_text(client: TestClient) -> None:
    hostile = "<script>alert(1)</script>"
    text = client.get("/?place=" + quote(hostile)).text
    assert hostile not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_bars_of_the_timeline_are_links(client: TestClient) -> None:
    text = client.get("/?disputed=1").text
    assert 'href="/?disputed=1&amp;since=2016-05-03&until=2016-05-03"' in text or "since=2016-05-03" in text
    assert "2016-05-03: 1 incident, 1 disputed" in text


def test_pages_follow_one_another(world: Ledger, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.desk.pages.overview.LISTED", 3)
    first = client.get("/").text
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(following).text
    assert towns(first) | towns(second) == set(TOWNS)
    assert not towns(first) & towns(second)
    assert 'rel="next"' not in second


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.db", create=True) as empty, browser(empty) as client:
        text = client.get("/").text
        assert "The ledger holds no incident yet." in text
        assert 'href="/add"' in text
        assert "Nothing was read yet. Paste a report or choose files" in text
        assert "sayso read FOLDER --db " in text


def test_right_to_left(client: TestClient) -> None:
    text = client.get("/?lang=ar").text
    assert '<html lang="ar" dir="rtl">' in text
    assert '<html lang="ar" dir="rtl">' in client.get("/").text, "it is remembered"
