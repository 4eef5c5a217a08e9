"""Documents as pages list and show them, in either database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sayso.model import Failure
from sayso.model.document import dated_by, is_dated_by_person
from sayso.store import papers
from sayso.store.acts import By, Correct, Reject
from sayso.store.filters import ALL, Filters, Near
from sayso.store.ledger import Entry, Ledger
from sayso.store.view import Key
from tests.store.samples import EXTRACTOR, market_entry
from tests.store.test_adding import ADDITION

BY = By(author="Ada", reason="so it says")


def listed(ledger: Ledger, filters: Filters = ALL, *, limit: int = 10) -> list[str]:
    found: list[str] = []
    after: Key | None = None
    with ledger.view() as view:
        while True:
            page = papers.headers(view, filters, limit=limit, after=after)
            found += [one.id for one in page.items]
            after = page.next
            if after is None:
                return found


def test_newest_first_undated_last_in_pages_of_any_size(ledger: Ledger) -> None:
    ledger.add(
        [Entry(document=replace(market_entry().document, id=name, published=day)) for name, day in DATED],
        extractor=EXTRACTOR,
    )
    whole = listed(ledger, limit=100)
    assert whole == ["denial", "m2", "m1", "market", "m3", "sum"]
    for size in (1, 2, 3, 5, 6):
        assert listed(ledger, limit=size) == whole


DATED = (("m1", date(2016, 5, 4)), ("m2", date(2016, 5, 5)), ("m3", None))


def test_headers_tell_title_beginning_and_claims(ledger: Ledger) -> None:
    with ledger.view() as view:
        (denial, market, total) = papers.headers(view, limit=10).items
        assert papers.count(view) == 3
    assert (denial.claims, market.claims, total.claims) == (2, 1, 1)
    assert market.publisher == "Daily Paper"
    assert total.beginning.startswith("Shelling has killed")


def test_the_same_filters_as_elsewhere(ledger: Ledger) -> None:
    for filters in (
        Filters(kind=("shelling",)),
        Filters(place="saraqib"),
        Filters(actor="army"),
        Filters(source="radio"),
        Filters(since=date(2016, 5, 20)),
        Filters(until=date(2016, 5, 20), text="market"),
        Filters(near=Near(lat=36.2, lon=37.1, km=30)),
        Filters(confidence=0.4),
        Filters(disputed=True),
        Filters(grade=("weak",)),
    ):
        with ledger.view() as view:
            expected = {one.id for one in view.documents(filters)}
            assert papers.count(view, filters) == len(expected)
        assert set(listed(ledger, filters)) == expected, filters


def test_failures_are_told_in_part(ledger: Ledger) -> None:
    ledger.fail([Failure(document=f"f{number}", stage="text", reason="found nothing") for number in range(5)])
    with ledger.view() as view:
        found, total = papers.failures(view, limit=2)
    assert ([one.document for one in found], total) == (["f0", "f1"], 5)


def test_marks_are_those_that_stand(ledger: Ledger) -> None:
    name = ledger.operate(ADDITION, by=BY).claim or ""
    (found,) = [one.id for one in ledger.claims_of("market") if one.id != name]
    with ledger.view() as view:
        assert [one.id for one in papers.marks(view, "market")] == [found, name], "the longer before the shorter"
    ledger.operate(Correct(claim=found, slot="status", value="denied"), by=BY)
    ledger.operate(Reject(claim=name), by=BY)
    with ledger.view() as view:
        (one,) = papers.marks(view, "market")
        gone, total = papers.no_more(view, "market", [one.id], limit=10)
    assert one.id == next(claim.id for claim in ledger.claims_of("market"))
    assert [(claim.id, rejected is not None) for claim, rejected in gone] == [(name, True)], (
        "what a standing claim corrects is not told as gone"
    )
    assert total == 1


def test_claims_of_earlier_versions(ledger: Ledger) -> None:
    (old,) = (claim.id for claim in ledger.claims_of("market"))
    ledger.add([Entry(document=replace(market_entry().document, text="Nothing happened."))], extractor=EXTRACTOR)
    with ledger.view() as view:
        assert papers.marks(view, "market") == []
        gone, total = papers.no_more(view, "market", [], limit=10)
    assert ([claim.id for claim, _ in gone], total) == ([old], 1)


def test_a_date_that_a_person_said_goes_before_all(ledger: Ledger) -> None:
    entry = market_entry()
    said = dated_by(ledger.document("market"), date(2017, 1, 1), "Ada")
    ledger.add([replace(entry, document=said)], extractor=EXTRACTOR)
    (again,) = ledger.dated([entry.document])
    assert again == said
    assert is_dated_by_person(again)
    ledger.note_date("market", before="2016-05-04", after="2017-01-01", by=BY)
    last = ledger.changes_of(["market"])[-1]
    assert (last.kind, last.what) == ("document", "dated by Ada: so it says")
    assert [(one.before, one.after) for one in last.differences] == [("2016-05-04", "2017-01-01")]
    (other,) = ledger.dated([replace(entry.document, text="Other words.")])
    assert other.published == entry.document.published, "of other words nothing was said"
