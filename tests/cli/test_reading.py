"""`sayso read`: again and again, changed, failed, in several processes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.cli.reading import Tally, is_interrupt
from sayso.store.ledger import Ledger
from tests.cli.conftest import Sayso
from tests.store.samples import market_entry


def test_summary_and_again(sayso: Sayso, reports: Path) -> None:
    first = sayso("read", str(reports))
    assert first.status == 0, first.err
    assert "3 documents in " in first.out
    assert "3 new" in first.out
    assert "the ledger holds 3 documents" in first.out
    before = sayso("claims").out + sayso("incidents").out
    again = sayso("read", str(reports))
    assert "0 new · 3 known already" in again.out
    assert sayso("claims").out + sayso("incidents").out == before


def test_ledger_by_option_and_by_environment(
    sayso: Sayso, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sayso("read", str(reports), "--db", "one.db").status == 0
    monkeypatch.setenv("SAYSO_DB", str(tmp_path / "two.db"))
    assert sayso("read", str(reports)).status == 0
    assert not (tmp_path / "sayso.db").exists()
    assert sayso("claims").out == sayso("claims", "--db", "one.db").out


def test_changed_text(filled: Sayso, reports: Path) -> None:
    reports.write_text(reports.read_text(encoding="utf-8").replace("killed 20", "killed 22"), encoding="utf-8")
    assert "1 read again · 2 known already" in filled("read", str(reports)).out
    assert [line["killed"] for line in filled("incidents", "--place", "Aleppo", "--disputed").lines] == [[8, 22]]
    assert filled("verify").status == 0


def test_another_report_of_the_same_id_is_told(sayso: Sayso, tmp_path: Path) -> None:
    """Two tables that both count their rows from 1: the second takes the place of the first, and says so."""
    for month, text in ("jan", "Shelling killed two people in Homs."), ("feb", "A raid on Aleppo left nine dead."):
        (tmp_path / f"{month}.csv").write_text(f"id,text\n1,{text}\n", encoding="utf-8")
    assert "took the place" not in sayso("read", "jan.csv").err
    assert "'1' (jan.csv:2, now feb.csv:2)" in sayso("read", "feb.csv").err
    (tmp_path / "feb.csv").write_text("id,text\n1,A raid on Aleppo left ten dead.\n", encoding="utf-8")
    assert "took the place" not in sayso("read", "feb.csv").err, "a report that was mended is the same report"


def test_a_day_that_is_none_is_no_failure_to_read(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text,published\n1,Shelling killed two people in Homs.,soon\n", encoding="utf-8")
    run = sayso("read", "a.csv")
    assert (run.status, "1 new · 1 without the day that they give" in run.out) == (1, True), run.out


def test_names_do_not_command_the_terminal(sayso: Sayso, tmp_path: Path) -> None:
    report = {"id": "a\x1b[31mb", "title": "\x1b[2Jgone", "text": "Shelling killed two people in Homs."}
    (tmp_path / "a.jsonl").write_text(json.dumps(report), encoding="utf-8")
    (tmp_path / "x\u202egpj.exe").write_text("?", encoding="utf-8")
    run = sayso("read", "a.jsonl", "x\u202egpj.exe")
    assert "x\\u202egpj.exe: found a file of unknown kind" in run.err
    shown = sayso("documents", "--format", "table").out + sayso("show", "a\x1b[31mb").out
    assert "a[31mb" in shown
    assert "\x1b" not in shown


def test_failures_are_kept_until_they_succeed(sayso: Sayso, tmp_path: Path) -> None:
    path = tmp_path / "late.txt"
    path.write_bytes(b"")
    assert sayso("read", str(path)).status == 1
    assert "late.txt" in sayso("documents").err
    assert "1 not read" in sayso("doctor").out
    path.write_text("Shelling killed two people in Aleppo.", encoding="utf-8")
    assert sayso("read", str(path)).status == 0
    assert sayso("documents").err == ""


def test_page_is_kept(filled: Sayso, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "sayso.db") as ledger:
        document = ledger.document("agency")
        page = ledger.page(document.page or "")
    assert page is not None
    assert json.loads(page.content)["id"] == "agency"


def test_incidents_behind_their_claims_are_told_and_mended(filled: Sayso, reports: Path, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "sayso.db") as ledger:
        ledger.add([market_entry()], extractor="rules-0")
    assert "bring them up to date" in filled("incidents").err
    assert "incidents are behind its claims" in filled("doctor").out
    assert filled("read", str(reports)).status == 0
    assert filled("incidents").err == ""


def test_characters_that_no_text_can_hold(sayso: Sayso, tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_bytes(b'{"id": "odd", "text": "Shelling \\ud83d killed two people\\u0000 in Aleppo."}\n')
    run = sayso("read", str(path))
    assert run.status in (0, 1), run.err
    assert sayso("verify").status == 0


@pytest.mark.slow
def test_workers_give_the_same_ledger(filled: Sayso, reports: Path) -> None:
    assert filled("read", str(reports), "--db", "many.db", "--workers", "2").status == 0
    for verb in ("claims", "incidents", "documents"):
        assert filled(verb, "--db", "many.db").out == filled(verb).out


def test_tally_words() -> None:
    tally = Tally(found=5, new=2, changed=1, known=1, failed=1, undated=2, tokens=1000)
    assert tally.summary("a.db", 125.0) == [
        "5 documents in 2 min 5 s, into a.db",
        "  2 new · 1 read again · 1 known already · 1 failed · 2 without the day that they give, which is none · 8 words a second",
    ]


def test_an_interrupt_within_cleaning_up_is_one_still() -> None:
    with pytest.raises(AssertionError) as caught:  # noqa: PT012 - as SQLAlchemy closes a transaction
        try:
            raise KeyboardInterrupt
        finally:
            raise AssertionError
    assert is_interrupt(caught.value)
    assert is_interrupt(KeyboardInterrupt())
    assert not is_interrupt(AssertionError())
