"""The matrix of an incident, from hand-made accounts: what stands in each cell, and beneath each row."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from rich.console import Console

from sayso.cli.matrix import print_matrix, quote
from sayso.model import (
    Account,
    Claim,
    Disagreement,
    Document,
    Figure,
    Incident,
    Place,
    SourceLink,
    Span,
    TimeExpression,
    TimeInterval,
    Toll,
)
from sayso.telling.matrix import rows_of

DAY = date(2016, 5, 3)


def figure(text: str, words: str, measure: Any, low: int, high: int | None, unit: str) -> Figure:
    span = Span(text.index(words), text.index(words) + len(words))
    return Figure(span=span, text=words, measure=measure, low=low, high=high, basis="exact", unit=unit)


def claim(name: str, doc: str, text: str, source: str | None, **slots: Any) -> Claim:
    return Claim(
        id=name,
        doc=doc,
        span=Span(0, len(text)),
        evidence=text,
        kind=slots.pop("kind", "air_strike"),
        status=slots.pop("status", "asserted"),
        extractor="rules-1",
        confidence=0.5,
        source=() if source is None else (SourceLink(text=source),),
        **slots,
    )


MONITOR = "Eight people were killed and 3 tanks destroyed."
MINISTRY = "At least 20 people were killed."
FIRST = "Six people were killed, by a first count."
ARMY = "There was no strike."
ALEPPO = Place(span=Span(0, 1), text="Aleppo", name="Aleppo", lat=36.2, lon=37.16, precision="settlement")
SYRIA = Place(span=Span(0, 1), text="Syria", name="Syria", lat=35.0, lon=38.0, precision="country")
TIME = TimeExpression(
    span=Span(0, 1),
    text="on Tuesday",
    type="DATE",
    value="",
    interval=TimeInterval(first=DAY, last=DAY, precision="day"),
)
EIGHT = figure(MONITOR, "Eight people", "killed", 8, 8, "people")
TANKS = figure(MONITOR, "3 tanks", "destroyed", 3, 3, "tanks")
TWENTY = figure(MINISTRY, "At least 20 people", "killed", 20, None, "people")
SIX = figure(FIRST, "Six people", "killed", 6, 6, "people")
CLAIMS = {
    one.id: one
    for one in (
        claim("c1", "d1", MONITOR, "the Harbour Monitor", places=(SYRIA, ALEPPO), time=TIME, figures=(EIGHT, TANKS)),
        claim("c2", "d2", MINISTRY, "the health ministry", figures=(TWENTY,)),
        claim("c3", "d1", FIRST, "the health ministry", figures=(SIX,)),
        claim("c4", "d2", ARMY, "the army", status="denied"),
    )
}
INCIDENT = Incident(
    id="i1",
    kind="air_strike",
    claims=tuple(CLAIMS),
    claims_by_doc=(("d1", 2), ("d2", 2)),
    when=TIME.interval,
    place=ALEPPO,
    accounts=(
        Account(
            origin="Harbour Monitor",
            source=("the Harbour Monitor",),
            docs=("d1",),
            claims=("c1",),
            killed=Toll(low=8, high=8),
            figures=(("c1", EIGHT), ("c1", TANKS)),
            actor="the air force",
        ),
        Account(
            origin="health ministry",
            source=("the health ministry",),
            docs=("d1", "d2"),
            claims=("c2", "c3"),
            killed=Toll(low=20, high=None),
            figures=(("c2", TWENTY), ("c3", SIX)),
            history=("c3",),
        ),
        Account(origin="army", source=("the army",), docs=("d2",), claims=("c4",), occurred="denied"),
    ),
    disagreements=(
        Disagreement(
            type="number",
            between=("Harbour Monitor", "health ministry"),
            claims=(("c1",), ("c2", "c3")),
            says="8 against 20 or more",
            size=12,
        ),
        Disagreement(
            type="occurrence", between=("Harbour Monitor", "army"), claims=(("c1",), ("c4",)), says="the army denies it"
        ),
    ),
)
DOCUMENTS = {"d1": Document(id="d1", text=MONITOR, published=DAY), "d2": Document(id="d2", text=MINISTRY)}


def drawn(width: int) -> list[str]:
    out = Console(file=io.StringIO(), width=width, highlight=False)
    print_matrix(out, rows_of(INCIDENT, CLAIMS), DOCUMENTS)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue().splitlines()


def test_a_figure_that_stands_in_another_sentence_is_read_with_it() -> None:
    text = "A strike killed 8 people. Two of them, a nurse said, were children. It was dark."
    first = text.partition(". ")[0] + "."
    two = Figure(
        span=Span(text.index("Two"), text.index("Two") + 11),
        text="Two of them",
        measure="killed",
        low=2,
        high=2,
        basis="exact",
        unit=None,
    )
    given = Figure(span=Span(70, 70), text="9", measure="injured", low=9, high=9, basis="exact", unit=None)
    one = claim("c1", "d1", first, None, figures=(figure(text, "8 people", "killed", 8, 8, "people"), two, given))
    said = [words.plain for _, words in quote(one, one.figures, {"d1": Document(id="d1", text=text)})]
    assert said[1:3] == [f"“{first}”", "and “Two of them, a nurse said, were children.”"]
    assert len(said) == 4, "a figure that a person gave without words has no sentence"


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_line_is_too_long(width: int) -> None:
    assert max(map(len, drawn(width))) <= width


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("Account What Where When Killed Destroyed", id="questions that somebody answers"),
        pytest.param(
            "Harbour Monitor air strike by the air force ≠ Aleppo 2016-05-03 8 ≠ 3 tanks",
            id="the exact place, not the vague",
        ),
        pytest.param("health ministry air strike – – 20 or more ≠ –", id="what is not said"),
        pytest.param("army air strike, denied ≠ – – – –", id="a denial"),
    ],
)
def test_rows(row: str) -> None:
    assert row in [" ".join(line.split()) for line in drawn(160)]


@pytest.mark.parametrize(
    "line",
    [
        "  killed 8; destroyed 3",
        "    “Eight people were killed and 3 tanks destroyed.”",
        "    the Harbour Monitor; in d1, 2016-05-03; claim c1",
        "  killed 6 (an earlier toll, replaced by the same source)",
        "  ≠ killed: differs from health ministry (20 or more)",
        "  ≠ whether it happened: differs from army",
        "    “There was no strike.”",
    ],
)
def test_words_beneath(line: str) -> None:
    assert line in [text.rstrip() for text in drawn(160)]
