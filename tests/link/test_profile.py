"""What a claim fixes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.link.profile import home_country, is_aggregate, merge, profile, skeleton
from sayso.model import Claim, Document, Phrase, SourceLink, Span

SPELLINGS = [
    pytest.param("al-Hasakah", "Hassakeh", True, id="article, doubled letters, vowels"),
    pytest.param("Deir ez-Zor", "Deir Ezzor", True, id="article inside the name"),
    pytest.param("Raqqa", "Raqqah city", True, id="a generic word"),
    pytest.param("Idlib", "Idleb", True, id="vowels"),
    pytest.param("Homs", "Hama", False, id="two towns"),
    pytest.param("Aleppo", "Ariha", False, id="same first letter"),
]


@pytest.mark.parametrize(("one", "other", "same"), SPELLINGS)
def test_skeleton(one: str, other: str, same: bool) -> None:
    assert (skeleton(one) == skeleton(other)) is same


def test_sums_over_weeks_are_aggregates(make_claim: Callable[..., Claim]) -> None:
    assert is_aggregate(make_claim(day="2019-01-01", until="2019-04-30", killed=900))
    assert is_aggregate(make_claim(killed=900, scope="total", evidence="900 people have died since the war began."))
    assert is_aggregate(make_claim(killed=30, scope="rate"))
    assert is_aggregate(make_claim(killed=400_000))


def test_a_day_or_a_running_toll_is_none(make_claim: Callable[..., Claim]) -> None:
    assert not is_aggregate(make_claim(day="2019-05-02", killed=9))
    assert not is_aggregate(make_claim(killed=43, scope="total", evidence="That brought the toll to 43."))


def test_a_far_namesake_has_no_dot(make_claim: Callable[..., Claim]) -> None:
    here = [make_claim(at=at, place="Rastan") for at in range(4)]
    here = [replace(claim, places=(replace(claim.places[0], country="SY"),)) for claim in here]
    stray = replace(here[0], places=(replace(here[0].places[0], text="al-Rastanah", country="BR"),))
    home = home_country([*here, stray])
    assert home == "SY"
    assert profile(here[0], None, home=home).spots[0].lat is not None
    assert profile(stray, None, home=home).spots[0].lat is None


def test_merged_days_are_those_shared(make_claim: Callable[..., Claim]) -> None:
    parts = [profile(make_claim(at=0, day="2019-05-01", until="2019-05-03"), None)]
    parts.append(profile(make_claim(at=1, day="2019-05-02"), None))
    whole = merge(parts)
    assert whole.days is not None
    assert whole.days[0] == whole.days[1]
    assert whole.claims == ("d1-0", "d1-1")


def test_undated_claim_lies_shortly_before_its_report(make_claim: Callable[..., Claim]) -> None:
    assert profile(make_claim(), None).window is None


def test_a_denial_of_no_place_and_day_is_general(make_claim: Callable[..., Claim]) -> None:
    general = replace(make_claim(), status="denied", places=(), time=None, figures=())
    assert is_aggregate(general)
    assert not is_aggregate(replace(general, status="asserted"))


def test_a_day_told_elsewhere_is_only_likely(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    carried = profile(make_claim(at=1, day="2019-05-02", carried=True), documents["d1"])
    assert carried.days is None
    assert carried.likely is not None
    assert carried.window is not None
    assert carried.window[1] - carried.window[0] == 4
    own = profile(make_claim(at=1, day="2019-05-02"), documents["d1"])
    assert (own.days, own.likely) == (carried.likely, None)


def test_a_far_day_told_elsewhere_bounds_the_claim(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    carried = profile(make_claim(at=1, day="2018-02-02", carried=True), documents["d1"])
    assert carried.window == carried.likely


def test_the_day_of_saying_is_not_the_day_of_the_event(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim(day="2019-05-02")
    assert claim.time is not None
    said = replace(claim, cue=Phrase(text="said", span=Span(10, 14)), time=replace(claim.time, span=Span(18, 27)))
    assert profile(said, None).days is None
    before = replace(said, time=replace(claim.time, span=Span(0, 9)))
    assert profile(before, None).days is not None


def test_a_corrected_place_is_its_own(make_claim: Callable[..., Claim]) -> None:
    carried = make_claim(at=1, place="Rastan", carried=True)
    assert profile(carried, None).spots[0].carried
    assert not profile(replace(carried, corrects="d1-1"), None).spots[0].carried


def test_what_is_told_with_it_counts_before_what_is_carried(make_claim: Callable[..., Claim]) -> None:
    parts = [profile(make_claim(at=0, day="2019-05-09", place="Homs", carried=True), None)]
    parts.append(profile(make_claim(at=1, day="2019-05-02", place="Rastan"), None))
    whole = merge(parts)
    assert (whole.days, whole.likely, whole.spots[0].name) == (parts[1].days, None, "Rastan")


def test_what_was_said_had_happened_by_then(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claim = make_claim(day="2019-05-01")
    assert claim.time is not None
    said = replace(claim, cue=Phrase(text="said", span=Span(10, 14)), time=replace(claim.time, span=Span(18, 27)))
    found = profile(said, documents["d1"])
    assert found.window is not None
    assert found.likely is not None
    assert found.window[1] == found.likely[1]


def test_a_denial_whose_place_is_carried_is_general(make_claim: Callable[..., Claim]) -> None:
    denial = make_claim(at=1, status="denied", place="Rastan", carried=True)
    assert is_aggregate(denial)
    assert not is_aggregate(make_claim(at=1, status="denied", place="Rastan"))


SAYINGS = [
    pytest.param("It said in a statement on Friday that the market was hit.", "Friday", False, id="a statement"),
    pytest.param("It said on Friday that the market was hit.", "Friday", False, id="close"),
    pytest.param("It said that the market was hit on Friday.", "Friday", True, id="of the event"),
    pytest.param("It said jets bombed a market on Friday.", "Friday", True, id="no that"),
]


@pytest.mark.parametrize(("words", "day", "own"), SAYINGS)
def test_the_day_of_a_statement(make_claim: Callable[..., Claim], words: str, day: str, own: bool) -> None:
    claim = make_claim(day="2019-05-03", place="Rastan", evidence=words)
    assert claim.time is not None
    time = replace(claim.time, span=Span(words.index(day), words.index(day) + len(day)))
    at = words.index("said")
    said = replace(claim, time=time, span=Span(0, len(words)), cue=Phrase(text="said", span=Span(at, at + 4)))
    assert (profile(said, None).days is not None) is own


def test_a_quarter_stands_before_its_city(make_claim: Callable[..., Claim]) -> None:
    city, quarter = make_claim(place="Homs"), make_claim(place="Talbiseh")
    told = replace(city, places=(*city.places, *quarter.places))
    assert [spot.name for spot in profile(told, None).spots] == ["Talbiseh", "Homs"]
    far = replace(city, places=(*city.places, *make_claim(place="Manbij").places))
    assert [spot.name for spot in profile(far, None).spots] == ["Homs", "Manbij"]


def test_so_many_since_the_start_are_a_sum(make_claim: Callable[..., Claim]) -> None:
    words = "Since the start of the campaign, 2,500 tanks have been destroyed."
    assert is_aggregate(make_claim(killed=1500, evidence=words))


@pytest.mark.parametrize(
    ("words", "many"),
    [
        ("127 people have been killed since the army began its offensive.", True),
        ("Over the last month 430 people died in the enclave.", True),
        ("The town has buried 37 of its people this month alone.", True),
        ("It was the deadliest raid since the truce began, killing 37.", False),
        ("The raid killed 37, the town's mayor said.", False),
    ],
)
def test_the_toll_of_a_campaign_is_a_sum(make_claim: Callable[..., Claim], words: str, many: bool) -> None:
    assert is_aggregate(make_claim(killed=37, evidence=words)) is many
    assert not is_aggregate(make_claim(evidence=words))


def test_a_campaign_may_begin_on_a_day(make_claim: Callable[..., Claim]) -> None:
    words = "41 have died since the offensive began on 2019-05-02, the mayor said."
    assert is_aggregate(_dated(make_claim(day="2019-05-02", killed=41, evidence=words), words))
    words = "On 2019-05-02 a raid killed 41, more than any since the offensive began."
    assert not is_aggregate(_dated(make_claim(day="2019-05-02", killed=41, evidence=words), words))


def _dated(claim: Claim, words: str) -> Claim:
    """The claim with its day where it stands in the words."""
    assert claim.time is not None
    at = words.index(claim.time.text)
    return replace(claim, span=Span(0, len(words)), time=replace(claim.time, span=Span(at, at + len(claim.time.text))))


def test_the_day_of_a_denial_is_not_that_of_the_deed(make_claim: Callable[..., Claim]) -> None:
    words = "The ministry on 2019-05-02 denied that its jets had hit the town."
    claim = _dated(make_claim(day="2019-05-02", evidence=words), words)
    said = replace(
        claim,
        source=(SourceLink(text="The ministry", span=Span(0, 12)),),
        cue=Phrase(text="denied", span=Span(words.index("denied"), words.index("denied") + 6)),
    )
    assert profile(claim, None).days is not None
    assert profile(said, None).days is None


def test_what_is_told_of_when_comes_before_an_assumption(
    make_claim: Callable[..., Claim], documents: dict[str, Document]
) -> None:
    long_ago = profile(make_claim(at=0, day="2013-01-01", until="2013-12-31"), documents["d1"])
    undated = profile(make_claim(at=1), documents["d1"])
    assert merge([long_ago, undated]).window == long_ago.window
