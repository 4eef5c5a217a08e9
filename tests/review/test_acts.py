"""Acts of people: what they change, what stays, and that all of it can be taken back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from sayso.errors import NotFoundError, UsageError
from sayso.model import Claim, Incident, Judgement, Phrase
from sayso.review import By, Correct, Merge, Reject, Split, Undo, operate, relink
from sayso.store.acts import Act
from sayso.store.ledger import Ledger
from tests.review.world import ADA, TOLD, act, claim_of, docs, entry, incident_of, make
from tests.store.samples import EXTRACTOR, make_claim, place

APART = ["a1+a2+a3", "b1+b2", "c1+c2", "d1"]


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with make("sqlite://") as opened:
        assert docs(opened) == APART
        yield opened


def state(ledger: Ledger) -> tuple[list[Claim], list[Incident], list[Judgement]]:
    return ledger.claims(), ledger.incidents(), ledger.judgements()


def merge(ledger: Ledger, *reports: str) -> str:
    return act(ledger, Merge(incidents=tuple(incident_of(ledger, doc).id for doc in reports))).operation.id


def split(ledger: Ledger, *reports: str) -> str:
    incident = incident_of(ledger, reports[0]).id
    return act(ledger, Split(incident=incident, claims=tuple(claim_of(ledger, doc) for doc in reports))).operation.id


def undo(ledger: Ledger, operation: str | None = None) -> str:
    return act(ledger, Undo(operation=operation)).operation.id


def test_merge_leads_the_other_name_to_the_one_told_first(ledger: Ledger) -> None:
    first, second = incident_of(ledger, "a1").id, incident_of(ledger, "b1").id
    outcome = act(ledger, Merge(incidents=(second, first)))
    assert docs(ledger) == ["a1+a2+a3+b1+b2", "c1+c2", "d1"]
    assert incident_of(ledger, "b1").id == first
    assert ledger.became(second) == [first]
    assert [(one.id, one.what) for one in outcome.changes] == [(first, "changed"), (second, "ceased")]
    assert (outcome.operation.author, outcome.operation.reason, outcome.operation.made) == (
        "Ada",
        "seen",
        "2026-03-01T10:00:00+00:00",
    )
    assert ledger.verify() == []


def test_a_name_leads_on_through_several_merges(ledger: Ledger) -> None:
    last = incident_of(ledger, "c1").id
    merge(ledger, "b1", "c1")
    merge(ledger, "a1", "b1")
    assert ledger.became(last) == [incident_of(ledger, "a1").id]


def test_merge_then_undo(ledger: Ledger) -> None:
    before = state(ledger)
    merge(ledger, "a1", "b1", "d1")
    undo(ledger)
    assert state(ledger) == before


def test_of_chained_merges_the_first_can_be_taken_back_alone(ledger: Ledger) -> None:
    first = merge(ledger, "a1", "b1")
    merge(ledger, "a1", "c1")
    assert docs(ledger) == ["a1+a2+a3+b1+b2+c1+c2", "d1"]
    undo(ledger, first)
    assert docs(ledger) == ["a1+a2+a3+c1+c2", "b1+b2", "d1"]
    undo(ledger)
    assert docs(ledger) == APART


def test_undo_of_undo(ledger: Ledger) -> None:
    operation = merge(ledger, "a1", "b1")
    merged = state(ledger)
    taken = undo(ledger, operation)
    with pytest.raises(UsageError, match=f"which Ada took back.*sayso undo {taken}"):
        undo(ledger, operation)
    undo(ledger, taken)
    assert state(ledger) == merged


def test_undo_without_a_name_takes_the_last_that_stands(ledger: Ledger) -> None:
    merge(ledger, "a1", "b1")
    merge(ledger, "c1", "d1")
    undo(ledger)
    undo(ledger)
    assert docs(ledger) == APART
    with pytest.raises(UsageError, match="no operation that stands"):
        undo(ledger)


def test_split_keeps_the_name_for_what_stays(ledger: Ledger) -> None:
    before = incident_of(ledger, "a1").id
    split(ledger, "a1")  # the claim that told it first
    assert docs(ledger) == ["a1", "a2+a3", "b1+b2", "c1+c2", "d1"]
    assert incident_of(ledger, "a2").id == before
    undo(ledger)
    assert incident_of(ledger, "a1").id == before
    assert docs(ledger) == APART


def test_what_is_split_off_can_be_merged_again(ledger: Ledger) -> None:
    operation = split(ledger, "a2", "a3")
    merge(ledger, "a1", "a2")
    assert docs(ledger) == APART
    undo(ledger)
    assert docs(ledger) == ["a1", "a2+a3", "b1+b2", "c1+c2", "d1"]
    undo(ledger, operation)
    assert docs(ledger) == APART


def test_a_merge_can_be_split_otherwise_than_it_was_made(ledger: Ledger) -> None:
    first = merge(ledger, "a1", "b1")
    split(ledger, "a3", "b2")
    assert docs(ledger) == ["a1+a2+b1", "a3+b2", "c1+c2", "d1"]
    undo(ledger, first)
    assert docs(ledger) == ["a1+a2", "a3+b2", "b1", "c1+c2", "d1"], "what the split put together stays"


def test_correction_and_its_undoing(ledger: Ledger) -> None:
    before = state(ledger)
    name = incident_of(ledger, "a1").id
    claim = claim_of(ledger, "a1")
    act(ledger, Correct(claim=claim, slot="actor", value=Phrase(text="rebels")))
    first = ledger.operations()[-1].id
    act(ledger, Correct(claim=claim, slot="kind", value="shelling"))
    (found,) = ledger.claims_of("a1")
    assert (found.kind, found.actor, found.corrects, found.extractor) == (
        "shelling",
        Phrase(text="rebels"),
        claim,
        "Ada",
    )
    assert incident_of(ledger, "a1").id == name, (
        "an incident keeps its name when the claim that it is made from is corrected"
    )
    assert ledger.verify() == []
    undo(ledger, first)
    (found,) = ledger.claims_of("a1")
    assert (found.kind, found.actor) == ("shelling", None), "the later one stands"
    undo(ledger)
    assert state(ledger) == before


def test_a_corrected_claim_answers_to_both_names(ledger: Ledger) -> None:
    claim = claim_of(ledger, "a1")
    act(ledger, Correct(claim=claim, slot="kind", value="shelling"))
    now = claim_of(ledger, "a1")
    assert ledger.standing(claim).id == ledger.standing(now).id == now
    act(ledger, Correct(claim=claim, slot="status", value="denied"))
    assert [(one.before, one.after) for one in ledger.operations()] == [
        ('"air_strike"', '"shelling"'),
        ('"asserted"', '"denied"'),
    ]


def test_rejection_leaves_incident_and_toll(ledger: Ledger) -> None:
    before = state(ledger)
    claim = claim_of(ledger, "a2")
    toll = incident_of(ledger, "a1").killed
    act(ledger, Reject(claim=claim))
    assert toll is not None
    assert toll.high == 20
    now = incident_of(ledger, "a1").killed
    assert now is not None
    assert now.high == 9
    assert ledger.claims_of("a2") == []
    assert list(ledger.rejections([claim])) == [claim]
    with pytest.raises(UsageError, match="was rejected"):
        act(ledger, Reject(claim=claim))
    with pytest.raises(UsageError, match="was rejected"):
        act(ledger, Correct(claim=claim, slot="kind", value="attack"))
    assert ledger.verify() == []
    undo(ledger)
    assert state(ledger) == before


def test_reading_again_changes_nothing(ledger: Ledger) -> None:
    merge(ledger, "a1", "b1")
    split(ledger, "c2")
    act(ledger, Correct(claim=claim_of(ledger, "a1"), slot="kind", value="shelling"))
    act(ledger, Reject(claim=claim_of(ledger, "a2")))
    before = docs(ledger)
    ledger.add([entry(*one) for one in TOLD], extractor=EXTRACTOR)
    assert not ledger.unlinked
    ledger.add([entry(*one, extractor="rules-2") for one in TOLD], extractor="rules-2")
    relink(ledger)
    assert docs(ledger) == before == ["a1+a3+b1+b2", "c1", "c2", "d1"]
    (found,) = ledger.claims_of("a1")
    assert found.kind == "shelling"
    assert ledger.verify() == []


def test_what_was_taken_back_stays_so_when_a_report_is_read_again(ledger: Ledger) -> None:
    act(ledger, Correct(claim=claim_of(ledger, "b2"), slot="kind", value="shelling"))
    undo(ledger)
    ledger.add([entry(*one, extractor="rules-2") for one in TOLD], extractor="rules-2")
    relink(ledger)
    assert [(claim.kind, claim.extractor) for claim in ledger.claims_of("b2")] == [("air_strike", "rules-2")]


def test_a_merge_holds_when_a_report_comes_with_a_line_more(ledger: Ledger) -> None:
    merge(ledger, "b1", "d1")
    told = entry("d1", "Palmyra", 22, 2, "a clerk")
    (claim,) = told.claims
    text = f"Updated. {told.document.text}"
    again = make_claim(
        replace(told.document, text=text),
        claim.evidence,
        claim.kind,
        source=["a clerk"],
        places=(place(text, "Palmyra"),),
    )
    assert again.id != claim.id
    ledger.add([replace(told, document=replace(told.document, text=text), claims=(again,))], extractor=EXTRACTOR)
    relink(ledger)
    assert docs(ledger) == ["a1+a2+a3", "b1+b2+d1", "c1+c2"]
    undo(ledger)
    assert docs(ledger) == APART


def test_people_overrule_the_linker_on_what_is_read_later(ledger: Ledger) -> None:
    name = incident_of(ledger, "c1").id
    split(ledger, "c2")
    ledger.add([entry("c3", "Douma", 15, 11, "a nurse")], extractor=EXTRACTOR)
    relink(ledger)
    assert incident_of(ledger, "c1").id != incident_of(ledger, "c2").id
    assert {"c1+c3", "c2"} <= set(docs(ledger)) or {"c1", "c2+c3"} <= set(docs(ledger))
    assert incident_of(ledger, "c1").id == name


def test_an_incident_keeps_its_name_when_an_earlier_report_is_read(ledger: Ledger) -> None:
    name = incident_of(ledger, "a1").id
    early = entry("a0", "Aleppo", 3, 8, "a driver")
    early = replace(early, document=replace(early.document, published=early.document.published.replace(day=3)))  # type: ignore[union-attr]
    ledger.add([early], extractor=EXTRACTOR)
    relink(ledger)
    assert docs(ledger)[0] == "a0+a1+a2+a3"
    assert incident_of(ledger, "a0").id == name


def test_later_text_takes_the_corrections_away_and_the_earlier_brings_them_back(ledger: Ledger) -> None:
    act(ledger, Correct(claim=claim_of(ledger, "d1"), slot="kind", value="shelling"))
    ledger.add([entry("d1", "Palmyra", 22, 3, "a clerk")], extractor=EXTRACTOR)
    assert [one.kind for one in ledger.claims_of("d1")] == ["air_strike"]
    ledger.add([entry("d1", "Palmyra", 22, 2, "a clerk")], extractor=EXTRACTOR)
    assert [one.kind for one in ledger.claims_of("d1")] == ["shelling"]


BAD = [
    pytest.param(lambda w: Merge(incidents=(w("a1"), w("a1"))), "twice", id="merging an incident with itself"),
    pytest.param(lambda w: Merge(incidents=(w("a1"),)), "one incident only", id="merging one"),
    pytest.param(lambda w: Merge(incidents=(w("a1"), w("b1")[:-1] + "x")), "did you mean", id="unknown, but near"),
    pytest.param(lambda w: Merge(incidents=(w("a1"), "zzz")), "an incident or claim", id="unknown"),
    pytest.param(lambda w: Merge(incidents=(w("a1"), "i")), "begins several", id="many"),
    pytest.param(lambda w: Split(incident=w("a1"), claims=("c",)), "begins several", id="which claim"),
    pytest.param(lambda w: Split(incident=w("a1"), claims=("zz",)), "no claim 'zz' in 'i", id="not a claim of it"),
    pytest.param(lambda w: Split(incident=w("a1"), claims=()), "no claim", id="splitting nothing"),
    pytest.param(lambda w: Reject(claim=w("a1")), "a claim", id="an incident for a claim"),
    pytest.param(lambda w: Undo(operation="o0"), "an operation", id="no such operation"),
]


@pytest.mark.parametrize(("make_act", "says"), BAD)
def test_what_makes_no_sense_is_refused(ledger: Ledger, make_act: object, says: str) -> None:
    before = (state(ledger), ledger.operations())
    wanted = make_act(lambda doc: incident_of(ledger, doc).id)  # type: ignore[operator]
    with pytest.raises((UsageError, NotFoundError), match=says):
        act(ledger, wanted)
    assert (state(ledger), ledger.operations()) == before


def test_splitting_all_away_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="all 3 claims"):
        split(ledger, "a1", "a2", "a3")


def test_a_ceased_incident_and_a_claim_are_told_with_the_incident(ledger: Ledger) -> None:
    gone = incident_of(ledger, "b1").id
    merge(ledger, "a1", "b1")
    here = incident_of(ledger, "a1").id
    with pytest.raises(UsageError, match=f"has ceased.*now in {here}"):
        act(ledger, Merge(incidents=(gone, incident_of(ledger, "c1").id)))
    with pytest.raises(UsageError, match=f"expected an incident; it is part of {here}"):
        act(ledger, Merge(incidents=(claim_of(ledger, "b1"), incident_of(ledger, "c1").id)))


@pytest.mark.parametrize(
    ("slot", "value", "says"),
    [
        ("kind", "nonsense", "'nonsense' as kind, expected one of abduction"),
        ("status", "perhaps", "'perhaps' as status"),
        ("figures", ("8",), "as figures"),
        ("evidence", "other words", "'evidence' as a slot, expected one of kind"),
        ("kind", "air_strike", "as it is already"),
    ],
)
def test_a_bad_value_is_refused(ledger: Ledger, slot: str, value: object, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        act(ledger, Correct(claim=claim_of(ledger, "a1"), slot=slot, value=value))


@pytest.mark.parametrize(("author", "reason"), [("", "why"), ("sayso-link/1", "why"), ("Ada", " ")])
def test_who_and_why_are_asked_for(author: str, reason: str) -> None:
    with pytest.raises(UsageError):
        By(author=author, reason=reason)


REPORTS = [one[0] for one in TOLD]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "reject", "correct"]), st.sampled_from(REPORTS), st.sampled_from(REPORTS)
    ),
    min_size=1,
    max_size=5,
)


def try_act(ledger: Ledger, verb: str, one: str, other: str) -> bool:
    """Do it where it makes sense."""

    def wanted() -> Act:
        match verb:
            case "merge":
                return Merge(incidents=(incident_of(ledger, one).id, incident_of(ledger, other).id))
            case "split":
                return Split(incident=incident_of(ledger, one).id, claims=(claim_of(ledger, one),))
            case "reject":
                return Reject(claim=claim_of(ledger, one))
        return Correct(claim=claim_of(ledger, one), slot="kind", value="shelling")

    try:
        act(ledger, wanted())
    except (UsageError, ValueError, StopIteration):  # already rejected, the same incident, the only claim
        return False
    return True


@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(acts=ACTS, order=st.randoms(use_true_random=False))
@example(
    acts=[("merge", "a1", "b1"), ("split", "a3", "a3"), ("reject", "a1", "a1"), ("split", "a2", "b2")],
    order=random.Random(1),
)
@example(acts=[("split", "a2", "a1"), ("reject", "a1", "a1")], order=random.Random(2))
def test_all_that_was_done_can_be_taken_back_in_any_order(
    acts: list[tuple[str, str, str]], order: random.Random
) -> None:
    with make("sqlite://") as ledger:
        before = state(ledger)
        done = 0
        for verb, one, other in acts:
            here = state(ledger)
            if try_act(ledger, verb, one, other):
                done += 1
                undo(ledger)
                assert state(ledger) == here, "the last one taken back is as before it"
                undo(ledger, ledger.operations()[-1].id)
        operations = [one.id for one in ledger.operations() if one.undoes is None]
        assert len(operations) == done
        order.shuffle(operations)
        for operation in operations:
            undo(ledger, operation)
        assert state(ledger) == before
        assert ledger.verify() == []


def test_changes_are_told_in_order(ledger: Ledger) -> None:
    read = ledger.changes()
    assert {(one.kind, one.what) for one in read} == {("document", "new"), ("incident", "new")}
    merge(ledger, "a1", "b1")
    after = ledger.changes(after=read[-1].number)
    assert [(one.kind, one.what) for one in after] == [
        ("operation", "merge"),
        ("incident", "changed"),
        ("incident", "ceased"),
    ]
    told = {one.field: (one.before, one.after) for one in after[1].differences}
    assert told["killed"] == ("8-20", "5-20")
    assert ledger.changes(since="2026-03-01T10:00:00+00:00")[0].what == "merge"
    assert ledger.changes(since="2027-01-01") == []
    assert len(ledger.changes(since="2026-03-01T09:00:00+00:00")) == len(read) + 3


def test_correction_tells_what_became_of_the_incident(ledger: Ledger) -> None:
    claim, last = claim_of(ledger, "a1"), ledger.changes()[-1].number
    act(ledger, Correct(claim=claim, slot="actor", value=Phrase(text="the army")))
    act(ledger, Correct(claim=claim, slot="actor", value=None))
    told = [one for one in ledger.changes(after=last) if one.kind == "incident"]
    assert [{d.field: (d.before, d.after) for d in one.differences}.get("actors") for one in told] == [
        (None, "the army"),
        ("the army", None),
    ]


def test_operations_about_something(ledger: Ledger) -> None:
    merge(ledger, "a1", "b1")
    act(ledger, Reject(claim=claim_of(ledger, "d1")))
    assert [one.verb for one in ledger.operations([incident_of(ledger, "a1").id])] == ["merge"]
    assert [one.verb for one in ledger.operations([claim_of(ledger, "b2")])] == ["merge"]
    undo(ledger)
    assert [one.verb for one in ledger.operations([claim_of(ledger, "d1")])] == ["reject", "undo"]


def test_the_clock_may_be_missing() -> None:
    with Ledger.open("sqlite://", create=True) as ledger:
        ledger.add([entry(*one) for one in TOLD[:4]], extractor=EXTRACTOR)
        relink(ledger)
        names = tuple(one.id for one in ledger.incidents())
        operate(ledger, Merge(incidents=names), by=replace(ADA, made=None))
        assert {one.made for one in ledger.changes()} == {None}
