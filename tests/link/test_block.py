"""Which threads are compared at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from sayso.link.block import ANCHORS, candidates, keys
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


def test_in_a_crowd_all_meet_the_anchors_only() -> None:
    keyed = {f"t{number:04}": [("day", 1)] for number in range(5 * ANCHORS)}
    pairs = list(candidates(keyed))
    assert len(pairs) < len(keyed) * ANCHORS
    met = Counter(name for pair in pairs for name in pair)
    assert set(met) == set(keyed)
    assert sorted(met.values()) == [ANCHORS] * 4 * ANCHORS + [len(keyed) - 1] * ANCHORS


def test_a_pair_that_shares_several_keys_comes_once() -> None:
    assert list(candidates({"a": [("k", 1), ("k", 2), ("k", 1)], "b": [("k", 2), ("k", 1)]})) == [("a", "b")]


def test_nothing_to_compare() -> None:
    assert list(candidates({})) == []
    assert list(candidates({"a": [], "b": [("k", 1)]})) == []
