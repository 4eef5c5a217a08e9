"""`sayso.read`: one call does what the verb does; again, changed, failed; the ledger stays open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.errors import LedgerError, UsageError
from sayso.notebook.ledger import Ledger
from sayso.notebook.reading import Arrival
from sayso.store.ledger import Ledger as Kept
from tests.cli.conftest import Sayso, cache, reports
from tests.cli.conftest import sayso as command

__all__ = ["cache", "command", "reports"]  # fixtures


@pytest.fixture
def here(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, with a small gazetteer."""
    monkeypatch.setenv("SAYSO_CACHE", str(cache))
    monkeypatch.setenv("SAYSO_DATA", str(cache))
    monkeypatch.delenv("SAYSO_DB", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(ledger: Kept) -> list[Any]:
    return [ledger.documents(), ledger.claims(), ledger.incidents(), ledger.failures()]


def test_the_same_as_the_verb(here: Path, reports: Path, command: Sayso) -> None:
    harvest = sayso.read(reports, ledger="a.db", published="2016-05-04")
    assert command("read", str(reports), "--db", "b.db", "--published", "2016-05-04").status == 0
    with harvest.ledger as one, Kept.open("b.db") as other:
        assert told(one) == told(other)
        assert len(one.incidents(place="Aleppo")) > 0


def test_again_and_changed(here: Path, reports: Path) -> None:
    first = sayso.read([reports], ledger="a.db")
    assert [one.document for one in first.documents] == ["paper", "agency", "emoji"]
    assert (first.new, first.changed, first.known) == (3, 0, 0)
    assert first.claims == len(first.ledger.claims()) > 2
    assert first.failures == ()
    again = sayso.read(str(reports), ledger=first.ledger)
    assert again.ledger is first.ledger
    assert again.documents == tuple(Arrival(document=one.document, state="known") for one in first.documents)
    reports.write_text(reports.read_text(encoding="utf-8").replace("killed 20", "killed 22"), encoding="utf-8")
    changed = sayso.read(reports, ledger=first.ledger)
    assert (changed.new, changed.changed, changed.known) == (0, 1, 2)
    first.ledger.close()


def test_failures_are_listed_and_kept(here: Path, reports: Path) -> None:
    (here / "empty.txt").write_bytes(b"")
    with reports.open("a", encoding="utf-8") as file:
        file.write("{broken\n" + json.dumps({"id": "blank", "text": " "}) + "\n")
    harvest = sayso.read([reports, "empty.txt", "missing.txt"], ledger="a.db")
    assert harvest.new == 3
    assert len(harvest.failures) == 4
    assert all(one.reason.startswith("found ") for one in harvest.failures)
    with harvest.ledger as ledger:
        assert {one.document for one in ledger.failures()} == {one.document for one in harvest.failures}
    assert "missing.txt" in harvest._repr_html_()


def test_progress_is_told_of_every_document(here: Path, reports: Path) -> None:
    steps: list[int] = []
    with sayso.read(reports, ledger="a.db", progress=steps.append).ledger as ledger:
        assert sum(steps) == 3
        sayso.read(reports, ledger=ledger, progress=steps.append)
    assert sum(steps) == 6


def test_the_ledger_of_the_folder_and_of_the_environment(
    here: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sayso.read(reports).ledger.close()
    assert (here / "sayso.db").is_file()
    monkeypatch.setenv("SAYSO_DB", str(here / "war.db"))
    sayso.read(reports).ledger.close()
    assert (here / "war.db").is_file()


def test_a_ledger_of_the_store_will_do(here: Path, reports: Path) -> None:
    with Kept.open("a.db", create=True) as kept:
        harvest = sayso.read(reports, ledger=kept)
        assert isinstance(harvest.ledger, Ledger)
        assert harvest.ledger.incidents() == kept.incidents()


def test_two_processes_read_the_same(here: Path, reports: Path) -> None:
    with sayso.read(reports, ledger="a.db").ledger as one, sayso.read(reports, ledger="b.db", workers=2).ledger as two:
        assert told(one) == told(two)


def test_wrong_calls_are_told(here: Path, reports: Path) -> None:
    with pytest.raises(UsageError, match="'May' as a day, expected YYYY-MM-DD"):
        sayso.read(reports, published="May")
    assert not (here / "sayso.db").exists()
    (here / "no.db").write_text("not a ledger, but words, and more than sixteen of its bytes")
    with pytest.raises(LedgerError):
        sayso.read(reports, ledger="no.db")


def test_broken_off_the_ledger_is_whole(here: Path, reports: Path) -> None:
    def stop(number: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sayso.read([reports, "missing.txt"], ledger="a.db", progress=stop)
    with Ledger.open("a.db") as ledger:
        assert ledger.verify() == []
