"""A small world: eight reports of four happenings, in a ledger, linked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sayso.model import Incident
from sayso.review import By, Outcome, operate, relink
from sayso.store.acts import Act
from sayso.store.ledger import Entry, Ledger
from tests.store.samples import EXTRACTOR, day, killed, make_claim, place

ADA = By(author="Ada", reason="seen", made="2026-03-01T10:00:00+00:00")
TOWNS = {"Aleppo": (36.20, 37.16), "Saraqib": (35.86, 36.80), "Douma": (33.57, 36.40), "Palmyra": (34.56, 38.28)}
TOLD = (
    ("a1", "Aleppo", 3, 8, "the monitor"),
    ("a2", "Aleppo", 3, 20, "the ministry"),
    ("a3", "Aleppo", 3, 9, "residents"),
    ("b1", "Saraqib", 9, 5, "the army"),
    ("b2", "Saraqib", 9, 6, "the mayor"),
    ("c1", "Douma", 15, 11, "medics"),
    ("c2", "Douma", 15, 12, "the council"),
    ("d1", "Palmyra", 22, 2, "a clerk"),
)


def entry(doc: str, town: str, on: int, dead: int, source: str, *, extractor: str = EXTRACTOR) -> Entry:
    """A report of one strike on a town."""
    from sayso.model import Document

    text = f"Raids on the town of {town} killed {dead} people on {on} May, {source} said."
    document = Document(id=doc, text=text, publisher=f"Paper {doc}", published=date(2016, 5, on + 1))
    claim = make_claim(
        document,
        text[:-1],
        "air_strike",
        source=[source],
        extractor=extractor,
        places=(place(text, town, at=TOWNS[town]),),
        time=day(text, f"{on} May", date(2016, 5, on)),
        figures=(killed(text, f"{dead} people", dead, dead),),
    )
    return Entry(document=document, claims=(claim,))


def make(path: Path | str) -> Ledger:
    """The world, linked; the caller closes it."""
    ledger = Ledger.open(path, create=True, now=lambda: "2026-03-01T09:00:00+00:00")
    ledger.add([entry(*one) for one in TOLD], extractor=EXTRACTOR)
    relink(ledger)
    return ledger


def act(ledger: Ledger, one: Act, by: By = ADA) -> Outcome:
    return operate(ledger, one, by=by)


def docs(ledger: Ledger) -> list[str]:
    """The documents of each incident, as words."""
    return sorted("+".join(sorted(doc for doc, _ in one.claims_by_doc)) for one in ledger.incidents())


def incident_of(ledger: Ledger, doc: str) -> Incident:
    """The incident that a report tells of."""
    return next(one for one in ledger.incidents() if doc in dict(one.claims_by_doc))


def claim_of(ledger: Ledger, doc: str) -> str:
    (claim,) = ledger.claims_of(doc)
    return claim.id
