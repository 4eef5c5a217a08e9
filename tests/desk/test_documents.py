"""The reports in the browser: listed, read with their claims in place, corrected, added to, dated."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from sayso.model import Claim, Document, Failure, Span
from sayso.store.ledger import Entry, Ledger
from tests.desk.desks import browser, send
from tests.desk.readers import Stub, desk_with
from tests.review.world import claim_of, incident_of
from tests.store.samples import EXTRACTOR, make_claim

HOSTILE = '<script>alert("x")</script>'


def page(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_list_is_newest_first_and_filtered(client: TestClient, world: Ledger) -> None:
    text = page(client, "/documents")
    assert re.findall(r'href="/documents/(\w\d)"', text) == ["d1", "c1", "c2", "b1", "b2", "a1", "a2", "a3"]
    assert "8 reports" in text
    narrowed = page(client, "/documents?place=Douma")
    assert re.findall(r'href="/documents/(\w\d)"', narrowed) == ["c1", "c2"]
    assert 'href="/documents">Show all' in narrowed
    assert "Nothing is left by this filter" in page(client, "/documents?place=Nowhere")


def test_the_list_goes_on(world: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.desk.pages.documents.LISTED", 3)
    with browser(world) as client:
        address, found = "/documents?kind=air_strike", list[str]()
        while address:
            text = page(client, address)
            found += re.findall(r'href="/documents/(\w\d)"', text)
            following = re.search(r'rel="next" href="([^"]+)"', text)
            address = following[1].replace("&amp;", "&") if following else ""
            assert address == "" or "kind=air_strike" in address
    assert found == ["d1", "c1", "c2", "b1", "b2", "a1", "a2", "a3"]
    with browser(world) as client:
        assert client.get("/documents?after=%22").status_code == 400


def test_failures_are_told_with_their_reasons(client: TestClient, world: Ledger) -> None:
    world.fail(
        [Failure(document=f"{HOSTILE}.txt", stage="text", reason="found binary data, expected text; convert it")]
    )
    text = page(client, "/documents")
    assert "found binary data, expected text; convert it" in text
    assert HOSTILE not in text
    assert "&lt;script&gt;" in text


def test_a_claim_is_marked_and_told_beside_its_line(client: TestClient, world: Ledger) -> None:
    name = claim_of(world, "a1")
    text = page(client, "/documents/a1")
    marked = re.search(rf'<span class="mark lane-0" id="c-{name}">(.*?)<a class="ref" href="#n-{name}"', text)
    assert marked is not None
    assert marked[1] == world.standing(name).evidence
    note = text[text.index(f'id="n-{name}"') :].split("</li>")[0]
    assert f'href="#c-{name}"' in note
    assert "the monitor" in note
    assert "air strike" in note
    assert "killed 8" in note
    assert "Aleppo" in note
    assert "2016-05-03" in note
    assert f'href="/incidents/{incident_of(world, "a1").id}"' in text


def test_the_claim_that_is_looked_for_is_shown_also_after_it_was_corrected(client: TestClient, world: Ledger) -> None:
    name = claim_of(world, "a1")
    assert 'class="mark lane-0 wanted"' in page(client, f"/documents/a1?claim={name}")
    assert "wanted" not in page(client, "/documents/a1?claim=nothing")
    send(client, f"/claims/{name}/correct", slot="actor", value="rebels", reason="so it says", back="/documents/a1")
    text = page(client, f"/documents/a1?claim={name}")
    now = claim_of(world, "a1")
    assert f'id="n-{now}" class="note wanted"><span id="n-{name}">' in text
    assert 'by <bdi lang="">Ada</bdi>' in text
    assert '<bdi lang="">Ada</bdi> corrected actor' in text, "the history of the report tells it"


def test_overlapping_claims_each_have_their_line_and_note(world: Ledger) -> None:
    text = "The army said that rebels said that shells killed 8 people there. <b>Nobody</b> else spoke."
    document = Document(id="a/odd name?#", text=text, title=HOSTILE, url="javascript:alert(1)", publisher="الأخبار")
    told = (
        make_claim(document, text[:65], "casualties", source=["The army"]),
        make_claim(document, "rebels said that shells killed 8 people there", "shelling", status="denied"),
        make_claim(document, "8 people there. <b>Nobody</b>", "attack"),
    )
    world.add([Entry(document=document, claims=told)], extractor=EXTRACTOR)
    with browser(world) as client:
        shown = page(client, f"/documents/{quote(document.id, safe='')}")
    for claim, lane in zip(told, (0, 1, 2), strict=True):
        assert f'lane-{lane}{" unsure" if claim.status == "denied" else ""}" id="c-{claim.id}"' in shown
        assert f'id="n-{claim.id}"' in shown
    words = shown[shown.index('class="words"') :].split("</p>")[0]
    assert "&lt;b&gt;Nobody&lt;/b&gt;" in words
    assert HOSTILE not in shown
    assert 'href="javascript' not in shown, "an address that is none of the web is only told"
    assert "javascript:alert(1)" in shown
    plain = re.sub(r'<a class="ref".*?</a>|<[^>]+>', "", words.split(">", 1)[1])
    assert plain.replace("&lt;", "<").replace("&gt;", ">") == text, (
        "the words are all there, in order, and nothing else"
    )


def test_an_address_of_the_web_is_a_link_that_tells_nothing(world: Ledger) -> None:
    document = Document(id="w", text="Fire.", url="https://paper.example/a?b=1&c=2")
    world.add([Entry(document=document)], extractor=EXTRACTOR)
    with browser(world) as client:
        text = page(client, "/documents/w")
    assert '<a href="https://paper.example/a?b=1&amp;c=2" rel="noreferrer noopener external">' in text


def test_turning_characters_are_shown_and_lines_keep_their_own_direction(world: Ledger) -> None:
    text = "Shells \u202ellef\u202c here.\nسقطت قذائف على حمص."
    world.add([Entry(document=Document(id="r", text=text))], extractor=EXTRACTOR)
    with browser(world) as client:
        shown = page(client, "/documents/r")
    assert "\u202e" not in shown
    assert '<span class="turn" data-char="202E">U+202E</span>lle' in shown
    assert re.findall(r'<p dir="auto" lang="en" class="words" data-start="(\d+)"', shown) == ["0", str(text.index("س"))]


def test_furniture_is_told_apart(world: Ledger) -> None:
    text = "Share this\nShells fell."
    document = Document(id="f", text=text, furniture=(Span(0, 10),))
    world.add([Entry(document=document)], extractor=EXTRACTOR)
    with browser(world) as client:
        shown = page(client, "/documents/f")
    assert '<p dir="auto" lang="en" class="words furniture" data-start="0">Share this</p>' in shown
    assert "belongs to the page" in shown


def long_report(world: Ledger) -> tuple[Document, list[Claim]]:
    text = "Raids on the town killed 8 people. " * 4000
    document = Document(id="long", text=text)
    claims = [
        Claim(
            id=f"c{number:04}", doc="long", span=Span(at, at + 33), evidence=text[at : at + 33], kind="air_strike",
            status="asserted", extractor=EXTRACTOR, confidence=0.5,
        )
        for number, at in enumerate(range(0, len(text), 350))
    ]  # fmt: skip
    world.add([Entry(document=document, claims=tuple(claims))], extractor=EXTRACTOR)
    return document, claims


def test_a_long_report_is_shown_in_parts_and_wholly(world: Ledger) -> None:
    document, claims = long_report(world)
    with browser(world) as client:
        first = page(client, "/documents/long")
        parts = int(re.search(r"Part 1 of (\d+)", first)[1])  # type: ignore[index]
        shown, noted = "", list[str]()
        for number in range(1, parts + 1):
            text = page(client, f"/documents/long?part={number}")
            assert len(text) < 200_000
            for words in re.findall(r'class="words"[^>]*>(.*?)</p>', text, re.DOTALL):
                shown += re.sub(r'<a class="ref".*?</a>|<[^>]+>', "", words)
            noted += re.findall(r'<li id="n-(c\d+)"', text)
        assert shown == document.text
        assert noted == [claim.id for claim in claims]
        last = claims[-1].id
        assert f'id="c-{last}"' in page(client, f"/documents/long?claim={last}"), "a claim leads to its part"
        assert client.get("/documents/long?part=999").status_code == 200
        assert client.get("/documents/long?part=x").status_code == 422


def test_other_names_lead_on_or_tell(client: TestClient, world: Ledger) -> None:
    assert client.get("/documents/nothing").status_code == 404
    assert client.get("/claims/nothing").status_code == 404
    name = claim_of(world, "d1")
    assert client.get(f"/claims/{name[:10]}").url.path == f"/claims/{name}"
    assert client.get(f"/documents/{incident_of(world, 'd1').id}").url.path.startswith("/incidents/")


def test_one_claim_with_all_its_slots(client: TestClient, world: Ledger) -> None:
    name = claim_of(world, "a1")
    text = page(client, f"/claims/{name}")
    for words in ("air strike", "the monitor", "Aleppo", "killed 8", "2016-05-03", "0.50", EXTRACTOR):
        assert words in text
    assert f"<mark>{world.standing(name).evidence}</mark>" in text
    slots = re.findall(r'name="slot" value="([^"]+)"', text)
    assert slots == ["kind", "status", "source", "actor", "target", "instrument", "place", "time", "killed"]
    assert 'value="at least 8' not in text
    assert 'name="value" value="8"' in text, "what stands is what a form begins with"


def test_a_slot_is_corrected_where_it_stands(client: TestClient, world: Ledger) -> None:
    name = claim_of(world, "a1")
    text = send(
        client,
        f"/claims/{name}/correct",
        slot="killed",
        value="at least 9",
        reason="it says more",
        back=f"/claims/{name}",
    )
    now = claim_of(world, "a1")
    assert now != name
    assert world.standing(now).figures[0].low == 9
    assert f'<span class="id">{now}</span>' in text, "the claim as it stands now is shown"
    old = page(client, f"/claims/{name}")
    assert f'href="/claims/{now}"' in old
    assert 'name="slot"' not in old, "what stands no more is not corrected"


def test_a_rejected_claim_says_so(client: TestClient, world: Ledger) -> None:
    name = claim_of(world, "a1")
    send(client, f"/claims/{name}/reject", reason="no such thing", back="/documents/a1")
    assert "which was rejected" in page(client, f"/claims/{name}")
    text = page(client, "/documents/a1")
    assert "0 claims" in text
    assert "Claims that stand here no more" in text
    assert f'href="/claims/{name}"' in text


def test_forms_beside_the_words_are_asked_for(client: TestClient, world: Ledger) -> None:
    name = claim_of(world, "a1")
    assert f'hx-get="/claims/{name}/slots"' in page(client, "/documents/a1")
    text = page(client, f"/claims/{name}/slots")
    assert "<html" not in text
    assert f'name="back" value="/documents/a1?claim={name}#n-{name}"' in text
    shown = send(
        client,
        f"/claims/{name}/correct",
        slot="status",
        value="denied",
        reason="r",
        back=f"/documents/a1?claim={name}#n-{name}",
    )
    assert "air strike, denied" in shown
    assert "Done." in shown


def test_a_claim_is_added_by_its_words(client: TestClient, world: Ledger) -> None:
    text = world.document("d1").text
    words = "Raids on the town"
    answer = send(
        client, "/documents/d1/claims", quoted=words, start="0", kind="shelling", reason="it says so",
        **{"slot.source": "a clerk", "slot.measure": "killed", "slot.figure": "2 people", "slot.place": "", "slot.status": "possible"},
    )  # fmt: skip
    added = next(one for one in world.claims_of("d1") if one.evidence == words)
    assert (added.kind, added.status, added.source[0].text, added.figures[0].low) == (
        "shelling",
        "possible",
        "a clerk",
        2,
    )
    assert text[added.span.start : added.span.end] == words
    assert f'id="n-{added.id}" class="note wanted"' in answer
    assert '<bdi lang="">Ada</bdi> added claim' in answer
    (operation,) = world.operations()
    send(client, "/undo", operation=operation.id, reason="not so", back="/documents/d1")
    assert [one.id for one in world.claims_of("d1")] != []
    assert added.id not in [one.id for one in world.claims_of("d1")]


def test_an_act_on_a_report_of_an_odd_name_can_be_taken_back_there(client: TestClient, world: Ledger) -> None:
    name = "https://x.example/a?b=1&c#d é"
    world.add([Entry(document=Document(id=name, text="Shells fell on a town."))], extractor=EXTRACTOR)
    here = f"/documents/{quote(name, safe='')}"
    shown = send(client, f"{here}/claims", quoted="Shells fell on a town", kind="shelling", reason="it says so")
    back = html.unescape(re.search(r'name="back" value="(/documents/https[^"]+)"', shown)[1])  # type: ignore[index]
    (operation,) = world.operations()
    shown = send(client, "/undo", operation=operation.id, reason="not so", back=back)
    assert "Shells fell on a town." in re.sub(r"<[^>]+>", "", shown)
    assert world.claims_of(name) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"quoted": "not there"}, "expected words of the report"),
        ({"quoted": ""}, "found no words"),
        ({"kind": "picnic"}, "picnic"),
        ({"reason": ""}, "found no reason"),
        ({"slot.time": "some day"}, "as a time"),
        ({"start": "9" * 99}, None),
    ],
)
def test_what_cannot_be_added_is_told(
    client: TestClient, world: Ledger, values: dict[str, str], said: str | None
) -> None:
    sent = {"quoted": "Raids on the town", "kind": "attack", "reason": "r", **values}
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/documents/d1").text)[1]  # type: ignore[index]
    answer = client.post("/documents/d1/claims", data={"csrf": token, **sent})
    assert answer.status_code == (400 if said else 200)
    if said:
        assert said in answer.text
        assert len(world.operations()) == 0


@pytest.fixture
def desk(world: Ledger) -> Iterator[tuple[TestClient, Stub]]:
    with desk_with(world) as opened:
        yield opened


def test_a_date_is_set_and_the_report_read_again(desk: tuple[TestClient, Stub], world: Ledger) -> None:
    client, reader = desk
    before = world.document("a1")
    text = send(client, "/documents/a1/date", published="2017-02-03", reason="dated by the archive")
    reader.finish(client)
    now = world.document("a1")
    assert (now.published, now.published_from, now.text) == (date(2017, 2, 3), "person Ada", before.text)
    assert "What came of it" in text or "Reading" in text
    shown = page(client, "/documents/a1")
    assert "as said by" in shown
    assert 'dated by <bdi lang="">Ada</bdi>: <bdi lang="">dated by the archive</bdi>' in shown
    send(client, "/documents/a1/date", published="", reason="the archive erred")
    reader.finish(client)
    assert world.document("a1").published_from is None
    assert world.verify() == []


def test_a_date_that_is_none_is_refused(desk: tuple[TestClient, Stub], world: Ledger) -> None:
    client, _ = desk
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/documents/a1").text)[1]  # type: ignore[index]
    for values, said in (
        ({"published": "2017-13-01", "reason": "r"}, "as a date"),
        ({"published": "2017-02", "reason": "r"}, "a day as"),
        ({"published": "2017-02-03", "reason": " "}, "found no reason"),
    ):
        answer = client.post("/documents/a1/date", data={"csrf": token, **values})
        assert answer.status_code == 400
        assert said in answer.text
    assert world.document("a1").published == date(2016, 5, 4)


def test_who_may_only_read_is_offered_nothing_else(world: Ledger, tmp_path: Path) -> None:
    from tests.desk.readers import viewer

    with viewer(world) as client:
        for path in ("/documents/a1", f"/claims/{claim_of(world, 'a1')}", f"/claims/{claim_of(world, 'a1')}/slots"):
            text = page(client, path)
            assert 'method="post"' not in text.replace('action="/logout" method="post"', "")
        assert client.get("/add").status_code == 403


def test_the_script_asks_nothing_of_elsewhere() -> None:
    script = (Path(__file__).parents[2] / "src/sayso/desk/static/select.js").read_text(encoding="utf-8")
    assert "http" not in script
    assert "[...text].length" in script, "code points are counted, not halves of them"
