"""The desk in Arabic: on no page of the sample reports does the interface speak English.

English may stand only where it is marked: words of reports and of people, identifiers, names of formats. What is marked as
words of a report has to stand in one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from spacy.language import Language
from starlette.testclient import TestClient

from sayso import Failure, find_pages, review
from sayso.cli.resources import gazetteer
from sayso.desk.basemap import base_map
from sayso.desk.resources import Opened
from sayso.desk.typed import typed_place, typed_places
from sayso.model import Claim, by_person
from sayso.store.acts import By
from sayso.store.ledger import Ledger
from sayso.store.queue import SECTIONS
from sayso.text.page import documents_of
from tests.desk.desks import browser

REPORTS = Path(__file__).resolve().parents[2] / "samples" / "reports"
ADA = By(author="Ada", reason="seen in print", made="2026-03-01T10:00:00+00:00")
ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "data-label", "data-hint", "data-words")
VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "wbr"})
ENGLISH = re.compile(r"[A-Za-z]{2,}")
NAMES = re.compile(  # what is written so in every language
    r"(?<![A-Za-z])(?:Sayso|GeoNames|CC BY|Natural Earth|UCDP|ACLED|GED|HTML|JSON-LD|JSON|RFC|Excel|Parquet|GeoParquet|PLOVER|POLECAT"
    r"|Google Earth|TimelineJS|FollowTheMoney|PROV-JSON|Web Annotations|WebGL|Enter|tens|dozens|hundreds|lat|lon|UTC)(?![A-Za-z])"
    r"|\.(?:txt|html|jsonl|csv|parquet)\b|at least 8 people"
)
BLANK = re.compile(r"\{\w+\}")
APART = re.compile("\u2068([^\u2069]*)\u2069")
CODE = re.compile("\u2066[^\u2069]*\u2069")
NAMED = re.compile(r"both (?:reports )?name (.+) as (?:actor|target)$")  # words of both, in an order of their own
AROUND = "\u2068\u2069“”… "


class Reading(HTMLParser):
    """Which English a page shows: that of the interface, and that which is marked as of a report."""

    def __init__(self) -> None:
        super().__init__()
        self.interface: list[str] = []
        self.reports: list[str] = []
        self._within: list[str] = []  # what is marked: "" where it is not

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        mark = self._within[-1] if self._within else ""
        if (
            tag in ("script", "style", "kbd")
            or held.get("translate") == "no"
            or "id" in (held.get("class") or "").split()
        ):
            mark = "no"
        elif "lang" in held and mark != "no":
            mark = {"ar": "", "en": "en"}.get(held["lang"] or "", "no")
        for name in ATTRIBUTES:
            if held.get(name):
                said = json.loads(held[name] or "") if name == "data-words" else {name: held[name]}
                for words in said.values():
                    self._see(BLANK.sub("", str(words)), mark)
        if tag not in VOID:
            self._within.append(mark)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        self._see(data, self._within[-1] if self._within else "")

    def _see(self, text: str, mark: str) -> None:
        if mark == "en":
            self.reports.append(text)
        elif not mark:
            self.reports += APART.findall(text)
            rest = NAMES.sub("", APART.sub("", CODE.sub("", text)))
            if ENGLISH.search(rest):
                self.interface.append(rest.strip())


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, nlp: Language) -> Iterator[Ledger]:
    """The sample reports, and a little of all that people can do to them."""
    resources = Opened("unused", gazetteer=gazetteer)
    resources._nlp = nlp
    given = list(documents_of([page for page in find_pages([str(REPORTS)]) if not isinstance(page, Failure)]))
    with Ledger.open(tmp_path_factory.mktemp("samples") / "samples.db", create=True) as opened:
        resources.read(opened, given, progress=lambda done, total: None)
        _do_all(opened)
        yield opened


def _do_all(ledger: Ledger) -> None:
    names = [one.id for one in ledger.incidents()]
    merged = review.operate(ledger, review.Merge(incidents=(names[-1], names[-2])), by=ADA)
    review.operate(ledger, review.Undo(operation=merged.operation.id), by=ADA)
    review.operate(ledger, review.Part(incidents=(names[-1], names[-2])), by=ADA)
    review.operate(ledger, review.Confirm(subjects=(names[-3], names[-4]), what="join"), by=ADA)
    large = max(ledger.incidents(), key=lambda one: len(one.claims))
    review.operate(ledger, review.Split(incident=large.id, claims=large.claims[-1:]), by=ADA)
    review.operate(ledger, review.Confirm(subjects=(names[-3],), what="place"), by=ADA)
    review.operate(ledger, review.Confirm(subjects=(names[-3],), what="day"), by=ADA)
    claims = [claim for one in ledger.incidents() for claim in ledger.claims_with(one.claims).values()]
    counting = [one for one in claims if one.figures and one.time is not None and one.source and one.places]
    for slot, value in (("strikes:new", "at least 7"), ("kind", "shelling"), ("time", "2015-11-18"), ("status", "denied"), ("source", "x > y")):  # fmt: skip
        claim = ledger.standing(counting[-1].id)
        field, made = review.read_slot(
            slot, value, claim=claim, document=ledger.document(claim.doc), quoted=None, others=[], gazetteer=gazetteer
        )
        review.operate(ledger, review.Correct(claim=claim.id, slot=field, value=made), by=ADA)
    review.operate(ledger, review.Confirm(subjects=(counting[0].id,), what="claim"), by=ADA)
    review.operate(ledger, review.Reject(claim=counting[1].id), by=ADA)


def addresses(ledger: Ledger) -> Iterator[str]:
    """Every page of the ledger, and of each thing in it the page of its own."""
    yield from ("/", "/?disputed=1&since=2015&kind=air_strike", "/?place=nowhere", "/documents", "/sources", "/series")
    yield from ("/series?measure=killed", "/search?words=oil", "/search?words=nowhere", "/changes", "/export", "/add")
    yield from ("/about", "/add/gone", "/add/20260301T120000-x", *(f"/queue?of={one}" for one in SECTIONS))
    yield from (f"/?done={one.id}" for one in ledger.operations())
    for one in ledger.incidents():
        yield f"/incidents/{one.id}?rule=range&joins=1"
        yield f"/incidents/{one.id}?rule=conservative"
        for claim in ledger.claims_with(one.claims):
            yield f"/claims/{claim}"
    for name in {doc for one in ledger.incidents() for doc, _ in one.claims_by_doc}:
        yield f"/documents/{quote(name, safe='')}"
    yield from (f"/sources/{quote(name, safe='')}" for name in _origins(ledger))


def _origins(ledger: Ledger) -> set[str]:
    return {account.origin for one in ledger.incidents() for account in one.accounts}


def words_of_reports(ledger: Ledger) -> str:
    """All that is of the reports and of the people: texts, headings, names."""
    found: list[str] = [ADA.author, ADA.reason, "English", "x", "y"]
    for one in ledger.incidents():
        for judgement in ledger.judgements_with(one.joins):
            found += [match[1] for feature in judgement.features if (match := NAMED.search(feature.says))]
        found += [*one.actors, *one.targets]
        for doc, _ in one.claims_by_doc:
            report = ledger.document(doc)
            found += [report.text, report.title or "", report.publisher or "", report.byline or "", doc]
            found += [reading.value for reading in report.readings]
            found += [name for claim in ledger.claims_of(doc) for name in _names(claim)]
    found += _origins(ledger)
    base = base_map()
    found += [f"{one.name}, {base.country_name(one.country)}" for one in (*base.countries, *base.units)]
    found += [*base.towns, base.credits]
    return " ".join(" ".join(found).split())


def _names(claim: Claim) -> Iterator[str]:
    yield typed_places(claim.places)
    for place in claim.places:
        yield from (
            typed_place(place),
            place.name or "",
            place.text,
            f"{place.admin1}, {place.country}",
            place.country or "",
        )
        for one in place.candidates:
            yield from (one.name, f"{one.admin1}, {one.country}", one.country or "")
    yield from (link.body.name or "" for link in claim.source if link.body is not None)
    for figure in claim.figures:
        yield from (figure.text, figure.unit or "", figure.part_of or "")
    if by_person(claim):
        yield claim.extractor


@pytest.fixture(scope="module")
def arabic(ledger: Ledger) -> Iterator[TestClient]:
    with browser(ledger) as client:
        client.headers["accept-language"] = "ar"
        yield client


def test_no_page_speaks_english(ledger: Ledger, arabic: TestClient) -> None:
    reports = words_of_reports(ledger)
    english: dict[str, str] = {}
    untold: dict[str, str] = {}
    for address in addresses(ledger):
        answer = arabic.get(address)
        assert answer.status_code in (200, 404), address
        assert '<html lang="ar" dir="rtl">' in answer.text, address
        page = Reading()
        page.feed(answer.text)
        english |= dict.fromkeys(page.interface, address)
        for said in page.reports:
            words = " ".join(said.split()).strip(AROUND)
            if ENGLISH.search(words) and words not in reports:
                untold[words] = address
    assert english == {}
    assert untold == {}, "marked as of a report, and in none"
