"""The scorer of the project's own stories: the stories are sound, B-cubed is what it should be, and it can fail."""

from __future__ import annotations

from datetime import date

import pytest

from evaluation import own_stories
from evaluation.own_stories import Answer, Item, Passage, Story, Told, b_cubed, read_dispute
from sayso.model import Account, Claim, Disagreement, Document, Incident, Span, TimeInterval, Toll

TEXT = "Jets bombed the market. A mine killed a man. Calm returned."
STORY = Story(
    name="story",
    documents=(Document(id="a", text=TEXT, published=date(2016, 1, 1)),),
    passages=(
        Passage(report="a", span=Span(0, 23), label="market"),
        Passage(report="a", span=Span(24, 44), label="mine"),
        Passage(report="a", span=Span(45, 59), label="_"),
    ),
    accounts={"market": (Told(names=("the army", "General Sami"), tolls={"killed": (8, None)}),)},
    disputes={
        "market": (read_dispute("number | the army | monitors"), read_dispute("may victims | the army | doctors"))
    },
)


def claim(name: str, start: int, end: int, kind: str = "air_strike") -> Claim:
    return Claim(
        id=name,
        doc="a",
        span=Span(start, end),
        evidence=TEXT[start:end],
        kind=kind,
        status="asserted",
        extractor="x",
        confidence=1.0,
    )


def incident(
    name: str, *claims: str, accounts: tuple[Account, ...] = (), disagreements: tuple[Disagreement, ...] = ()
) -> Incident:
    return Incident(
        id=name,
        kind="air_strike",
        claims=claims,
        claims_by_doc=(("a", len(claims)),),
        when=TimeInterval(first=None, last=None, precision="open"),
        place=None,
        accounts=accounts,
        disagreements=disagreements,
    )


def dispute(kind: str, one: str, other: str) -> Disagreement:
    return Disagreement(type=kind, between=(one, other), claims=((), ()), says="")  # type: ignore[arg-type]


def account(origin: str, low: int, high: int | None) -> Account:
    return Account(origin=origin, source=(), docs=("a",), claims=("1",), killed=Toll(low=low, high=high))


@pytest.mark.parametrize("half", own_stories.HALVES)
def test_stories_are_sound(half: str) -> None:
    stories = own_stories.read_stories(half)
    assert len(stories) == 4
    for story in stories:
        labels = {passage.label for passage in story.passages}
        assert 3 <= len(story.documents) <= 6, story.name
        assert len({document.publisher for document in story.documents}) >= 2, story.name
        assert set(story.accounts) | set(story.disputes) <= labels, story.name
        assert all(document.published is not None for document in story.documents)
        types = {kind for disputes in story.disputes.values() for one in disputes for kind in one.types}
        assert types <= {"number", "place", "date", "responsibility", "occurrence", "victims"}, story.name


def test_no_story_is_in_both_halves() -> None:
    seen, unseen = (own_stories.read_stories(half) for half in own_stories.HALVES)
    assert not {one.text for s in seen for one in s.documents} & {one.text for s in unseen for one in s.documents}


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        pytest.param([("m", "1"), ("m", "1"), ("n", "2")], (1.0, 1.0), id="all right"),
        pytest.param([("m", "1"), ("m", "2")], (1.0, 0.5), id="apart"),
        pytest.param([("m", "1"), ("n", "1")], (0.5, 1.0), id="thrown together"),
    ],
)
def test_b_cubed(pairs: list[tuple[str, str]], expected: tuple[float, float]) -> None:
    found = [Item(label=label, incident=name, weight=1.0) for label, name in pairs]
    assert b_cubed(found)[:2] == pytest.approx(expected)


def test_a_mention_weighs_one_whatever_the_number_of_its_claims() -> None:
    claims = [claim("1", 0, 23), claim("2", 5, 23), claim("3", 24, 44, "bombing"), claim("4", 0, 23, "demand")]
    found = own_stories.items(STORY, claims, [incident("i", "1", "2"), incident("j", "3")])
    assert [(item.label, item.incident, item.weight) for item in found] == [
        ("story market", "i", 0.5),
        ("story market", "i", 0.5),
        ("story mine", "j", 1.0),
    ]


def test_a_mention_without_a_claim_is_alone() -> None:
    found = own_stories.items(STORY, [claim("1", 0, 23)], [incident("i", "1")])
    assert [item.incident for item in found] == ["i", "a mine"]


@pytest.mark.parametrize(
    ("given", "right"),
    [
        pytest.param(account("army", 8, None), 1, id="right"),
        pytest.param(account("General Sami", 8, None), 1, id="another name"),
        pytest.param(account("army", 8, 8), 0, id="another toll"),
        pytest.param(account("monitors", 8, None), 0, id="another origin"),
    ],
)
def test_accounts(given: Account, right: int) -> None:
    answer = own_stories.answer_accounts(STORY, {"market": incident("i", "1", accounts=(given,))})
    assert (len(answer.right), len(answer.missed), len(answer.extra)) == (right, 1 - right, 1 - right)


def test_disputes() -> None:
    given = (dispute("number", "monitors", "the army"), dispute("victims", "doctors", "army"))
    one = incident("i", "1", disagreements=given)
    assert own_stories.answer_disputes(STORY, {"market": one}, [one]).f1 == 1.0
    other = incident("j", "2", disagreements=(dispute("date", "monitors", "the army"),))
    answer = own_stories.answer_disputes(STORY, {"market": other}, [other])
    assert (len(answer.missed), len(answer.extra)) == (1, 1)


def test_answers_add_up() -> None:
    whole = Answer(right=("a",), missed=("b",)) + Answer(extra=("c",))
    assert whole.f1 == pytest.approx(0.5)
