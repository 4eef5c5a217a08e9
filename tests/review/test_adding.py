"""Claims that people add: they stand beside those that were found, through every reading, and can be taken back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import NotFoundError, UsageError
from sayso.model import Claim, Document, Incident, Judgement, Phrase, Span, by_person, finder, is_added
from sayso.review import Add, Correct, Merge, Reject, Undo, find_words, read_claim, relink
from sayso.store.ledger import Entry, Ledger
from tests.review.world import TOLD, act, claim_of, docs, entry, incident_of, make
from tests.store.samples import EXTRACTOR

WORDS = "Raids on the town of Palmyra"


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with make("sqlite://") as opened:
        yield opened


def state(ledger: Ledger) -> tuple[list[Claim], list[Incident], list[Judgement]]:
    return ledger.claims(), ledger.incidents(), ledger.judgements()


def add(ledger: Ledger, doc: str = "d1", quoted: str = WORDS, kind: str = "shelling", **slots: str) -> str:
    told = read_claim(ledger.document(doc), quoted=quoted, kind=kind, slots=slots, others=ledger.claims_of(doc))
    made = act(ledger, told).operation
    assert made.claim is not None
    return made.claim


def undo(ledger: Ledger, operation: str | None = None) -> str:
    return act(ledger, Undo(operation=operation)).operation.id


def names(ledger: Ledger, doc: str = "d1") -> list[str]:
    return [one.id for one in ledger.claims_of(doc)]


def test_it_stands_beside_those_found(ledger: Ledger) -> None:
    before = names(ledger)
    name = add(ledger, source="a clerk", killed="2 people", time="2016-05-22", status="possible")
    assert sorted(names(ledger)) == sorted([*before, name])
    claim = ledger.standing(name)
    assert (claim.evidence, claim.kind, claim.status, claim.confidence) == (WORDS, "shelling", "possible", 1.0)
    assert claim.source[0].text == "a clerk"
    assert claim.figures[0].low == 2
    assert ledger.document("d1").quote(claim.figures[0].span) == "2 people"
    assert is_added(claim)
    assert by_person(claim)
    assert finder(claim) == "Ada"
    assert ledger.incident_of(name) is not None
    (operation,) = ledger.operations()
    assert (operation.verb, operation.claim, operation.evidence) == ("add", name, WORDS)
    assert ledger.verify() == []


def test_added_and_taken_back_is_as_before(ledger: Ledger) -> None:
    before = state(ledger)
    name = add(ledger, kind="air strike", source="a clerk", killed="2 people", time="2016-05-22")
    assert state(ledger) != before
    taken = undo(ledger)
    assert state(ledger) == before
    with pytest.raises(UsageError, match="was added and does not stand"):
        ledger.standing(name)
    undo(ledger, taken)
    assert name in names(ledger)
    assert ledger.verify() == []


def test_the_same_again_after_it_was_taken_back(ledger: Ledger) -> None:
    name = add(ledger)
    undo(ledger)
    assert add(ledger) == name
    assert names(ledger).count(name) == 1


def test_the_same_twice_is_refused(ledger: Ledger) -> None:
    add(ledger)
    with pytest.raises(UsageError, match="which says so already"):
        add(ledger)


def test_reading_again_keeps_it(ledger: Ledger) -> None:
    name = add(ledger)
    ledger.add([entry(*one, extractor="rules-2") for one in TOLD], extractor="rules-2")
    relink(ledger)
    assert name in names(ledger)
    assert ledger.incident_of(name) is not None
    assert ledger.verify() == []


def test_reading_again_brings_back_nothing_that_was_taken_back(ledger: Ledger) -> None:
    name = add(ledger)
    undo(ledger)
    ledger.add([entry(*one, extractor="rules-2") for one in TOLD], extractor="rules-2")
    assert name not in names(ledger)


def other(doc: str, text: str | None = None, **header: str) -> Entry:
    """The report with another text or header."""
    told = next(entry(*one) for one in TOLD if one[0] == doc)
    changed = replace(told.document, **({"text": text} if text is not None else {}), **header)  # type: ignore[arg-type]
    return Entry(document=changed, claims=told.claims if text is None else ())


def test_another_header_keeps_it(ledger: Ledger) -> None:
    name = add(ledger, target="the town")
    ledger.add([other("d1", publisher="Another Paper")], extractor=EXTRACTOR)
    assert names(ledger).count(name) == 1
    assert ledger.verify() == []


def test_another_text_keeps_it_where_its_words_still_stand(ledger: Ledger) -> None:
    name = add(ledger)
    text = ledger.document("d1").text
    ledger.add([other("d1", text=text + " More is not known.")], extractor=EXTRACTOR)
    assert names(ledger) == [name]
    ledger.add([other("d1", text="Correction. " + text)], extractor=EXTRACTOR)
    assert names(ledger) == []
    assert ledger.verify() == []
    ledger.add([other("d1", text=text + " More is not known.")], extractor=EXTRACTOR)
    assert names(ledger) == [name], "it comes back with its words"


def test_it_can_be_corrected_rejected_and_merged(ledger: Ledger) -> None:
    before = state(ledger)
    name = add(ledger)
    act(ledger, Correct(claim=name, slot="actor", value=Phrase(text="rebels")))
    now = next(one for one in ledger.claims_of("d1") if one.corrects == name)
    assert now.actor == Phrase(text="rebels")
    act(ledger, Merge(incidents=(incident_of(ledger, "a1").id, ledger.incident_of(now.id) or "")))
    assert ledger.incident_of(now.id) == incident_of(ledger, "a1").id
    act(ledger, Reject(claim=name))
    assert now.id not in names(ledger)
    adding = ledger.operations()[0].id
    undo(ledger, adding)
    assert state(ledger)[0] == before[0]
    assert docs(ledger) == ["a1+a2+a3+d1", "b1+b2", "c1+c2"], "the merge, which tied what stood beside it, stands"
    assert ledger.verify() == []


def test_a_correction_falls_and_rises_with_it(ledger: Ledger) -> None:
    name = add(ledger)
    act(ledger, Correct(claim=name, slot="kind", value="clash"))
    taken = undo(ledger, ledger.operations()[0].id)
    assert len(names(ledger)) == 1
    undo(ledger, taken)
    assert sorted(one.kind for one in ledger.claims_of("d1")) == ["air_strike", "clash"]


@pytest.mark.parametrize(
    ("quoted", "slots", "message"),
    [
        ("words that are not there", {}, "expected words of the report"),
        ("  ", {}, "found no words"),
        ("x" * 6000, {}, "at most 5,000"),
        (WORDS, {"killed": "rebels"}, "as a figure of killed"),
        (WORDS, {"time": "Tuesday"}, "as a time"),
        (WORDS, {"colour": "red"}, "as a slot"),
    ],
)
def test_what_cannot_be_added(ledger: Ledger, quoted: str, slots: dict[str, str], message: str) -> None:
    before = ledger.last_change
    with pytest.raises(UsageError, match=message):
        add(ledger, quoted=quoted, **slots)
    assert ledger.last_change == before


def test_acts_made_by_hand_are_checked(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="as kind"):
        act(ledger, Add(document="d1", span=Span(0, 5), kind="picnic"))
    with pytest.raises(UsageError, match="no words"):
        act(ledger, Add(document="d1", span=Span(5, 5), kind="attack"))
    with pytest.raises(NotFoundError):
        act(ledger, Add(document="nowhere", span=Span(0, 5), kind="attack"))
    figure = ledger.standing(claim_of(ledger, "a1")).figures
    with pytest.raises(UsageError, match="a figure that 'd1' does not have there"):
        act(ledger, Add(document="d1", span=Span(0, 5), kind="attack", slots=(("figures", figure),)))
    assert ledger.operations() == []


TWICE = Document(id="t", text="Shells fell.\n  Two died. 🙂 Shells  fell again. Two died.")


@pytest.mark.parametrize(
    ("quoted", "start", "expected"),
    [
        ("Shells fell again", None, "Shells  fell again"),  # blanks as pasted
        ("shells FELL again", None, "Shells  fell again"),  # case, where it is not as typed
        ("Two died", 45, "Two died"),
        ("fell. Two", None, "fell.\n  Two"),  # over a line end
        ("🙂 Shells", None, "🙂 Shells"),  # beyond the first plane
    ],
)
def test_words_are_found(quoted: str, start: int | None, expected: str) -> None:
    assert TWICE.quote(find_words(TWICE, quoted, start=start)) == expected


def test_of_the_same_words_the_nearest_to_what_was_selected() -> None:
    last = TWICE.text.rindex("Two died")
    assert find_words(TWICE, "Two died", start=last) == Span(last, last + 8)
    with pytest.raises(UsageError, match="2 times"):
        find_words(TWICE, "Two died")


DOCS = [one[0] for one in TOLD]


@given(
    st.lists(st.tuples(st.sampled_from(DOCS), st.sampled_from(["shelling", "attack"])), unique=True, max_size=4),
    st.randoms(),
)
@settings(max_examples=8, deadline=None)
def test_whatever_is_added_and_taken_back_in_any_order_leaves_no_trace(
    told: list[tuple[str, str]], order: random.Random
) -> None:
    with make("sqlite://") as ledger:
        before = state(ledger)
        for doc, kind in told:
            add(ledger, doc, "Raids on the town", kind)
        assert len(ledger.claims()) == len(before[0]) + len(told)
        made = [one.id for one in ledger.operations()]
        order.shuffle(made)
        for one in made:
            undo(ledger, one)
        assert state(ledger) == before
        assert ledger.verify() == []
