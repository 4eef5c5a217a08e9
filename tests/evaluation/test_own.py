"""The scorer of the project's own tables: it counts what is right, and it can fail."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from spacy.language import Language

from evaluation import own
from evaluation.own import Case, Expectation, Outcome, figures, load, main, outcomes, same_chain
from sayso.errors import InputError
from sayso.model import Claim, SourceLink, Span, claim_id
from sayso.model.mention import Status

TEXT = "The governor said rebels shelled the market and soldiers later burned the mill."
CASE = {
    "id": "one",
    "category": "chain",
    "text": TEXT,
    "expect": [{"words": "shelled the market", "source": ["the governor"], "status": "asserted", "stance": "asserts"}],
}
WANTED = Expectation(words="shelled the market", source=(("the governor",),), status=("asserted",), stance=("asserts",))


def claim(
    word: str, source: str | None = "governor", *, status: Status = "asserted", known: bool = True, nlp: Language
) -> Claim:
    """A claim on the whole text, told by `word`."""
    token = next(token.i for token in nlp.make_doc(TEXT) if token.text == word)
    chain = () if source is None else (SourceLink(text=source),)
    span = Span(0, len(TEXT))
    name = claim_id("one", span, "shelling", chain, token) if known else "made of two"
    return Claim(
        id=name, doc="one", span=span, evidence=TEXT, kind="shelling", status=status, extractor="x", confidence=1.0,
        source=chain,
    )  # fmt: skip


def right(claims: list[Claim], nlp: Language, expectation: Expectation = WANTED) -> list[str]:
    """The fields that come out right."""
    return [outcome.field for outcome in scored(claims, nlp, expectation) if outcome.right]


def scored(claims: list[Claim], nlp: Language, expectation: Expectation = WANTED) -> list[Outcome]:
    case = Case(id="one", category="chain", text=TEXT, expect=(expectation,))
    return list(outcomes(case, claims, nlp.make_doc(TEXT)))


def table(folder: Path, rows: object, name: str = "seen.yml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(("The Army",), ("army",), True, id="case and article"),
        pytest.param((), (), True, id="the report itself"),
        pytest.param(("army",), (), False, id="nobody against somebody"),
        pytest.param(("agency", "army"), ("army", "agency"), False, id="the other way round"),
        pytest.param(("agency", "army"), ("army",), False, id="a link too many"),
        pytest.param(("the army spokesman",), ("the army",), False, id="a part of a link"),
    ],
)
def test_chains(one: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    assert same_chain(one, other) is same


def test_all_right(nlp: Language) -> None:
    assert right([claim("shelled", nlp=nlp)], nlp) == ["source", "status", "stance"]


def test_wrong_source(nlp: Language) -> None:
    assert right([claim("shelled", "rebels", nlp=nlp)], nlp) == ["status", "stance"]


def test_wrong_status(nlp: Language) -> None:
    assert right([claim("shelled", status="denied", nlp=nlp)], nlp) == ["source", "stance"]


def test_no_claim_is_wrong_throughout(nlp: Language) -> None:
    found = scored([], nlp)
    assert [outcome.got for outcome in found] == [None, None, None]
    assert not any(outcome.right for outcome in found)


def test_the_claim_told_by_the_words_goes_before_its_neighbour(nlp: Language) -> None:
    neighbour = claim("burned", nlp=nlp)
    assert right([claim("shelled", None, nlp=nlp), neighbour], nlp) == ["status", "stance"]


def test_where_no_word_is_told_the_nearest_claim_counts(nlp: Language) -> None:
    later = Expectation(words="later", source=(("the governor",),))
    assert right([claim("burned", nlp=nlp), claim("shelled", None, nlp=nlp)], nlp, later) == ["source"]
    assert right([claim("burned", None, nlp=nlp), claim("shelled", nlp=nlp)], nlp, later) == []


def test_of_two_claims_told_by_the_words_the_better_counts(nlp: Language) -> None:
    both = [claim("shelled", None, nlp=nlp), claim("shelled", nlp=nlp)]
    assert right(both, nlp) == ["source", "status", "stance"]


def test_a_claim_made_of_two_counts_by_its_evidence(nlp: Language) -> None:
    assert right([claim("shelled", known=False, nlp=nlp)], nlp) == ["source", "status", "stance"]


def test_either_of_two_chains(nlp: Language) -> None:
    either = Expectation(words="shelled", source=(("rebels",), ("the governor",)), status=("possible", "asserted"))
    assert right([claim("shelled", nlp=nlp)], nlp, either) == ["source", "status"]


def test_figures_end_with_the_total(nlp: Language) -> None:
    rows = figures(scored([claim("shelled", None, nlp=nlp)], nlp), by_category=True)
    assert [(row.name, row.right, row.of) for row in rows] == [
        ("chain", 2, 3),
        ("source", 0, 1),
        ("status", 1, 1),
        ("stance", 1, 1),
        ("total", 2, 3),
    ]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"expect": [{"words": "bombed", "status": "asserted"}]}, id="words that are not in the text"),
        pytest.param({"expect": [{"words": "ed the m", "status": "asserted"}]}, id="words that are there twice"),
        pytest.param({"expect": [{"words": "shelled"}]}, id="nothing asked"),
        pytest.param({"expect": [{"words": "shelled", "kind": "shelling"}]}, id="a field unknown"),
        pytest.param({"published": "last week"}, id="no date"),
        pytest.param({"text": None}, id="no text"),
    ],
)
def test_a_bad_table_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    with pytest.raises(InputError):
        load(table(tmp_path, [{**CASE, **change}]))


def test_a_table_that_is_no_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load(table(tmp_path, {"one": CASE}))


@pytest.mark.parametrize("half", ["seen", "unseen"])
def test_the_tables_are_sound_and_big_enough(half: str) -> None:
    cases = load(own.TABLES / f"attribution_{half}.yml")
    assert len(cases) >= 90
    assert len({case.id for case in cases}) == len(cases)
    assert len({case.category for case in cases}) > 10
    assert not {case.category for case in cases} & {*own.FIELDS, own.TOTAL}


def test_no_text_is_in_both_halves() -> None:
    seen, unseen = ({case.text for case in load(own.TABLES / f"attribution_{half}.yml")} for half in ("seen", "unseen"))
    assert not seen & unseen


def test_failures_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = {**CASE, "expect": [{"words": "shelled the market", "source": ["a miller"]}]}
    assert main([str(table(tmp_path, [wrong])), "--show"]) == 0
    out = capsys.readouterr().out
    assert "a miller" in out
    assert "chain" in out


def test_of_a_table_held_back_only_totals_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = {**CASE, "expect": [{"words": "shelled the market", "source": ["a miller"]}]}
    assert main([str(table(tmp_path, [wrong], "unseen.yml")), "--show"]) == 0
    captured = capsys.readouterr()
    assert "held back" in captured.err
    assert "miller" not in captured.out
    assert "chain" not in captured.out
    assert "total" in captured.out


def test_no_table_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.yml")]) == 2
    assert "none.yml" in capsys.readouterr().err
