"""Tolls by a rule, and what each claim has to do with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.model import Claim, Document, Incident, Number, Rule, SourceBody
from sayso.reconcile import incidents
from sayso.reconcile.counts import CONTEXT, NO_STATUS, Whom
from sayso.reconcile.rules import HIGHER, NOT_KEPT, RULES, VAGUE, Cell, cell
from sayso.reconcile.surveys import CODED
from sayso.reconcile.tolls import FIRST, OF_A_PART, RAISED
from sayso.reconcile.weighing import AFTER, FAR_BELOW, PERSON, REPEAT, WEIGHED
from tests.reconcile.conftest import MakeClaim

Range = tuple[int | None, int | None]
Figures = tuple[Number | None, Number | None, Number | None]
ARMY = SourceBody(id="RU/armed-forces", name="Russian Armed Forces", type="state military", party=True)
DOZENS, MANY = (24, None), (None, None)


def one_incident(claims: Sequence[Claim], documents: Mapping[str, Document]) -> Incident:
    (found,) = incidents(claims, [[claim.id for claim in claims]], documents=documents)
    return found


def by_rule(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    *,
    rule: Rule = "range",
    measure: Any = "killed",
    whom: Whom | None = None,
) -> Cell | None:
    incident = one_incident(claims, documents)
    return cell(incident, {claim.id: claim for claim in claims}, measure, rule=rule, whom=whom)


def worded(claim: Claim, words: str, *, unit: str | None = None, basis: Any = None, **slots: Any) -> Claim:
    """The claim with its figures told in these words."""
    figures = (replace(figure, text=words, unit=unit, basis=basis or figure.basis, **slots) for figure in claim.figures)
    return replace(claim, figures=tuple(figures))


ACCOUNTS: list[Any] = [
    pytest.param([(8, 8), (20, 20)], (8, 8, 20), (8, 8, 8), id="a tie: the lower is best"),
    pytest.param([(8, 8), (20, 20), (20, 20)], (8, 20, 20), (8, 8, 8), id="most support the higher"),
    pytest.param([(8, None), (11, 11)], (8, 8, 11), (8, 8, 8), id="at least 8 does not support 11"),
    pytest.param([(5, 9), (8, 8), (12, 12)], (5, 8, 12), (5, 5, 5), id="a range supports what lies in it"),
    pytest.param([(8, None), (30, None)], (8, 8, None), (8, 8, 8), id="open above"),
    pytest.param([(None, 20)], (None, 20, 20), (20, 20, 20), id="only a ceiling"),
    pytest.param([DOZENS, (31, 31)], (24, 31, 31), (31, 31, 31), id="a word beside a number is no figure"),
    pytest.param([DOZENS], (24, 24, None), (12, 12, 12), id="dozens alone"),
    pytest.param([(0, 0), (3, 3)], (0, 0, 3), (0, 0, 0), id="one says that nobody died"),
]


@pytest.mark.parametrize(("tolls", "ranged", "lowest"), ACCOUNTS)
def test_accounts_side_by_side(
    make_claim: MakeClaim, documents: dict[str, Document], tolls: list[Range], ranged: Figures, lowest: Figures
) -> None:
    names = ("the mayor", "a nurse", "the harbour office")
    claims = [
        worded(make_claim("d1", at, source=names[at], killed=toll), "dozens" if toll == DOZENS else "the number")
        for at, toll in enumerate(tolls)
    ]
    for rule, expected in (("range", ranged), ("conservative", lowest)):
        found = by_rule(claims, documents, rule=rule)  # type: ignore[arg-type]  # as RULES has them
        assert found is not None
        assert (found.low, found.best, found.high) == expected
        assert {*found.used, *dict(found.aside)} == {claim.id for claim in claims}


def test_the_sentence_names_the_numbers(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    claims = [
        make_claim("d1", 0, source="the mayor", killed=(8, 8)),
        make_claim("d1", 1, source="a nurse", killed=(20, 20)),
    ]
    ranged, lowest = (by_rule(claims, documents, rule=rule) for rule in RULES)
    assert ranged is not None
    assert lowest is not None
    assert ranged.says == (
        "from the smallest to the largest figure of 2 accounts; best 8, supported by 1 of 2 independent accounts, "
        "the lower of equals"
    )
    assert (ranged.used, ranged.aside) == (("d1-0", "d1-1"), ())
    assert lowest.says == "8: the lowest figure of 2 accounts, given by mayor"
    assert (lowest.used, lowest.aside) == (("d1-0",), (("d1-1", HIGHER),))


def test_two_of_one_side_are_one_voice(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    """Two offices of one army do not outvote a mayor."""
    claims = [
        make_claim("d1", at, source=name, killed=toll)
        for at, (name, toll) in enumerate(
            [("the mayor", (8, 8)), ("the air force", (20, 20)), ("the general staff", (20, 20))]
        )
    ]
    voiced = [
        replace(claim, source=tuple(replace(link, body=ARMY) for link in claim.source)) if index else claim
        for index, claim in enumerate(claims)
    ]
    found = by_rule(voiced, documents)
    assert found is not None
    assert found.best == 8


def test_a_word_beside_a_number_is_set_aside(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    claims = [make_claim("d1", source="a nurse", killed=DOZENS), make_claim("d2", source="the mayor", killed=(31, 31))]
    found = by_rule(claims, documents, rule="conservative")
    assert found is not None
    assert found.aside == (("d1-0", VAGUE),)


WORDS = [
    pytest.param("dozens of people", 24, 12, id="dozens"),
    pytest.param("tens of people", 20, 10, id="tens"),
    pytest.param("hundreds", 200, 100, id="hundreds"),
    pytest.param("tens of thousands", 20_000, 10_000, id="ten times a thousand"),
    pytest.param("several people", 3, 3, id="several"),
    pytest.param("several hundred", 300, 300, id="as many as its words name"),
    pytest.param("many people", None, 3, id="no number at all"),
]


@pytest.mark.parametrize(("words", "low", "expected"), WORDS)
def test_words_for_a_number(
    make_claim: MakeClaim, documents: dict[str, Document], words: str, low: int | None, expected: int
) -> None:
    claim = worded(make_claim("d1", source="a nurse", killed=(24, None)), words, basis="vague", low=low)
    found = by_rule([claim], documents, rule="conservative")
    assert found is not None
    assert (found.low, found.best, found.high) == (expected,) * 3


def test_many_without_a_number_have_no_best(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    claim = worded(make_claim("d1", source="a nurse", killed=(24, None)), "many people", basis="vague", low=None)
    found = by_rule([claim], documents)
    assert found is not None
    assert (found.low, found.best, found.high) == (None, None, None)
    assert "nobody names a number" in found.says


def test_about_thirty_supports_twenty_nine(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    claims = [
        worded(make_claim("d1", 0, source="the mayor", killed=(30, 30)), "about 30", basis="about"),
        make_claim("d1", 1, source="a nurse", killed=(29, 29)),
        make_claim("d1", 2, source="the harbour office", killed=(25, 25)),
    ]
    found = by_rule(claims, documents)
    assert found is not None
    assert found.best == 29


def _aside(make_claim: MakeClaim, rows: Sequence[tuple[str, dict[str, Any]]]) -> list[Claim]:
    return [make_claim(doc, at, **slots) for at, (doc, slots) in enumerate(rows)]


ASIDE: list[Any] = [
    pytest.param(
        [
            ("d1", {"source": "the mayor", "killed": (4, 4), "evidence": "Initially the mayor told of four dead."}),
            ("d1", {"source": "a nurse", "killed": (9, 9)}),
        ],
        {"d1-0": FIRST},
        id="a first toll",
    ),
    pytest.param(
        [("d1", {"source": "the mayor", "killed": (4, 4)}), ("d2", {"source": "the mayor", "killed": (9, 9)})],
        {"d1-0": RAISED},
        id="its own earlier toll",
    ),
    pytest.param(
        [("d1", {"source": "the mayor", "killed": (9, 9)}), ("d1", {"source": "the mayor", "killed": (4, 4)})],
        {"d1-1": OF_A_PART},
        id="a part, told later by the same source",
    ),
    pytest.param(
        [("d1", {"killed": DOZENS}), ("d1", {"source": "the mayor", "killed": (31, 31)}), ("d2", {"killed": (31, 31)})],
        {"d1-0": REPEAT, "d2-2": REPEAT},
        id="a headline for what its source says, and another report's",
    ),
    pytest.param(
        [("d1", {"source": "the mayor", "killed": (31, 31)}), ("d1", {"killed": (5, 5)})],
        {"d1-1": AFTER},
        id="told by the report itself after its source",
    ),
    pytest.param(
        [
            ("d1", {"killed": (15, 15)}),
            ("d1", {"source": "a nurse", "killed": (4, 4)}),
            ("d2", {"source": "UN", "killed": (16, 16)}),
        ],
        {"d1-1": FAR_BELOW},
        id="far below what the report that quotes it opens with",
    ),
    pytest.param(
        [
            ("d1", {"killed": (15, 15), "evidence": "Reportedly 15 died."}),
            ("d1", {"source": "a nurse", "killed": (14, 14)}),
        ],
        {"d1-1": WEIGHED},
        id="what one report has weighed",
    ),
    pytest.param(
        [
            ("d1", {"killed": DOZENS, "evidence": "Dozens reportedly died."}),
            ("d1", {"source": "a nurse", "killed": (14, 14)}),
        ],
        {"d1-1": CODED},
        id="a report that opens with a word",
    ),
    pytest.param(
        [("d1", {"source": "the mayor", "killed": (300, 300)}), ("d2", {"source": "a nurse", "killed": (4, 4)})],
        {"d2-1": "a part: less than a tenth of what another account tells"},
        id="of one house",
    ),
]


@pytest.mark.parametrize(("rows", "expected"), ASIDE)
def test_each_claim_set_aside_says_why(
    make_claim: MakeClaim,
    documents: dict[str, Document],
    rows: list[tuple[str, dict[str, Any]]],
    expected: dict[str, str],
) -> None:
    found = by_rule(_aside(make_claim, rows), documents)
    assert found is not None
    assert dict(found.aside) == expected


def test_a_person_beside_a_count(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    person = worded(make_claim("d1", 1, source="a nurse", killed=(1, 1)), "his wife")
    found = by_rule([make_claim("d1", 0, source="the mayor", killed=(9, 9)), person], documents)
    assert found is not None
    assert found.aside == (("d1-1", PERSON),)


def test_a_survey_is_coded_as_one_report(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    opening = make_claim("d1", 0, killed=(15, None), evidence="At least 15 reportedly died.")
    claims = [
        opening,
        make_claim("d1", 1, source="a nurse", killed=(18, 18)),
        make_claim("d1", 2, source="UN", killed=(18, 18)),
    ]
    found = by_rule(claims, documents)
    assert found is not None
    assert (found.low, found.best, found.high) == (15, 18, 18)
    assert found.says.startswith("coded as one report that has weighed its sources")


def test_several_hurt_without_a_number(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    claims = [make_claim("d1", killed=(4, 4), evidence="Reportedly four were killed, and a number of people wounded.")]
    ranged, lowest = (by_rule(claims, documents, rule=rule, measure="injured") for rule in RULES)
    assert ranged is not None
    assert lowest is not None
    assert (ranged.low, ranged.best, ranged.high, ranged.used) == (2, 2, 2, ("d1-0",))
    assert (lowest.best, lowest.used, lowest.says) == (3, ("d1-0",), "3: several are told of without a number")


def test_other_measures_of_persons(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    claims = [
        worded(make_claim("d1", at, source=name, killed=(number, number)), str(number), measure="displaced")
        for at, (name, number) in enumerate([("the mayor", 400), ("a nurse", 900)])
    ]
    found = by_rule(claims, documents, measure="displaced")
    assert found is not None
    assert (found.low, found.best, found.high) == (400, 400, 900)
    assert by_rule(claims, documents) is None, "nobody counts the dead"


def test_a_made_incident_without_its_weighing_says_so(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    claims = [make_claim("d1", source="a nurse", killed=(4, 6))]
    incident = one_incident(claims, documents)
    older = replace(incident, accounts=tuple(replace(account, weighed=()) for account in incident.accounts))
    found = cell(older, {claim.id: claim for claim in claims}, "killed")
    assert found is not None
    assert (found.low, found.best, found.high, found.says) == (4, None, 6, NOT_KEPT)
    assert cell(older, {claim.id: claim for claim in claims}, "killed", whom="civilians") is None


def _victims(make_claim: MakeClaim, *rows: tuple[str, SourceBody | None, int, str | None]) -> list[Claim]:
    """Claims of a strike by Russian jets: who says it, on which side, how many, and who they were."""
    made = []
    for at, (source, body, number, unit) in enumerate(rows):
        claim = make_claim("d1", at, source=source, killed=(number, number), actor="Russian jets")
        claim = worded(claim, str(number), unit=unit)
        made.append(replace(claim, source=tuple(replace(link, body=body) for link in claim.source)))
    return made


def test_the_doer_s_word_makes_nobody_a_fighter(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    claims = _victims(make_claim, ("Moscow", ARMY, 40, "fighters"), ("the mayor", None, 31, "civilians"))
    fighters = by_rule(claims, documents, whom="fighters")
    civilians = by_rule(claims, documents, whom="civilians")
    assert fighters is not None
    assert (fighters.low, fighters.best, fighters.high, fighters.used) == (None, None, None, ())
    assert dict(fighters.aside) == {"d1-0": CONTEXT, "d1-1": NO_STATUS.format(whom="fighters")}
    assert civilians is not None
    assert (civilians.low, civilians.best, civilians.high) == (31, 31, 31)


def test_a_contested_status_begins_at_nobody(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    claims = _victims(make_claim, ("the monitor", None, 40, "fighters"), ("the mayor", None, 31, "civilians"))
    for whom, high in (("fighters", 40), ("civilians", 31)):
        found = by_rule(claims, documents, whom=whom)  # type: ignore[arg-type]  # as Whom has them
        assert found is not None
        assert (found.low, found.best, found.high) == (0, high, high)
        lowest = by_rule(claims, documents, whom=whom, rule="conservative")  # type: ignore[arg-type]  # as Whom has them
        assert lowest is not None
        assert lowest.best == 0


def test_civilians_as_a_part(make_claim: MakeClaim, documents: dict[str, Document]) -> None:
    claim = make_claim("d1", source="the mayor", killed=(31, 31))
    whole = replace(claim.figures[0], text="31 people", unit="people")
    part = replace(whole, text="including 12 civilians", unit="civilians", low=12, high=12, part_of="31 people")
    told = replace(claim, figures=(whole, part))
    found = by_rule([told], documents, whom="civilians")
    assert found is not None
    assert (found.low, found.high) == (12, 12)
    assert by_rule([told], documents, whom="fighters") is None, "nobody speaks of any"


TOLLS = st.one_of(
    st.integers(0, 60).map(lambda number: (number, number)),
    st.integers(0, 60).map(lambda number: (number, None)),
    st.integers(1, 60).map(lambda number: (None, number)),
    st.tuples(st.integers(0, 30), st.integers(31, 60)),
    st.just(DOZENS),
)
REPORTED = st.lists(
    st.tuples(st.sampled_from(("d1", "d2", "d3")), st.sampled_from((None, "the mayor", "a nurse", "UN")), TOLLS),
    min_size=1,
    max_size=7,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(REPORTED)
def test_laws(make_claim: MakeClaim, documents: dict[str, Document], rows: list[tuple[str, str | None, Range]]) -> None:
    """The best lies in the range and is told; used and set aside are disjoint, of the incident, and all that tell."""
    claims = [
        worded(make_claim(doc, at, source=source, killed=toll), "dozens" if toll == DOZENS else "so many")
        for at, (doc, source, toll) in enumerate(rows)
    ]
    incident = one_incident(claims, documents)
    known = {claim.id: claim for claim in claims}
    numbers = {number for _, _, toll in rows for number in toll} - {None}
    for rule in RULES:
        found = cell(incident, known, "killed", rule=rule)
        assert found is not None
        aside = dict(found.aside)
        assert not set(found.used) & aside.keys()
        assert {*found.used, *aside} == known.keys()
        assert all(aside.values())
        assert found.best is not None
        assert found.low is None or found.low <= found.best
        assert found.high is None or found.best <= found.high
        assert found.best in {*numbers, 12} if rule == "conservative" else found.best in numbers
    ranged = cell(incident, known, "killed")
    assert ranged is not None
    assert incident.killed is not None
    assert (ranged.low, ranged.high) == (incident.killed.low, incident.killed.high)
