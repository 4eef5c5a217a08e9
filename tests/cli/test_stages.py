"""The stage verbs: exactly the promised keys, offsets into the text as given, failures told and counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import REPORTS, Sayso

KEYS = {
    "places": "doc start end text form name lat lon geonameid country admin1 precision confidence candidates ucdp acled",
    "times": "doc start end text type value from to reason",
    "quotes": "doc source cue content kind speaker speaker_bodies",
    "claims": "doc id start end evidence also_spans kind status stance source source_spans source_bodies cue actor target instrument "
    "places time figures confidence slot_confidence extractor corrects",
    "incidents": "id kind docs claims claims_by_doc start end place lat lon precision actors targets killed injured "
    "figures accounts disagreements grade grade_rule",
}
TEXTS: dict[Any, str] = {report["id"]: report["text"] for report in REPORTS}


@pytest.mark.parametrize("verb", KEYS)
def test_keys_and_their_order(sayso: Sayso, reports: Path, verb: str) -> None:
    run = sayso(verb, str(reports))
    assert run.status == 0, run.err
    assert run.lines
    for line in run.lines:
        assert list(line) == KEYS[verb].split()


def test_offsets_are_into_the_text_as_given(sayso: Sayso, reports: Path) -> None:
    places = [line for line in sayso("places", str(reports)).lines if line["doc"] == "emoji"]
    assert [TEXTS["emoji"][line["start"] : line["end"]] for line in places] == ["Aleppo"]
    claims = [line for line in sayso("claims", str(reports)).lines if line["doc"] == "emoji"]
    assert claims
    for line in claims:
        given = TEXTS["emoji"][line["start"] : line["end"]]
        assert given.replace("e\u0301", "é").replace("\r\n", "\n") == line["evidence"]


def test_parts_of_a_claim(sayso: Sayso, reports: Path) -> None:
    line = next(line for line in sayso("claims", str(reports)).lines if line["doc"] == "agency")
    assert (line["kind"], line["source"], line["cue"]) == ("air_strike", ["the health ministry"], "said")
    (body,) = line["source_bodies"]
    assert list(body) == ["id", "name", "type", "party", "of", "reason"]
    assert (body["id"], body["type"]) == (None, "government")
    assert list(line["places"][0]) == ["text", "role", "start", "end", "name", "lat", "lon", "geonameid", "precision"]
    assert line["time"] == {
        "text": "Tuesday",
        "start": "2016-05-03",
        "end": "2016-05-03",
        "precision": "day",
        "reason": None,
    }
    (figure,) = line["figures"]
    assert list(figure) == ["text", "start", "end", "measure", "low", "high", "basis", "unit", "part_of", "scope"]
    assert (figure["measure"], figure["low"], figure["high"]) == ("killed", 20, 20)


def test_incidents_in_memory_and_from_the_ledger_are_the_same(filled: Sayso, reports: Path) -> None:
    in_memory = sorted(filled("incidents", str(reports)).lines, key=lambda line: line["id"])
    assert sorted(filled("incidents").lines, key=lambda line: line["id"]) == in_memory
    (main,) = (line for line in in_memory if len(line["docs"]) == 2)
    assert main["killed"] == [8, 20]
    assert main["claims_by_doc"].keys() == {"agency", "paper"}
    assert [one["type"] for one in main["disagreements"]] == ["number"]
    account = main["accounts"][0]
    assert list(account) == [
        "origin",
        "source",
        "docs",
        "claims",
        "killed",
        "injured",
        "figures",
        "actor",
        "occurred",
        "aside",
    ]


def test_standard_input(sayso: Sayso) -> None:
    line = json.dumps({"id": "x", "text": "Two people were killed in Aleppo."}).encode()
    assert [place["doc"] for place in sayso("places", "-", stdin=line).lines] == ["x"]


def test_published_fixes_a_weekday(sayso: Sayso, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Shelling killed two people in Aleppo on Tuesday.", encoding="utf-8")
    (line,) = sayso("times", str(path), "--published", "2016-05-04").lines
    assert line["from"] == "2016-05-03"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b'{"id": "a"}\n', "text", id="no text"),
        pytest.param(b"not json\n", "", id="not json"),
        pytest.param(b'{"id": "a", "text": ""}\n', "", id="empty text"),
        pytest.param(b"", "", id="empty file"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_goes_on(
    sayso: Sayso, reports: Path, tmp_path: Path, content: bytes, says: str
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(content)
    run = sayso("places", str(bad), str(tmp_path / "missing.txt"), str(reports))
    assert run.status == 1
    assert {line["doc"] for line in run.lines} == {"paper", "agency", "emoji"}
    told = run.err.splitlines()
    assert len(told) == 2, told
    assert all(line.startswith("sayso: ") for line in told)
    assert says in told[0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(["places"], "Missing argument", id="no documents"),
        pytest.param(["claims", "a.txt", "--kind", "shelling"], "leave the filters out", id="filter with documents"),
        pytest.param(["claims", "--kind", "tickling"], "air_strike", id="unknown kind names the known"),
        pytest.param(["incidents", "--since", "yesterday"], "YYYY-MM-DD", id="bad date"),
        pytest.param(["incidents", "--since", "2016-02-30"], "YYYY-MM-DD", id="no such day"),
        pytest.param(["incidents", "--since", "2016", "--until", "2015"], "runs forward", id="backwards"),
        pytest.param(["incidents", "--near", "Aleppo"], "LAT,LON,KM", id="bad point"),
        pytest.param(["incidents"], "sayso read PATH", id="no ledger"),
        pytest.param(["times", "a.txt", "--published", "May"], "YYYY-MM-DD", id="bad day of publication"),
        pytest.param(["times", "a.txt", "--format", "xml"], "jsonl", id="bad format"),
        pytest.param(["times", "a.txt", "--model", "xx_none"], "pip install xx-none", id="no such parser"),
        pytest.param(["tell"], "No such command", id="no such verb"),
    ],
)
def test_wrong_usage(sayso: Sayso, tmp_path: Path, words: list[str], says: str) -> None:
    (tmp_path / "a.txt").write_text("Nothing.", encoding="utf-8")
    run = sayso(*words)
    assert run.status == 2
    assert says in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize(("least", "all_of_them"), [("0", True), ("0.01", True), ("1", False)])
def test_claims_of_least_confidence(sayso: Sayso, reports: Path, least: str, all_of_them: bool) -> None:
    every = sayso("claims", str(reports)).lines
    sure = sayso("claims", str(reports), "--min-confidence", least).lines
    assert sure == (every if all_of_them else [])
    assert every


def test_confidence_of_slots(sayso: Sayso, reports: Path) -> None:
    line = next(line for line in sayso("claims", str(reports)).lines if line["doc"] == "agency")
    slots = line["slot_confidence"]
    assert list(slots) == ["actor", "target", "places", "time", "figures"]
    assert (slots["actor"] is None) == (line["actor"] is None)
    assert all(0 < slots[slot] < 1 for slot in ("places", "time", "figures"))
