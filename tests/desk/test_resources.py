"""What the desk reads with: opened once, shared by threads, one reading at a time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import sleep

import pytest
from spacy.language import Language

from sayso.desk.resources import Opened
from sayso.ingest.lines import read_object
from sayso.language.parse import DEFAULT_MODEL
from sayso.model import Failure
from sayso.model.document import dated_by
from sayso.resolve.gazetteer import Gazetteer
from sayso.resolve.sources import PlaceRow
from sayso.store.ledger import Ledger
from sayso.text.page import documents_of

ALEPPO = PlaceRow(
    name="Aleppo", lat=36.2, lon=37.16, kind="city", geonameid=170063, country="SY", admin1="Aleppo", population=1600000
)
REPORT = (
    b'{"id": "r", "text": "Air strikes killed 8 people at a market in Aleppo on Tuesday, the Harbour Monitor said."}'
)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.open("sqlite://", create=True) as opened:
        yield opened


@pytest.fixture
def opened(nlp: Language) -> Opened:
    return Opened(DEFAULT_MODEL, gazetteer=lambda: Gazetteer.from_rows([ALEPPO]))


def test_the_gazetteer_is_opened_once() -> None:
    calls: list[int] = []

    def slowly() -> Gazetteer:
        calls.append(1)
        sleep(0.05)
        return Gazetteer.from_rows([ALEPPO])

    opened = Opened(DEFAULT_MODEL, gazetteer=slowly)
    with ThreadPoolExecutor(8) as pool:
        found = set(map(id, pool.map(lambda _: opened.gazetteer(), range(8))))
    assert (len(found), len(calls)) == (1, 1)


def test_reports_are_read_linked_and_told(opened: Opened, ledger: Ledger) -> None:
    given = list(documents_of(read_object(REPORT, address="pasted")))
    steps: list[tuple[int, int]] = []
    bad = Failure(document="b.txt", stage="ingest", reason="found an empty file")
    intake = opened.read(ledger, [bad, *given], progress=lambda done, total: steps.append((done, total)))
    (told,) = intake.documents
    assert (told.state, told.document.id, told.claims) == ("new", "r", len(ledger.claims_of("r")))
    assert told.claims
    assert told.gaps is not None
    assert [words for words, _ in told.gaps.times] == ["Tuesday"]
    assert told.document.text == "", "texts are not kept in memory"
    assert steps[-1] == (2, 2)
    assert intake.failures == (bad,)
    assert ledger.failures() == [bad]
    assert len(ledger.incidents()) == 1
    again = opened.read(ledger, given, progress=lambda done, total: None)
    assert [one.state for one in again.documents] == ["known"]


def test_a_date_that_a_person_says_is_counted_from(opened: Opened, ledger: Ledger) -> None:
    (given,) = (one for one in documents_of(read_object(REPORT, address="pasted")) if not isinstance(one, Failure))
    opened.read(ledger, [given], progress=lambda done, total: None)
    names = [one.id for one in ledger.claims_of("r")]
    for day, tuesday in ((date(2016, 5, 4), date(2016, 5, 3)), (date(2016, 5, 11), date(2016, 5, 10))):
        said = dated_by(ledger.document("r"), day, "Ada")
        opened.read(ledger, [(given[0], said)], progress=lambda done, total: None, keep_dates=False)
        (claim,) = ledger.claims_of("r")
        assert claim.time is not None
        assert claim.time.interval.first == tuesday
        assert [claim.id] == names, "the claim keeps its name"
        opened.read(ledger, [given], progress=lambda done, total: None)
        assert ledger.document("r").published == day, "when it is read again, the date stays"
    assert ledger.verify() == []
