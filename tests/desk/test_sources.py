"""Sources and series: counts of who tells what, beside whom, and over what time."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from sayso.store.ledger import Ledger
from sayso.store.voices import company, voice, voices
from tests.desk.desks import browser


def rows(text: str) -> dict[str, list[str]]:
    """The body of the first table, by the head of each row, without marks and blanks."""
    body = text[text.index("<tbody>") : text.index("</tbody>")]
    found = {}
    for row in body.split("</tr>")[:-1]:
        cells = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.split(r"</t[dh]>", row)[:-1]]
        found[cells[0]] = cells[1:]
    return found


def test_each_source_with_what_it_tells(client: TestClient) -> None:
    table = rows(client.get("/sources").text)
    assert table["monitor"] == ["1", "1", "1"]
    assert set(table) == {"monitor", "ministry", "residents", "army", "mayor", "medics", "council", "clerk"}


def test_the_filter_holds_for_sources(client: TestClient) -> None:
    assert set(rows(client.get("/sources?place=douma").text)) == {"medics", "council"}


def test_beside_others(client: TestClient, world: Ledger) -> None:
    with world.view() as view:
        found = {one.name: one for one in company(view.connection, voice(view.connection, "Monitor").folded, limit=9)}
    assert found["ministry"].ratio == 8 / 20
    assert (found["ministry"].shared, found["ministry"].differing, found["ministry"].compared) == (1, 1, 1)
    assert "0.40 (over 1 incident)" in rows(client.get("/sources/monitor").text)["ministry"][3]


def test_no_such_source(client: TestClient) -> None:
    answer = client.get("/sources/nobody")
    assert answer.status_code == 404
    assert "no account by &#39;nobody&#39;" in answer.text


def test_pages_of_sources(world: Ledger) -> None:
    with world.view() as view:
        every, total = voices(view.connection, limit=100)
        parts = [voices(view.connection, limit=3, offset=offset) for offset in (0, 3, 6, 99)]
    assert [one for part, _ in parts for one in part] == every
    assert {number for _, number in parts} == {total} == {len(every)}


def test_series_add_up_tolls_by_source(client: TestClient) -> None:
    text = client.get("/series?measure=killed&unit=month").text
    assert "Series: killed, by month" in text
    table = text[text.index("<tbody>") :]
    assert "8" in table
    assert "<svg" in text


def test_series_of_what_nobody_measures(client: TestClient) -> None:
    assert client.get("/series?measure=sorties").status_code == 400
    assert client.get("/series?unit=hour").status_code == 400


def test_an_empty_ledger_has_empty_pages(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.db", create=True) as empty, browser(empty) as client:
        assert "Nobody tells of these incidents." in client.get("/sources").text
        assert "No figure of this measure has a day." in client.get("/series").text
        for path in ("/queue", "/changes", "/about", "/export", "/search", "/search?words=x"):
            assert client.get(path).status_code == 200, path
