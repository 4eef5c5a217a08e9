"""`--rule`: tolls with the claims that they rest on, those set aside, and why; and the grade beside its rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.cli.tolls import best_words
from tests.cli.conftest import Sayso

STRIKES = [
    ("Harbour Wire", "Air strikes killed 8 people at a market in Aleppo on Tuesday, the Harbour Monitor said."),
    (
        "Lantern Press",
        (
            "Russian air strikes on a market in Aleppo killed at least 20 people on Tuesday, a nurse said. "
            "The nurse said that the initial toll of the strikes on the market was 11 dead."
        ),
    ),
]


@pytest.fixture
def struck(sayso: Sayso, tmp_path: Path) -> Sayso:
    """A ledger with one strike, told by two accounts."""
    reports = [
        {"id": f"r{number}", "published": "2016-05-04", "publisher": publisher, "text": text}
        for number, (publisher, text) in enumerate(STRIKES)
    ]
    path = tmp_path / "strikes.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
    assert sayso("read", str(path)).status == 0
    return sayso


def most_told(sayso: Sayso) -> dict[str, Any]:
    return max(sayso("incidents", "--format", "jsonl").lines, key=lambda line: len(line["accounts"]))


def words_of(shown: str) -> str:
    return " ".join(shown.split())


@pytest.mark.parametrize("columns", [60, 100, 200])
def test_a_range_says_what_it_rests_on(struck: Sayso, columns: int) -> None:
    shown = struck("show", most_told(struck)["id"], "--rule", "range", columns=columns)
    assert shown.status == 0, shown.err
    assert max(map(len, shown.out.splitlines())) <= columns
    for part in (
        "Killed 8 or more, best 8",
        (
            "from the smallest to the largest figure of 2 accounts; best 8, supported by 1 of 2 independent accounts, "
            "the lower of equals"
        ),
        "used: 8: Harbour Monitor, in r0 (c",
        "used: 20 or more: nurse, in r1 (c",
        "set aside: 11: nurse, in r1 (c",
        "; a first toll, by its words since replaced",
        "Grade fair (2 accounts by origins independent of each other: nurse and Harbour Monitor;",
    ):
        assert part in words_of(shown.out), shown.out
    assert "no figure is added to another" not in shown.out


def test_the_lowest_figure(struck: Sayso) -> None:
    shown = words_of(struck("show", most_told(struck)["id"], "--rule", "conservative").out)
    assert "Killed 8 (8: the lowest figure of 2 accounts, given by Harbour Monitor)" in shown
    assert "; more than the lowest figure" in shown


def test_tolls_as_json(struck: Sayso) -> None:
    incident = most_told(struck)
    assert (incident["grade"], incident["killed"], "tolls" in incident) == ("fair", [8, None], False)
    (line,) = struck("show", incident["id"], "--rule", "range", "--format", "jsonl").lines
    assert {name: value for name, value in line.items() if name != "tolls"} == incident
    (killed,) = [toll for toll in line["tolls"] if toll["measure"] == "killed" and toll["whom"] is None]
    assert list(killed) == ["measure", "whom", "rule", "low", "best", "high", "used", "aside", "says"]
    assert (killed["low"], killed["best"], killed["high"]) == (8, 8, None)
    told = {name for account in incident["accounts"] for name in account["claims"]}
    assert len(killed["used"]) == 2
    assert {*killed["used"], *(one["claim"] for one in killed["aside"])} <= told
    assert [one["why"] for one in killed["aside"]] == ["a first toll, by its words since replaced"]
    assert struck("show", incident["id"], "--format", "jsonl").lines == [incident]


def test_lists_by_a_rule(struck: Sayso, tmp_path: Path) -> None:
    table = struck("incidents", "--rule", "range", "--format", "table").out
    assert "8 or more, best 8" in table
    assert "best" not in struck("incidents", "--format", "table").out
    lines = struck("incidents", "--rule", "conservative", "--format", "jsonl").lines
    assert [toll["best"] for line in lines for toll in line["tolls"] if toll["measure"] == "killed"] == [8]
    in_memory = struck(
        "incidents", str(tmp_path / "strikes.jsonl"), "--rule", "conservative", "--format", "jsonl"
    ).lines
    assert [line["tolls"] for line in in_memory] == [line["tolls"] for line in lines]


def test_a_rule_is_of_incidents(struck: Sayso) -> None:
    claim = most_told(struck)["accounts"][0]["claims"][0]
    run = struck("show", claim, "--rule", "range")
    assert run.status == 2
    assert "--rule with a claim" in run.err
    assert struck("show", most_told(struck)["id"], "--rule", "median").status == 2


def test_best_words_say_no_more_than_they_must() -> None:
    assert best_words(8, 8, None) == "8 or more, best 8"
    assert best_words(None, 20, 20) == "up to 20, best 20"
