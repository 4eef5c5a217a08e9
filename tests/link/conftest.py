"""Claims made by hand, for the linker's tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

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
from sayso.model.figure import Measure, Scope

MakeClaim = Callable[..., Claim]
TOWNS = {  # degrees, and inhabitants
    "Rastan": (34.92, 36.73, 40_000),
    "Talbiseh": (34.84, 36.73, 30_000),
    "Homs": (34.73, 36.71, 775_000),
    "Manbij": (36.53, 37.95, 100_000),
}


def _place(name: str, span: Span) -> Place:
    if name not in TOWNS:
        return Place(span=span, text=name)
    lat, lon, people = TOWNS[name]
    candidate = PlaceCandidate(name=name, lat=lat, lon=lon, kind="city", geonameid=hash_of(name), population=people)
    return Place(
        span=span,
        text=name,
        name=name,
        lat=lat,
        lon=lon,
        geonameid=candidate.geonameid,
        precision="settlement",
        candidates=(candidate,),
    )


def hash_of(name: str) -> int:
    """A number for a name that is the same in every run."""
    return sum(map(ord, name))


def _figure(measure: Measure, number: int, scope: Scope) -> Figure:
    return Figure(
        span=Span(0, 1), text=str(number), measure=measure, low=number, high=number, basis="exact", scope=scope
    )


@pytest.fixture(scope="session")
def make_claim() -> MakeClaim:
    """A claim: `make_claim("d1", 0, kind="shelling", day="2019-05-02", place="Rastan", killed=4)`."""

    def make(
        doc: str = "d1",
        at: int = 0,
        *,
        kind: str = "air_strike",
        status: str = "asserted",
        day: str | None = None,
        until: str | None = None,
        place: str | None = None,
        killed: int | None = None,
        injured: int | None = None,
        scope: Scope = "incident",
        actor: str | None = None,
        target: str | None = None,
        source: str | None = None,
        evidence: str = "",
        carried: bool = False,
    ) -> Claim:
        span = Span(at * 100, at * 100 + 90)
        words = Span(at * 100 + 95, at * 100 + 96) if carried else span  # where its place and day stand
        time = None
        if day is not None:
            first, last = date.fromisoformat(day), date.fromisoformat(until or day)
            interval = TimeInterval(first=first, last=last, precision="day" if until is None else "range")
            time = TimeExpression(span=words, text=day, type="DATE", value=day, interval=interval)
        tolls: tuple[tuple[Measure, int | None], ...] = (("killed", killed), ("injured", injured))
        figures = [_figure(measure, number, scope) for measure, number in tolls if number is not None]
        return Claim(
            id=f"{doc}-{at}",
            doc=doc,
            span=span,
            evidence=evidence or f"{kind} {place} {killed} {doc} {at}",
            kind=kind,
            status=status,  # type: ignore[arg-type]
            extractor="hand",
            confidence=1.0,
            source=(SourceLink(text=source),) if source else (),
            actor=Phrase(text=actor) if actor else None,
            target=Phrase(text=target) if target else None,
            places=(_place(place, words),) if place else (),
            time=time,
            figures=tuple(figures),
        )

    return make


@pytest.fixture(scope="session")
def documents() -> dict[str, Document]:
    """Ten documents of one day, whose texts have nothing in common."""
    return {
        f"d{number}": Document(id=f"d{number}", text=f"Report number {number}.", published=date(2019, 5, 3))
        for number in range(10)
    }
