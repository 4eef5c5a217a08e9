"""How fast claims are put together as incidents, how memory and time grow, and what one more document costs.

    python benchmarks/link.py [--sizes 10000 30000 100000 300000 1000000] [--ledger 1000000] [--into big.db]
        [--spread rate|span] [--folder DIR]

The claims are those of `made_up.py`: records that never were text. With `--spread span` all sizes cover the same ten
years, so that the days get fuller as claims get more; with `rate` each day brings as many, so that more claims are more
days.

Each size is linked in a process of its own, from records to incidents. The exponent is that of the best-fitting power
of the number of claims: 1 is linear. `--ledger N` then links N claims into a ledger and adds one document at a time;
`--into LEDGER` adds such documents to one that `fill.py` made, which keeps them.

>>> round(exponent([(10, 1.0), (100, 10.0), (1000, 100.0)]), 3)
1.0
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that the script finds its neighbours

from benchmarks.fill import entries, put
from benchmarks.made_up import EXTRACTOR, SEED, Spread, World
from sayso.link.gather import Gathering
from sayso.review import relink
from sayso.store.ledger import Entry, Ledger

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
ADDED = 60  # documents added one at a time
OTHERS = 10_000  # claims of the world that those are drawn from which a finished ledger gets


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One size, linked in a process of its own: seconds of the processor without the making up, and what came of it."""

    claims: int
    documents: int
    threads: int
    pairs: int
    groups: int
    seconds: float
    wall: float
    peak_mb: float


def link(claims: int, *, spread: Spread) -> Linked:
    """Make claims up and link them, report by report."""
    gathering = Gathering()
    made = documents = 0
    seconds = wall = 0.0
    for document, told in World(claims, spread=spread).reports():
        begin, began = time.process_time(), time.monotonic()
        gathering.add(document.id, told, document)
        seconds, wall = seconds + time.process_time() - begin, wall + time.monotonic() - began
        made, documents = made + len(told), documents + 1
    begin, began = time.process_time(), time.monotonic()
    for _ in gathering.judgements():
        pass
    groups = sum(len(one.groups) for one in gathering.groups())
    seconds, wall = seconds + time.process_time() - begin, wall + time.monotonic() - began
    return Linked(
        claims=made,
        documents=documents,
        threads=sum(1 for _ in gathering.threads()),
        pairs=sum(1 for _ in gathering.pairs()),
        groups=groups,
        seconds=round(seconds, 1),
        wall=round(wall, 1),
        peak_mb=round(megabytes(), 1),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A ledger, and the milliseconds that each document took to be added and linked: wall clock and processor."""

    claims: int
    filled: float | None  # seconds of the processor, with the making up; None where the ledger was there already
    linked: float | None
    peak_mb: float
    size_mb: float
    wall: tuple[float, ...]
    processor: tuple[float, ...]


def add(claims: int, *, spread: Spread, folder: Path | None) -> Added:
    """Link claims into a ledger file, then add documents to it one at a time, as `sayso read` does."""
    aside: list[Entry] = []
    with tempfile.TemporaryDirectory(dir=folder) as made, Ledger.open(Path(made) / "ledger.db", create=True) as ledger:
        begin = time.process_time()
        put(ledger, kept_back(entries(World(claims, spread=spread)), aside))
        filled, begin = time.process_time() - begin, time.process_time()
        relink(ledger)
        return _one_by_one(ledger, aside, filled=filled, linked=time.process_time() - begin)


def add_into(path: Path, *, spread: Spread) -> Added:
    """Add documents of another world, one at a time, to a linked ledger that is there."""
    aside: list[Entry] = []
    for _ in kept_back(entries(World(OTHERS, spread=spread, seed=SEED + 1)), aside):
        pass
    with Ledger.open(path) as ledger:
        relink(ledger)
        return _one_by_one(ledger, aside)


def _one_by_one(
    ledger: Ledger, every: Iterable[Entry], *, filled: float | None = None, linked: float | None = None
) -> Added:
    wall, processor = [], []
    for entry in every:
        began, begin = time.monotonic(), time.process_time()
        ledger.add([entry], extractor=EXTRACTOR)
        relink(ledger)
        wall.append(1000 * (time.monotonic() - began))
        processor.append(1000 * (time.process_time() - begin))
    return Added(
        claims=ledger.size.claims,
        filled=filled,
        linked=linked,
        peak_mb=megabytes(),
        size_mb=Path(ledger.name).stat().st_size / 1e6,
        wall=tuple(wall),
        processor=tuple(processor),
    )


def kept_back(every: Iterable[Entry], aside: list[Entry]) -> Iterator[Entry]:
    """The entries but for ADDED of them, drawn by lot, which are put aside; so that never all are held."""
    chance = random.Random(SEED)
    for number, entry in enumerate(every):
        place = chance.randrange(number + 1)
        if len(aside) < ADDED:
            aside.append(entry)
        elif place < ADDED:
            yield aside[place]
            aside[place] = entry
        else:
            yield entry


def megabytes() -> float:
    """The greatest memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The exponent of the best-fitting power: the slope of the least squares through the logarithms."""
    logs = [(math.log(size), math.log(cost)) for size, cost in points]
    across, up = (sum(pair[side] for pair in logs) / len(logs) for side in (0, 1))
    return sum((x - across) * (y - up) for x, y in logs) / sum((x - across) ** 2 for x, _ in logs)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that so great a share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def _alone(what: str, claims: int, spread: Spread, folder: Path | None = None) -> dict[str, object]:
    """The same in a new process."""
    call = [sys.executable, str(Path(__file__).resolve()), "--only", what, str(claims), "--spread", spread]
    call += ["--folder", str(folder)] if folder is not None else []
    done = subprocess.run(call, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def _show_sizes(sizes: Sequence[int], spread: Spread) -> None:
    print(
        f"{'claims':>9} {'reports':>8} {'threads':>8} {'compared':>9} {'groups':>8} {'CPU s':>8} {'claims/s':>9} {'MB':>6}"
    )
    points = []
    for size in sizes:
        one = Linked(**_alone("link", size, spread))  # type: ignore[arg-type]
        points.append((float(one.claims), one.seconds))
        print(
            f"{one.claims:9,} {one.documents:8,} {one.threads:8,} {one.pairs:9,} {one.groups:8,} {one.seconds:8.1f} "
            f"{one.claims / one.seconds:9,.0f} {one.peak_mb:6,.0f}",
            flush=True,
        )
    if len(points) > 1:
        print(f"cost grows with the power {exponent(points):.2f} of the claims")


def _show_added(one: dict[str, object]) -> None:
    wall, processor = (list(map(float, one[name])) for name in ("wall", "processor"))  # type: ignore[call-overload]
    print(f"a ledger of {one['claims']:,} claims, {one['size_mb']:,.0f} MB, with {one['peak_mb']:,.0f} MB at most")
    if one["filled"] is not None:
        print(f"filled in {one['filled']:.0f} s, linked in {one['linked']:.0f} s of the processor")
    print(
        f"one document more, of {len(wall)}: median {quantile(wall, 0.5):.0f} ms (processor "
        f"{quantile(processor, 0.5):.0f} ms), 19 in 20 within {quantile(wall, 0.95):.0f} ms "
        f"({quantile(processor, 0.95):.0f} ms), the slowest {max(wall):.0f} ms ({max(processor):.0f} ms)"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Speed and memory of linking, by the number of claims.")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, metavar="N", help="numbers of claims to link")
    parser.add_argument("--ledger", type=int, nargs="*", default=(), metavar="N", help="ledgers to add documents to")
    parser.add_argument("--into", type=Path, metavar="LEDGER", help="a ledger to add documents to, which keeps them")
    parser.add_argument("--spread", choices=("span", "rate"), default="span")
    parser.add_argument("--folder", type=Path, help="where ledgers are made (default: the system's temporary folder)")
    parser.add_argument("--only", nargs=2, metavar=("WHAT", "N"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.only:
        what, number = options.only
        size, spread = int(number), options.spread
        done = add(size, spread=spread, folder=options.folder) if what == "add" else link(size, spread=spread)
        print(json.dumps(asdict(done)))
        return
    if options.sizes:
        _show_sizes(options.sizes, options.spread)
    for number in options.ledger:
        _show_added(_alone("add", number, options.spread, options.folder))
    if options.into is not None:
        _show_added(asdict(add_into(options.into, spread=options.spread)))


if __name__ == "__main__":
    main()
