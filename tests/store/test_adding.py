"""A claim that a person added, in either database."""

from __future__ import annotations

from dataclasses import replace

from sayso.model import ADDED, Figure, Place, Span
from sayso.store.acts import Add, By, Reject, Undo
from sayso.store.filters import Filters
from sayso.store.ledger import Entry, Ledger
from tests.store.samples import EXTRACTOR, MARKET, find, market_entry

BY = By(author="Ada", reason="it says so", made="2026-03-01T10:00:00+00:00")
WORDS = "raids on the market of Aleppo killed 8 people"
ADDITION = Add(
    document="market",
    span=find(MARKET, WORDS),
    kind="shelling",
    slots=(
        (
            "figures",
            (Figure(span=find(MARKET, "8 people"), text="8 people", measure="killed", low=8, high=8, basis="exact"),),
        ),
    ),
)


def test_found_like_any_other(ledger: Ledger) -> None:
    made = ledger.operate(ADDITION, by=BY)
    (found,) = ledger.claims(Filters(kind=("shelling",), text="raids"))
    assert (found.id, found.extractor, found.evidence) == (made.claim, ADDED + "Ada", WORDS)
    assert [hit.id for hit in ledger.search("raids") if hit.kind == "claim"].count(found.id) == 1
    assert ledger.unlinked
    assert ledger.verify() == []


def test_taken_back_and_back_again(ledger: Ledger) -> None:
    before = ledger.claims()
    ledger.operate(ADDITION, by=BY)
    ledger.operate(Undo(), by=BY)
    assert ledger.claims() == before
    ledger.operate(Undo(operation=ledger.operations()[-1].id), by=BY)
    assert len(ledger.claims()) == len(before) + 1
    assert ledger.verify() == []


def test_it_outlasts_other_versions_and_extractors(ledger: Ledger) -> None:
    name = ledger.operate(ADDITION, by=BY).claim
    told = market_entry()
    for entry, extractor in (
        (Entry(document=replace(told.document, publisher="Weekly"), claims=told.claims), EXTRACTOR),
        (told, "rules-2/en"),
        (told, EXTRACTOR),
    ):
        ledger.add([entry], extractor=extractor)
        assert [one.id for one in ledger.claims_of("market")].count(name or "") == 1
    ledger.operate(Reject(claim=name or ""), by=BY)
    ledger.add([Entry(document=replace(told.document, publisher="Weekly"), claims=told.claims)], extractor=EXTRACTOR)
    assert name not in [one.id for one in ledger.claims_of("market")]
    assert ledger.verify() == []


def test_a_place_that_no_words_give(ledger: Ledger) -> None:
    mill = Place(
        span=Span(4, 4), text="the mill", name="the mill", lat=36.1, lon=37.2, precision="exact", confidence=1.0
    )
    ledger.operate(replace(ADDITION, slots=(("places", (mill,)),)), by=BY)
    assert ledger.verify() == []
