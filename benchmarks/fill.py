"""Fill a ledger with made-up claims and link them, to try out or measure what people do with a large one.

    python benchmarks/fill.py --claims 100000 --db big.db [--spread rate|span] [--unlinked]

The reports are those of `made_up.py`; they are added as `sayso read` adds them, and linked once all are there.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that the script finds its neighbours

from benchmarks.made_up import EXTRACTOR, Spread, World
from sayso.model import Page
from sayso.model.identity import fingerprint
from sayso.review import relink
from sayso.store.ledger import Entry, Ledger

AT_ONCE = 2_000  # documents a transaction
MADE = "2026-01-01T00:00:00+00:00"  # when all changes are said to be made, so that a seed gives one ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What was put in, and the seconds that it took: to add, to link."""

    documents: int
    claims: int
    incidents: int
    adding: float
    linking: float


def entries(world: World) -> Iterator[Entry]:
    """The reports of a world, each with the page that it stands on."""
    for document, claims in world.reports():
        content = document.text.encode()
        page = Page(id=fingerprint(content), content=content, media_type="text/plain", address=document.url)
        yield Entry(document=replace(document, page=page.id), page=page, claims=tuple(claims))


def put(ledger: Ledger, every: Iterable[Entry], *, tell: Callable[[int], None] = lambda _: None) -> float:
    """Add entries; the seconds that it took, without the making up. `tell` is told how many claims are in."""
    seconds, claims = 0.0, 0
    flow = iter(every)
    while some := list(islice(flow, AT_ONCE)):
        begin = time.monotonic()
        ledger.add(some, extractor=EXTRACTOR)
        seconds += time.monotonic() - begin
        claims += sum(len(entry.claims) for entry in some)
        tell(claims)
    return seconds


def fill(ledger: Ledger, claims: int, *, spread: Spread = "span", link: bool = True) -> Filled:
    """Add so many claims, and link them."""
    adding = put(ledger, entries(World(claims, spread=spread)), tell=lambda number: _tell(f"{number:,} claims"))
    begin = time.monotonic()
    if link:
        _tell("linking\n")
        relink(ledger)
    linking = time.monotonic() - begin
    size = ledger.size
    return Filled(
        documents=size.documents, claims=size.claims, incidents=size.incidents, adding=adding, linking=linking
    )


def _tell(words: str) -> None:
    print(f"\r{words}", end="", file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill, and print what is there."""
    parser = argparse.ArgumentParser(description="A ledger full of made-up claims.")
    parser.add_argument("--claims", type=int, required=True, metavar="N")
    parser.add_argument("--db", required=True, metavar="LEDGER", help="a path or address where there is no ledger yet")
    parser.add_argument("--spread", choices=("span", "rate"), default="span")
    parser.add_argument("--unlinked", action="store_true", help="leave the linking for later")
    options = parser.parse_args(arguments)
    with Ledger.open(options.db, create=True, now=lambda: MADE) as ledger:
        if ledger.size.documents:
            parser.error(f"{ledger.name!r} holds documents already; name a new one")
        done = fill(ledger, options.claims, spread=options.spread, link=not options.unlinked)
    print(
        f"{done.documents:,} documents, {done.claims:,} claims, {done.incidents:,} incidents: added in {done.adding:.0f} s "
        f"({done.claims / done.adding:,.0f} claims/s), linked in {done.linking:.0f} s"
    )


if __name__ == "__main__":
    main()
