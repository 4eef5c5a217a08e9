"""Linking a few documents at a time comes to the same as linking all at once, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from benchmarks.made_up import World
from sayso.link import block, update
from sayso.link.packing import Held
from sayso.model import Incident
from sayso.model.codec import loads
from sayso.review import By, Merge, Split, Undo, linking, operate, relink
from sayso.store.ledger import Entry, Ledger
from sayso.store.linker_tables import TEXT_KEYS, TEXTS, THREAD_KEYS, THREAD_PAIRS, THREADS
from sayso.store.linking import Linking
from sayso.store.tables import JUDGEMENTS
from tests.store.samples import EXTRACTOR

pytestmark = pytest.mark.slow
ADA = By(author="Ada", reason="seen", made="2026-03-01T10:00:00+00:00")
ENTRIES = [
    Entry(document=document, claims=tuple(claims))
    for document, claims in islice(World(100, spread="rate", seed=1).reports(), 50)
]


@pytest.fixture(params=[2, 32], ids=["crowded", "sparse"])
def anchors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Few anchors, so that even few documents are a crowd; and as many as there are."""
    for module in (block, update):
        monkeypatch.setattr(module, "ANCHORS", request.param)
    number: int = request.param
    return number


def linked(batches: Iterable[Sequence[Entry]]) -> Ledger:
    """A ledger in memory, linked after each batch."""
    ledger = Ledger.open("sqlite://", create=True)
    for batch in batches:
        ledger.add(batch, extractor=EXTRACTOR)
        relink(ledger)
    return ledger


def incidents(ledger: Ledger) -> list[Incident]:
    """The incidents but for their names, which depend on what was there first."""
    return sorted((replace(one, id="") for one in ledger.incidents()), key=lambda one: one.claims)


def memory(ledger: Ledger) -> list[object]:
    """What the linker judged, and what it remembers; the words of a thread are in no order."""
    plain = [column for column in THREADS.c if column.name != "record"]
    with ledger.engine.connect() as connection:
        asked = [select(*plain), *(select(table) for table in (THREAD_KEYS, THREAD_PAIRS, TEXTS, TEXT_KEYS))]
        asked.append(select(JUDGEMENTS.c.id, JUDGEMENTS.c.record).where(~JUDGEMENTS.c.human))
        found: list[object] = [sorted(map(tuple, connection.execute(one))) for one in asked]
        records = connection.scalars(select(THREADS.c.record).order_by(THREADS.c.number))
        return [*found, [loads(record, Held) for record in records]]


def shown(ledger: Ledger) -> list[object]:
    with ledger:
        return [incidents(ledger), memory(ledger)]


def test_the_made_up_reports_are_worth_linking() -> None:
    with linked([ENTRIES]) as ledger:
        sizes = [len(one.claims_by_doc) for one in ledger.incidents()]
    assert len(ENTRIES) > 15
    assert max(sizes) > 5
    assert sum(size > 1 for size in sizes) > 5


FEW = settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # a smaller example would tell no more, and take long to find
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@FEW
@given(
    order=st.permutations(range(len(ENTRIES))), cuts=st.lists(st.integers(1, len(ENTRIES) - 1), max_size=5, unique=True)
)
def test_batches_and_order_change_nothing(anchors: int, order: list[int], cuts: list[int]) -> None:
    bounds = [0, *sorted(cuts), len(order)]
    batches = [[ENTRIES[n] for n in order[first:last]] for first, last in pairwise(bounds)]
    assert shown(linked(batches)) == shown(linked([ENTRIES]))


@FEW
@given(picked=st.lists(st.integers(0, len(ENTRIES) - 1), min_size=1, max_size=8, unique=True))
def test_what_is_read_again_otherwise_and_back_leaves_no_trace(anchors: int, picked: list[int]) -> None:
    ledger = linked([ENTRIES])
    for number in picked:
        entry = ENTRIES[number]
        other = replace(entry.document, publisher="Another Paper", text=entry.document.text + " Corrected.")
        ledger.add([Entry(document=other, claims=entry.claims[:-1])], extractor=EXTRACTOR)
        relink(ledger)
    changed = [ENTRIES[number] for number in picked]
    ledger.add(changed, extractor=EXTRACTOR)
    relink(ledger)
    assert shown(ledger) == shown(linked([ENTRIES]))


def test_one_by_one_is_all_at_once(anchors: int) -> None:
    assert shown(linked([entry] for entry in ENTRIES)) == shown(linked([ENTRIES]))


def test_what_people_said_holds_as_before(anchors: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = linked([ENTRIES])
    largest, second, *_ = sorted(ledger.incidents(), key=lambda one: -len(one.claims))
    operate(ledger, Split(incident=largest.id, claims=largest.claims[2:5]), by=ADA)
    merged = operate(ledger, Merge(incidents=(largest.id, second.id)), by=ADA)
    few = [one.claims for one in incidents(ledger)]
    monkeypatch.setattr(linking, "FEW", 0)
    operate(ledger, Undo(operation=merged.operation.id), by=ADA)
    operate(ledger, Merge(incidents=(largest.id, second.id)), by=ADA)
    assert [one.claims for one in incidents(ledger)] == few
    ledger.close()


def test_another_version_of_the_linker_puts_all_together_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = linked([ENTRIES])
    made: list[str] = []
    whole = linking._link_all

    def link_all(book: Linking) -> None:
        made.append("anew")
        whole(book)

    monkeypatch.setattr(linking, "_link_all", link_all)
    relink(ledger)
    assert made == []  # nothing has changed
    monkeypatch.setattr(linking, "AUTHOR", "sayso-link/of-tomorrow")
    relink(ledger)
    relink(ledger)
    assert (made, ledger.linker) == (["anew"], "sayso-link/of-tomorrow")
