"""Happenings by hand: claims put together to an incident by the real rules, as a sheet that exporters take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sayso.export.exporter import Options, Sheet
from sayso.export.stream import sheet
from sayso.model import Claim, Document, Figure, Incident, Phrase, Place, SourceLink, Span, TimeExpression, TimeInterval
from sayso.reconcile.incidents import incidents

RAQQA = Place(
    span=Span(0, 5), text="Raqqa", name="Ar Raqqah", lat=35.95, lon=39.01, geonameid=172955, country="SY", admin1="Raqqa",
    precision="settlement", confidence=0.9,
)  # fmt: skip
IDLIB_PROVINCE = Place(
    span=Span(0, 5), text="Idlib province", name="Idlib", lat=35.8, lon=36.7, country="SY", precision="admin1", confidence=0.9
)  # fmt: skip
BLACK_SEA = Place(
    span=Span(0, 9), text="the Black Sea", name="Black Sea", lat=43.0, lon=34.0, precision="water", confidence=0.9
)
PARIS = Place(
    span=Span(0, 5), text="Paris", name="Paris", lat=48.85, lon=2.35, country="FR", admin1="Île-de-France", precision="settlement"
)  # fmt: skip
NOWHERE = Place(span=Span(0, 6), text="Qarmid")
Range = tuple[int | None, int | None]
OWN = Options(with_names=True)


def days(first: str, last: str | None = None, precision: Any = "day") -> TimeInterval:
    """From one day to another."""
    return TimeInterval(first=date.fromisoformat(first), last=date.fromisoformat(last or first), precision=precision)


FRIDAY = days("2015-11-20")


def claim(
    number: int = 0,
    *,
    doc: str = "gazette",
    kind: str = "air_strike",
    status: Any = "asserted",
    by: str | None = None,
    on: str | None = None,
    says: str | None = None,
    place: Place | None = RAQQA,
    when: TimeInterval | None = FRIDAY,
    killed: Range | None = None,
    of: str = "people",
    injured: Range | None = None,
    evidence: str = "It happened.",
    basis: Any = None,
) -> Claim:
    """A claim; `of` words the dead."""
    span = Span(100 * number, 100 * number + 90)
    figures = [
        Figure(
            span=Span(span.start + 10 * index, span.start + 10 * index + 5),
            text=f"{low if low is not None else 'up to'} {of}",
            measure=measure,  # type: ignore[arg-type]
            low=low,
            high=high,
            basis=basis or ("exact" if low == high else "at least"),
            unit=of,
        )
        for index, (measure, pair) in enumerate((("killed", killed), ("injured", injured)))
        if pair is not None
        for low, high in (pair,)
    ]
    return Claim(
        id=f"c{doc}{number}{kind}",
        doc=doc,
        span=span,
        evidence=evidence,
        kind=kind,
        status=status,
        stance="denies" if status == "denied" else "asserts",
        extractor="hand",
        confidence=1.0,
        source=() if says is None else (SourceLink(text=says),),
        actor=None if by is None else Phrase(text=by),
        target=None if on is None else Phrase(text=on),
        places=() if place is None else (place,),
        time=None if when is None else TimeExpression(span=span, text="then", type="DATE", value="", interval=when),
        figures=tuple(figures),
    )


def document(
    name: str = "gazette", *, publisher: str | None = "Harbour Gazette", day: str | None = "2015-11-21"
) -> Document:
    """A report, of which only the header counts."""
    published = None if day is None else date.fromisoformat(day)
    return Document(
        id=name, text="", title=f"News of {name}, in short", publisher=publisher, published=published, language="en"
    )


DOCUMENTS = {
    one.id: one
    for one in (
        document(),
        document("tribune", publisher="Tamsel Tribune", day="2015-11-22"),
        document("sheet", publisher=None, day=None),
    )
}


def incident(claims: Sequence[Claim]) -> Incident:
    """The one incident of these claims."""
    (made,) = incidents(claims, [[one.id for one in claims]], documents=DOCUMENTS)
    return made


def happening(*claims: Claim, options: Options = OWN, changed: str | None = None) -> Sheet:
    """The sheet of the incident of these claims."""
    made = incident(claims)
    by_id = {one.id: one for one in claims}
    return replace(sheet(made, [by_id[name] for name in made.claims], DOCUMENTS, options), changed=changed)
