"""Views: pages that follow one another hold what the whole does, in its order; counts are those of the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar

import pytest

from sayso.model import Document, Incident, TimeInterval
from sayso.store.filters import ALL, Box, Filters, Near
from sayso.store.ledger import Entry, Ledger
from sayso.store.view import Key, Slice
from tests.store.samples import EXTRACTOR, make_claim, place

Item = TypeVar("Item")
NEAR_ALEPPO = Near(lat=36.2, lon=37.16, km=30)
AROUND_ALEPPO = Box(west=37, south=36, east=38, north=37)


def told(number: int) -> Entry:
    """A report of one strike; every third is undated, every second lies elsewhere."""
    text = f"The monitor said raid {number} hit Aleppo."
    document = Document(
        id=f"d{number:02}", text=text, published=None if number % 3 == 0 else date(2016, 5, 1) + timedelta(number)
    )
    at = (36.2, 37.16) if number % 2 else (33.5, 36.3)
    claim = make_claim(
        document, text[:-1], "air_strike", source=["The monitor"], places=(place(text, "Aleppo", at=at),)
    )
    return Entry(document=document, claims=(claim,))


@pytest.fixture
def many(address: str) -> Iterator[Ledger]:
    with Ledger.open(address, create=True) as ledger:
        fill(ledger)
        yield ledger


def fill(ledger: Ledger) -> None:
    ledger.add([told(number) for number in range(20)], extractor=EXTRACTOR)
    made = []
    for number, claim in enumerate(sorted(ledger.claims(), key=lambda one: one.doc)):
        first = None if number % 4 == 0 else date(2016, 6, 1) + timedelta(number // 2)
        when = TimeInterval(first=first, last=first, precision="day" if first else "open")
        made.append(
            Incident(
                id=f"i{number:02}",
                kind="air_strike",
                claims=(claim.id,),
                claims_by_doc=((claim.doc, 1),),
                when=when,
                place=claim.places[0],
            )
        )
    ledger.relate([], made)


@pytest.mark.parametrize("limit", [1, 3, 20, 50])
@pytest.mark.parametrize(
    "filters",
    [ALL, Filters(since=date(2016, 6, 3)), Filters(near=NEAR_ALEPPO), Filters(box=AROUND_ALEPPO), Filters(text="raid")],
)
def test_pages_follow_one_another(many: Ledger, filters: Filters, limit: int) -> None:
    with many.view() as view:
        incidents = paged(lambda after: view.incident_page(filters, limit=limit, after=after))
        claims = paged(lambda after: view.claim_page(filters, limit=limit, after=after))
        documents = paged(lambda after: view.document_page(filters, limit=limit, after=after))
        assert (incidents, claims) == (list(view.incidents(filters)), list(view.claims(filters)))
        assert documents == list(view.documents(filters))
        assert view.count_incidents(filters) == len(incidents)
        assert view.count_claims(filters) == len(claims)
        assert incidents, "the case asks for something"


def paged(turn: Callable[[Key | None], Slice[Item]]) -> list[Item]:
    """All the items of pages that follow one another."""
    found: list[Item] = []
    after: Key | None = None
    while True:
        part = turn(after)
        found += part.items
        if part.next is None:
            return found
        after = part.next


@pytest.mark.parametrize(
    "filters", [ALL, Filters(near=NEAR_ALEPPO), Filters(since=date(2016, 6, 3)), Filters(text="raid")]
)
def test_a_summary_is_of_the_whole(many: Ledger, filters: Filters) -> None:
    with many.view() as view:
        told, whole = view.summary(filters), list(view.incidents(filters))
        days = [one.when.first for one in whole if one.when.first is not None]
        assert told.days == tuple((day, days.count(day), 0) for day in sorted(set(days)))
        assert (told.total, told.undated) == (len(whole), len(whole) - len(days))
        assert (told.located, told.disputed) == (len(whole), 0)


def test_dots_have_a_place(many: Ledger) -> None:
    with many.view() as view:
        dots = view.dots(Filters(box=AROUND_ALEPPO))
        assert {(dot.lat, dot.lon, dot.place) for dot in dots} == {(36.2, 37.16, "Aleppo")}
        assert len(view.dots()) == 20


def test_a_box_over_the_date_line() -> None:
    over = Box(west=170, south=-10, east=-170, north=10)
    assert over.holds(0, 175)
    assert over.holds(0, -175)
    assert not over.holds(0, 0)
    assert not over.holds(20, 175)


def test_a_view_sees_one_moment(many: Ledger) -> None:
    with many.view() as view:
        before = view.count_claims()
        many.add([told(40)], extractor=EXTRACTOR)
        assert view.count_claims() == before
    with many.view() as view:
        assert view.count_claims() == before + 1
