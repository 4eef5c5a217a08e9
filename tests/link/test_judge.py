"""Judgements: few, sure of their reasons, the same whatever the order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.link.judge import judge
from sayso.model import Claim, Document


def test_reasons_are_sentences(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [
        make_claim("d1", day="2019-05-02", place="Rastan", killed=8),
        make_claim("d2", day="2019-05-02", place="Rastan", killed=8, kind="shelling"),
    ]
    (found,) = judge(claims, documents=documents)
    assert found.verdict == "same"
    assert (found.left, found.right) == ("d1-0", "d2-0")
    says = {feature.says for feature in found.features}
    assert {"same day", "both name Rastan", "both give 8 killed", "each report is mainly about it"} <= says
    assert "an air strike and a shelling can be one event" in says


def test_another_town_is_different(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [
        make_claim("d1", day="2019-05-02", place="Rastan", killed=8),
        make_claim("d2", day="2019-05-02", place="Manbij", killed=8),
    ]
    (found,) = judge(claims, documents=documents)
    assert found.verdict == "different"


def test_order_changes_nothing(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [
        make_claim(f"d{n}", at, day="2019-05-02", place="Rastan", killed=8 + at) for n in range(5) for at in (0, 1)
    ]
    forth = {item.id: item for item in judge(claims, documents=documents)}
    back = {item.id: item for item in judge(reversed(claims), documents=documents)}
    assert forth == back


def test_a_copy_is_the_same(make_claim: Callable[..., Claim]) -> None:
    text = "Two shells fell on the old market of the town, and the mayor told of many hurt and of a burning granary."
    documents = {name: Document(id=name, text=text) for name in ("d1", "d2")}
    claims = [make_claim(name, evidence="two shells fell on the old market") for name in documents]
    (found,) = judge(claims, documents=documents)
    assert found.verdict == "same"
    assert "one report is a copy of the other (100% of its phrases)" in {feature.says for feature in found.features}


def test_missing_documents_are_no_error(make_claim: Callable[..., Claim]) -> None:
    claims = [make_claim("d1", day="2019-05-02", place="Rastan"), make_claim("d2", day="2019-05-02", place="Rastan")]
    assert len(list(judge(claims, documents={}))) == 1


def test_reasons_of_whole_reports_say_so(make_claim: Callable[..., Claim], documents: dict[str, Document]) -> None:
    claims = [
        make_claim("d1", 0, day="2019-05-02", place="Rastan"),
        make_claim("d1", 1, day="2019-05-02", place="Rastan", killed=8),
        make_claim("d2", 0, day="2019-05-02", place="Rastan", killed=8),
    ]
    across = next(item for item in judge(claims, documents=documents) if item.left[:2] != item.right[:2])
    assert {"both reports name Rastan", "both reports give 8 killed"} <= {feature.says for feature in across.features}


def _reports(outlet: str, *texts: str) -> dict[str, Document]:
    return {f"d{n}": Document(id=f"d{n}", text=text, publisher=outlet) for n, text in enumerate(texts)}


@pytest.mark.parametrize(
    ("words", "joins"),
    [
        ("The toll of the raid has risen to 14.", True),
        ("Fourteen people died, up from eight.", True),
        ("Fourteen people died.", False),
    ],
)
def test_an_outlet_updates_its_toll(make_claim: Callable[..., Claim], words: str, joins: bool) -> None:
    claims = [
        make_claim("d0", day="2019-05-02", place="Rastan", killed=8, evidence="Eight people died in a raid."),
        make_claim("d1", day="2019-05-02", place="Rastan", killed=14, evidence=words),
    ]
    (found,) = judge(claims, documents=_reports("The Gazette", "Eight died.", "Fourteen."))
    assert (found.verdict == "same") is joins


def test_a_copy_tells_one_happening_with_one_toll(make_claim: Callable[..., Claim]) -> None:
    text = (
        "A bomb went off in the old town of Rastan and killed eight people. A second blast in the new town killed two."
    )
    claims = [
        make_claim(doc, at, kind="bombing", day="2019-05-02", place=place, killed=killed, evidence=words)
        for doc in ("d0", "d1")
        for at, place, killed, words in (
            (0, "Rastan", 8, "A bomb in a lorry tore through the vegetable stalls."),
            (1, "Talbiseh", 2, "Separately, a charge hidden by the road hit two policemen."),
        )
    ]
    found = judge(claims, documents=_reports("The Gazette", text, text))
    verdicts = {(item.left, item.right): item.verdict for item in found}
    assert verdicts["d0-0", "d1-0"] == verdicts["d0-1", "d1-1"] == "same"
    assert "same" not in (verdicts.get(("d0-0", "d1-1")), verdicts.get(("d0-1", "d1-0")))
