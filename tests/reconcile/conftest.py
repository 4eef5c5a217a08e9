"""Claims made by hand, for the tests of reconciling."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sayso.model import Claim, Document, Figure, Phrase, Place, SourceLink, Span, TimeExpression, TimeInterval

Range = tuple[int | None, int | None]
DOZENS: Range = (24, None)
MakeClaim = Callable[..., Claim]


def _figures(measure: str, at: int, *ranges: Range | None) -> list[Figure]:
    return [
        Figure(
            span=Span(at + 10 * index, at + 10 * index + 3),
            text=f"{low}-{high}",
            measure=measure,  # type: ignore[arg-type]
            low=low,
            high=high,
            basis="exact" if low == high else "vague" if (low, high) == DOZENS else "at least",
            unit=f"unit {index}",
        )
        for index, (low, high) in enumerate(filter(None, ranges))
    ]


@pytest.fixture(scope="session")
def make_claim() -> MakeClaim:
    """A claim: `make_claim("d1", 0, source="a monitor", killed=(8, 8))`."""

    def make(
        doc: str = "d1",
        at: int = 0,
        *,
        kind: str = "air_strike",
        status: str = "asserted",
        source: str | tuple[str, ...] | None = None,
        killed: Range | None = None,
        injured: Range | None = None,
        actor: str | None = None,
        day: str | None = None,
        place: str | None = None,
        precision: str = "settlement",
        evidence: str = "They said so.",
    ) -> Claim:
        span = Span(at * 100, at * 100 + 90)
        time = None
        if day is not None:
            interval = TimeInterval(first=date.fromisoformat(day), last=date.fromisoformat(day), precision="day")
            time = TimeExpression(span=span, text=day, type="DATE", value=day, interval=interval)
        chain = (source,) if isinstance(source, str) else source or ()
        places = (Place(span=span, text=place, name=place, precision=precision),) if place else ()  # type: ignore[arg-type]
        figures = [*_figures("killed", at * 100, killed), *_figures("injured", at * 100 + 50, injured)]
        return Claim(
            id=f"{doc}-{at}",
            doc=doc,
            span=span,
            evidence=evidence,
            kind=kind,
            status=status,  # type: ignore[arg-type]
            extractor="hand",
            confidence=1.0,
            source=tuple(SourceLink(text=text) for text in chain),
            actor=Phrase(text=actor) if actor else None,
            places=places,
            time=time,
            figures=tuple(figures),
        )

    return make


@pytest.fixture(scope="session")
def documents() -> dict[str, Document]:
    """Three reports of three outlets, a day apart."""
    return {
        f"d{number}": Document(id=f"d{number}", text="", publisher=f"Outlet {number}", published=date(2019, 5, number))
        for number in (1, 2, 3)
    }
