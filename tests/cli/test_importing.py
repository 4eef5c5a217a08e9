"""`sayso import`, `sayso compare`, and `sayso read` of tables: what a person types, and what is there then."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.cli.conftest import REPORTS, Sayso

ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,actor1,country,location,latitude,longitude,geo_precision,source,fatalities\n"
    "SYR1,2016-05-03,Explosions/Remote violence,Air/drone strike,Made-up forces,Syria,Aleppo,36.20,37.16,1,Made-up Wire,8\n"
    "SYR2,2016-05-30,Battles,Armed clash,Made-up forces,Syria,Idleb,35.93,36.63,1,Made-up Wire,2\n"
)


@pytest.fixture
def acled(tmp_path: Path) -> Path:
    path = tmp_path / "acled.csv"
    path.write_text(ACLED, encoding="utf-8")
    return path


def test_reports_in_a_table(sayso: Sayso, tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    rows = [f'{one["id"]},"{one["text"]}",{one["published"]}\n' for one in REPORTS[:2]]
    path.write_text("nr,body,published\n" + "".join(rows) + "3,,2016-05-04\n", encoding="utf-8")
    run = sayso("read", str(path), "--column", "text=body", "--column", "id=nr")
    assert run.status == 1
    assert run.err.count("\n") == 1
    assert f"{path}:4: found a row without text" in run.err
    assert {line["id"] for line in sayso("documents").lines} == {"paper", "agency"}
    assert {line["doc"] for line in sayso("claims").lines} == {"paper", "agency"}
    again = sayso("read", str(path), "--column", "text=body", "--column", "id=nr")
    assert "2 known already" in again.out
    assert sayso("read", str(path), "--column", "body").status == 2
    assert "no column 'text'" in sayso("read", str(path)).err


def test_records_make_an_equal_ledger(filled: Sayso, tmp_path: Path) -> None:
    incident = filled("incidents").lines[0]["id"]
    claim = filled("claims").lines[0]["id"]
    assert filled("correct", claim, "kind", "bombing", "--reason", "seen").status == 0
    out = tmp_path / "records.jsonl"
    assert filled("export", "records", "--with-names", "-o", str(out)).status == 0
    run = filled("import", "records", str(out), "--db", "other.db")
    assert run.status == 0, run.err
    assert run.out.splitlines()[0].startswith("3 documents, ")
    assert f"from {out}" in run.out
    again = filled("export", "records", "--with-names", "--db", "other.db")
    assert again.out == out.read_text(encoding="utf-8")
    assert filled("show", incident, "--db", "other.db").out == filled("show", incident).out
    assert filled("verify", "--db", "other.db").status == 0
    assert filled("import", "records", str(out), "--db", "other.db").out.startswith(
        "nothing that other.db did not have"
    )


def test_records_packed_and_into_a_ledger_that_holds_others(filled: Sayso, tmp_path: Path) -> None:
    packed = tmp_path / "records.jsonl.gz"
    packed.write_bytes(gzip.compress(filled("export", "records", "--with-names").out.encode()))
    (tmp_path / "own.jsonl").write_text(json.dumps({"id": "own", "text": "Shelling killed two people in Aleppo."}))
    (tmp_path / "clash.jsonl").write_text(json.dumps({"id": "paper", "text": "Nothing happened in Aleppo."}))
    assert filled("read", "own.jsonl", "clash.jsonl", "--db", "other.db").status == 0
    run = filled("import", "records", str(packed), "--db", "other.db")
    assert run.status == 1
    assert run.err == (
        "sayso: document 'paper' is here with another text or header; what is here stays, and nothing is taken in of the other\n"
    )
    assert {line["id"] for line in filled("documents", "--db", "other.db").lines} == {"own", "paper", "agency", "emoji"}
    assert filled("verify", "--db", "other.db").status == 0


def test_half_of_the_records_change_nothing(filled: Sayso, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    lines = filled("export", "records", "--with-names").out.splitlines(keepends=True)
    out.write_text("".join(lines[:-3]), encoding="utf-8")
    run = filled("import", "records", str(out), "--db", "other.db")
    assert run.status == 1
    assert "broken off after line" in run.err
    assert filled("documents", "--db", "other.db").lines == []


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_our_tables_name_the_lossless_export(filled: Sayso, tmp_path: Path, form: str) -> None:
    for of in ("incidents", "claims"):
        out = tmp_path / f"{of}.{form}"
        assert filled("export", form, "--of", of, "-o", str(out)).status == 0
        for verb in (["import", "records"], ["import", "acled"], ["compare"]):
            run = filled(*verb, str(out))
            assert run.status == 1, verb
            assert "sayso export records --with-names" in run.err
            assert run.err.count("\n") <= 1


def test_reference_data_stand_beside_an_incident(filled: Sayso, acled: Path) -> None:
    before = [(line["killed"], line["grade"]) for line in filled("incidents").lines]
    run = filled("import", "acled", str(acled))
    assert run.status == 0, run.err
    assert run.out.startswith(f"ACLED, from {acled}: 2 new\n")
    assert "0 new · 2 known already" in filled("import", "acled", str(acled)).out
    incident = next(line["id"] for line in filled("incidents").lines if line["killed"] == [8, 20])
    shown = filled("show", incident).out
    assert (
        "In other data sets\n  ACLED SYR1: killed 8 · Explosions/Remote violence: Air/drone strike · 2016-05-03 · Aleppo"
        in shown
    )
    assert "surely this incident" in shown
    (line,) = filled("show", incident, "--format", "jsonl").lines
    assert [one["key"] for one in line["in_other_data_sets"]] == ["SYR1"]
    assert [(line["killed"], line["grade"]) for line in filled("incidents").lines] == before
    assert filled("verify").status == 0


def test_a_row_that_changed_waits_for_a_word(filled: Sayso, acled: Path) -> None:
    filled("import", "acled", str(acled))
    acled.write_text(ACLED.replace(",8\n", ",9\n").replace("2016-05-30", "2016-05-33"), encoding="utf-8")
    run = filled("import", "acled", str(acled))
    assert run.status == 1
    assert "ACLED SYR1 is here otherwise; what is here stays" in run.err
    assert f"{acled}:3: found '2016-05-33' as event_date" in run.err
    assert run.out.startswith(f"ACLED, from {acled}: 0 new · 1 here otherwise · 1 failed")
    assert "0 new · 1 replaced" in filled("import", "acled", str(acled), "--replace").out


def test_compare_in_a_pipe_and_at_a_terminal(filled: Sayso, acled: Path, tmp_path: Path) -> None:
    run = filled("compare", str(acled))
    assert run.status == 0, run.err
    both = [line for line in run.lines if line["in"] == "both"]
    assert [(one["key"], one["match"], one["differs"]) for one in both] == [("SYR1", "surely", [])]
    assert [line["key"] for line in run.lines if line["in"] == "reference"] == ["SYR2"]
    assert "1 surely and 0 perhaps in the ledger, 1 not" in run.err
    assert "Matching: a row goes with the incident" in run.err
    shown = filled("compare", str(acled), "--format", "table", "--plot", "plot.svg")
    assert "In both" in shown.out
    assert "In the file alone" in shown.out
    assert (tmp_path / "plot.svg").read_text(encoding="utf-8").startswith("<svg")
    assert filled("compare", str(acled), "--plot", "plot.svg").status == 2
    assert filled("compare", str(acled), "--plot", "plot.svg", "--force").status == 0
    assert filled("compare", str(acled), "--since", "2016-05-20").lines[0]["key"] == "SYR2"
    assert [line["in"] for line in filled("compare", str(acled), "--until", "2016-05-20").lines] == ["both"]
    assert filled("documents").status == 0, "the ledger is as it was"


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["import", "csv", "acled.csv"], 2, "sayso read FILE --column text=COLUMN"),
        (["import", "records", "acled.csv"], 1, "does not begin as records do"),
        (["import", "ged", "acled.csv"], 1, "those of UCDP GED"),
        (["import", "acled", "nothing.csv"], 1, "which cannot be read (No such file or directory)"),
        (["import", "records", "acled.csv", "--replace"], 2, "leave it out"),
        (["compare", "nothing.csv"], 1, "which cannot be read"),
        (["compare", "acled.csv", "--plot", "plot.png"], 2, "ends in .svg"),
    ],
)
def test_wrong_usage(filled: Sayso, acled: Path, words: list[str], status: int, says: str) -> None:
    run = filled(*words)
    assert run.status == status
    assert says in run.err


def test_the_export_of_acled_finds_itself(filled: Sayso, tmp_path: Path) -> None:
    out = tmp_path / "own.csv"
    assert filled("export", "acled", "-o", str(out)).status == 0
    both = [line for line in filled("compare", str(out)).lines if line["in"] == "both"]
    assert both
    assert all(line["match"] == "surely" for line in both)
