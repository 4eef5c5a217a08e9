"""When incidents last changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.model import Incident, TimeInterval
from sayso.store.ledger import Entry, Ledger
from tests.store.samples import EXTRACTOR

NEVER = TimeInterval(first=None, last=None, precision="open")
TIMES = ["2026-01-01T00:00:00+00:00", "2026-01-02T00:00:00+00:00", "2026-01-03T00:00:00+00:00"]


def _incident(name: str, entry: Entry) -> Incident:
    claim = entry.claims[0]
    return Incident(
        id=name, kind=claim.kind, claims=(claim.id,), claims_by_doc=((claim.doc, 1),), when=NEVER, place=None
    )


def test_the_last_change_of_each(address: str, entries: list[Entry]) -> None:
    clock: Iterator[str] = iter(TIMES)
    now = [TIMES[0]]
    first, second = _incident("i1", entries[0]), _incident("i2", entries[1])
    with Ledger.open(address, create=True, now=lambda: now[0]) as ledger:
        ledger.add(entries, extractor=EXTRACTOR)
        for now[0] in clock:
            ledger.relate([], [first, second] if now[0] == TIMES[0] else [replace(first, kind="bombing"), second])
        with ledger.view() as view:
            assert view.last_changes(["i1", "i2", "i3"]) == {"i1": TIMES[1], "i2": TIMES[0]}


def test_nobody_told_the_time(address: str, entries: list[Entry]) -> None:
    with Ledger.open(address, create=True) as ledger:
        ledger.add(entries, extractor=EXTRACTOR)
        ledger.relate([], [_incident("i1", entries[0])])
        with ledger.view() as view:
            assert view.last_changes(["i1"]) == {}
