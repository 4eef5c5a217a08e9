"""A small ledger by hand: two accounts of one raid, one of them a private person's; what has no place or no day; odd letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sayso.model import Document, Page, Phrase, SourceBody, SourceLink, claim_id
from sayso.model.identity import fingerprint
from sayso.review import By, Correct, Merge, operate, relink
from sayso.store.ledger import Entry, Ledger
from tests.store.samples import EXTRACTOR, day, killed, make_claim, place

ADA = By(author="Ada", reason="the text says so", made="2026-03-01T10:00:00+00:00")
MADE = "2026-03-01T09:00:00+00:00"
WITNESS = SourceBody(id="person/khaled-darwish", name="Umm Khaled Darwish", type="witness or resident", party=False)
MINISTRY = SourceBody(id="SY/health-ministry", name="Syrian Health Ministry", type="government", party=True)
BAKER = "Raids on the market of Aleppo killed 8 people on 3 May, said Umm Khaled Darwish, a baker. Salma Darwish, 12, was among them."
OFFICIAL = "Air strikes on the market of Aleppo killed at least 20 people on 3 May, the health ministry said."
NOWHERE = "Shelling killed 3 people, the army said."
FORMULA = '=HYPERLINK("http://example.org", "Saraqib") and shelling hit Saraqib on 9 May.'
ARABIC = "💥 Shelling hit Saraqib (سراقب) and the house of Hassan Zidan on 11 May."
PRIVATE = ("Khaled", "Darwish", "Salma", "Hassan", "Zidan")  # words of names that nobody is to find


def entry(name: str, text: str, words: str, kind: str, *, bodies: tuple[SourceBody, ...] = (), **slots: Any) -> Entry:
    """A report with one claim, on a page of its own."""
    content = text.encode()
    page = Page(id=fingerprint(content), content=content, media_type="text/plain", address=f"{name}.txt")
    document = Document(
        id=name,
        text=text,
        title=f"Report {name}",
        publisher="Daily Paper",
        published=date(2016, 5, 12),
        published_from="given",
        url=f"https://paper.example/{name}",
        language="en",
        page=page.id,
    )
    source = tuple(SourceLink(text=body.name or "the army", body=body) for body in bodies)
    claim = make_claim(document, words, kind, **slots)
    told = replace(claim, source=source, id=claim_id(name, claim.span, kind, source, 0))
    return Entry(document=document, page=page, claims=(told,))


def entries() -> list[Entry]:
    """The reports."""
    return [
        entry(
            "baker",
            BAKER,
            BAKER.split(". ")[0],
            "air_strike",
            bodies=(WITNESS,),
            target=Phrase(text="the market of Aleppo"),
            places=(place(BAKER, "Aleppo"),),
            time=day(BAKER, "3 May", date(2016, 5, 3)),
            figures=(killed(BAKER, "8 people", 8, 8),),
        ),
        entry(
            "official",
            OFFICIAL,
            OFFICIAL[:-1],
            "air_strike",
            bodies=(MINISTRY,),
            actor=Phrase(text="the Russian air force"),
            places=(place(OFFICIAL, "Aleppo"),),
            time=day(OFFICIAL, "3 May", date(2016, 5, 3)),
            figures=(killed(OFFICIAL, "at least 20 people", 20, None),),
        ),
        entry(
            "nowhere",
            NOWHERE,
            NOWHERE[:-1],
            "shelling",
            bodies=(SourceBody(type="state military", reason="several armies are named"),),
            figures=(killed(NOWHERE, "3 people", 3, 3),),
        ),
        entry(
            "formula",
            FORMULA,
            FORMULA[:-1],
            "shelling",
            places=(place(FORMULA, "Saraqib", precision="admin1", at=(35.86, 36.80)),),
            time=day(FORMULA, "9 May", date(2016, 5, 9)),
        ),
        entry(
            "arabic",
            ARABIC,
            ARABIC[:-1],
            "shelling",
            target=Phrase(text="the house of Hassan Zidan"),
            places=(place(ARABIC, "Saraqib", at=(35.86, 36.80)),),
            time=day(ARABIC, "11 May", date(2016, 5, 11)),
        ),
    ]


def make(path: Path | str, *, corrected: bool = False) -> Ledger:
    """The ledger, linked; the caller closes it. `corrected` has a person say what was struck."""
    ledger = Ledger.open(path, create=True, now=lambda: MADE)
    ledger.add(entries(), extractor=EXTRACTOR)
    relink(ledger)
    raids = [one.id for one in ledger.incidents() if one.kind == "air_strike"]
    if len(raids) > 1:
        operate(ledger, Merge(incidents=tuple(raids)), by=ADA)
        relink(ledger)
    if corrected:
        (claim,) = ledger.claims_of("nowhere")
        operate(ledger, Correct(claim=claim.id, slot="kind", value="bombing"), by=ADA)
        relink(ledger)
    return ledger
