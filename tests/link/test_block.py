"""Which threads are compared at all."""

from __future__ import annotations

from collections.abc import Callable

from sayso.link.block import CROWD, MOST, candidates, keys
from sayso.link.profile import profile
from sayso.model import Claim


def _meet(one: Claim, other: Claim) -> bool:
    return bool(list(candidates({"a": keys(profile(one, None)), "b": keys(profile(other, None))})))


def test_neighbouring_days_and_towns_meet(make_claim: Callable[..., Claim]) -> None:
    one = make_claim("d1", day="2019-05-02", place="Rastan")
    assert _meet(one, make_claim("d2", day="2019-05-03", place="Talbiseh"))
    assert _meet(one, make_claim("d2", day="2019-05-01", place="Rastan"))


def test_an_equal_toll_brings_together(make_claim: Callable[..., Claim]) -> None:
    assert _meet(make_claim("d1", day="2019-05-02", killed=14), make_claim("d2", day="2019-05-02", killed=14))


def test_other_days_and_undated_claims_do_not_meet(make_claim: Callable[..., Claim]) -> None:
    one = make_claim("d1", day="2019-05-02", place="Rastan")
    assert not _meet(one, make_claim("d2", day="2019-05-09", place="Rastan"))
    assert not _meet(one, make_claim("d2", place="Rastan"))


def test_cost_is_bounded() -> None:
    keyed = {f"t{number:04}": [("day", 1)] for number in range(CROWD)}
    assert len(list(candidates(keyed))) <= CROWD * MOST
    keyed |= {f"u{number:04}": [("day", 1)] for number in range(CROWD)}
    assert not list(candidates(keyed))
