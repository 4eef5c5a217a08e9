"""Each claim beside the name on whose word it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.model import Claim, Document, Phrase, SourceBody, SourceLink, Span, Toll
from sayso.reconcile.accounts import accounts
from sayso.reconcile.tellings import by_origin, tellings
from sayso.reconcile.weighing import OTHERWISE


def _names(claims: list[Claim], documents: dict[str, Document]) -> list[str]:
    return [item.name for item in tellings(claims, documents=documents)]


def test_two_named_together_are_two(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim(source="residents and the Syrian Observatory for Human Rights")]
    assert _names(claims, documents) == ["residents", "Syrian Observatory for Human Rights"]


def test_and_within_a_name_parts_nothing(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    assert _names([make_claim(source="the Fund for Women and Children")], documents) == ["Fund for Women and Children"]


def test_the_claim_is_of_whoever_was_named_before(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    claims = [
        make_claim(at=0, source="the mayor"),
        make_claim(at=1, source="the Northern Front"),
        make_claim(at=2, source="The claim"),
        make_claim(at=3, source="It"),
    ]
    assert _names(claims, documents)[2:] == ["Northern Front", "Northern Front"]
    assert _names([make_claim(source="It")], documents) == ["It"]


def test_what_cannot_speak_is_no_source(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [
        make_claim(at=0, source="the latest in a row of blasts"),
        make_claim(at=1, source=("the mayor", "an earlier toll of the raid")),
        make_claim(at=2, source="the attack"),
    ]
    assert _names(claims, documents) == ["Outlet 1", "mayor", "Outlet 1"]


def test_a_body_is_known_by_its_identifier(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    observatory = SourceBody(id="syrian-observatory-for-human-rights", type="monitor or NGO")
    head = SourceBody(id="person/x", type="monitor or NGO", of="syrian-observatory-for-human-rights")
    claims = [
        replace(make_claim(at=0), source=(SourceLink(text="the Observatory", body=observatory),)),
        replace(make_claim(at=1), source=(SourceLink(text="Sami Haddad", body=head),)),
        make_claim(at=2, source="Huda Nasser"),
    ]
    groups = by_origin(tellings(claims, documents=documents))
    assert sorted(len(group) for group in groups) == [1, 2]


def test_an_own_toll_that_a_source_gives_is_relayed(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    claims = [make_claim("d1", 0, killed=(8, 8)), make_claim("d1", 1, source="the mayor", killed=(8, 8))]
    assert [(item.name, item.own, item.relayed) for item in tellings(claims, documents=documents)] == [
        ("mayor", True, True),
        ("mayor", False, False),
    ]


def test_a_relayed_toll_brings_no_other_number_of_its_own(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    own = make_claim("d1", 0, killed=(8, 8), injured=(58, 58))
    both = make_claim("d1", 1, source="the mayor", killed=(8, 8), injured=(55, 55))
    dead = make_claim("d1", 1, source="the mayor", killed=(8, 8))
    for quoted, injured in ((both, Toll(low=55, high=55)), (dead, Toll(low=58, high=58))):
        (account,) = accounts([own, quoted], documents=documents)
        assert (account.origin, account.injured) == ("mayor", injured)
    (account,) = accounts([own, both], documents=documents)
    assert [(one.claim, one.aside) for one in account.weighed if one.measure == "injured"] == [
        ("d1-0", OTHERWISE),
        ("d1-1", None),
    ]


LIVES = [
    ("The column fired on the town, claiming the lives of 8 people", "claiming", "Outlet 1"),
    ("The column shelled the town, claiming at least nine lives", "claiming", "Outlet 1"),
    ("The column claimed 8 people in the town had died", "claimed", "column"),
    ("The column claimed that no lives had been lost", "claimed", "column"),
    ("The column claimed ten lives were lost", "claimed", "column"),
    ("The column said 8 lives in the town were lost", "said", "column"),
]


@pytest.mark.parametrize(("words", "cue", "name"), LIVES)
def test_to_claim_lives_is_to_say_nothing(
    make_claim: Callable[..., Claim], documents: dict[str, Document], words: str, cue: str, name: str
) -> None:
    claim = make_claim(source="the column", killed=(8, 8), evidence=words)
    at = words.index(cue)
    said = replace(claim, span=Span(0, len(words)), cue=Phrase(text=cue, span=Span(at, at + len(cue))))
    assert _names([said], documents) == [name]


def test_another_named_anew_is_another(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim(source="the Syrian Observatory for Human Rights and the Northern Relief Brigade")]
    assert _names(claims, documents) == ["Syrian Observatory for Human Rights", "Northern Relief Brigade"]


def test_who_claims_a_deed_does_not_count_its_dead(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    told = make_claim(killed=(28, 28))
    claimed = replace(told, id="d1-claimed", source=(SourceLink(text="the Northern Front"),))
    found = tellings([told, claimed], documents=documents)
    assert [(item.name, dict(item.tolls), item.presupposed) for item in found] == [
        ("Outlet 1", {"killed": Toll(low=28, high=28)}, False),
        ("Northern Front", {}, True),
    ]
    elsewhere = replace(make_claim(at=1, killed=(40, 40)), source=claimed.source)
    assert tellings([told, elsewhere], documents=documents)[1].tolls == {"killed": Toll(low=40, high=40)}


def test_a_body_speaks_through_its_head(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    head = SourceBody(id="person/x", type="monitor or NGO", of="syrian-observatory-for-human-rights")
    claim = replace(make_claim(), source=(SourceLink(text="Observatory director Sami Haddad", body=head),))
    assert _names([claim], documents) == ["Syrian Observatory for Human Rights"]


def test_state_media_are_the_agency_that_is_named_too(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    claims = [make_claim(at=0, source="Syrian state media"), make_claim(at=1, source="SANA")]
    assert len(by_origin(tellings(claims, documents=documents))) == 1
    claims = [*claims, make_claim(at=2, source="Syrian state television")]
    assert len(by_origin(tellings(claims, documents=documents))) == 2


def test_dozens_are_relayed_from_no_other_report(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    claims = [make_claim("d1", killed=(24, None)), make_claim("d2", source="the mayor", killed=(24, None))]
    assert _names(claims, documents) == ["Outlet 1", "mayor"]
    claims = [make_claim("d1", killed=(31, 31)), make_claim("d2", source="the mayor", killed=(31, 31))]
    assert _names(claims, documents) == ["mayor", "mayor"]


def test_a_body_with_an_outlet_of_its_own_counts_for_itself(make_claim: Callable[..., Claim]) -> None:
    claims = [make_claim("d1", killed=(31, 31)), make_claim("d2", source="the mayor", killed=(31, 31))]
    documents = {"d1": Document(id="d1", text="", publisher="Syrian National Coalition")}
    assert _names(claims, documents) == ["Syrian National Coalition", "mayor"]
