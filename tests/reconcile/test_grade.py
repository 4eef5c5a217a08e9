"""How well a happening is supported, and the sentence that says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sayso.lexicon import load
from sayso.model import Claim, Document, Grade, Phrase, SourceBody
from sayso.reconcile import incidents
from tests.reconcile.conftest import MakeClaim

MINISTRY = SourceBody(
    id="RU/defence-ministry", name="Russian Ministry of Defence", type="state military", party=True
)  # of the side that the tables below lay deeds on
GROUP = SourceBody(id="islamic-state", name="Islamic State", type="armed group", party=True)
AGENCY = SourceBody(id="SY/state-news-agency", name="Syrian Arab News Agency", type="media", party=True)
COUNCIL = SourceBody(id="syrian-national-coalition", name="Syrian National Coalition", type="government", party=True)
MONITOR = SourceBody(id="northern-monitor", name="Northern Monitor", type="monitor or NGO", party=False)
JETS = "Russian jets"

Told = Mapping[str, Any]


@pytest.fixture
def documents() -> dict[str, Document]:
    """Two reports of two outlets, a day apart."""
    names = ("Harbour Gazette", "Lantern Review")
    return {
        f"d{number}": Document(id=f"d{number}", text="", publisher=name, published=date(2019, 5, number))
        for number, name in enumerate(names, start=1)
    }


def told(source: str | None = None, **slots: Any) -> Told:
    return {"source": source, **slots}


def made(make_claim: MakeClaim, doc: str, at: int, slots: Told) -> Claim:
    """A claim; `body`, `stance`, `cue`, `target` and `unit` beside what the fixture takes."""
    rest = dict(slots)
    body, stance, cue = rest.pop("body", None), rest.pop("stance", "asserts"), rest.pop("cue", None)
    target, unit = rest.pop("target", None), rest.pop("unit", None)
    claim = make_claim(doc, at, **rest)
    return replace(
        claim,
        stance=stance,
        cue=None if cue is None else Phrase(text=cue),
        target=None if target is None else Phrase(text=target),
        source=tuple(replace(link, body=body) for link in claim.source),
        figures=tuple(replace(figure, unit=unit) for figure in claim.figures),
    )


def graded(
    make_claim: MakeClaim, documents: Mapping[str, Document], *reports: list[Told]
) -> tuple[Grade | None, str | None]:
    """The grade of the one incident that reports make, each a list of claims."""
    claims = [
        made(make_claim, f"d{number}", at, slots)
        for number, report in enumerate(reports, start=1)
        for at, slots in enumerate(report)
    ]
    (found,) = incidents(claims, [[claim.id for claim in claims]], documents=documents)
    return found.grade, found.grade_rule


MAYOR, NURSE = told("the mayor", killed=(8, 8), actor=JETS), told("a nurse", killed=(7, 7))
TABLE: list[Any] = [
    pytest.param([[MAYOR, NURSE]], "fair", "2 accounts by origins independent of each other: ", id="two in one report"),
    pytest.param(
        [[MAYOR], [NURSE]], "fair", "named by 1 account: Russian jets, as mayor has it", id="two in two reports"
    ),
    pytest.param(
        [[told("the mayor", killed=(8, 8)), NURSE]],
        "weak",
        "none names a belligerent",
        id="two, but nobody names a doer",
    ),
    pytest.param(
        [[told("the mayor", actor="two gunmen"), NURSE]], "weak", "none names a belligerent", id="a doer without a name"
    ),
    pytest.param([[MAYOR], [MAYOR]], "weak", "a single source: mayor, in 2 reports", id="two reports of one origin"),
    pytest.param(
        [[told(killed=(8, 8), actor=JETS), told("the mayor", killed=(8, 8))]],
        "weak",
        "a single source: mayor",
        id="a report that has it from its source",
    ),
    pytest.param(
        [[told(killed=(9, 9), actor=JETS), told("the mayor", killed=(8, 8))]],
        "weak",
        "a single source: mayor",
        id="a report's own voice around the one whom it quotes",
    ),
    pytest.param(
        [[told(actor=JETS, evidence="Two jets struck the mill.")], [told(evidence="Bombs fell on the mill.")]],
        "fair",
        "Harbour Gazette and Lantern Review",
        id="two reports in their own voices",
    ),
    pytest.param(
        [[told(actor=JETS, evidence="Two jets struck the mill.")], [told(evidence="Two jets struck the mill")]],
        "weak",
        "a single source",
        id="two outlets that print the same words",
    ),
    pytest.param(
        [[MAYOR, told("several sources", killed=(7, 7)), told("all sources")]],
        "fair",
        "2 accounts",
        id="several without a name are one more",
    ),
    pytest.param(
        [[told("several sources", killed=(7, 7), actor=JETS)]], "weak", "sources without a name", id="none with a name"
    ),
    pytest.param(
        [[MAYOR, told("the chancellor", stance="criticises")]], "weak", "a single source: mayor", id="one only condemns"
    ),
    pytest.param(
        [[MAYOR, told("Moscow", body=MINISTRY, actor="Russian bombers", target="a depot")]],
        "weak",
        "a single source: mayor",
        id="the doer is no second witness",
    ),
    pytest.param(
        [[MAYOR, NURSE, told("Moscow", body=MINISTRY, actor="Russian bombers", target="a depot")]],
        "fair",
        "the side that acted says so itself, by Moscow",
        id="the doer declares the strike, and no harm",
    ),
    pytest.param(
        [[told("Moscow", body=MINISTRY, actor="Russian bombers", target="a depot")]],
        "weak",
        "told by nobody but the side that did it: Moscow",
        id="the doer alone",
    ),
    pytest.param(
        [[told("Moscow", body=MINISTRY, actor="Russian bombers", killed=(600, None), unit="fighters")]],
        "weak",
        "told by nobody but the side that did it",
        id="the doer alone calls the dead fighters",
    ),
    pytest.param(
        [[MAYOR, told("Moscow", body=MINISTRY, actor="Russian bombers", killed=(3, 3), unit="civilians")]],
        "confirmed",
        "Moscow owns to harm to others than fighters, in 1 claim of 1 report",
        id="the doer owns to dead civilians",
    ),
    pytest.param(
        [[told("Moscow", body=MINISTRY, actor="a Russian plane", stance="confirms", target="the hospital")]],
        "confirmed",
        "owns to harm",
        id="the doer owns to a hospital hit",
    ),
    pytest.param(
        [[told("Moscow", body=MINISTRY, actor=JETS, killed=(2, 2), evidence="It denied that its jets killed two.")]],
        "weak",
        "told by nobody but",
        id="a denial worded as a statement",
    ),
    pytest.param(
        [[told("Moscow", body=MINISTRY, actor="a Russian helicopter", killed=(5, 5), kind="downing")]],
        "weak",
        "",
        id="one's own loss is no deed",
    ),
    pytest.param(
        [[NURSE, told("the group", body=GROUP, actor="Islamic State", stance="claims_responsibility", cue="claimed")]],
        "confirmed",
        "group claims responsibility",
        id="a group claims it",
    ),
    pytest.param(
        [[NURSE, told("the outfit", stance="claims_responsibility", cue="claimed", killed=(9, 9), unit="soldiers")]],
        "confirmed",
        "outfit claims responsibility",
        id="one who claims a deed need not be known",
    ),
    pytest.param(
        [[NURSE, told("the ministry", body=MINISTRY, actor="rebels", stance="claims_responsibility", cue="claimed")]],
        "fair",
        "named by 1 account: rebels",
        id="nobody claims a deed for another side",
    ),
    pytest.param(
        [[NURSE, told("Islamic State", body=GROUP, actor="its men", evidence="It said its men carried out the raid.")]],
        "confirmed",
        "Islamic State claims responsibility",
        id="a group says that its men did it",
    ),
    pytest.param(
        [[NURSE, told("the group", body=GROUP, actor="Islamic State", stance="claims_responsibility", cue="bears")]],
        "weak",
        "",
        id="responsibility laid on one is not claimed",
    ),
    pytest.param(
        [[told("SANA", body=AGENCY, actor="the Syrian army", killed=(4, 4))]],
        "weak",
        "told by nobody but the side that did it",
        id="a state's agency speaks for its side, and owns to nothing",
    ),
    pytest.param(
        [[told("the Coalition", body=COUNCIL, actor="the Syrian army", killed=(4, 4)), NURSE]],
        "fair",
        "2 accounts",
        id="those who fight a state are not of its side",
    ),
    pytest.param(
        [[told("the monitor", body=MONITOR, killed=(9, 9), unit="soldiers", actor="rebels")]],
        "discounted",
        "only fighters are told to be hurt, by 1 account other than the doer: monitor",
        id="fighters only, by another's word",
    ),
    pytest.param(
        [[told("the monitor", killed=(9, 9), unit="soldiers"), told("the mayor", killed=(9, 9))]],
        "discounted",
        "only fighters",
        id="and one who counts as many, and leaves it open",
    ),
    pytest.param(
        [[told("the monitor", killed=(9, 9), unit="soldiers"), told("the mayor", killed=(12, 12), actor=JETS)]],
        "fair",
        "2 accounts",
        id="but not where another counts more",
    ),
    pytest.param(
        [
            [
                told("the monitor", killed=(9, 9), unit="soldiers"),
                told("the mayor", killed=(9, 9), unit="villagers", actor=JETS),
            ]
        ],
        "fair",
        "2 accounts",
        id="nor where another calls them villagers",
    ),
    pytest.param(
        [[MAYOR, told("a general", killed=(8, 8), actor="Turkish guns")]],
        "contested",
        "2 accounts that lay it on different sides: general names Turkish guns; mayor names Russian jets",
        id="two doers",
    ),
    pytest.param(
        [[MAYOR, told(actor="Turkish guns")]], "weak", "a single source", id="a remark of the report that quotes one"
    ),
    pytest.param(
        [[told("the mayor", actor="Russian or Turkish jets"), NURSE]],
        "contested",
        "1 account leaves open which of two sides did it: mayor says Russian or Turkish jets",
        id="one account leaves open who did it",
    ),
    pytest.param(
        [[told("the mayor", actor="Russian or Turkish jets"), told("a nurse", actor=JETS)]],
        "fair",
        "",
        id="and another names the one",
    ),
    pytest.param(
        [[MAYOR, NURSE, told("Moscow", body=MINISTRY, actor=JETS, status="denied", stance="denies")]],
        "fair",
        "2 accounts",
        id="a denial by the accused leaves it as it is",
    ),
    pytest.param(
        [[told("Moscow", body=MINISTRY, actor=JETS, status="denied", stance="denies")]],
        "discounted",
        "nobody asserts it: Moscow denies it",
        id="nobody asserts it",
    ),
    pytest.param(
        [[MAYOR], [told("the mayor", status="denied", stance="denies")]],
        "discounted",
        "withdrawn by 1 account that told of it: mayor",
        id="the one who told of it denies it later",
    ),
    pytest.param(
        [[MAYOR], [told("the mayor", killed=(8, 8), evidence="The mayor retracted the report of eight dead.")]],
        "discounted",
        "withdrawn",
        id="or takes it back",
    ),
    pytest.param(
        [[MAYOR, NURSE], [told("the mayor", status="denied", stance="denies")]],
        "fair",
        "",
        id="but another stands by it",
    ),
    pytest.param(
        [[told("the monitor", kind="clash", actor="the Syrian army"), told("the army", kind="clash", actor="rebels")]],
        "fair",
        "2 accounts",
        id="in a battle both sides act",
    ),
    pytest.param(
        [[told("the chancellor", stance="criticises")]],
        "weak",
        "nobody vouches for it: chancellor",
        id="only condemned",
    ),
    pytest.param([[told("the mayor", kind="talks")]], None, None, id="talks are not graded"),
]


@pytest.mark.parametrize(("reports", "grade", "rule"), TABLE)
def test_grade(
    make_claim: MakeClaim,
    documents: dict[str, Document],
    reports: list[list[Told]],
    grade: Grade | None,
    rule: str | None,
) -> None:
    found, why = graded(make_claim, documents, *reports)
    assert found == grade, why
    assert (why is None) == (rule is None)
    assert rule is None or rule in (why or "")


def test_each_rule_is_a_short_sentence(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    names = ("a baker", "a clerk", "a driver", "a nurse", "the mayor", "the priest")
    _, why = graded(make_claim, documents, [told(name, killed=(8, 8), actor=JETS) for name in names])
    assert why == (
        "6 accounts by origins independent of each other: baker, clerk, driver, mayor and 2 more; a belligerent that "
        "acted is named by 6 accounts: Russian jets, as baker, clerk, driver, mayor and 2 more have it"
    )


def test_graded_kinds_are_kinds() -> None:
    kinds = {kind for family in load("events")["families"].values() for kind in family}
    assert set(load("grades")["graded"]) <= kinds
