"""The happenings of one document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sayso.link.profile import profile
from sayso.link.threads import thread, within
from sayso.model import Claim, Span


def _threads(*claims: Claim) -> list[list[str]]:
    return [sorted(part.claims[0] for part in group) for group in thread(profile(claim, None) for claim in claims)]


def test_one_strike_told_three_times(make_claim: Callable[..., Claim]) -> None:
    claims = [
        make_claim(at=0, day="2019-05-02", place="Rastan", killed=8),
        make_claim(at=1, place="Rastan", source="a monitor", killed=8),
        make_claim(at=2, source="residents"),
    ]
    assert _threads(*claims) == [["d1-0", "d1-1", "d1-2"]]


def test_two_days_are_two_happenings(make_claim: Callable[..., Claim]) -> None:
    claims = [
        make_claim(at=0, day="2019-05-02", place="Rastan", killed=8),
        make_claim(at=1, day="2019-04-24", place="Rastan", killed=3),
    ]
    assert len(_threads(*claims)) == 2


def test_a_vague_claim_joins_no_two_towns(make_claim: Callable[..., Claim]) -> None:
    claims = [
        make_claim(at=0, day="2019-05-02", place="Rastan"),
        make_claim(at=1),
        make_claim(at=2, day="2019-05-02", place="Manbij"),
    ]
    groups = _threads(*claims)
    assert not any({"d1-0", "d1-2"} <= set(group) for group in groups)


def test_a_demand_is_no_part_of_the_strike(make_claim: Callable[..., Claim]) -> None:
    claims = [
        make_claim(at=0, day="2019-05-02", place="Rastan"),
        make_claim(at=1, kind="demand", place="Rastan", day="2019-05-02"),
        make_claim(at=2, status="planned", place="Rastan", day="2019-05-02"),
    ]
    assert len(_threads(*claims)) == 3


def test_a_report_opens_with_its_lead(make_claim: Callable[..., Claim]) -> None:
    claims = [make_claim(at=0, kind="demand"), make_claim(at=1, day="2019-05-02", place="Rastan")]
    claims += [make_claim(at=at, day="2019-04-02", place="Manbij") for at in (2, 3)]
    leads = [group[0].lead for group in thread(profile(claim, None) for claim in claims)]
    assert leads == [False, True, False]


def test_a_sum_stands_alone(make_claim: Callable[..., Claim]) -> None:
    claims = [make_claim(at=0, day="2019-05-02", killed=8), make_claim(at=1, killed=400_000)]
    assert len(_threads(*claims)) == 2


def test_another_toll_nearby_is_of_another_happening(make_claim: Callable[..., Claim]) -> None:
    lead = make_claim(at=0, day="2019-05-02", place="Rastan", killed=40)
    same = make_claim(at=9, kind="attack", place="Talbiseh", killed=38)
    other = make_claim(at=9, kind="attack", place="Talbiseh", killed=3)
    assert len(_threads(lead, same)) == 1
    assert len(_threads(lead, other)) == 2


def test_what_fixes_nothing_may_give_a_part(make_claim: Callable[..., Claim]) -> None:
    lead = make_claim(at=0, day="2019-05-02", place="Rastan", killed=40)
    assert len(_threads(lead, make_claim(at=9, kind="attack", killed=3))) == 1


APART: list[tuple[str, bool]] = [
    ("In a separate attack, gunmen shot two people.", True),
    ("Separately, two people died.", True),
    ("Elsewhere, shells killed two.", True),
    ("Jets returned to Rastan and bombed a mill.", True),
    ("Three more missiles fell on Rastan.", True),
    ("In another deadly attack two people died.", True),
    ("Ankara said that its own jets had burned nine trucks at Rastan.", True),
    ("Ankara, which leads a separate coalition, said that its planes hit Rastan.", True),
    ("Nine trucks were burned near Rastan earlier in the week.", True),
    ("The strike on Rastan came earlier in the week.", False),
    ("Rebels said that their own houses were hit.", False),
    ("Meanwhile the dead were buried.", False),
    ("The dead lay in separate rooms.", False),
]


@pytest.mark.parametrize(("words", "apart"), APART)
def test_words_set_an_event_apart(make_claim: Callable[..., Claim], words: str, apart: bool) -> None:
    claims = [
        make_claim(at=0, day="2019-05-02", place="Rastan", evidence="Shells hit Rastan on Thursday."),
        make_claim(at=1, day="2019-05-02", place="Rastan", evidence=words),
    ]
    assert (len(_threads(*claims)) == 2) is apart


def test_the_strike_is_the_one_told_before(make_claim: Callable[..., Claim]) -> None:
    first = make_claim(at=0, day="2019-05-02", place="Rastan", evidence="Jets hit a depot in Rastan on Thursday.")
    words = "The source said that the strike killed ten gunmen."
    second = make_claim(at=1, kind="shooting", day="2019-05-02", place="Rastan", carried=True, evidence=words)
    one, other = profile(first, None), profile(second, None)
    close = replace(other, start=one.end + 1)
    assert "back" in {feature.name for feature in within(one, close)}
    assert "back" not in {feature.name for feature in within(one, replace(close, back=False))}
    assert "back" not in {feature.name for feature in within(one, replace(close, days=one.days))}


def test_what_points_back_has_the_day_of_what_it_points_to(make_claim: Callable[..., Claim]) -> None:
    before = make_claim(at=0, kind="chemical_attack", day="2013-01-01", until="2013-12-31", place="Homs")
    words = "The council holds the army responsible for that attack, in which 90 died."
    after = replace(
        make_claim(at=1, kind="chemical_attack", day="2019-05-02", killed=90, evidence=words, carried=True),
        span=Span(91, 180),
    )
    features = within(profile(before, None), profile(after, None))
    assert {"back"} == {feature.name for feature in features} & {"back", "time"}


def test_a_far_larger_toll_without_day_is_not_of_the_lead(make_claim: Callable[..., Claim]) -> None:
    lead = make_claim(at=0, kind="suicide_bombing", day="2019-05-02", place="Rastan", killed=50)
    assert _threads(lead, make_claim(at=5, kind="casualties", killed=327)) == [["d1-0"], ["d1-5"]]
    assert _threads(lead, make_claim(at=5, kind="casualties", killed=12)) == [["d1-0", "d1-5"]]


TITLES: list[Any] = [
    pytest.param("", "d1-0", id="without a title it is what the report opens with"),
    pytest.param("Raids kill forty in Talbiseh market", "d1-1", id="the caption of a picture comes first"),
    pytest.param("Talbiseh fighters killed near Rastan depot", "d1-0", id="a title that tells as much of the first"),
]


@pytest.mark.parametrize(("title", "lead"), TITLES)
def test_the_title_tells_what_a_report_is_about(make_claim: Callable[..., Claim], title: str, lead: str) -> None:
    caption = "Fighters at the depot of Rastan, where ten were killed in June"
    raid = "The raids on the market of Talbiseh killed forty people"
    claims = [
        make_claim(at=0, day="2019-06-02", place="Rastan", killed=10, evidence=caption),
        make_claim(at=1, day="2019-05-02", place="Talbiseh", killed=40, evidence=raid),
    ]
    groups = thread([profile(claim, None) for claim in claims], title)
    assert [group[0].claims[0] for group in groups if group[0].lead] == [lead]
