"""The order of things: every document gives one result, in order, whatever happens to its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from sayso import pipeline
from sayso.errors import InputError, ResourceError
from sayso.language.reader import Reader
from sayso.language.tagger import Tagged, load_tagger
from sayso.model import Document, Failure, Judgement
from sayso.pipeline import STAGES, Analysis, Stage, analyse, relate
from sayso.resolve.gazetteer import Gazetteer
from sayso.resolve.sources import PlaceRow

TEXT = "Air strikes killed {number} people in Aleppo on Tuesday, the {who} said."


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.from_rows(
        [PlaceRow(name="Aleppo", lat=36.2, lon=37.16, kind="city", country="SY", population=1600000)]
    )


def document(name: str, number: int = 8, who: str = "monitor") -> Document:
    return Document(
        id=name, text=TEXT.format(number=number, who=who), published=date(2016, 5, 4), publisher=f"The {name}"
    )


def run(
    documents: list[Document], nlp: Language, gazetteer: Gazetteer, stage: Stage = "claims"
) -> list[Analysis | Failure]:
    return list(analyse(documents, nlp=nlp, gazetteer=gazetteer, stage=stage))


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_gives_its_own(nlp: Language, gazetteer: Gazetteer, stage: Stage) -> None:
    (found,) = run([document("a")], nlp, gazetteer, stage)
    assert isinstance(found, Analysis)
    given = {
        "places": bool(found.places),
        "times": bool(found.times),
        "quotes": bool(found.attributions),
        "claims": bool(found.claims),
    }
    assert given == {name: stage in (name, "claims") for name in STAGES}


def test_sources_get_their_identity(nlp: Language, gazetteer: Gazetteer) -> None:
    (found,) = run([document("a", who="Pentagon")], nlp, gazetteer)
    assert isinstance(found, Analysis)
    told = {(link.body.id, link.body.type) for one in found.claims for link in one.source if link.body is not None}
    assert told == {("US/defence-ministry", "state military")}
    (quotes,) = run([document("a", who="Pentagon")], nlp, gazetteer, "quotes")
    assert isinstance(quotes, Analysis)
    assert [[body.id for body in one.bodies] for one in quotes.attributions] == [["US/defence-ministry"]]


def test_more_than_a_batch_in_order(nlp: Language, gazetteer: Gazetteer) -> None:
    documents = [document(f"d{number}", number + 2) for number in range(40)]
    found = run(documents, nlp, gazetteer, "places")
    assert [one.document for one in found if isinstance(one, Analysis)] == documents


def test_none(nlp: Language, gazetteer: Gazetteer) -> None:
    assert run([], nlp, gazetteer) == []


def test_a_document_that_the_parser_fails_on(
    nlp: Language, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nlp, "max_length", 200)
    long = Document(id="long", text="Too long. " * 30)
    first, failure, last = run([document("a"), long, document("b")], nlp, gazetteer)
    assert isinstance(first, Analysis)
    assert isinstance(last, Analysis)
    assert isinstance(failure, Failure)
    assert (failure.document, failure.stage) == ("long", "parse")
    assert "\n" not in failure.reason


@pytest.mark.parametrize(
    ("error", "says"),
    [
        pytest.param(InputError("found nothing"), "found nothing", id="the document's fault"),
        pytest.param(KeyError("x\ny"), "KeyError: 'x\\ny' (at test_pipeline.py:", id="our fault, with its place"),
        pytest.param(AssertionError("a rule"), "AssertionError: a rule", id="our assertion"),
    ],
)
def test_a_document_that_a_stage_fails_on(
    nlp: Language, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch, error: Exception, says: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "_times", fail)
    (failure,) = run([document("a")], nlp, gazetteer)
    assert isinstance(failure, Failure)
    assert failure.stage == "claims"
    assert says in failure.reason


class Choosy:
    """A tagger that fails on one document's text."""

    def __init__(self, word: str, error: Exception) -> None:
        self.word, self.error = word, error

    def tag(self, docs: Sequence[Doc], *, reader: Reader | None = None) -> list[Tagged]:
        if any(self.word in doc.text for doc in docs):
            raise self.error
        return load_tagger().tag(docs, reader=reader)


def test_a_document_that_the_tagger_fails_on(
    nlp: Language, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "load_tagger", lambda: Choosy("hermit", RuntimeError("no shape")))
    found = run([document("one"), document("two", who="hermit"), document("three")], nlp, gazetteer, "quotes")
    assert [isinstance(one, Failure) for one in found] == [False, True, False]
    assert isinstance(found[1], Failure)
    assert "no shape" in found[1].reason


def test_a_tagger_that_is_not_whole_stops_the_run(
    nlp: Language, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "load_tagger", lambda: Choosy("killed", ResourceError("no model")))
    with pytest.raises(ResourceError):
        run([document("one")], nlp, gazetteer, "quotes")


def test_a_broken_resource_stops_the_run(nlp: Language, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ResourceError("no lexicon")

    monkeypatch.setattr(pipeline, "_times", fail)
    with pytest.raises(ResourceError):
        run([document("a")], nlp, gazetteer)


def test_relate_and_the_word_of_a_person(nlp: Language, gazetteer: Gazetteer) -> None:
    documents = [document("a", 8, "monitor"), document("b", 20, "ministry")]
    claims = [claim for one in run(documents, nlp, gazetteer) if isinstance(one, Analysis) for claim in one.claims]
    assert {claim.doc for claim in claims} == {"a", "b"}
    _, (incident,) = relate(claims, documents)
    assert incident.claims_by_doc == (("a", 1), ("b", 1))
    left, right = sorted(claim.id for claim in claims)
    apart = Judgement(id="j0", left=left, right=right, verdict="different", author="Ada")
    _, two = relate(claims, documents, judgements=[apart])
    assert len(two) == 2


def test_a_claim_says_who_found_it(nlp: Language, gazetteer: Gazetteer) -> None:
    (found,) = run([document("a")], nlp, gazetteer)
    assert isinstance(found, Analysis)
    assert {claim.extractor for claim in found.claims} == {pipeline.extractor_version(nlp)}
    assert nlp.meta["version"] in pipeline.extractor_version(nlp)


def test_stages_that_look_no_place_up_need_no_gazetteer(nlp: Language) -> None:
    document = Document(id="d", text="Two bridges were destroyed on Monday, the ministry said.")
    for stage in ("times", "quotes"):
        (found,) = pipeline.analyse([document], nlp=nlp, gazetteer=None, stage=stage)
        assert isinstance(found, pipeline.Analysis)
        assert found.times or found.attributions
    with pytest.raises(ValueError, match="needs a gazetteer"):
        list(pipeline.analyse([document], nlp=nlp, gazetteer=None, stage="places"))
