"""The filters: each alone, and what they leave out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from sayso.errors import UsageError
from sayso.model import Document, Incident, SourceBody, SourceLink, TimeInterval
from sayso.store.filters import Box, Filters, Near
from sayso.store.ledger import Entry, Ledger
from sayso.store.query import NEWEST_FIRST, incident_conditions
from sayso.store.tables import INCIDENTS
from tests.store.samples import EXTRACTOR, make_claim
from tests.store.test_ledger import incident

CLAIMS = [
    pytest.param(Filters(), {"market": 1, "denial": 2, "sum": 1}, id="everything"),
    pytest.param(Filters(kind=("air_strike",)), {"market": 1}, id="kind"),
    pytest.param(Filters(kind=("air_strike", "attack")), {"market": 1, "denial": 1}, id="either kind"),
    pytest.param(Filters(place="aLEPPo"), {"market": 1}, id="place without regard to case"),
    pytest.param(Filters(place="%"), {}, id="a per cent sign is a character"),
    pytest.param(Filters(actor="army"), {"denial": 1}, id="actor"),
    pytest.param(Filters(source="local radio"), {"denial": 1}, id="outer link of the chain"),
    pytest.param(Filters(source="mendez"), {"denial": 1}, id="accents do not matter"),
    pytest.param(Filters(source="ortliche"), {}, id="publisher only where the report speaks itself"),
    pytest.param(Filters(since=date(2016, 5, 3), until=date(2016, 5, 3)), {"market": 1}, id="the claim's own day"),
    pytest.param(Filters(since=date(2016, 5, 4)), {"denial": 2}, id="else the day of the report"),
    pytest.param(Filters(until=date(2016, 5, 2)), {}, id="before all"),
    pytest.param(Filters(near=Near(lat=36.2, lon=37.16, km=5)), {"market": 1}, id="near"),
    pytest.param(Filters(near=Near(lat=36.2, lon=37.16, km=60)), {"market": 1, "denial": 1}, id="farther"),
    pytest.param(Filters(near=Near(lat=35.0, lon=38.0, km=5)), {}, id="the middle of a country is no place"),
    pytest.param(Filters(near=Near(lat=89.99, lon=0, km=9000)), {"market": 1, "denial": 1}, id="over the pole"),
    pytest.param(Filters(text="raids market"), {"market": 1}, id="words in any order"),
    pytest.param(Filters(text='"raids OR'), {}, id="no query language"),
    pytest.param(Filters(text="MENDEZ"), {"denial": 1}, id="words without accents"),
    pytest.param(Filters(kind=("shelling",), place="syria"), {"sum": 1}, id="all must hold"),
    pytest.param(Filters(disputed=True), {}, id="nothing is disputed yet"),
]


@pytest.mark.parametrize(("filters", "expected"), CLAIMS)
def test_claims(ledger: Ledger, filters: Filters, expected: dict[str, int]) -> None:
    found = [claim.doc for claim in ledger.claims(filters)]
    assert {doc: found.count(doc) for doc in found} == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param(Filters(), ["sum", "market", "denial"], id="undated first"),
        pytest.param(Filters(since=date(2016, 5, 4), until=date(2016, 5, 4)), ["market"], id="own day"),
        pytest.param(Filters(text="smoke"), ["denial"], id="own words"),
        pytest.param(Filters(kind=("shelling",)), ["sum", "denial"], id="by its claims"),
    ],
)
def test_documents(ledger: Ledger, filters: Filters, expected: list[str]) -> None:
    assert [document.id for document in ledger.documents(filters)] == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param(Filters(), ["i1", "i2"], id="everything"),
        pytest.param(Filters(disputed=True), ["i1"], id="disputed"),
        pytest.param(Filters(source="monitor"), ["i1"], id="a source among its claims"),
        pytest.param(Filters(place="saraqib"), ["i1"], id="a place among its claims"),
        pytest.param(Filters(text="across Syria"), ["i2"], id="words among its claims"),
        pytest.param(Filters(near=Near(lat=36.2, lon=37.16, km=5)), ["i1"], id="near"),
        pytest.param(Filters(since=date(2000, 1, 1)), [], id="undated ones touch no day"),
        pytest.param(Filters(kind=("shelling",)), ["i2"], id="its own kind"),
    ],
)
def test_incidents(ledger: Ledger, filters: Filters, expected: list[str]) -> None:
    by_doc = {claim.doc: claim for claim in ledger.claims() if claim.kind != "attack"}
    first = incident("i1", by_doc["market"], by_doc["denial"], disputed=True)
    ledger.relate([], [first, incident("i2", by_doc["sum"])])
    assert [one.id for one in ledger.incidents(filters)] == expected
    if filters == Filters(disputed=True):
        assert {claim.doc for claim in ledger.claims(filters)} == {"market", "denial"}


def test_sources(ledger: Ledger) -> None:
    found = {tuple(line.name for line in one.source): (one.claims, one.documents) for one in ledger.sources()}
    assert found == {
        (): (1, 1),
        ("Local radio", "The army"): (1, 1),
        ("Méndez, a nurse",): (1, 1),
        ("The monitor",): (1, 1),
    }


def test_what_lies_in_a_box_is_read_in_the_order_of_days() -> None:
    conditions = incident_conditions(Filters(box=Box(west=-10, south=5, east=70, north=50)), told=())
    asked = select(INCIDENTS.c.record).where(*conditions).order_by(*NEWEST_FIRST).limit(21)
    words = asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with Ledger.open("sqlite://", create=True) as ledger, ledger.view() as view:
        steps = [step[-1] for step in view.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}")]
    assert steps == ["SCAN incidents USING INDEX ix_incidents_shown"]  # and nothing is sorted


def test_words_to_look_for_must_hold_one() -> None:
    with pytest.raises(UsageError, match="no word"):
        Filters(text='"')


def test_sources_of_one_identity_are_one_whatever_they_are_called(ledger: Ledger) -> None:
    body = SourceBody(id="syrian-observatory-for-human-rights", name="Syrian Observatory for Human Rights", party=False)
    voice = SourceBody(id="person/sami-haddad", name="Sami Haddad", party=False, of=body.id)
    told = {"SOHR": body, "the Observatory": body, "Observatory head Sami Haddad": voice}
    for number, (words, who) in enumerate(told.items()):
        document = Document(id=f"watch{number}", text="Raids hit Idlib.")
        claim = make_claim(document, "Raids hit Idlib", "air_strike", source=())
        claim = replace(claim, source=(SourceLink(text=words, body=who),))
        ledger.add([Entry(document=document, claims=(claim,))], extractor=EXTRACTOR)
    listed = {one.source[-1].id: one for one in ledger.sources() if one.source and one.source[-1].id is not None}
    found = listed[body.id or ""]
    assert (found.claims, found.documents, found.source[0].wordings) == (2, 2, ("the Observatory", "SOHR"))
    assert found.source[0].party is False
    for words, docs in (
        ("the Observatory", {"watch0", "watch1"}),  # every wording of whoever is so worded somewhere
        ("sohr", {"watch0", "watch1", "watch2"}),  # an acronym of the lexicon, as people type it
        ("Syrian Observatory", {"watch0", "watch1", "watch2"}),  # a name in the lexicon, and who speaks for it
        ("haddad", {"watch2"}),
    ):
        assert {claim.doc for claim in ledger.claims(Filters(source=words))} == docs, words


SPANS: tuple[tuple[int | None, int | None], ...] = ((1, 1), (1, 20), (9, 12), (25, 30), (None, None))
OPEN_ENDED: tuple[tuple[int | None, int | None], ...] = ((10, None), (None, 12))
MAY = [(None, None), (1, 1), (2, 8), (10, 11), (12, None), (13, 24), (21, None), (None, 9), (None, 12), (26, 3)]


@pytest.mark.parametrize("spans", [SPANS, SPANS + OPEN_ENDED], ids=["closed", "some open"])
def test_incidents_are_found_by_the_days_that_they_touch(
    ledger: Ledger, spans: tuple[tuple[int | None, int | None], ...]
) -> None:
    def day(number: int | None) -> date | None:
        return None if number is None else date(2016, 5, number)

    claim = ledger.claims()[0]
    made = [
        replace(incident(f"i{number}", claim), when=TimeInterval(first=day(first), last=day(last), precision="range"))
        for number, (first, last) in enumerate(spans)
    ]
    ledger.relate([], made)

    def touches(one: Incident, since: int | None, until: int | None) -> bool:
        begun, ended = one.when.first or one.when.last, one.when.last or one.when.first
        after = since is None or (ended is not None and ended >= date(2016, 5, since))
        return after and (until is None or (begun is not None and begun <= date(2016, 5, until)))

    for since, until in MAY:
        filters = Filters(since=day(since), until=day(until))
        wanted = {one.id for one in made if touches(one, since, until)}
        with ledger.view() as view:
            assert {one.id for one in view.incidents(filters)} == wanted, filters
            assert view.count_incidents(filters) == view.summary(filters).total == len(wanted), filters
