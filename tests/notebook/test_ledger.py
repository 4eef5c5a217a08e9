"""The ledger at a prompt: the same answers as the ledger of the store, by keyword; acts of people with their name."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import LedgerError, NotFoundError, UsageError
from sayso.notebook.ledger import Ledger
from sayso.store.filters import Filters
from sayso.store.ledger import Ledger as Kept
from tests.review.world import claim_of, docs, entry, incident_of
from tests.store.samples import EXTRACTOR


def test_keywords_ask_what_filters_ask(world: Ledger) -> None:
    kept = Kept(world.engine, name=world.name)
    assert [one.id for one in world.incidents(place="Aleppo")] == [incident_of(world, "a1").id]
    for name in ("incidents", "claims", "documents", "sources"):
        by_keyword = getattr(world, name)(source="medics", kind="air strike")
        assert by_keyword == getattr(kept, name)(Filters(source="medics", kind=("air_strike",)))
        assert len(by_keyword) == 1
        assert getattr(world, name)(Filters(source="medics")) == by_keyword
        assert getattr(world, name)() == getattr(kept, name)()


def test_what_cannot_be_read_is_told(world: Ledger) -> None:
    with pytest.raises(UsageError, match="'soon' as a date"):
        world.incidents(since="soon")


def test_dossiers_are_those_of_the_incidents(world: Ledger) -> None:
    every = list(world.dossiers())
    assert [one.incident for one in every] == world.incidents()
    assert every == [world.dossier(one) for one in world.incidents()]
    assert [one.incident.id for one in world.dossiers(place="Douma")] == [incident_of(world, "c1").id]


def test_an_incident_by_the_beginning_of_its_name(world: Ledger) -> None:
    one = incident_of(world, "a1")
    assert world.dossier(one.id[:8]).incident == one
    assert [claim.id for claim in world.claims_of_incident(one.id)] == list(one.claims)


def test_no_such_incident(world: Ledger) -> None:
    with pytest.raises(NotFoundError):
        world.dossier("nothing")
    with pytest.raises(NotFoundError, match="the name of an incident"):
        world.dossier(claim_of(world, "a1"))


def test_the_ledger_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_DB", str(tmp_path / "war.db"))
    with pytest.raises(LedgerError):
        Ledger.open()
    Ledger.open(create=True).close()
    assert (tmp_path / "war.db").is_file()


def test_changes_have_their_time_unless_another_clock_is_given(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db", create=True) as ledger:
        ledger.add([entry("a1", "Aleppo", 3, 8, "the monitor")], extractor=EXTRACTOR)
        assert all(one.made for one in ledger.changes())
    with Ledger.open(tmp_path / "b.db", create=True, now=None) as ledger:
        ledger.add([entry("a1", "Aleppo", 3, 8, "the monitor")], extractor=EXTRACTOR)
        assert [one.made for one in ledger.changes()] == [None]


def test_relink_after_adding(world: Ledger) -> None:
    assert world.relink() is False
    world.add([entry("e1", "Palmyra", 28, 4, "the governor")], extractor=EXTRACTOR)
    assert world.relink() is True
    assert "e1" in docs(world)


def test_merge_and_undo(world: Ledger) -> None:
    before = docs(world)
    merged = world.merge(incident_of(world, "a1"), incident_of(world, "d1").id, reason="the same raid")
    assert (merged.operation.author, merged.operation.reason) == ("Ada", "the same raid")
    assert merged.operation.made is not None
    assert "a1+a2+a3+d1" in docs(world)
    world.undo(merged.operation, reason="two raids", author="Bo")
    assert docs(world) == before
    assert [one.author for one in world.operations()] == ["Ada", "Bo"]


def test_split_and_part(world: Ledger) -> None:
    (claim,) = world.claims_of("a3")
    world.split(incident_of(world, "a1"), claim, reason="another market")
    assert "a1+a2" in docs(world)
    world.part(incident_of(world, "b1"), incident_of(world, "c1"), reason="two towns")
    assert [one.verb for one in world.operations()] == ["split", "part"]


def test_correct_reject_and_confirm(world: Ledger) -> None:
    world.correct(claim_of(world, "a1"), "killed", "at least 9", reason="a slip", words="8 people")
    (claim,) = world.claims_of("a1")
    assert [(figure.low, figure.high) for figure in claim.figures] == [(9, None)]
    world.confirm(claim, reason="read it twice")
    (wrong,) = world.claims_of("a2")
    world.reject(wrong, reason="about a film")
    assert world.claims_of("a2") == []


def test_add_a_claim(world: Ledger) -> None:
    made = world.add_claim("d1", "Raids on the town", "shelling", reason="the guns came first", slots={"killed": "2"})
    added = next(one for one in world.claims_of("d1") if one.kind == "shelling")
    assert (added.evidence, added.extractor) == ("Raids on the town", "person/Ada")
    assert made.operation.claim == added.id


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_without_a_reason(world: Ledger, reason: str) -> None:
    with pytest.raises(UsageError, match="no reason"):
        world.reject(claim_of(world, "a1"), reason=reason)
    assert world.operations() == []
