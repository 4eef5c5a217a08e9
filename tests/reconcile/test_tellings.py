"""Each claim beside the name on whose word it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sayso.model import Claim, Document, SourceBody, SourceLink
from sayso.reconcile.tellings import by_origin, tellings


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
