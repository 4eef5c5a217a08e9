"""A report that was read without its date is given one later: its times resolve, and nothing is lost or doubled."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.model import Judgement
from sayso.store.ledger import Entry, Ledger
from tests.cli.conftest import Sayso

UNDATED = "Air strikes killed 8 people at a market in Aleppo on Tuesday, the Harbour Monitor said."
ANCHOR = "2016-05-04"  # a Wednesday


@pytest.fixture
def undated(sayso: Sayso, tmp_path: Path) -> Path:
    """A report without a date, read."""
    path = tmp_path / "undated.jsonl"
    path.write_text(json.dumps({"id": "paper", "text": UNDATED}) + "\n", encoding="utf-8")
    assert sayso("read", str(path)).status == 0
    return path


def test_open_until_the_date_is_given(sayso: Sayso, undated: Path) -> None:
    (before,) = sayso("claims").lines
    assert before["time"]["start"] is None
    assert before["time"]["reason"] == "no publication date to count 'Tuesday' from"
    run = sayso("read", str(undated), "--published", ANCHOR)
    assert run.status == 0, run.err
    assert "1 read again" in run.out
    (after,) = sayso("claims").lines
    assert (after["time"]["start"], after["time"]["end"]) == ("2016-05-03", "2016-05-03")
    assert after | {"time": None} == before | {"time": None}
    assert [line["published"] for line in sayso("documents").lines] == [ANCHOR]
    assert [line["start"] for line in sayso("incidents").lines] == ["2016-05-03"]
    assert sayso("verify").status == 0


def test_given_once_or_twice_is_the_same(sayso: Sayso, undated: Path) -> None:
    assert sayso("read", str(undated), "--published", ANCHOR).status == 0
    held = sayso("claims").out + sayso("incidents").out + sayso("documents").out
    assert "1 known already" in sayso("read", str(undated), "--published", ANCHOR).out
    assert sayso("claims").out + sayso("incidents").out + sayso("documents").out == held


def test_the_date_stays_when_it_is_read_without_one(sayso: Sayso, undated: Path) -> None:
    assert sayso("read", str(undated), "--published", ANCHOR).status == 0
    held = sayso("claims").out
    assert "1 known already" in sayso("read", str(undated)).out
    assert sayso("claims").out == held


def test_another_date_takes_the_place_of_the_first(sayso: Sayso, undated: Path) -> None:
    assert sayso("read", str(undated), "--published", ANCHOR).status == 0
    assert sayso("read", str(undated), "--published", "2016-05-11").status == 0
    assert [line["time"]["start"] for line in sayso("claims").lines] == ["2016-05-10"]


def test_what_people_judged_stays(sayso: Sayso, undated: Path, tmp_path: Path) -> None:
    (claim,) = sayso("claims").lines
    with Ledger.open(tmp_path / "sayso.db") as ledger:
        judgement = Judgement(
            id="by-hand", left=claim["id"], right=claim["id"], verdict="same", author="me", reason="one"
        )
        ledger.judge(judgement)
    assert sayso("read", str(undated), "--published", ANCHOR).status == 0
    with Ledger.open(tmp_path / "sayso.db") as ledger:
        assert [one.id for one in ledger.judgements(human=True)] == ["by-hand"]
        assert set(ledger.claims_with([claim["id"]])) == {claim["id"]}


def test_a_report_with_a_date_keeps_its_own(sayso: Sayso, tmp_path: Path) -> None:
    path = tmp_path / "dated.jsonl"
    path.write_text(json.dumps({"id": "paper", "published": ANCHOR, "text": UNDATED}) + "\n", encoding="utf-8")
    assert sayso("read", str(path), "--published", "2020-01-01").status == 0
    assert [line["published"] for line in sayso("documents").lines] == [ANCHOR]


def test_a_date_given_outdoes_a_dateline_when_it_is_read_again(sayso: Sayso, tmp_path: Path) -> None:
    path = tmp_path / "filed.jsonl"
    text = f"ALEPPO, May 5, 2016 - {UNDATED}"
    path.write_text(json.dumps({"id": "filed", "text": text}) + "\n", encoding="utf-8")
    assert sayso("read", str(path), "--published", ANCHOR).status == 0
    assert [line["published"] for line in sayso("documents").lines] == [ANCHOR]
    assert "1 known already" in sayso("read", str(path)).out


def test_corrections_by_people_stay(sayso: Sayso, undated: Path, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "sayso.db") as ledger:
        (document,), (claim,) = ledger.documents(), ledger.claims()
        corrected = replace(claim, id="by-hand", kind="shelling", extractor="Ada", corrects=claim.id)
        both = [Entry(document=document, claims=(replace(claim, extractor="rules-0"), corrected))]
        ledger.add(both, extractor="rules-0")
    assert [line["kind"] for line in sayso("claims").lines] == ["shelling"]
    assert sayso("read", str(undated), "--published", ANCHOR).status == 0
    assert [line["kind"] for line in sayso("claims").lines] == ["shelling"]
    assert sayso("verify").status == 0
