"""`sayso export FORMAT`: what a person types, and what is there then; the filters that all verbs share."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from sayso.export.formats import FORMATS
from tests.cli.conftest import Sayso


def rows(words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(words)))


def test_standard_output_by_default(filled: Sayso) -> None:
    run = filled("export", "csv")
    assert run.status == 0, run.err
    found = rows(run.out)
    assert [one["id"] for one in found] == [line["id"] for line in filled("incidents").lines]
    assert rows(filled("export", "csv", "--of", "claims").out)


def test_rows_of_accounts_and_disagreements(filled: Sayso, tmp_path: Path) -> None:
    accounts = rows(filled("export", "csv", "--of", "accounts").out)
    assert len(accounts) == sum(int(one["accounts"]) for one in rows(filled("export", "csv").out))
    path = tmp_path / "told.csv"
    run = filled("export", "csv", "--of", "disagreements", "-o", str(path))
    told = rows(path.read_text(encoding="utf-8"))
    assert run.status == 0
    assert f"{len(told)} disagreement" in run.err


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_a_file(filled: Sayso, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{FORMATS[name].suffix}"
    run = filled("export", name, "-o", str(path), "--explain", "--with-names")
    assert run.status == 0, run.err
    assert path.stat().st_size > 100
    assert str(path) in run.err
    beside = (tmp_path / f"{path.name}.explain.jsonl").read_text(encoding="utf-8").splitlines()
    for line in beside:
        assert {"id", "column", "value", "rule", "claims", "why_empty"} == json.loads(line).keys()
    left = sorted(one.name for one in tmp_path.iterdir() if "out" in one.name)
    assert left == sorted([path.name, f"{path.name}.explain.jsonl"])


def test_a_site_becomes_a_folder_with_maps(filled: Sayso, tmp_path: Path) -> None:
    run = filled("export", "site", "-o", str(tmp_path / "war"))
    assert run.status == 0, run.err
    index = (tmp_path / "war" / "index.html").read_text(encoding="utf-8")
    assert '<svg class="map-picture"' in index
    assert 'href="incidents/' in index
    assert filled("export", "site", "-o", str(tmp_path / "war")).status == 2
    assert filled("export", "site", "-o", str(tmp_path / "war"), "--force").status == 0


def test_nothing_is_overwritten_unasked(filled: Sayso, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("mine", encoding="utf-8")
    run = filled("export", "csv", "-o", str(path))
    assert run.status == 2
    assert "--force" in run.err
    assert path.read_text(encoding="utf-8") == "mine"
    assert filled("export", "csv", "-o", str(path), "--force").status == 0
    assert path.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["gpx"], "one of csv"),
        (["csv", "--explain"], "name one with -o"),
        (["records"], "--with-names"),
        (["csv", "--box", "1,2,3"], "WEST,SOUTH,EAST,NORTH"),
        (["csv", "--grade", "certain"], "one of confirmed"),
    ],
)
def test_wrong_usage(filled: Sayso, arguments: list[str], says: str) -> None:
    run = filled("export", *arguments)
    assert run.status == 2
    assert says in run.err


def test_box_grade_and_confidence_are_filters_of_all_verbs(filled: Sayso) -> None:
    for verb in (["incidents"], ["claims"], ["documents"], ["export", "csv"]):
        everything, here = filled(*verb).out, filled(*verb, "--box", "37,36,38,37").out
        assert len(here) > 300 or verb == ["documents"], verb
        assert filled(*verb, "--box", "0,0,1,1").out.count("\n") == ("export" in verb)
        assert filled(*verb, "--min-confidence", "1").out.count("\n") == ("export" in verb)
        graded = [filled(*verb, "--grade", grade).out for grade in ("confirmed", "fair", "weak", "contested")]
        assert any(len(one) > 100 for one in graded)
        assert all(len(one) <= len(everything) for one in graded)
    assert filled("sources", "--box", "37,36,38,37").lines


def test_rules(filled: Sayso) -> None:
    lowest = {one["id"]: one for one in rows(filled("export", "csv", "--rule", "conservative").out)}
    for one in rows(filled("export", "csv").out):
        if one["killed_low"] and one["accounts"] != "1":
            assert lowest[one["id"]]["killed_low"] == lowest[one["id"]]["killed_high"] == one["killed_low"]
            assert one["killed_high"] != one["killed_low"]
            break
    else:
        pytest.fail("no incident has several accounts with a toll")
