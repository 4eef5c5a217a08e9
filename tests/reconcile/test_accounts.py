"""All that one origin says of one incident."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.model import Account, Claim, Document, Toll
from sayso.reconcile import accounts
from sayso.reconcile.accounts import counted


def _told(claims: list[Claim], documents: dict[str, Document]) -> dict[str, Account]:
    return {account.origin: account for account in accounts(claims, documents=documents)}


def test_two_outlets_relay_one_account(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [
        make_claim("d1", source="the Northern Observatory", killed=(8, 8)),
        make_claim("d2", source=("NORA", "the Northern Observatory for Human Rights"), killed=(8, 8)),
    ]
    (account,) = accounts(claims, documents=documents)
    assert account.origin == "Northern Observatory for Human Rights"
    assert account.docs == ("d1", "d2")
    assert account.killed == Toll(low=8, high=8)


def test_an_own_update_is_history(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim("d1", source="the mayor", killed=(5, 5)), make_claim("d2", source="the mayor", killed=(9, 9))]
    account = _told(claims, documents)["mayor"]
    assert account.killed == Toll(low=9, high=9)
    assert account.history == ("d1-0",)


def test_a_headline_counts_for_its_source(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim("d1", 0, killed=(8, 8)), make_claim("d1", 1, source="the mayor", killed=(8, 8))]
    told = _told(claims, documents)
    assert set(told) == {"mayor"}
    assert told["mayor"].claims == ("d1-0", "d1-1")


def test_a_vague_headline_gives_no_toll(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim("d1", 0, killed=(24, None)), make_claim("d1", 1, source="the mayor", killed=(31, 31))]
    told = _told(claims, documents)
    assert told["Outlet 1"].killed is None
    assert told["mayor"].killed == Toll(low=31, high=31)


def test_a_headline_of_its_own_stays(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim("d1", 0, killed=(12, 12)), make_claim("d1", 1, source="the mayor", killed=(31, 31))]
    assert _told(claims, documents)["Outlet 1"].killed == Toll(low=12, high=12)


def test_a_denial_is_kept(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim("d1", source="the ministry", status="denied"), make_claim("d2", source="the mayor")]
    told = _told(claims, documents)
    assert (told["ministry"].occurred, told["mayor"].occurred) == ("denied", "asserted")


def test_order_changes_nothing(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [
        make_claim("d1", at, source=name, killed=(at, at)) for at, name in enumerate(["a nurse", "the mayor", "UN"])
    ]
    assert accounts(claims, documents=documents) == accounts(claims[::-1], documents=documents)


def test_a_first_toll_counts_nowhere_once_there_is_another(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    claims = [
        make_claim("d1", 0, source="a nurse", killed=(11, 11), evidence="Initial reports of a nurse told of 11 dead."),
        make_claim("d1", 1, source="the mayor", killed=(14, 14)),
    ]
    told = _told(claims, documents)
    assert [(account.killed, account.aside) for account in told.values()] == [
        (Toll(low=14, high=14), ()),
        (Toll(low=11, high=11), ("killed",)),
    ]


def test_a_report_has_weighed_what_it_quotes_below_its_opening(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    claims = [make_claim("d1", 0, killed=(15, None)), make_claim("d1", 1, source="a neighbour", killed=(4, 4))]
    told = _told(claims, documents)
    assert (told["Outlet 1"].killed, told["neighbour"].killed) == (Toll(low=15, high=None), Toll(low=4, high=4))
    assert (told["Outlet 1"].aside, told["neighbour"].aside) == ((), ("killed",))
    assert counted(told["neighbour"], "killed") is None


def test_a_relayed_opening_hides_no_other_account(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    claims = [make_claim("d1", 0, killed=(43, 43)), make_claim("d1", 1, source="the mayor", killed=(43, 43))]
    claims.append(make_claim("d1", 2, source="the army", killed=(30, 30)))
    told = _told(claims, documents)
    assert (told["mayor"].killed, told["army"].killed) == (Toll(low=43, high=43), Toll(low=30, high=30))


def test_the_doer_is_read_from_claims_of_the_kind(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    claims = [
        make_claim("d1", 0, source="the mayor", kind="air_strike", actor="two jets"),
        make_claim("d1", 1, source="the mayor", kind="clash", actor="the garrison"),
        make_claim("d1", 2, source="the mayor", kind="clash", actor="the garrison"),
    ]
    (account,) = accounts(claims, documents=documents, kinds=frozenset({"air_strike"}))
    assert account.actor == "two jets"


def test_what_follows_in_a_report_s_own_voice_is_a_part(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    claims = [make_claim("d1", 0, source="the mayor", killed=(31, 31)), make_claim("d1", 1, killed=(5, 5))]
    told = _told(claims, documents)
    assert (told["mayor"].killed, told["Outlet 1"].killed) == (Toll(low=31, high=31), None)


def test_accounts_with_a_toll_stand_first(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [make_claim("d1", at, source="the mayor") for at in range(3)]
    claims.append(make_claim("d1", 3, source="a nurse", killed=(2, 2)))
    assert [account.origin for account in accounts(claims, documents=documents)] == ["nurse", "mayor"]


def test_the_doer_is_whom_an_exact_claim_names(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    claims = [
        make_claim("d1", 0, source="the mayor", kind="attack", actor="the garrison"),
        make_claim("d1", 1, source="the mayor", kind="attack", actor="the garrison"),
        make_claim("d1", 2, source="the mayor", kind="air_strike", actor="two jets"),
    ]
    (account,) = accounts(claims, documents=documents)
    assert account.actor == "two jets"


def test_the_number_stands_for_the_dozens_that_a_report_opens_with(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    claims = [make_claim("d1", 0, killed=(24, None)), make_claim("d1", 1, killed=(73, None))]
    account = _told(claims, documents)["Outlet 1"]
    assert account.killed == Toll(low=73, high=None)
    assert [item.aside for item in account.weighed] == [
        "a vague word, for which the report gives the number later",
        None,
    ]


def test_a_person_in_a_scene_is_no_count(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    def hurt(claim: Claim) -> Claim:
        return replace(
            claim,
            figures=tuple(
                replace(figure, text="a child") if figure.measure == "injured" else figure for figure in claim.figures
            ),
        )

    counted = make_claim("d1", 0, killed=(16, 16))
    scene = hurt(make_claim("d1", 1, injured=(1, 1)))
    assert _told([counted, scene], documents)["Outlet 1"].injured is None
    few = make_claim("d1", 0, killed=(2, 2))
    assert _told([few, scene], documents)["Outlet 1"].injured == Toll(low=1, high=1)
    at_once = hurt(make_claim("d1", 0, killed=(16, 16), injured=(1, 1)))
    assert _told([at_once], documents)["Outlet 1"].injured == Toll(low=1, high=1)


@pytest.mark.parametrize(
    ("actor", "words", "expected"),
    [
        ("its jets", "Moscow denied that its jets had hit the town.", "Moscow"),
        (None, "Moscow denied any involvement in the raid.", "Moscow"),
        ("Syrian jets", "Moscow denied that Syrian jets had hit the town.", "Syrian jets"),
        (None, "Moscow denied that a raid had taken place.", None),
    ],
)
def test_who_denies_a_deed_of_its_own(
    make_claim: Callable[..., Claim],
    documents: dict[str, Document],
    actor: str | None,
    words: str,
    expected: str | None,
) -> None:
    claim = make_claim("d1", source="Moscow", status="denied", actor=actor, evidence=words)
    assert _told([claim], documents)["Moscow"].actor == expected


def test_more_than_a_round_number_repeats_the_number_quoted(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    def own(claims: list[Claim]) -> Toll | None:
        return _told(claims, documents)["Outlet 1"].killed

    quoted = make_claim("d1", 1, source="the mayor", killed=(31, 31))
    assert own([make_claim("d1", 0, killed=(30, None)), quoted]) is None
    assert own([make_claim("d1", 0, killed=(30, 30)), quoted]) == Toll(low=30, high=30)
    assert own([make_claim("d1", 0, killed=(20, None)), quoted]) == Toll(low=20, high=None)
