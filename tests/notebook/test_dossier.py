"""From an incident to the words of each account, and its tolls by a rule."""

from __future__ import annotations

import pytest

import sayso
from sayso.errors import NotFoundError
from sayso.notebook.ledger import Ledger
from tests.review.world import incident_of


def test_each_account_leads_to_its_words(world: Ledger) -> None:
    dossier = world.dossier(incident_of(world, "a1"))
    told = {row.account.origin: [claim.doc for claim in row.claims] for row in dossier.rows}
    assert told == {"ministry": ["a2"], "monitor": ["a1"], "residents": ["a3"]}
    (claim,) = dossier.claims_of("ministry")
    assert dossier.quotes("ministry") == [claim.evidence]
    assert dossier.quotes(dossier.incident.accounts[0]) != []
    report = dossier.document_of(claim)
    assert report.text[claim.span.start : claim.span.end] == claim.evidence
    assert (report.id, report.publisher) == ("a2", "Paper a2")


def test_an_origin_that_tells_nothing_of_it(world: Ledger) -> None:
    dossier = world.dossier(incident_of(world, "a1"))
    with pytest.raises(NotFoundError, match=r"no account of 'the mayor', expected one of 'ministry', 'monitor'"):
        dossier.claims_of("the mayor")


def test_tolls_by_a_rule(world: Ledger) -> None:
    dossier = world.dossier(incident_of(world, "a1"))
    low = dossier.toll("killed", rule="conservative")
    assert low is not None
    assert (low.low, low.best, low.high) == (8, 8, 8)
    ranged = sayso.toll(dossier.incident, dossier.claims, "killed")
    assert ranged is not None
    assert (ranged.low, ranged.high) == (8, 20)
    assert ranged == sayso.toll(dossier.incident, {one.id: one for one in world.claims()}, "killed")
    assert dossier.toll("injured") is None


def test_accounts_side_by_side(world: Ledger) -> None:
    table = world.dossier(incident_of(world, "a1")).to_arrow(with_names=True)
    assert table.column("killed_low").to_pylist() == [20, 8, 9]
    assert table.column("origin").to_pylist() == ["ministry", "monitor", "residents"]
    assert table.column("account").to_pylist() == [1, 2, 3]
    frame = world.dossier(incident_of(world, "a1")).to_pandas()
    assert list(frame["killed_high"]) == [20, 8, 9]
