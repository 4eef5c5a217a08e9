"""What an event is worth: the traits that speak for and against it, and what is doubtful by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from sayso.extract import worth
from sayso.extract.worth import Page
from sayso.lexicon.tables import read_lines
from sayso.model import ClaimDraft
from tests.extract.readers import Opinion, drafts_of

TEXT = "Shells killed 12 people. Rebels attacked a checkpoint. Police arrested the mayor. The rebels attacked the town later."


@pytest.fixture
def shipped() -> Iterator[None]:
    """The weights of the package are in force again after the test."""
    yield
    worth.set_weights({row["trait"]: float(row["weight"]) for row in read_lines("worth.tsv.gz")})


def read(nlp: Language, text: str = TEXT, opinion: Opinion | None = None) -> tuple[Doc, list[ClaimDraft]]:
    doc = nlp(text)
    return doc, drafts_of(doc, opinion)


TRAITS = [
    pytest.param(TEXT, 0, {"figures=1", "measure=killed", "sentence=0", "before=0"}, id="a headline that counts"),
    pytest.param(TEXT, 1, {"word=attack|attack", "form=verb|attack", "nsubj", "before=0"}, id="first of its kind"),
    pytest.param(TEXT, 3, {"before=1", "said before=1", "again=2"}, id="one of the kind was told before"),
    pytest.param("They spoke after the attack on a bus by rebels.", 0, {"definite=1", "after=after"}, id="known"),
    pytest.param("Two men were arrested.", 0, {"form=passive|arrest", "nsubjpass"}, id="passive"),
]


@pytest.mark.parametrize(("text", "number", "expected"), TRAITS)
def test_traits_say_what_a_draft_is(nlp: Language, text: str, number: int, expected: set[str]) -> None:
    doc, drafts = read(nlp, text)
    assert expected <= set(list(Page(doc, drafts).read())[number])


def test_traits_are_the_same_when_read_again(nlp: Language) -> None:
    page = Page(*read(nlp))
    assert list(page.read()) == list(page.read())


WHOLE = TEXT + " Later, rebels attacked a village."  # tells enough to count as a report


def sure(drafts: Sequence[ClaimDraft]) -> list[str]:
    return [draft.event.kind for draft in drafts if not draft.doubtful]


def test_an_unlikely_draft_is_doubtful(nlp: Language, shipped: None) -> None:
    worth.set_weights({"threshold": 0.0, "any": 1.0, "kind=arrest": -2.0})
    assert sure(read(nlp, WHOLE, opinion=Opinion())[1]) == ["shelling", "attack", "attack", "attack"]


def test_a_draft_that_counts_is_never_doubtful(nlp: Language, shipped: None) -> None:
    worth.set_weights({"threshold": 0.0, "any": -1.0})
    assert sure(read(nlp, WHOLE, opinion=Opinion())[1]) == ["shelling"]


def test_nothing_in_a_text_that_tells_little_is_doubtful(nlp: Language, shipped: None) -> None:
    worth.set_weights({"threshold": 0.0, "any": -1.0})
    assert sure(read(nlp, opinion=Opinion())[1]) == ["shelling", "attack", "arrest", "attack"]


def test_without_weights_none_is_doubtful(nlp: Language, shipped: None) -> None:
    worth.set_weights({})
    assert sure(read(nlp, opinion=Opinion(worth=-9.0))[1]) == ["shelling", "attack", "arrest", "attack"]


def test_without_a_reader_none_is_weighed(nlp: Language, shipped: None) -> None:
    worth.set_weights({"threshold": 0.0, "any": -1.0})
    drafts = read(nlp)[1]
    assert sure(drafts) == ["shelling", "attack", "arrest", "attack"]
    assert all(draft.odds.claim is None for draft in drafts)


def test_drafts_keep_how_likely_they_are_to_be_claims(nlp: Language, shipped: None) -> None:
    worth.set_weights({"any": 1.5})
    low, high = (read(nlp, opinion=Opinion(worth=odds))[1] for odds in (0.0, 2.0))
    assert {draft.odds.claim for draft in low} == {1.5}
    assert all((draft.odds.claim or 0.0) > 1.5 for draft in high)  # the reader has a say


def test_weights_stand_in_the_lexicon() -> None:
    rows = {row["trait"]: float(row["weight"]) for row in read_lines("worth.tsv.gz")}
    assert {"threshold", "any"} <= rows.keys()
    assert len(rows) > 500
