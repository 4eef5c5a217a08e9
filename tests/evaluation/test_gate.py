"""The gate: it measures, compares with the floors, and never fails for want of corpora."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from evaluation import gate

TEXT = "At least 13 people were killed in an air strike by the army on Harim on Monday, the governor said."
GOLD = {
    "doc": "one",
    "kind": "air_strike",
    "status": "asserted",
    "source": ["the governor"],
    "actor": "the army",
    "target": "people",
    "places": [{"text": "Harim", "role": "site"}],
    "time": {"text": "on Monday", "start": "2016-05-02", "end": "2016-05-02"},
    "evidence": TEXT,
    "start": 0,
    "end": len(TEXT),
    "figures": [{"text": "At least 13 people", "measure": "killed", "low": 13, "high": None}],
}


def write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """A corpus of one document, made up."""
    folder = tmp_path / "data"
    write_lines(folder / "claims_news" / "docs.jsonl", [{"id": "one", "text": TEXT, "published": "2016-05-03"}])
    write_lines(folder / "claims_news" / "gold.jsonl", [GOLD])
    return folder


def printing(tmp_path: Path, rows: list[dict[str, Any]], *, status: int = 0) -> tuple[str, ...]:
    """A command that prints these rows whatever it is asked."""
    answer = tmp_path / "answer.jsonl"
    write_lines(answer, rows)
    program = f"import sys; print(open({str(answer)!r}).read(), end=''); sys.exit({status})"
    return (sys.executable, "-c", program)


def gate_of(tmp_path: Path, corpora: Path, rows: list[dict[str, Any]], *more: str, status: int = 0) -> int:
    arguments = ["--corpora", str(corpora), "--out", str(tmp_path / "out"), "--task", "claims_news", *more]
    return gate.main(arguments, command=printing(tmp_path, rows, status=status))


def test_right_answer_passes(tmp_path: Path, corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate_of(tmp_path, corpora, [GOLD]) == 0
    assert "ok" in capsys.readouterr().out


def test_wrong_answer_is_below_the_floor(tmp_path: Path, corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = GOLD | {"source": ["the rebels"], "figures": [{"measure": "injured", "low": 1, "high": 1}]}
    assert gate_of(tmp_path, corpora, [wrong]) == 1
    assert "below" in capsys.readouterr().out


def test_failing_command_fails_and_says_why(tmp_path: Path, corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate_of(tmp_path, corpora, [GOLD], status=3) == 1
    assert "ended with status 3" in capsys.readouterr().out


def test_reuse_scores_the_lines_of_the_last_run(tmp_path: Path, corpora: Path) -> None:
    assert gate_of(tmp_path, corpora, [GOLD]) == 0
    assert gate_of(tmp_path, corpora, [], "--reuse", status=3) == 0


def test_no_corpora_pass_and_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["--corpora", str(tmp_path / "nowhere")]) == 0
    assert "nothing was measured" in capsys.readouterr().out


def test_a_missing_corpus_is_named(tmp_path: Path, corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--corpora", str(corpora), "--out", str(tmp_path / "out"), "--task", "times"]
    assert gate.main(arguments, command=printing(tmp_path, [])) == 0
    assert "not at hand" in capsys.readouterr().out


def test_one_document_is_scored_alone(tmp_path: Path, corpora: Path) -> None:
    other = GOLD | {"doc": "two"}
    write_lines(corpora / "claims" / "docs.jsonl", [{"id": gate.SEED, "text": TEXT}])
    write_lines(corpora / "claims" / "gold.jsonl", [GOLD | {"doc": gate.SEED}, other])
    seed = [task for task in gate.TASKS if task.name == "seed"]
    command = printing(tmp_path, [GOLD | {"doc": gate.SEED}, other])
    [outcome] = gate.measure(seed, corpora=corpora, out=tmp_path / "out", command=command)
    assert outcome.value == 1


def test_floors_rise_and_never_fall(tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"times": {"value F1": {"floor": 0.5, "aim": 0.9}, "type F1": {"floor": 0.5}}}))
    outcomes = [
        gate.Outcome(task="times", figure="value F1", value=0.678),
        gate.Outcome(task="times", figure="type F1", value=0.4),
    ]
    gate.raise_floors(floors, outcomes)
    bounds = gate.read_bounds(floors)["times"]
    assert (bounds["value F1"].floor, bounds["type F1"].floor) == (0.67, 0.5)


def test_every_figure_of_the_gate_stands_in_the_floors() -> None:
    bounds = gate.read_bounds(gate.HERE / "floors.json")
    assert {(task.name, name) for task in (*gate.TASKS, *gate.OWN) for name, _ in task.figures} == {
        (task, name) for task, figures in bounds.items() for name in figures
    }
