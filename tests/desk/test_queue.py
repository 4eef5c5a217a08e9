"""The queue: what waits is shown once, and what somebody says of it is kept, and taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.model import Judgement
from sayso.review import Confirm, Part, Undo, operate, relink
from sayso.store.ledger import Entry, Ledger
from sayso.store.queue import SECTIONS
from tests.desk.desks import browser, send
from tests.review.world import ADA, act, claim_of, docs, entry, incident_of
from tests.store.samples import EXTRACTOR


def unsure(ledger: Ledger, one: str, other: str) -> None:
    """Let the linker have left it open whether two reports tell of one thing."""
    left, right = sorted((claim_of(ledger, one), claim_of(ledger, other)))
    judged = Judgement(id="j-open", left=left, right=right, verdict="unsure", author="sayso-link/test", score=0.1)
    with ledger.linking() as book:
        book.drop_judgements([judged.id])
        book.keep_judgements([judged])


def waiting(ledger: Ledger) -> dict[str, int]:
    with ledger.view() as view:
        return {str(section): number for section, number in view.waiting().items()}


def joins(ledger: Ledger) -> list[set[str]]:
    with ledger.view() as view:
        return [{one.one, one.other} for one in view.open_joins(limit=10)]


def test_open_joins_are_shown_with_their_reasons(client: TestClient, world: Ledger) -> None:
    unsure(world, "a1", "d1")
    text = client.get("/queue").text
    assert f'data-item="{incident_of(world, "a1").id} {incident_of(world, "d1").id}"' in text or (
        f'data-item="{incident_of(world, "d1").id} {incident_of(world, "a1").id}"' in text
    )
    assert joins(world) == [{incident_of(world, "a1").id, incident_of(world, "d1").id}]


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_a_verdict_takes_it_out_and_undo_brings_it_back(client: TestClient, world: Ledger, verdict: str) -> None:
    unsure(world, "a1", "d1")
    before, (pair,) = docs(world), joins(world)
    one, other = sorted(pair)
    send(client, "/queue/joins", one=one, other=other, verdict=verdict, reason="seen")
    assert joins(world) == []
    assert (docs(world) != before) == (verdict == "same")
    operate(world, Undo(operation=None), by=ADA)
    assert docs(world) == before
    unsure(world, "a1", "d1")  # linking anew may have let go of the test's own judgement
    assert joins(world) == [pair]


def test_parted_incidents_stay_apart(world: Ledger) -> None:
    one, other = incident_of(world, "a1").id, incident_of(world, "b1").id
    act(world, Part(incidents=(one, other)))
    verdicts = {item.verdict for item in world.judgements(human=True) if item.reason == "seen"}
    assert verdicts == {"different"}


def shaky(doc: str, share: float) -> Entry:
    held = entry(doc, "Palmyra", 25, 4, "a driver")
    return replace(held, claims=(replace(held.claims[0], confidence=share),))


def test_claims_with_little_confidence_wait(client: TestClient, world: Ledger) -> None:
    world.add([shaky("s1", 0.3), shaky("s2", 0.1)], extractor=EXTRACTOR)
    relink(world)
    text = client.get("/queue?of=confidence").text
    assert text.index(claim_of(world, "s2")) < text.index(claim_of(world, "s1")), "the least sure first"
    send(client, "/queue/claims", claim=claim_of(world, "s2"), verdict="right", reason="it says so")
    assert waiting(world)["confidence"] == 1
    send(client, "/queue/claims", claim=claim_of(world, "s1"), verdict="wrong", reason="it does not")
    assert waiting(world)["confidence"] == 0
    assert "s1" not in "+".join(docs(world))


def test_what_is_confirmed_is_not_asked_again(world: Ledger) -> None:
    world.add([shaky("s1", 0.3)], extractor=EXTRACTOR)
    relink(world)
    done = act(world, Confirm(subjects=(claim_of(world, "s1"),), what="claim"))
    assert waiting(world)["confidence"] == 0
    act(world, Undo(operation=done.operation.id))
    assert waiting(world)["confidence"] == 1


def undated() -> Entry:
    held = entry("u1", "Douma", 27, 3, "a teacher")
    return replace(
        held,
        document=replace(held.document, published=None),
        claims=(replace(held.claims[0], time=None, places=()),),
    )


@pytest.mark.parametrize(("section", "what"), [("unlocated", "place"), ("undated", "day")])
def test_incidents_without_place_or_day_wait(client: TestClient, world: Ledger, section: str, what: str) -> None:
    world.add([undated()], extractor=EXTRACTOR)
    relink(world)
    assert waiting(world)[section] == 1
    assert incident_of(world, "u1").id in client.get(f"/queue?of={section}").text
    send(client, "/queue/incidents", incident=incident_of(world, "u1").id, what=what, reason="no report tells it")
    assert waiting(world)[section] == 0


def test_an_empty_section_says_so(client: TestClient) -> None:
    for section in SECTIONS:
        assert "Nothing waits here." in client.get(f"/queue?of={section}").text
    assert client.get("/queue?of=lunch").status_code == 400


def test_viewers_judge_nothing(tmp_path: Path, world: Ledger) -> None:
    unsure(world, "a1", "d1")
    world.users.add("Vi", password="a long walk home", role="viewer")
    with browser(world, local=None) as client:
        answer = client.post("/queue/joins", data={"one": "x", "other": "y", "verdict": "same"})
        assert answer.url.path == "/login"
    assert joins(world), "nothing was judged"
