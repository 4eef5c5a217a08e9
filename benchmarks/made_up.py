"""Reports of a war that never was, as records, from a seed: for measuring what grows with the number of claims.

Happenings in the towns of twelve countries, most of them in few of the towns; each told by one report or, rarely, by a
hundred, on its day or the next ones, by parties, with tolls that differ and rise; reports that tell of background too,
that name no day or only a province, that are copies of others; a third of the claims are talk. The words of each claim
stand in the text of its report, and those of its places, times, figures and sources stand in the claim.

>>> document, claims = next(iter(World(10, spread="rate").reports()))
>>> all(document.quote(claim.span) == claim.evidence for claim in claims)
True
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from sayso.model import (
    Claim,
    Document,
    Figure,
    Phrase,
    Place,
    PlaceCandidate,
    SlotConfidence,
    SourceBody,
    SourceLink,
    Span,
    TimeExpression,
    TimeInterval,
)
from sayso.model.identity import identify

Spread = Literal["span", "rate"]  # all sizes cover the same ten years, or each day brings as many claims

EXTRACTOR = "made-up"
SEED = 20160111
FIRST = date(2014, 1, 1)
SPAN_DAYS = 3650
RATE = 300.0  # claims a day where days bring as many
PER_HAPPENING = 15.0  # claims that one happening gives in the mean, talk and background included
TOWNS = 50  # a country
WORDS = 6000  # of the vocabulary
OUTLETS = 60
COUNTRIES = {  # where its towns lie around; only the towns are made up
    "SY": (35.0, 38.5),
    "IQ": (33.5, 43.5),
    "YE": (15.5, 47.0),
    "AF": (34.0, 66.0),
    "UA": (49.0, 33.0),
    "SD": (14.0, 30.0),
    "LY": (28.0, 17.0),
    "SO": (5.0, 46.0),
    "ML": (16.0, -3.0),
    "NG": (10.0, 9.0),
    "CD": (-2.0, 25.0),
    "MM": (21.0, 96.0),
}
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
SOURCES = (
    SourceLink(text="the monitor", body=SourceBody(id="the-monitor", name="the Monitor", type="monitor or NGO")),
    SourceLink(text="a military source", body=SourceBody(type="unnamed official", reason="no name is given")),
    SourceLink(text="the health ministry", body=SourceBody(id="health-ministry", name="Health Ministry", type="government")),
    SourceLink(text="residents", body=SourceBody(type="witness or resident", reason="no name is given")),
    SourceLink(text="the governor", body=SourceBody(type="government", reason="no name is given")),
    SourceLink(text="medics", body=SourceBody(type="medical or rescue", reason="no name is given")),
    SourceLink(text="the army", body=SourceBody(id="the-army", name="the Army", type="state military", party=True)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Town:
    """A town of a made-up war, and its weight among all."""

    name: str
    country: str
    province: str
    lat: float
    lon: float
    people: int
    weight: float
    geonameid: int


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


class Wording:
    """The words of one claim as they are put together, and where each stands in the report."""

    def __init__(self, at: int) -> None:
        self._at = at
        self.text = ""

    def add(self, words: str) -> Span:
        """Add words; where they stand."""
        self.text += f"{' ' if self.text else ''}{words}"
        end = self._at + len(self.text)
        return Span(end - len(words), end)

    @property
    def span(self) -> Span:
        """Where all of it stands."""
        return Span(self._at, self._at + len(self.text))


class World:
    """Reports in order of their days, from a seed."""

    def __init__(self, claims: int, *, spread: Spread, seed: int = SEED) -> None:
        self._random = random.Random(seed)
        self._claims = claims
        self._per_day = RATE if spread == "rate" else claims / SPAN_DAYS
        self._towns = [town for number, code in enumerate(COUNTRIES) for town in self._country(number, code)]
        self._weights = [town.weight for town in self._towns]
        self._words = [_name(number * 37 + 11) for number in range(WORDS)]
        self._outlets = [f"{_name(number * 101).title()} News" for number in range(OUTLETS)]
        self._documents = 0

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

    def _country(self, number: int, code: str) -> Iterator[Town]:
        lat, lon = COUNTRIES[code]
        for town in range(TOWNS):
            yield Town(
                name=_name(1000 + number * TOWNS * 7 + town * 7).title(),
                country=code,
                province=_name(9000 + number * 8 + town % 8).title(),
                lat=round(lat + self._random.gauss(0, 1.5), 4),
                lon=round(lon + self._random.gauss(0, 1.5), 4),
                people=int(2_000_000 / (town + 1)),
                weight=1.0 / (number + 1) / (town + 1),
                geonameid=900_000_000 + number * TOWNS + town,
            )

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
            text = "".join(f"{claim.evidence}. " for claim in claims) + f"{self._prose(60)}."
            happening.texts.append((text, claims))
        document = Document(
            id=name,
            text=text,
            title=f"{_spoken(happening.kind).title()} in {happening.town.name}",
            publisher=outlet,
            published=day if chance.random() < 0.97 else None,
            url=f"https://{outlet.split()[0].lower()}.example/{name}",
            language="en",
        )
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
            at = claim.span.end + len(". ")
            yield claim
        for _ in range(chance.choice((0, 1, 2, 3))):
            claim = self._talk(happening, day, name, at)
            at = claim.span.end + len(". ")
            yield claim

    def _claim(self, one: Happening, name: str, at: int, *, again: bool) -> Claim:
        chance = self._random
        kind = one.kind if chance.random() < 0.75 else chance.choice(("casualties", "attack", one.kind))
        wording = Wording(at)
        actor = Phrase(text=one.actor, span=wording.add(one.actor))
        wording.add(_spoken(kind))
        target = Phrase(text=one.target, span=wording.add(one.target))
        places = self._places(wording, one.town, share=0.5 if again else 0.9)
        time = self._time(wording, one.day) if chance.random() < (0.45 if again else 0.85) else None
        figures = []
        if one.killed and chance.random() < (0.3 if again else 0.8):
            figures.append(self._figure(wording, "killed", max(1, one.killed + chance.choice((0, 0, 0, 1, -1, 3)))))
        if one.injured and chance.random() < 0.4:
            figures.append(self._figure(wording, "injured", max(1, one.injured + chance.choice((0, 0, 2, 5)))))
        wording.add(self._prose(9))
        return replace(
            self._made(name, wording, kind=kind, share=0.6),
            actor=actor if chance.random() < 0.6 else None,
            target=target if chance.random() < 0.6 else None,
            places=places,
            time=time,
            figures=tuple(figures),
        )

    def _talk(self, one: Happening, day: date, name: str, at: int) -> Claim:
        chance = self._random
        kind = chance.choice(TALK)
        speaker = chance.choice(SOURCES).text
        wording = Wording(at)
        actor = Phrase(text=speaker, span=wording.add(speaker))
        wording.add(f"{kind} {one.target}")
        places = self._places(wording, one.town, share=0.3)
        time = self._time(wording, day) if chance.random() < 0.4 else None
        wording.add(self._prose(10))
        return replace(self._made(name, wording, kind=kind, share=0.6), actor=actor, places=places, time=time)

    def _made(self, name: str, wording: Wording, *, kind: str, share: float) -> Claim:
        """A claim as worded, by a source in so great a share of cases."""
        source, cue = None, None
        if self._random.random() < share:
            link = self._random.choice(SOURCES)
            source = replace(link, span=wording.add(link.text))
            cue = Phrase(text="said", span=wording.add("said"))
        return Claim(
            id=identify("claim", name, wording.span.start),
            doc=name,
            span=wording.span,
            evidence=wording.text,
            kind=kind,
            status="asserted",
            extractor=EXTRACTOR,
            confidence=round(self._random.uniform(0.4, 0.98), 2),
            source=(source,) if source is not None else (),
            cue=cue,
            slots=SlotConfidence(actor=0.8, target=0.7, places=0.9, time=0.9, figures=0.9),
        )

    def _places(self, wording: Wording, town: Town, *, share: float) -> tuple[Place, ...]:
        if self._random.random() >= share:
            return ()
        wording.add("in")
        if self._random.random() < 0.12:
            text = f"{town.name}abad"  # a village that no gazetteer has
            return (Place(span=wording.add(text), text=text),)
        whole = self._random.random() < 0.12
        text = f"{town.name} province" if whole else town.name
        candidate = PlaceCandidate(
            name=town.name,
            lat=town.lat,
            lon=town.lon,
            kind="admin1" if whole else "city",
            geonameid=town.geonameid,
            country=town.country,
            admin1=town.province,
            population=town.people,
            score=0.9,
        )
        place = Place(
            span=wording.add(text),
            text=text,
            name=town.name,
            lat=town.lat,
            lon=town.lon,
            geonameid=town.geonameid,
            country=town.country,
            admin1=town.province,
            precision="admin1" if whole else "settlement",
            confidence=0.9,
            candidates=(candidate,),
        )
        return (place,)

    def _time(self, wording: Wording, day: date) -> TimeExpression:
        longer = self._random.random() < 0.08
        text = f"{day:%B %Y}" if longer else f"{day.day} {day:%B %Y}"
        wording.add("in" if longer else "on")
        first = day.replace(day=1) if longer else day
        interval = TimeInterval(first=first, last=day, precision="month" if longer else "day")
        value = day.isoformat()[:7] if longer else day.isoformat()
        return TimeExpression(span=wording.add(text), text=text, type="DATE", value=value, interval=interval)

    def _figure(self, wording: Wording, measure: Literal["killed", "injured"], number: int) -> Figure:
        open_end = self._random.random() < 0.35
        text = f"at least {number}" if open_end else str(number)
        span = wording.add(text)
        wording.add(measure)
        return Figure(
            span=span,
            text=text,
            measure=measure,
            low=number,
            high=None if open_end else number,
            basis="at least" if open_end else "exact",
            unit="people",
        )


def _name(number: int) -> str:
    """A pronounceable name for a number, each its own."""
    name = ""
    for _ in range(3):
        number, rest = divmod(number, 85)
        name += "bdfghjklmnrstvwyz"[rest // 5] + "aeiou"[rest % 5]
    return name


def _spoken(kind: str) -> str:
    return kind.replace("_", " ")
