"""What filters find incidents by is what their claims say, whatever was corrected, rejected, merged, read again or moved."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import select

from benchmarks.made_up import EXTRACTOR, World
from sayso.imports.records import import_records
from sayso.model import Claim, Document, Incident, Phrase
from sayso.review import relink
from sayso.store.acts import Act, By, Correct, Merge, Reject, Undo
from sayso.store.copying import copy
from sayso.store.filters import Filters, Near
from sayso.store.index_tables import INCIDENT_NAMES, INCIDENT_SIDES, NAMES, TOLD
from sayso.store.ledger import Entry, Ledger
from sayso.store.reading import is_near
from sayso.store.rows import fold, place_words
from sayso.store.tables import CLAIMS, INCIDENTS
from sayso.store.voices import voices
from tests.store.older import as_version_6

BY = By(author="Ada", reason="seen")
ENTRIES = [
    Entry(document=document, claims=tuple(claims))
    for document, claims in islice(World(300, spread="rate", seed=3).reports(), 40)
]
DRAGONS = Phrase(text="the Dragon forces")


@pytest.fixture
def world(address: str) -> Iterator[Ledger]:
    with Ledger.open(address, create=True) as ledger:
        ledger.add(ENTRIES, extractor=EXTRACTOR)
        relink(ledger)
        yield ledger


def says(claim: Claim, document: Document, filters: Filters) -> bool:
    """Whether a claim says what one filter asks, by its record."""
    if filters.actor:
        return claim.actor is not None and fold(filters.actor) in fold(claim.actor.text)
    if filters.place:
        return any(fold(filters.place) in place_words(one) for one in claim.places)
    if filters.source:
        word = fold(filters.source)
        own = not claim.source and word in fold(document.publisher)
        return own or any(word in fold(link.text) for link in claim.source)
    if filters.text:
        told = fold(claim.evidence).replace(".", " ").split()
        return all(fold(word) in told for word in filters.text.split())
    return claim.confidence >= filters.confidence


def expected(ledger: Ledger, filters: Filters) -> list[str]:
    """The incidents of which a claim that stands says so, one by one."""
    live = {one.id: one for one in ledger.claims()}
    documents = {one.id: one for one in ledger.documents()}

    def is_asked(one: Incident) -> bool:
        claims = [live[name] for name in one.claims if name in live]
        placed = one.place is not None and bool(filters.place) and fold(filters.place) in place_words(one.place)
        if filters.near is not None:
            return is_near(one.place, filters.near)
        return placed or any(says(claim, documents[claim.doc], filters) for claim in claims)

    return [one.id for one in ledger.incidents() if is_asked(one)]


def asked(ledger: Ledger) -> list[Filters]:
    """Filters that find something, each that asks of claims; words that many say and words that few do."""
    claims = ledger.claims()
    actor = next(one.actor.text for one in claims if one.actor is not None)
    at = next(place for one in claims for place in one.places if place.name is not None)
    placed, lat, lon = at.name or "", at.lat or 0.0, at.lon or 0.0
    outlet = next(one.publisher for one in ledger.documents() if one.publisher)
    return [
        *(Filters(actor=word) for word in ("forces", actor, "dragon", "nobody")),
        *(Filters(place=word) for word in (placed, "a", "nowhere at all")),
        *(Filters(source=word) for word in ("monitor", "news", outlet, "nobody")),
        *(Filters(text=word) for word in ("said", "the said", placed, "nothing")),
        *(Filters(confidence=least) for least in (0.5, 0.9, 0.97)),
        Filters(near=Near(lat=lat, lon=lon, km=60)),
    ]


def check(ledger: Ledger) -> None:
    """Everything that is asked of incidents finds those that it should."""
    for filters in asked(ledger):
        wanted = expected(ledger, filters)
        with ledger.view() as view:
            assert [one.id for one in view.incidents(filters)] == wanted, filters
            assert view.count_incidents(filters) == view.summary(filters).total == len(wanted), filters
            assert {one.id for one in view.dots(filters)} <= set(wanted), filters
            assert [one.id for one in view.incident_page(filters, limit=500).items] == wanted, filters
    sides: dict[str, set[str]] = {}
    for one in ledger.incidents():
        for name in (fold(side) for dispute in one.disagreements for side in dispute.between):
            sides.setdefault(name, set()).add(one.id)
    with ledger.view() as view:
        told, total = voices(view.connection, limit=500)
        assert total == len(told)
        assert {one.folded: one.differing for one in told if one.differing} == {
            name: len(found) for name, found in sides.items()
        }


@pytest.mark.parametrize("few", [500, 1], ids=["few", "many"])
def test_filters_find_what_claims_say(world: Ledger, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.store.chosen.FEW", few)
    assert len(world.incidents()) > 30
    assert all(expected(world, filters) for filters in asked(world)[:2])
    check(world)


@pytest.mark.parametrize("linked", [True, False], ids=["linked", "not yet linked"])
def test_what_people_say_of_claims_is_found(world: Ledger, linked: bool) -> None:
    def do(act: Act) -> str:
        made = world.operate(act, by=BY).id
        if linked:
            relink(world)
        check(world)
        return made

    told = [one for one in world.claims() if one.actor is not None]
    do(Correct(claim=told[0].id, slot="actor", value=DRAGONS))
    rejected = do(Reject(claim=told[1].id))
    do(Undo(operation=rejected))
    one, other = (incident.id for incident in world.incidents()[:2])
    do(Merge(incidents=(one, other)))
    relink(world)
    check(world)
    with world.view() as view:
        assert view.count_incidents(Filters(actor="dragon")) == 1


@pytest.mark.parametrize("linked", [True, False], ids=["linked", "not yet linked"])
def test_what_is_read_again_is_found_as_it_is_now(world: Ledger, linked: bool) -> None:
    first = ENTRIES[0]
    shorter = replace(first, claims=first.claims[:1])
    renamed = replace(first, document=replace(first.document, publisher="The Dragon News"))
    for entry, extractor in ((shorter, "rules-9/en"), (renamed, EXTRACTOR), (first, EXTRACTOR)):
        claims = tuple(replace(one, extractor=extractor) for one in entry.claims)
        world.add([replace(entry, claims=claims)], extractor=extractor)
        if linked:
            relink(world)
        check(world)


def test_a_ledger_made_of_records_finds_the_same(world: Ledger, tmp_path: Path) -> None:
    claims = [one for one in world.claims() if one.actor is not None]
    world.operate(Correct(claim=claims[0].id, slot="actor", value=DRAGONS), by=BY)
    relink(world)
    with world.view() as view:
        lines = list(view.records())
    with Ledger.open(tmp_path / "other.db", create=True) as other:
        import_records(other, io.BytesIO("".join(f"{one}\n" for one in lines).encode()), name="records")
        check(other)
        assert posted(other) == posted(world)


def test_a_copy_finds_the_same(world: Ledger, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "copy.db", create=True) as other:
        copy(world, other)
        check(other)
        other.add([Entry(document=Document(id="new", text="Nothing."))], extractor=EXTRACTOR)
        relink(other)
        check(other)


def posted(ledger: Ledger) -> dict[str, set[tuple[object, ...]]]:
    """All that is posted, by the names of incidents and claims, which last."""
    number = INCIDENTS.c.number
    with ledger.engine.connect() as connection:
        told = select(CLAIMS.c.id, INCIDENTS.c.id).join_from(CLAIMS, TOLD, TOLD.c.claim == CLAIMS.c.row)
        names = select(INCIDENT_NAMES.c.name, INCIDENTS.c.id).join_from(
            INCIDENT_NAMES, INCIDENTS, INCIDENT_NAMES.c.incident == number
        )
        every = {
            "told": told.join(INCIDENTS, number == TOLD.c.incident),
            "names": names,
            "kept": select(NAMES),
            "sides": select(INCIDENT_SIDES),
            "sure": select(INCIDENTS.c.id, INCIDENTS.c.sure),
        }
        return {name: set(map(tuple, connection.execute(one))) for name, one in every.items()}


def test_an_older_ledger_gets_what_filters_find_by(world: Ledger, address: str) -> None:
    claims = [one for one in world.claims() if one.actor is not None]
    world.operate(Correct(claim=claims[0].id, slot="actor", value=DRAGONS), by=BY)
    world.operate(Reject(claim=claims[1].id), by=BY)
    relink(world)
    before = posted(world)
    with world.write() as connection:
        as_version_6(connection)
    with Ledger.open(address) as ledger:
        assert posted(ledger) == before
        assert ledger.verify() == []
        check(ledger)
        ledger.add([Entry(document=Document(id="new", text="Nothing."))], extractor=EXTRACTOR)
        relink(ledger)
        check(ledger)
