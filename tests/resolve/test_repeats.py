"""Repeats: what is folded into one record, and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.extract.events import find_events
from sayso.model import (
    Claim,
    ClaimDraft,
    Figure,
    Phrase,
    Place,
    SlotConfidence,
    SourceLink,
    Span,
    TimeExpression,
    TimeInterval,
)
from sayso.model.place import PlacePrecision
from sayso.resolve.passages import Wording, wordings
from sayso.resolve.repeats import fold


def claim(
    number: int,
    *,
    kind: str = "air_strike",
    killed: tuple[int | None, int | None] | None = None,
    source: str | None = None,
    place: str | None = None,
    status: str = "asserted",
) -> Claim:
    span = Span(number * 100, number * 100 + 90)
    at = Span(span.start, span.start + 4)
    figures = (
        ()
        if killed is None
        else (Figure(span=at, text="some", measure="killed", low=killed[0], high=killed[1], basis="exact"),)
    )
    return Claim(
        id=f"c{number}",
        doc="d",
        span=span,
        evidence="...",
        kind=kind,
        status=status,  # type: ignore[arg-type]
        extractor="test",
        confidence=0.5,
        source=() if source is None else (SourceLink(text=source),),
        places=() if place is None else (Place(span=at, text=place),),
        figures=figures,
    )


def dated(claim: Claim, day: int | None, words: str, *, elsewhere: bool = False) -> Claim:
    """The claim with a day of May, named in its own words or in another sentence."""
    at = Span(0, 5) if elsewhere else Span(claim.span.start + 10, claim.span.start + 15)
    first = None if day is None else date(2016, 5, day)
    when = TimeInterval(first=first, last=first, precision="day")
    return replace(claim, time=TimeExpression(span=at, text=words, type="DATE", value="", interval=when))


@pytest.mark.parametrize(
    ("second", "kept"),
    [
        pytest.param((9, "9 May", False), 2, id="another day of the calendar"),
        pytest.param((3, "3 May", False), 1, id="the same day"),
        pytest.param((9, "Monday", False), 1, id="a day of the week may be that of the saying"),
        pytest.param((9, "9 May", True), 1, id="a day that stands elsewhere"),
        pytest.param((None, "May 40", False), 1, id="a day that is none"),
    ],
)
def test_the_same_number_killed_at_one_place_on_two_days(second: tuple[int | None, str, bool], kept: int) -> None:
    day, words, elsewhere = second
    one = dated(claim(1, killed=(4, 4), source="army", place="Homs"), 3, "3 May")
    other = dated(claim(2, killed=(4, 4), source="army", place="Homs"), day, words, elsewhere=elsewhere)
    assert len(fold([one, other])) == kept


def test_the_same_told_twice_by_one_source_is_one_claim() -> None:
    folded = fold([claim(0, killed=(12, 12), source="the monitor"), claim(1, killed=(12, 12), source="the monitor")])
    assert len(folded) == 1
    assert len(folded[0].also) == 1


def test_two_sources_are_two_claims() -> None:
    assert (
        len(fold([claim(0, killed=(12, 12), source="the monitor"), claim(1, killed=(12, 12), source="the ministry")]))
        == 2
    )


def test_the_report_repeating_what_it_attributed_is_no_new_claim() -> None:
    assert len(fold([claim(0, killed=(12, 12), source="the monitor"), claim(1, killed=(12, 12))])) == 1


def test_a_headline_lays_its_count_at_nobodys_door() -> None:
    headline = replace(claim(0, killed=(12, 12)), evidence="Raid on market kills 12", target=Phrase(text="market"))
    body = replace(claim(1, source="the ministry"), evidence="Jets hit it.", target=Phrase(text="the market"))
    assert len(fold([headline, body])) == 2


def test_a_lead_before_its_source_stays() -> None:
    assert len(fold([claim(0, killed=(12, 12)), claim(1, killed=(12, 12), source="the monitor")])) == 2


def test_everyday_numbers_at_two_places_are_two_events() -> None:
    assert len(fold([claim(0, killed=(1, 1), place="Hama"), claim(1, killed=(1, 1), place="Idlib")])) == 2
    assert len(fold([claim(0, killed=(1, 1)), claim(1, killed=(1, 1))])) == 2


WITHIN = [
    pytest.param(("Mali", "country", "ML", None), ("Gao", "settlement", "ML", "Gao"), 1, id="a country and its town"),
    pytest.param(("Mali", "country", "ML", None), ("Niamey", "settlement", "NE", "Niamey"), 2, id="and another's"),
    pytest.param(
        ("Gao Region", "admin1", "ML", "Gao"), ("Bourem", "settlement", "ML", "Gao"), 1, id="a province's town"
    ),
    pytest.param(("Gao Region", "admin1", "ML", "Gao"), ("Mopti", "settlement", "ML", "Mopti"), 2, id="not of it"),
    pytest.param(
        ("Gao Region", "admin1", "ML", "Gao"), ("Mopti Region", "admin1", "ML", "Mopti"), 2, id="two provinces"
    ),
    pytest.param(
        ("the north", "region", "ML", None), ("Gao", "settlement", "ML", "Gao"), 1, id="a part of the country"
    ),
    pytest.param(("Gao", "settlement", "ML", "Gao"), ("Bourem", "settlement", "ML", "Gao"), 2, id="two towns"),
]


@pytest.mark.parametrize(("one", "other", "count"), WITHIN)
def test_a_place_within_the_other_is_no_other(
    one: tuple[str, PlacePrecision, str, str | None], other: tuple[str, PlacePrecision, str, str | None], count: int
) -> None:
    told = [claim(n, killed=(16, None), place=place[0]) for n, place in enumerate((one, other))]
    known = [
        replace(c, places=tuple(replace(p, precision=place[1], country=place[2], admin1=place[3]) for p in c.places))
        for c, place in zip(told, (one, other), strict=True)
    ]
    assert len(fold(known)) == count


def test_a_denial_is_not_folded_into_what_it_denies() -> None:
    assert len(fold([claim(0, killed=(9, 9)), claim(1, killed=(9, 9), status="denied")])) == 2


def test_the_fuller_passage_is_the_evidence() -> None:
    folded = fold([claim(0, killed=(12, 12)), claim(1, killed=(12, 12), place="Hama")])
    assert [c.id for c in folded] == ["c1"]
    assert folded[0].also == (Span(0, 90),)


numbers = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["a", "b", None])), max_size=8)


@settings(max_examples=50, deadline=None)
@given(numbers)
def test_folding_twice_changes_nothing(rows: list[tuple[int, str | None]]) -> None:
    once = fold([claim(i, killed=(low, low), source=source) for i, (low, source) in enumerate(rows)])
    assert fold(once) == once


def test_a_headline_adds_nothing_to_the_body() -> None:
    headline = replace(claim(0, killed=(12, None)), evidence="Twelve die in raid on Hama")
    body = replace(
        claim(1, killed=(12, None), source="the monitor"), evidence="At least twelve died, the monitor said."
    )
    folded = fold([headline, body])
    assert [c.id for c in folded] == ["c1"]
    assert folded[0].also == (headline.span,)


def test_a_headline_rounds_what_the_body_counts() -> None:
    headline = replace(claim(0, killed=(24, None)), evidence="Dozens die in raid on Hama")
    body = replace(claim(1, killed=(37, 37)), evidence="Shells killed 37 people in Hama.")
    assert [c.id for c in fold([headline, body])] == ["c1"]


def test_a_headline_with_another_count_stays() -> None:
    headline = replace(claim(0, killed=(24, 24)), evidence="24 die in raid on Hama")
    body = replace(claim(1, killed=(37, 37)), evidence="Shells killed 37 people in Hama.")
    assert [c.id for c in fold([headline, body])] == ["c0", "c1"]


def test_a_title_with_a_stop_is_a_headline() -> None:
    headline = replace(claim(0, killed=(48, 48)), evidence="Army Units Kill 48 Fighters in the Eastern Hills.")
    body = replace(claim(1, killed=(48, None)), evidence="The army has killed at least 48 fighters in the hills.")
    assert [c.id for c in fold([headline, body])] == ["c1"]


def test_a_first_sentence_is_no_headline() -> None:
    first = replace(claim(0, killed=(48, 48)), evidence="Units of the army killed 48 fighters in the hills.")
    body = replace(claim(1, killed=(48, None), source="the monitor"), evidence="At least 48 died, the monitor said.")
    assert [c.id for c in fold([first, body])] == ["c0", "c1"]


WORDS = frozenset({"shell", "hit", "market", "hama"})
BEFORE = claim(0, place="Hama")
THE_ATTACK = Wording(words=frozenset({"attack", "last", "hour"}), sentence=1, pointed=True)


@pytest.mark.parametrize(
    ("later", "wording", "records"),
    [
        pytest.param(claim(1, killed=(30, 30)), THE_ATTACK, 1, id="'the attack killed 30' tells of the one before"),
        pytest.param(claim(1), replace(THE_ATTACK, pointed=False), 2, id="'an attack' is another"),
        pytest.param(claim(1), replace(THE_ATTACK, sentence=9), 2, id="too far back to be pointed at"),
        pytest.param(claim(1, place="Idlib"), THE_ATTACK, 2, id="elsewhere"),
        pytest.param(claim(1, place="Hama", killed=(30, 30)), THE_ATTACK, 2, id="tells much of its own"),
        pytest.param(claim(1, source="the monitor"), THE_ATTACK, 2, id="somebody else says so"),
        pytest.param(claim(1, kind="shelling"), THE_ATTACK, 2, id="another kind"),
        pytest.param(claim(1, status="planned"), THE_ATTACK, 2, id="not yet done"),
        pytest.param(claim(1), Wording(words=WORDS | {"again"}, sentence=9), 1, id="the same words"),
        pytest.param(claim(1), Wording(words=frozenset({"shell", "hit", "school", "idlib"})), 2, id="half the words"),
        pytest.param(claim(1), Wording(words=frozenset({"hit", "hama"})), 2, id="too few words to tell"),
    ],
)
def test_what_points_back_or_says_the_same_words_is_one_claim(later: Claim, wording: Wording, records: int) -> None:
    assert len(fold([BEFORE, later], [Wording(words=WORDS), wording])) == records


def test_the_same_words_with_another_count_are_two_claims() -> None:
    claims = [claim(0, killed=(3, 3)), claim(1, killed=(8, 8))]
    assert len(fold(claims, [Wording(words=WORDS)] * 2)) == 2


def on(day: int, one: Claim) -> Claim:
    """The claim with a day in its own words."""
    span = Span(one.span.start + 20, one.span.start + 26)
    when = date(2016, 8, day)
    interval = TimeInterval(first=when, last=when, precision="day")
    time = TimeExpression(span=span, text="Monday", type="DATE", value=when.isoformat(), interval=interval)
    return replace(one, time=time)


def test_one_place_and_day_named_twice_is_one_claim() -> None:
    assert len(fold([on(1, claim(0, place="Hama")), on(1, claim(1, place="Hama"))])) == 1
    assert len(fold([on(1, claim(0, place="Hama")), on(2, claim(1, place="Hama"))])) == 2


def test_what_only_one_passage_counts_is_kept() -> None:
    later = claim(1)
    hurt = Figure(span=Span(100, 104), text="nine", measure="injured", low=9, high=9, basis="exact")
    (folded,) = fold([claim(0, killed=(4, 4)), replace(later, figures=(hurt,))], [Wording(words=WORDS), THE_ATTACK])
    assert [(figure.measure, figure.low) for figure in folded.figures] == [("killed", 4), ("injured", 9)]


def test_how_sure_a_slot_is_comes_with_the_slot() -> None:
    later = replace(claim(1), target=Phrase(text="a market"), slots=SlotConfidence(actor=0.9, target=0.7))
    first = replace(claim(0), actor=Phrase(text="jets"), slots=SlotConfidence(actor=0.6))
    (folded,) = fold([first, later], [Wording(words=WORDS), THE_ATTACK])
    assert folded.slots == SlotConfidence(actor=0.6, target=0.7)


def test_a_headline_that_names_who_was_hit_is_told_by_the_body() -> None:
    headline = replace(claim(0), evidence="Raid on busy market", target=Phrase(text="busy market"))
    body = replace(claim(1), evidence="Jets hit it.", target=Phrase(text="the busy market"))
    assert [c.id for c in fold([headline, body])] == ["c1"]
    assert len(fold([headline, replace(body, target=Phrase(text="a school"))])) == 2


@pytest.mark.parametrize(
    ("text", "pointed"),
    [
        ("The shelling lasted for hours.", True),
        ("That raid destroyed a bakery.", True),
        ("A raid destroyed a bakery.", False),
        ("The second raid destroyed a bakery.", False),
        ("Jets raided the town.", False),
    ],
)
def test_a_noun_with_the_article_points_back(nlp: Language, text: str, pointed: bool) -> None:
    doc = nlp(text)
    event = next(iter(find_events(doc)))
    (told,) = wordings([ClaimDraft(event=event, evidence=Span(0, len(text)))], doc)
    assert told.pointed == pointed
    assert doc[event.token].lemma_ in told.words
    assert "the" not in told.words
