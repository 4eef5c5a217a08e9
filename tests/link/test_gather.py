"""Gathering comes to the groups that judging and clustering everything at once come to."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.made_up import World
from sayso.link.cluster import cluster
from sayso.link.gather import Gathering
from sayso.link.judge import judge
from sayso.model import Claim, Document, Judgement

REPORTS = list(World(400, spread="rate", seed=3).reports())


def gathered(reports: list[tuple[Document, list[Claim]]], *people: Judgement) -> tuple[Gathering, list[Judgement]]:
    gathering = Gathering(people)
    for document, claims in reports:
        gathering.add(document.id, claims, document)
    return gathering, list(gathering.judgements())


def groups(gathering: Gathering) -> list[list[str]]:
    return sorted(group for one in gathering.groups() for group in one.groups)


def at_once(*people: Judgement) -> list[list[str]]:
    claims = [claim for _, told in REPORTS for claim in told]
    judged = list(judge(claims, documents={document.id: document for document, _ in REPORTS}))
    return cluster(claims, [*people, *judged])


def person(left: str, right: str, verdict: str, *, name: str = "p1", takes_back: str | None = None) -> Judgement:
    return Judgement(id=name, left=left, right=right, verdict=verdict, author="ada", takes_back=takes_back)  # type: ignore[arg-type]


def test_the_groups_are_those_of_all_at_once() -> None:
    assert groups(gathered(REPORTS)[0]) == at_once()


def test_the_order_of_the_reports_changes_nothing() -> None:
    forth, back = gathered(REPORTS), gathered(REPORTS[::-1])
    assert groups(forth[0]) == groups(back[0])
    assert {one.id: one for one in forth[1]} == {one.id: one for one in back[1]}
    assert sorted(forth[0].pairs()) == sorted(back[0].pairs())


def test_people_are_heard() -> None:
    largest, second, *_ = sorted(groups(gathered(REPORTS)[0]), key=len, reverse=True)
    people = (person(largest[0], largest[1], "different"), person(largest[0], second[0], "same", name="p2"))
    assert groups(gathered(REPORTS, *people)[0]) == at_once(*people)
    back = (*people, person(largest[0], second[0], "unsure", name="p3", takes_back="p2"))
    assert groups(gathered(REPORTS, *back)[0]) == at_once(*back)


def test_ties_hold_each_group_together() -> None:
    gathering, _ = gathered(REPORTS)
    for one in gathering.groups():
        home = {name: number for number, group in enumerate(one.groups) for name in group}
        assert all(home[tie.left] == home[tie.right] for tie in one.ties)
        assert len({tie.id for tie in one.ties}) == len(one.ties)


def test_sums_are_in_no_group(make_claim: Callable[..., Claim]) -> None:
    gathering, judged = gathered([(Document(id="d0", text="So."), [make_claim("d0", killed=400_000)])])
    assert judged == []
    assert groups(gathering) == []
