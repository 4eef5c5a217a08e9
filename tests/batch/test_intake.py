"""The way into a ledger: known, new, changed and failed documents, each told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from sayso.batch.intake import Lot, take_in
from sayso.ingest.lines import read_object
from sayso.model import Document, Failure, Page
from sayso.model.identity import fingerprint
from sayso.pipeline import Analysis
from sayso.store.ledger import Ledger
from sayso.text.page import Given, documents_of
from tests.store.samples import EXTRACTOR, make_claim


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.open("sqlite://", create=True) as opened:
        yield opened


def page(name: str, text: str) -> Page:
    content = text.encode()
    return Page(id=fingerprint(content), content=content, media_type="text/plain", name=name, address=f"{name}.txt")


def analyse(documents: Iterator[Document]) -> Iterator[Analysis | Failure]:
    """A claim in the first word; a document that says so fails."""
    for document in documents:
        if "poison" in document.text:
            yield Failure(document=document.id, stage="claims", reason="found poison")
        else:
            claim = make_claim(document, document.text.split()[0], "attack")
            yield Analysis(document=document, claims=(claim,), tokens=3)


def take(ledger: Ledger, found: Iterable[Given | Failure], *, size: int = 2) -> tuple[list[Lot], list[Failure], int]:
    failures: list[Failure] = []
    steps: list[int] = []
    lots = take_in(
        ledger, found, analyse=analyse, extractor=EXTRACTOR, tell=failures.append, step=steps.append, size=size
    )
    return list(lots), failures, sum(steps)


def states(lots: list[Lot]) -> dict[str, str]:
    return {one.document.id: one.state for lot in lots for one in lot.taken}


def test_new_known_changed_and_failed(ledger: Ledger) -> None:
    pages = [page(f"d{number}", f"Shells fell on town {number}.") for number in range(5)]
    lots, failures, done = take(ledger, documents_of(pages))
    assert states(lots) == {f"d{number}": "new" for number in range(5)}
    assert (len(lots), failures, done) == (3, [], 5)
    assert sum((lot.added.new for lot in lots), 0) == 5
    pages[1] = page("d1", "Shells fell on another town.")
    pages[2] = page("d2", "Shells and poison fell.")
    pages.append(page("d5", "  "))
    lots, failures, done = take(ledger, documents_of(pages))
    assert states(lots) == {"d0": "known", "d1": "changed", "d3": "known", "d4": "known"}
    assert {(one.document, one.stage) for one in failures} == {("d5.txt", "text"), ("d2", "claims")}
    assert sum(lot.failed for lot in lots) == 1
    assert done == 5
    assert sum(lot.added.known for lot in lots) == 3
    held = ledger.document("d2")
    assert held.text == "Shells fell on town 2.", "what failed leaves the earlier version"


def test_all_known_tells_them_too(ledger: Ledger) -> None:
    pages = [page("a", "Fire."), page("b", "Smoke.")]
    take(ledger, documents_of(pages))
    before = ledger.last_change
    lots, _, done = take(ledger, documents_of(pages))
    assert states(lots) == {"a": "known", "b": "known"}
    assert (done, ledger.last_change) == (2, before)


def test_pages_are_kept_with_their_documents(ledger: Ledger) -> None:
    given = page("a", "Fire again.")
    take(ledger, documents_of([given]))
    assert ledger.page(ledger.document("a").page or "") == given


def test_one_text_twice_under_two_headers_in_one_batch(ledger: Ledger) -> None:
    lines = (b'{"text": "Fire on the hill.", "title": "One"}', b'{"text": "Fire on the hill.", "title": "Two"}')
    pages = [found for line in lines for found in read_object(line, address="pasted")]
    lots, failures, _ = take(ledger, documents_of(pages), size=8)
    assert failures == []
    assert [one.state for lot in lots for one in lot.taken] == ["new", "changed"]
    (document,) = ledger.documents()
    assert document.title == "Two"
    kept = ledger.page(document.page or "")
    assert kept is not None
    assert b"Two" in kept.content


def test_nothing_at_all(ledger: Ledger) -> None:
    failure = Failure(document="a.txt", stage="ingest", reason="found an empty file")
    lots, failures, done = take(ledger, documents_of([failure]))
    assert (lots, failures, done) == ([], [failure], 0)
