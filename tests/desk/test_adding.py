"""Reports given in the browser: pasted, as files, broken, twice."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.store.ledger import Ledger
from tests.desk.desks import browser
from tests.desk.readers import Stub, desk_with

HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture
def desk(world: Ledger) -> Iterator[tuple[TestClient, Stub]]:
    with desk_with(world) as opened:
        yield opened


def give(desk: tuple[TestClient, Stub], *files: tuple[str, bytes], expect: int = 303, **fields: str) -> str:
    """What the page says in the end."""
    client, reader = desk
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/add").text)[1]  # type: ignore[index]
    parts: list[tuple[str, Any]] = [("csrf", (None, token)), *((name, (None, value)) for name, value in fields.items())]
    sent = [*parts, *(("files", (name, content, "application/octet-stream")) for name, content in files)]
    answer = client.post("/add", files=sent, follow_redirects=False)
    assert answer.status_code == expect, answer.text
    if expect != 303:
        return answer.text
    reader.finish(client)
    return client.get(answer.headers["location"]).text


def test_a_pasted_text(desk: tuple[TestClient, Stub], world: Ledger) -> None:
    text = give(
        desk, text="Shells fell on it.\r\nMore fell.", title=HOSTILE, publisher="Paper", published="2016-05-04", url="https://a.example"
    )  # fmt: skip
    assert "1 new, 0 read again, 0 known already, 0 not read" in text
    assert 'Date <span class="whole">2016-05-04</span>, read from: given' in text
    assert "1 claim" in text
    assert HOSTILE not in text
    (document,) = (one for one in world.documents() if one.publisher == "Paper")
    assert (document.text, document.title, document.url) == (
        "Shells fell on it.\nMore fell.",
        HOSTILE,
        "https://a.example",
    )
    assert document.published == date(2016, 5, 4)
    assert f'href="/documents/{document.id}"' in text
    assert world.page(document.page or "") is not None
    assert world.verify() == []


def test_the_same_text_twice_doubles_nothing_and_is_told(desk: tuple[TestClient, Stub], world: Ledger) -> None:
    give(desk, text="Shells fell on it.", publisher="Paper", published="2016-05-04")
    held = world.size, world.last_change
    text = give(desk, text="Shells fell on it.", publisher="Paper", published="2016-05-04")
    assert "0 new, 0 read again, 1 known already" in text
    assert "nothing was doubled" in text
    assert (world.size, world.last_change) == held
    bare = give(desk, text="Shells fell on it.")
    assert "1 known already" in bare, "a field that is left empty takes nothing away"
    assert (world.size, world.last_change) == held
    assert "1 read again" in give(desk, text="Shells fell on it.", publisher="Another Paper")
    assert world.size.documents == held[0].documents


def test_what_was_not_understood_is_told(desk: tuple[TestClient, Stub]) -> None:
    text = give(desk, text="Shells fell on Quuxville. At least 8 people died there. Nine were wounded.")
    assert 'Places that could not be located: “<bdi lang="en">\u2068Quuxville\u2069</bdi>”' in text
    assert "At least 8 people died there." in text
    assert "Nine were wounded." in text
    assert "No date was found" in text
    assert "No claim was found" in give(desk, text="Nothing fell on the town today.")


def test_a_small_packed_file_that_holds_very_much(desk: tuple[TestClient, Stub], world: Ledger) -> None:
    held = world.size
    many = gzip.compress("".join(f'{{"text": "Raids hit town {number}."}}\n' for number in range(20_001)).encode())
    large = gzip.compress(json.dumps({"text": "Raids hit a town. " * 20_000}).encode() + b"\n") * 300
    for packed in (many, large):
        assert len(packed) < 1_000_000
        assert "in one request, expected fewer" in give(desk, ("a.jsonl.gz", packed), expect=400)
    assert world.size == held


def test_several_files_and_the_bad_among_them(desk: tuple[TestClient, Stub], world: Ledger) -> None:
    lines = b'{"id": "j1", "text": "Raids hit a town."}\n{"id": "j2", "te\n{"id": "j3", "text": "Raids hit another."}\n'
    text = give(
        desk,
        ("one.txt", ("Bomben fielen auf die Brücke. " + "Über der Stadt stieg Rauch auf, sagten Zeugen später. " * 4).encode("cp1252")),
        ("two.html", b"<html><title>Two</title><body><p>Shells fell on the old market of the town on Monday, and more fell later in the day.</p></body></html>"),
        ("three.jsonl", lines),
        ("packed.txt.gz", gzip.compress(b"Jets hit a bridge.")),
        ("empty.txt", b"   "),
        ("all.zip", b"PK\x03\x04whatever"),
        ("binary.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x01\x02\x03" * 50),
        ("half.json", b'{"id": "h", "text": "Shel'),
        ("broken.txt.gz", gzip.compress(b"Jets hit a bridge again." * 50)[:40]),
        (f"../../{HOSTILE}.pdf", b"%PDF-1.7"),
    )  # fmt: skip
    assert "5 new, 0 read again, 0 known already, 7 not read" in text
    for name, why in (
        ("empty.txt", "found an empty file"),
        ("all.zip", "found a file of unknown kind (.zip)"),
        ("binary.txt", "found binary data"),
        ("half.json", "found a line that is no JSON"),
        ("three.jsonl:2", "found a line that is no JSON"),
        ("broken.txt.gz", "found a file that cannot be read"),
    ):
        line = next(one for one in text.split("<li>") if name in one)
        assert why in line
        assert "expected" in line
    assert HOSTILE not in text
    assert "../" not in re.sub(r"<[^>]+>", "", text)
    assert world.holds(("one", "two", "j1", "j2", "j3", "packed", "half")) == {"one", "two", "j1", "j3", "packed"}
    assert world.document("one").text.startswith("Bomben fielen auf die Brücke. Über der Stadt")
    assert len(world.failures()) == 7
    client, _ = desk
    assert "found binary data" in client.get("/documents").text
    assert world.verify() == []


def test_another_file_of_the_same_name_takes_nobodys_place(desk: tuple[TestClient, Stub], world: Ledger) -> None:
    give(desk, ("index.txt", b"Shells fell on the market."))
    text = give(desk, ("index.txt", b"Jets hit a bridge."))
    assert "1 new" in text
    assert world.document("index").text == "Shells fell on the market."
    assert "1 known already" in give(desk, ("index.txt", b"Jets hit a bridge."))
    assert "1 known already" in give(desk, ("index.txt", b"Shells fell on the market."))
    changed = json.dumps({"id": "index", "text": "Shells fell there."}).encode()
    assert "1 read again" in give(desk, ("named.jsonl", changed)), "an id is meant"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "found nothing to read"),
        ({"text": "   "}, "found nothing to read"),
        ({"text": "Fire.", "published": "yesterday"}, "as a date"),
    ],
)
def test_what_cannot_be_given(desk: tuple[TestClient, Stub], fields: dict[str, str], said: str) -> None:
    assert said in give(desk, expect=400, **fields)


def test_a_text_of_more_than_a_megabyte(desk: tuple[TestClient, Stub], world: Ledger) -> None:
    text = "Shells fell on the old town. " * 60_000
    assert "1 new" in give(desk, text=text)
    assert text in [one.text for one in world.documents()]
    told = give(desk, expect=400, text="word " * 450_000)
    assert (
        "found 2,250,000 characters in the field &#39;text&#39;, expected at most 2,000,000; send it in parts" in told
    )
    assert '<p class="said">' in told
    assert "1 new" in give(desk, text="Fire.\r\n" * 300_000), "the end of a line counts once"


def test_the_page_says_how_much_may_be_pasted(desk: tuple[TestClient, Stub]) -> None:
    text = desk[0].get("/add").text
    assert "A report may have 2,000,000 characters, and what is sent at once 25 MB" in text


def test_u_0000_in_a_form(desk: tuple[TestClient, Stub]) -> None:
    told = give(desk, expect=400, text="Shells fell.\0", title="A")
    assert "found the character U+0000 in the field &#39;text&#39;, expected text without it; take it out" in told
    assert "the field &#39;title&#39;" in give(desk, expect=400, text="Shells fell.", title="A\0")


def test_who_may_only_read_gives_nothing(world: Ledger) -> None:
    from tests.desk.readers import viewer

    with viewer(world) as client:
        assert client.get("/add").status_code == 403
        assert client.post("/add", data={"text": "Fire."}).status_code == 403


def test_a_desk_without_a_parser_says_so(world: Ledger) -> None:
    with browser(world) as client:
        token = re.search(r'name="csrf" value="([^"]+)"', client.get("/add").text)[1]  # type: ignore[index]
        address = client.post("/add", data={"csrf": token, "text": "Fire on the hill."}).url.path
        client.app.state.desk.jobs.wait(address.rsplit("/", 1)[1], seconds=5)  # type: ignore[attr-defined]
        assert "found no parser, expected one; install it" in client.get(address).text


def test_progress_is_a_fragment_that_asks_again_until_it_is_over(desk: tuple[TestClient, Stub]) -> None:
    from threading import Event

    client, _ = desk
    go = Event()
    jobs = client.app.state.desk.jobs  # type: ignore[attr-defined]
    job = jobs.begin(lambda progress: (progress(3, 7), go.wait(5)), title=HOSTILE, author="Ada")
    while job.done != 3:
        pass
    whole = client.get(f"/add/{job.id}").text
    assert "3 of 7 done" in whole
    assert '<noscript><meta http-equiv="refresh"' in whole
    assert HOSTILE not in whole
    part = client.get(f"/add/{job.id}/progress").text
    assert "<html" not in part
    assert f'hx-get="/add/{job.id}/progress"' in part
    assert 'max="7"' in part
    go.set()
    jobs.wait(job.id, seconds=5)
    job.state = "failed"
    assert "hx-get" not in client.get(f"/add/{job.id}/progress").text
    assert "found no reading" in client.get("/add/unknown").text


def test_a_reading_that_a_desk_before_this_one_began(desk: tuple[TestClient, Stub], world: Ledger) -> None:
    client, _ = desk
    text = client.get("/add/20260301T080000-abc").text
    assert "It was begun on 2026-03-01 08:00 (UTC)" in text
    assert all(f'href="/documents/{one.id}"' in text for one in world.documents())
    later = client.get("/add/20270301T080000-abc")
    assert later.status_code == 200
    assert "no report was added" in later.text
    assert client.get("/add/20260301T080000-abc/progress").text.count("<html") == 0
