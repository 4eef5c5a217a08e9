"""`sayso show`, `search`, the lists, `verify`, `doctor`: what a person sees, wide and narrow."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from sayso import __version__
from sayso.cli.output import column_widths
from tests.cli.conftest import Sayso


def main_incident(sayso: Sayso) -> str:
    (line,) = sayso("incidents", "--disputed").lines
    return str(line["id"])


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_incident_as_a_matrix(filled: Sayso, columns: int) -> None:
    shown = filled("show", main_incident(filled)[:9], columns=columns)
    assert shown.status == 0, shown.err
    lines = shown.out.splitlines()
    assert max(map(len, lines)) <= columns
    words = " ".join(shown.out.split())
    for part in (
        "2 accounts in 2 reports",
        "Killed 8-20",
        "no figure is added to another",
        "“Air strikes on a market in Aleppo killed 20 people on Tuesday, the health ministry said",
        "the health ministry; in agency, 2016-05-04",
        "≠ killed: differs from Harbour Monitor (8)",
        "≠ killed: differs from health ministry (20)",
        "number: Harbour Monitor says 8 killed, health ministry says 20 killed (12 apart)",
        "Why these claims are one incident",
        "paper: Daily Paper · 2016-05-04",
    ):
        assert part in words, shown.out


def test_matrix_headings(filled: Sayso) -> None:
    shown = filled("show", main_incident(filled))
    (heading,) = (line for line in shown.out.splitlines() if line.startswith("Account "))
    assert heading.split() == ["Account", "What", "Where", "When", "Killed"], (
        "a question that nobody answers has no column"
    )
    (row,) = (line for line in shown.out.splitlines() if line.startswith("health ministry "))
    assert row.split()[-2:] == ["20", "≠"]


def test_claim_and_document(filled: Sayso) -> None:
    claim = next(line for line in filled("claims").lines if line["doc"] == "agency")
    shown = filled("show", claim["id"])
    assert "Air strike · claim " in shown.out
    assert "killed 20 (“20 people”)" in shown.out
    assert main_incident(filled) in shown.out
    shown = filled("show", "agency")
    assert "2016-05-04 (from: given)" in shown.out
    assert filled("show", claim["id"], "--format", "jsonl").lines == [claim]


def test_what_is_not_there(filled: Sayso) -> None:
    run = filled("show", "nothing")
    assert run.status == 1
    assert "'nothing'" in run.err


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("words", [["incidents"], ["claims"], ["sources"], ["documents"], ["search", "Aleppo"]])
def test_lists_as_tables(filled: Sayso, words: list[str], columns: int) -> None:
    run = filled(*words, "--format", "table", columns=columns)
    assert run.status == 0
    assert run.out
    assert max(map(len, run.out.splitlines())) <= columns


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--source", "monitor"], {"paper"}),
        (["--place", "aleppo", "--since", "2016-05-03", "--until", "2016-05"], {"paper", "agency"}),
        (["--near", "36.2,37.16,10", "--kind", "air strike", "--kind", "shelling"], {"paper", "agency", "emoji"}),
        (["--text", "market health"], {"agency"}),
        (["--disputed"], {"paper", "agency"}),
        (["--actor", "nobody"], set()),
    ],
)
def test_filters(filled: Sayso, words: list[str], expected: set[str]) -> None:
    assert {line["doc"] for line in filled("claims", *words).lines} == expected


def test_nothing_found_is_said(filled: Sayso) -> None:
    run = filled("claims", "--place", "Nowhere", "--format", "table")
    assert run.status == 0
    assert "no claims found; leave out a filter" in run.err


def test_search(filled: Sayso) -> None:
    hits = filled("search", "health", "ministry").lines
    assert [list(hit) for hit in hits] == [["kind", "id", "doc", "excerpt"]] * 2
    assert {hit["doc"] for hit in hits} == {"agency"}


def test_verify_tells_faults(filled: Sayso, tmp_path: Path) -> None:
    assert "is whole: 3 documents" in filled("verify").out
    connection = sqlite3.connect(tmp_path / "sayso.db")
    connection.execute("update documents set text = 'other' where id = 'agency'")
    connection.commit()
    connection.close()
    run = filled("verify")
    assert run.status == 1
    assert "document agency: its text or header" in run.out


def test_doctor(sayso: Sayso, tmp_path: Path) -> None:
    run = sayso("doctor")
    assert next(line.split()[:2] for line in run.out.splitlines()) == ["ok", "python"]
    assert "sayso read PATH makes it" in run.out
    (tmp_path / "sayso.db").write_text("no ledger at all " * 100)
    run = sayso("doctor")
    assert run.status == 1
    assert "not ok  ledger" in run.out


def test_gazetteer_lookup(sayso: Sayso) -> None:
    (line,) = sayso("gazetteer", "lookup", "ALEPPO").lines
    assert line["geonameid"] == 170063
    assert sayso("gazetteer", "lookup", "Nowhere", "--format", "table").status == 1


def test_version(sayso: Sayso) -> None:
    assert sayso("--version").out == f"sayso {__version__}\n"


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        pytest.param(40, ([3, 19], 2), id="all on one line"),
        pytest.param(16, ([3, 11], 2), id="words stay whole"),
        pytest.param(10, ([3, 6], 1), id="the widest gives way"),
    ],
)
def test_column_widths(room: int, expected: tuple[list[int], int]) -> None:
    assert column_widths([["id", "c12"], ["words", "two longest words.."]], room=room) == expected


def test_json_is_utf8_whatever_the_locale(filled: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    line = next(line for line in filled("claims").out.splitlines() if '"emoji"' in line)
    assert "é" in line or "\\u" not in line
    assert json.loads(line)["doc"] == "emoji"
