"""Groups of claims as happenings."""

from __future__ import annotations

from collections.abc import Callable

from sayso.model import Claim, Document, Judgement, Toll
from sayso.reconcile import incidents


def test_an_incident_side_by_side(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [
        make_claim("d1", 0, kind="attack", day="2019-05-01", place="Rastan", killed=(8, 8), source="the mayor"),
        make_claim("d2", 0, day="2019-05-01", place="Rastan", killed=(11, None), source="the army", actor="two jets"),
        make_claim("d3", 0, place="the north", precision="region"),
    ]
    joined = Judgement(id="j1", left="d1-0", right="d2-0", verdict="same", author="ada")
    (found,) = incidents(claims, [["d1-0", "d2-0", "d3-0"]], documents=documents, judgements=[joined])
    assert found.kind == "air_strike"
    assert str(found.when.first) == str(found.when.last) == "2019-05-01"
    assert found.place is not None
    assert found.place.name == "Rastan"
    assert found.killed == Toll(low=8, high=None)
    assert found.actors == ("two jets",)
    assert found.claims_by_doc == (("d1", 1), ("d2", 1), ("d3", 1))
    assert [item.type for item in found.disagreements] == ["number"]
    assert found.joins == ("j1",)


def test_the_identifier_lasts(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim("d1"), make_claim("d2"), make_claim("d3")]
    (first,) = incidents(claims, [["d1-0", "d2-0"]], documents=documents)[:1]
    (grown,) = incidents(claims[::-1], [["d3-0", "d2-0", "d1-0"]], documents=documents)
    assert grown.id == first.id


def test_undated_says_why(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    (found,) = incidents([make_claim()], [["d1-0"]], documents=documents)
    assert (found.when.first, found.when.precision, found.when.reason) == (None, "open", "no report fixes the day")
    assert found.place is None
    assert found.killed is None


def test_plans_are_no_incidents(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    assert incidents([make_claim(status="planned")], [["d1-0"]], documents=documents) == []


def test_most_told_first(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim("d1", at) for at in range(3)]
    found = incidents(claims, [["d1-0"], ["d1-1", "d1-2"]], documents=documents)
    assert [len(incident.claims) for incident in found] == [2, 1]
