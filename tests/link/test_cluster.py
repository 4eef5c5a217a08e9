"""Clusters: the same whatever the order, and no vague claim a bridge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.cluster import cluster
from sayso.link.judge import AUTHOR, judge
from sayso.model import Claim, Document, Judgement

MANY: list[dict[str, Any]] = [
    {"day": "2019-05-02", "place": "Rastan", "killed": 8},
    {"day": "2019-05-02", "place": "Rastan", "killed": 9},
    {"day": "2019-05-03", "place": "Talbiseh", "killed": 8},
    {"day": "2019-05-02", "place": "Manbij", "killed": 8},
    {"place": "Rastan"},
    {"killed": 8},
    {"day": "2019-05-04", "place": "Homs", "kind": "bombing"},
    {"kind": "demand", "day": "2019-05-02", "place": "Rastan"},
]


@settings(max_examples=40, deadline=None)
@given(picked=st.lists(st.integers(0, len(MANY) - 1), min_size=2, max_size=9), data=st.data())
def test_order_independent(
    make_claim: Callable[..., Claim], documents: dict[str, Document], picked: list[int], data: st.DataObject
) -> None:
    claims = [make_claim(f"d{n // 2}", n % 2, **MANY[choice]) for n, choice in enumerate(picked)]
    judgements = list(judge(claims, documents=documents))
    expected = cluster(claims, judgements)
    shuffled = data.draw(st.permutations(claims))
    again = list(judge(shuffled, documents=documents))
    assert cluster(shuffled, data.draw(st.permutations(again))) == expected
    assert sorted(name for group in expected for name in group) == sorted(claim.id for claim in claims)


def _groups(claims: list[Claim], documents: dict[str, Document], *people: Judgement) -> list[list[str]]:
    return cluster(claims, [*judge(claims, documents=documents), *people])


def test_reports_of_one_strike_come_together(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim(f"d{n}", day="2019-05-02", place="Rastan", killed=8) for n in range(4)]
    assert _groups(claims, documents) == [["d0-0", "d1-0", "d2-0", "d3-0"]]


def test_a_vague_report_is_no_bridge(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [
        make_claim("d0", day="2019-05-02", place="Rastan", killed=8),
        make_claim("d1", killed=8),
        make_claim("d2", day="2019-05-02", place="Manbij", killed=8),
    ]
    assert not any({"d0-0", "d2-0"} <= set(group) for group in _groups(claims, documents))


def test_days_do_not_creep(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim(f"d{n}", day=f"2019-05-0{n + 1}", place="Rastan", killed=8) for n in range(6)]
    assert not any({"d0-0", "d5-0"} <= set(group) for group in _groups(claims, documents))


def _linker(left: str, right: str, score: float) -> Judgement:
    return Judgement(id=f"{left} {right}", left=left, right=right, verdict="same", author=AUTHOR, score=score)


def test_what_one_report_tells_apart_no_other_joins(make_claim: Callable[..., Claim]) -> None:
    claims = [make_claim("d0", 0), make_claim("d0", 1), make_claim("d1", 0), make_claim("d2", 0)]
    ties = [_linker("d0-0", "d1-0", 6.0), _linker("d0-1", "d2-0", 5.0), _linker("d1-0", "d2-0", 4.0)]
    assert cluster(claims, ties) == [["d0-0", "d1-0"], ["d0-1", "d2-0"]]
    assert cluster(claims, [*ties, _person("d0-0", "d0-1", "same")]) == [["d0-0", "d0-1", "d1-0", "d2-0"]]


def _person(left: str, right: str, verdict: str, *, name: str = "p1", takes_back: str | None = None) -> Judgement:
    return Judgement(id=name, left=left, right=right, verdict=verdict, author="ada", takes_back=takes_back)  # type: ignore[arg-type]


def test_a_person_is_heard_first(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    alike = [make_claim(f"d{n}", day="2019-05-02", place="Rastan", killed=8) for n in range(2)]
    assert len(_groups(alike, documents, _person("d0-0", "d1-0", "different"))) == 2
    unlike = [make_claim("d0", day="2019-05-02", place="Rastan"), make_claim("d1", day="2019-05-02", place="Manbij")]
    assert len(_groups(unlike, documents, _person("d0-0", "d1-0", "same"))) == 1


def test_a_judgement_taken_back_counts_no_more(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    claims = [make_claim(f"d{n}", day="2019-05-02", place="Rastan", killed=8) for n in range(2)]
    split = _person("d0-0", "d1-0", "different")
    back = _person("d0-0", "d1-0", "unsure", name="p2", takes_back="p1")
    assert len(_groups(claims, documents, split, back)) == 1
    again = _person("d0-0", "d1-0", "unsure", name="p3", takes_back="p2")
    assert len(_groups(claims, documents, split, back, again)) == 2


def test_sums_are_in_no_group(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    assert _groups([make_claim("d0", killed=400_000)], documents) == []


def test_judgements_on_unknown_claims_are_left_aside(make_claim: Callable[..., Claim]) -> None:
    assert cluster([make_claim("d0")], [_person("d0-0", "gone", "same")]) == [["d0-0"]]
