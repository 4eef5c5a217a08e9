"""Hand-made documents and claims: two accounts of one strike, a denial elsewhere, a sum without a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from sayso.model import Claim, Document, Figure, Phrase, Place, SourceLink, Span, TimeExpression, TimeInterval, claim_id
from sayso.store.ledger import Entry

EXTRACTOR = "rules-1/en"
MARKET = "The monitor said raids on the market of Aleppo killed 8 people on 3 May."
DENIAL = "The army denied that it had shelled Saraqib. Méndez, a nurse, saw smoke."
SUM = "Shelling has killed more than 400 people across Syria."
ALEPPO = (36.20, 37.16)


def find(text: str, words: str) -> Span:
    """Where the words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def make_claim(document: Document, words: str, kind: str, **slots: Any) -> Claim:
    span = find(document.text, words)
    source = tuple(SourceLink(text=name) for name in slots.pop("source", ()))
    return Claim(
        id=claim_id(document.id, span, kind, source, 0),
        doc=document.id,
        span=span,
        evidence=words,
        kind=kind,
        status=slots.pop("status", "asserted"),
        extractor=slots.pop("extractor", EXTRACTOR),
        confidence=0.5,
        source=source,
        **slots,
    )


def place(text: str, words: str, *, precision: Any = "settlement", at: tuple[float, float] = ALEPPO) -> Place:
    return Place(span=find(text, words), text=words, name=words, lat=at[0], lon=at[1], precision=precision)


def day(text: str, words: str, when: date) -> TimeExpression:
    interval = TimeInterval(first=when, last=when, precision="day")
    return TimeExpression(span=find(text, words), text=words, type="DATE", value=when.isoformat(), interval=interval)


def killed(text: str, words: str, low: int, high: int | None) -> Figure:
    return Figure(span=find(text, words), text=words, measure="killed", low=low, high=high, basis="exact")


def market_entry(text: str = MARKET) -> Entry:
    document = Document(id="market", text=text, publisher="Daily Paper", published=date(2016, 5, 4))
    claim = make_claim(
        document,
        text.split(".")[0],
        "air_strike",
        source=["The monitor"],
        places=(place(text, "Aleppo"),),
        time=day(text, "3 May", date(2016, 5, 3)),
        figures=(killed(text, "8 people", 8, 8),),
    )
    return Entry(document=document, claims=(claim,))


def denial_entry() -> Entry:
    document = Document(id="denial", text=DENIAL, publisher="Örtliche Post", published=date(2016, 6, 1))
    denied = make_claim(
        document,
        "The army denied that it had shelled Saraqib",
        "shelling",
        source=["Local radio", "The army"],
        status="denied",
        actor=Phrase(text="The army"),
        places=(place(DENIAL, "Saraqib", at=(35.86, 36.80)),),
    )
    seen = make_claim(document, "Méndez, a nurse, saw smoke", "attack", source=["Méndez, a nurse"])
    return Entry(document=document, claims=(denied, seen))


def sum_entry() -> Entry:
    document = Document(id="sum", text=SUM)
    claim = make_claim(
        document,
        SUM[:-1],
        "shelling",
        places=(place(SUM, "Syria", precision="country", at=(35.0, 38.0)),),
        figures=(killed(SUM, "more than 400", 401, None),),
    )
    return Entry(document=document, claims=(claim,))
