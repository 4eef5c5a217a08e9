"""How fast claims are put together as incidents, how memory and time grow, and what one more document costs.

    python benchmarks/link.py [--sizes 10000 30000 100000 300000 1000000] [--ledger 1000000] [--spread rate|span]

The claims are made up as records, from a seed, and never were text: happenings in the towns of twelve countries, most of
them in few of the towns; each told by one report or, rarely, by a hundred, on its day or the next ones, by parties, with
tolls that differ and rise; reports that tell of background too, that name no day or only a province, that are copies of
others; a third of the claims are talk. With `--spread span` all sizes cover the same ten years, so that the days get
fuller as claims get more; with `rate` each day brings as many, so that more claims are more days.

Each size is linked in a process of its own, from records to incidents. The exponent is that of the best-fitting power
of the number of claims: 1 is linear. `--ledger N` then links N claims into a ledger and adds one document at a time.

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
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from sayso.model import (
    Claim,
    Document,
    Figure,
    Phrase,
    Place,
    PlaceCandidate,
    SourceLink,
    Span,
    TimeExpression,
    TimeInterval,
)
from sayso.model.identity import identify

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
SEED = 20160111
FIRST = date(2014, 1, 1)
SPAN_DAYS = 3650
RATE = 300.0  # claims a day where days bring as many
PER_HAPPENING = 15.0  # claims that one happening gives in the mean, talk and background included
COUNTRIES = 12
TOWNS = 50  # a country
WORDS = 6000  # of the vocabulary
KINDS = (
    "air_strike",
    "shelling",
    "bombing",
    "clash",
    "shooting",
    "casualties",
    "attack",
    "missile_strike",
    "drone_strike",
)
KIND_WEIGHTS = (22, 18, 14, 14, 8, 10, 6, 4, 4)
TALK = ("demand", "accusation", "talks", "rejection", "support", "aid", "deployment", "displacement", "agreement")
SOURCES = ("the monitor", "a military source", "the health ministry", "residents", "the governor", "medics", "the army")
ADDED = 60  # documents added one at a time


@dataclass(frozen=True, slots=True)
class Town:
    """A town of a made-up country, and its weight among all."""

    name: str
    country: str
    lat: float
    lon: float
    people: int
    weight: float


@dataclass(slots=True)
class Happening:
    """What the reports are about."""

    day: date
    town: Town
    kind: str
    killed: int
    injured: int
    actor: str
    target: str
    texts: list[tuple[str, list[Claim]]] = field(default_factory=list)  # of reports that others may copy


def _name(number: int) -> str:
    """A pronounceable name for a number, each its own."""
    name = ""
    for _ in range(3):
        number, rest = divmod(number, 85)
        name += "bdfghjklmnrstvwyz"[rest // 5] + "aeiou"[rest % 5]
    return name


class World:
    """Reports in order of their days, from a seed."""

    def __init__(self, claims: int, *, spread: str, seed: int = SEED) -> None:
        self._random = random.Random(seed)
        self._claims = claims
        self._per_day = RATE if spread == "rate" else claims / SPAN_DAYS
        self._towns = [town for number in range(COUNTRIES) for town in self._country(number)]
        self._weights = [town.weight for town in self._towns]
        self._words = [_name(number * 37 + 11) for number in range(WORDS)]
        self._outlets = [f"{_name(number * 101).title()} News" for number in range(60)]
        self._documents = 0

    def _country(self, number: int) -> Iterator[Town]:
        lat, lon = 8.0 + 9.0 * (number % 4), 10.0 + 14.0 * (number // 4)
        for town in range(TOWNS):
            yield Town(
                name=_name(1000 + number * TOWNS * 7 + town * 7).title(),
                country=f"{_name(number * 17)[:2].upper()}",
                lat=round(lat + self._random.gauss(0, 1.5), 4),
                lon=round(lon + self._random.gauss(0, 1.5), 4),
                people=int(2_000_000 / (town + 1)),
                weight=1.0 / (number + 1) / (town + 1),
            )

    def reports(self) -> Iterator[tuple[Document, list[Claim]]]:
        """Each report with its claims, until there are as many claims as asked for."""
        made, day = 0, FIRST
        recent: list[Happening] = []
        waiting: dict[date, list[Happening]] = {}
        while made < self._claims:
            begun = [self._happening(day) for _ in range(self._poisson(self._per_day / PER_HAPPENING))]
            for happening in begun:
                for _ in range(self._telling()):
                    later = day + timedelta(days=self._random.choice((0, 0, 0, 1, 1, 2)))
                    waiting.setdefault(later, []).append(happening)
            recent = [one for one in recent[-400:] if (day - one.day).days < 40] + begun
            for happening in waiting.pop(day, []):
                document, claims = self._report(happening, day, recent)
                made += len(claims)
                yield document, claims
            day += timedelta(days=1)

    def _poisson(self, mean: float) -> int:
        limit, product, number = math.exp(-mean), self._random.random(), 0
        while product > limit:
            product *= self._random.random()
            number += 1
        return number

    def _telling(self) -> int:
        """How many reports one happening gets: mostly one or two, now and then a hundred."""
        return min(120, max(1, int(self._random.paretovariate(1.25))))

    def _happening(self, day: date) -> Happening:
        chance = self._random
        return Happening(
            day=day,
            town=chance.choices(self._towns, self._weights)[0],
            kind=chance.choices(KINDS, KIND_WEIGHTS)[0],
            killed=min(300, int(chance.paretovariate(0.9))) if chance.random() < 0.7 else 0,
            injured=min(600, int(2 * chance.paretovariate(0.9))) if chance.random() < 0.5 else 0,
            actor=f"the {chance.choice(self._words[:40])} forces",
            target=f"a {chance.choice(self._words[:300])}",
        )

    def _report(self, happening: Happening, day: date, recent: Sequence[Happening]) -> tuple[Document, list[Claim]]:
        self._documents += 1
        name = f"doc-{self._documents:07d}"
        chance = self._random
        outlet = chance.choice(self._outlets)
        if happening.texts and chance.random() < 0.25:
            text, told = chance.choice(happening.texts)
            claims = [self._copied(claim, name) for claim in told]
        else:
            claims = list(self._claims_of(happening, day, recent, name))
            text = " ".join(claim.evidence for claim in claims) + " " + self._prose(60)
            happening.texts.append((text, claims))
        document = Document(id=name, text=text, publisher=outlet, published=day if chance.random() < 0.97 else None)
        return document, claims

    def _copied(self, claim: Claim, name: str) -> Claim:
        return replace(claim, doc=name, id=identify("claim", name, claim.span.start))

    def _prose(self, words: int) -> str:
        return " ".join(self._words[min(WORDS - 1, int(self._random.paretovariate(0.4)))] for _ in range(words))

    def _claims_of(self, happening: Happening, day: date, recent: Sequence[Happening], name: str) -> Iterator[Claim]:
        chance = self._random
        at = 0
        told = [happening] * chance.choice((1, 2, 2, 3, 4))
        told += [chance.choice(recent) for _ in range(chance.choice((0, 0, 1, 1, 2))) if recent]
        for number, one in enumerate(told):
            claim = self._claim(one, name, at, again=number > 0 and one is happening)
            at = claim.span.end + 2
            yield claim
        for _ in range(chance.choice((0, 1, 2, 3))):
            claim = self._talk(happening, day, name, at)
            at = claim.span.end + 2
            yield claim

    def _claim(self, one: Happening, name: str, at: int, *, again: bool) -> Claim:
        chance = self._random
        kind = one.kind if chance.random() < 0.75 else chance.choice(("casualties", "attack", one.kind))
        dated = chance.random() < (0.45 if again else 0.85)
        figures = []
        if one.killed and chance.random() < (0.3 if again else 0.8):
            figures.append(self._figure("killed", max(1, one.killed + chance.choice((0, 0, 0, 1, -1, 3)))))
        if one.injured and chance.random() < 0.4:
            figures.append(self._figure("injured", max(1, one.injured + chance.choice((0, 0, 2, 5)))))
        shown = " ".join(figure.text for figure in figures)
        words = f"{one.actor} {kind.replace('_', ' ')} {one.target} in {one.town.name} {shown} {self._prose(9)}"
        return self._made(
            name, at, words, kind=kind, figures=figures,
            day=one.day if dated else None,
            town=one.town if chance.random() < (0.5 if again else 0.9) else None,
            actor=one.actor if chance.random() < 0.6 else None,
            target=one.target if chance.random() < 0.6 else None,
        )  # fmt: skip

    def _talk(self, one: Happening, day: date, name: str, at: int) -> Claim:
        chance = self._random
        kind = chance.choice(TALK)
        words = f"{chance.choice(SOURCES)} {kind} {one.target} {self._prose(10)}"
        town = one.town if chance.random() < 0.3 else None
        return self._made(
            name, at, words, kind=kind, figures=[], day=day if chance.random() < 0.4 else None, town=town,
            actor=chance.choice(SOURCES), target=None,
        )  # fmt: skip

    def _made(
        self,
        name: str,
        at: int,
        words: str,
        *,
        kind: str,
        figures: list[Figure],
        day: date | None,
        town: Town | None,
        actor: str | None,
        target: str | None,
    ) -> Claim:
        span = Span(at, at + len(words))
        source = self._random.choice(SOURCES) if self._random.random() < 0.6 else None
        return Claim(
            id=identify("claim", name, at),
            doc=name,
            span=span,
            evidence=words,
            kind=kind,
            status="asserted",
            extractor="made-up",
            confidence=0.9,
            source=(SourceLink(text=source),) if source else (),
            actor=Phrase(text=actor, span=span) if actor else None,
            target=Phrase(text=target, span=span) if target else None,
            places=(self._place(town, span),) if town else (),
            time=self._time(day, span) if day else None,
            figures=tuple(figures),
        )

    def _place(self, town: Town, span: Span) -> Place:
        if self._random.random() < 0.12:
            return Place(span=span, text=f"{town.name}abad")  # a village that no gazetteer has
        whole = self._random.random() < 0.12
        number = int(abs(town.lat * 10_000)) * 1000 + int(abs(town.lon))
        candidate = PlaceCandidate(
            name=town.name, lat=town.lat, lon=town.lon, kind="city", geonameid=number, population=town.people
        )
        return Place(
            span=span,
            text=f"{town.name} province" if whole else town.name,
            name=town.name,
            lat=town.lat,
            lon=town.lon,
            geonameid=number,
            country=town.country,
            precision="admin1" if whole else "settlement",
            candidates=(candidate,),
        )

    def _time(self, day: date, span: Span) -> TimeExpression:
        longer = self._random.random() < 0.08
        first = day.replace(day=1) if longer else day
        interval = TimeInterval(first=first, last=day, precision="month" if longer else "day")
        return TimeExpression(span=span, text=day.isoformat(), type="DATE", value=day.isoformat(), interval=interval)

    def _figure(self, measure: str, number: int) -> Figure:
        open_end = self._random.random() < 0.35
        return Figure(
            span=Span(0, 1),
            text=f"{'at least ' if open_end else ''}{number} {measure}",
            measure=measure,  # type: ignore[arg-type]
            low=number,
            high=None if open_end else number,
            basis="at least" if open_end else "exact",
        )


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


def link(claims: int, *, spread: str) -> Linked:
    """Make claims up and link them, report by report."""
    from sayso.link.gather import Gathering

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
    filled: float  # seconds of the processor
    linked: float
    size_mb: float
    wall: tuple[float, ...]
    processor: tuple[float, ...]


def add(claims: int, *, spread: str) -> Added:
    """Link claims into a ledger, then add documents to it one at a time, as `sayso read` does."""
    from sayso.review import relink
    from sayso.store.ledger import Entry, Ledger

    reports = [
        Entry(document=document, claims=tuple(told)) for document, told in World(claims, spread=spread).reports()
    ]
    last = random.Random(SEED).sample(range(len(reports)), ADDED)
    held_back = set(last)
    rest = [entry for number, entry in enumerate(reports) if number not in held_back]
    wall, processor = [], []
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db", create=True) as ledger:
        begin = time.process_time()
        for start in range(0, len(rest), 500):
            ledger.add(rest[start : start + 500], extractor="made-up")
        filled, begin = time.process_time() - begin, time.process_time()
        relink(ledger)
        linked = time.process_time() - begin
        for number in last:
            began, begin = time.monotonic(), time.process_time()
            ledger.add([reports[number]], extractor="made-up")
            relink(ledger)
            wall.append(1000 * (time.monotonic() - began))
            processor.append(1000 * (time.process_time() - begin))
        held, size = ledger.size.claims, (Path(folder) / "ledger.db").stat().st_size / 1e6
    return Added(claims=held, filled=filled, linked=linked, size_mb=size, wall=tuple(wall), processor=tuple(processor))


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


def _alone(what: str, claims: int, spread: str) -> dict[str, object]:
    """The same in a new process."""
    call = [sys.executable, str(Path(__file__).resolve()), "--only", what, str(claims), "--spread", spread]
    done = subprocess.run(call, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def _show_sizes(sizes: Sequence[int], spread: str) -> None:
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


def _show_added(claims: int, spread: str) -> None:
    one = _alone("add", claims, spread)
    wall, processor = (list(map(float, one[name])) for name in ("wall", "processor"))  # type: ignore[call-overload]
    print(
        f"a ledger of {one['claims']:,} claims, {one['size_mb']:,.0f} MB: filled in {one['filled']:.0f} s, linked in "
        f"{one['linked']:.0f} s of the processor\none document more, of {len(wall)}: median {quantile(wall, 0.5):.0f} ms "
        f"(processor {quantile(processor, 0.5):.0f} ms), nine in ten within {quantile(wall, 0.9):.0f} ms "
        f"({quantile(processor, 0.9):.0f} ms), the slowest {max(wall):.0f} ms ({max(processor):.0f} ms)"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Speed and memory of linking, by the number of claims.")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, metavar="N", help="numbers of claims to link")
    parser.add_argument("--ledger", type=int, nargs="*", default=(), metavar="N", help="ledgers to add documents to")
    parser.add_argument("--spread", choices=("span", "rate"), default="span")
    parser.add_argument("--only", nargs=2, metavar=("WHAT", "N"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.only:
        what, number = options.only
        done = add(int(number), spread=options.spread) if what == "add" else link(int(number), spread=options.spread)
        print(json.dumps(asdict(done)))
        return
    if options.sizes:
        _show_sizes(options.sizes, options.spread)
    for number in options.ledger:
        _show_added(number, options.spread)


if __name__ == "__main__":
    main()
